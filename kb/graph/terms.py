"""RDF terms as N-Quads has them, in the lexical forms that a store hands back.

Oxigraph stores numbers and times by value: ``"10.0"^^xsd:decimal`` comes back as ``"10"``. We write those canonical
forms (of XSD 1.1) ourselves, so that what was written and what is read compare equal. A term is its text, a quad the
line that ``str`` gives of it: lines are written, compared and sent in a fraction of the time that objects take.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NewType

from pyoxigraph import NamedNode

from kb.concepts import CONCEPTS
from kb.errors import InputError
from kb.vocab import XSD

Term = NewType("Term", str)
"""A term as it stands in a line of N-Quads: ``<https://kb.example/id/claim/1>``, ``"ten"@en``."""

_ESCAPED = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff]')
_NAMED = {'"': '\\"', "\\": r"\\", "\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r"}


@lru_cache(maxsize=1024)
def iri(value: str) -> Term:
    """Give the node of an absolute IRI; those of the vocabulary recur with every statement.

    Raises:
        ValueError: it is none.
    """
    return Term(str(NamedNode(value)))


def concept(of: str, token: str) -> Term:
    """Give the concept of a token in one of the lists of the vocabulary.

    >>> concept("voice", "relays")
    '<https://w3id.org/claimgraph/terms#Relays>'
    """
    return iri(CONCEPTS[of][token])


def literal(value: str) -> Term:
    r"""Give an ``xsd:string``, be it empty; characters are escaped as Oxigraph escapes them.

    Raises:
        InputError: the text holds half of a surrogate pair, which no RDF format can carry.

    >>> print(literal('He said "no".'))
    "He said \"no\"."
    """
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise InputError(
                f"The text {value[:40].encode('ascii', 'backslashreplace').decode()!r} holds a lone surrogate.",
                hint="Decode the file anew with its right encoding; UTF-16 halves are no characters.",
            ) from error
    return Term(f'"{_ESCAPED.sub(_escape, value)}"')


def string(value: str) -> Term | None:
    """Give an ``xsd:string``, or nothing for an empty one; raises as :func:`literal`."""
    return literal(value) if value else None


def english(value: str) -> Term | None:
    """Give a text in English, or nothing for an empty one."""
    return Term(f"{literal(value)}@en") if value else None


def strings(values: Iterable[str]) -> list[Term]:
    """Give an ``xsd:string`` for each text that is not empty."""
    return [literal(value) for value in values if value]


def uri(value: str) -> Term | None:
    """Give an ``xsd:anyURI``, or nothing for an empty one."""
    return Term(f"{literal(value)}^^<{XSD.anyURI}>") if value else None


def integer(value: int) -> Term:
    """Give an ``xsd:integer``."""
    return _typed(str(value), XSD.integer)


def decimal(value: float | str) -> Term:
    """Give an ``xsd:decimal`` in canonical form, a float rounded to six places.

    >>> [decimal(value).split('"')[1] for value in (0.1 + 0.2, 1.0, "10.50", "2E+6", "-0.0")]
    ['0.3', '1', '10.5', '2000000', '0']
    """
    return _typed(canonical(value), XSD.decimal)


@lru_cache(maxsize=1024)
def canonical(value: float | str) -> str:
    """Give the digits of an ``xsd:decimal``."""
    exact = Decimal(value) if isinstance(value, str) else Decimal(str(round(value, 6)))
    digits = format(exact, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def boolean(value: bool) -> Term:
    """Give an ``xsd:boolean``."""
    return _typed("true" if value else "false", XSD.boolean)


def day(value: date) -> Term:
    """Give an ``xsd:date``."""
    return _typed(value.isoformat(), XSD.date)


def moment(value: datetime) -> Term:
    """Give an ``xsd:dateTime`` in UTC, without trailing zeros in its fraction.

    >>> moment(datetime(2021, 10, 1, 9, 0, 0, 120_000, UTC))
    '"2021-10-01T09:00:00.12Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    """
    whole, _, fraction = value.astimezone(UTC).replace(tzinfo=None).isoformat().partition(".")
    fraction = fraction.rstrip("0")
    return _typed(f"{whole}.{fraction}Z" if fraction else f"{whole}Z", XSD.dateTime)


def _typed(characters: str, datatype: str) -> Term:
    return Term(f'"{characters}"^^<{datatype}>')


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _NAMED.get(character) or f"\\u{ord(character):04X}"
