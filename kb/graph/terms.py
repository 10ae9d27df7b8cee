"""RDF terms in the lexical forms that a store hands back, and the page that quads are written on.

Oxigraph stores numbers and times by value: ``"10.0"^^xsd:decimal`` comes back as ``"10"``. We write those canonical
forms (of XSD 1.1) ourselves, so that what was written and what is read compare equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from kb import ids
from kb.concepts import CONCEPTS
from kb.errors import InputError
from kb.vocab import RDF, XSD

Term = NamedNode | Literal
Known = Mapping[str, Term | Iterable[Term] | None]


@lru_cache(maxsize=1024)
def iri(value: str) -> NamedNode:
    """Give the node of an absolute IRI; those of the vocabulary recur with every statement."""
    return NamedNode(value)


def concept(of: str, token: str) -> NamedNode:
    """Give the concept of a token in one of the lists of the vocabulary.

    >>> concept("voice", "relays")
    <NamedNode value=https://w3id.org/claimgraph/terms#Relays>
    """
    return iri(CONCEPTS[of][token])


def string(value: str) -> Literal | None:
    """Give an ``xsd:string``, or nothing for an empty one.

    Raises:
        InputError: the text holds half of a surrogate pair, which no RDF format can carry.
    """
    try:
        return Literal(value) if value else None
    except ValueError as error:
        raise InputError(
            f"The text {value[:40].encode('ascii', 'backslashreplace').decode()!r} holds a lone surrogate.",
            hint="Decode the file anew with its right encoding; UTF-16 halves are no characters.",
        ) from error


def english(value: str) -> Literal | None:
    """Give a text in English, or nothing for an empty one."""
    return Literal(value, language="en") if value else None


def strings(values: Iterable[str]) -> list[Literal]:
    """Give an ``xsd:string`` for each text that is not empty."""
    return [term for value in values if (term := string(value))]


def uri(value: str) -> Literal | None:
    """Give an ``xsd:anyURI``, or nothing for an empty one."""
    return Literal(value, datatype=iri(XSD.anyURI)) if value else None


def integer(value: int) -> Literal:
    """Give an ``xsd:integer``."""
    return Literal(str(value), datatype=iri(XSD.integer))


def decimal(value: float | str) -> Literal:
    """Give an ``xsd:decimal`` in canonical form, a float rounded to six places.

    >>> [decimal(value).value for value in (0.1 + 0.2, 1.0, "10.50", "2E+6", "-0.0")]
    ['0.3', '1', '10.5', '2000000', '0']
    """
    exact = Decimal(value) if isinstance(value, str) else Decimal(str(round(value, 6)))
    digits = format(exact, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, datatype=iri(XSD.decimal))


def boolean(value: bool) -> Literal:
    """Give an ``xsd:boolean``."""
    return Literal("true" if value else "false", datatype=iri(XSD.boolean))


def day(value: date) -> Literal:
    """Give an ``xsd:date``."""
    return Literal(value.isoformat(), datatype=iri(XSD.date))


def moment(value: datetime) -> Literal:
    """Give an ``xsd:dateTime`` in UTC, without trailing zeros in its fraction.

    >>> moment(datetime(2021, 10, 1, 9, 0, 0, 120_000, UTC)).value
    '2021-10-01T09:00:00.12Z'
    """
    whole, _, fraction = value.astimezone(UTC).replace(tzinfo=None).isoformat().partition(".")
    fraction = fraction.rstrip("0")
    return Literal(f"{whole}.{fraction}Z" if fraction else f"{whole}Z", datatype=iri(XSD.dateTime))


class Page:
    """One named graph being written.

    Attributes:
        base: What stands before every identifier.
        graph: Name of the graph.
    """

    def __init__(self, name: str, base: str) -> None:
        """Open the graph ``graph/<name>``."""
        self.base = base
        self.graph = NamedNode(base + ids.graph(name))
        self._quads: dict[Quad, None] = {}

    @property
    def quads(self) -> tuple[Quad, ...]:
        """All that was written, each once, in order."""
        return tuple(self._quads)

    def node(self, identifier: str) -> NamedNode:
        """Give the node of an identifier."""
        return NamedNode(self.base + identifier)

    def nodes(self, identifiers: Iterable[str]) -> list[NamedNode]:
        """Give the nodes of the identifiers that are not empty."""
        return [self.node(identifier) for identifier in identifiers if identifier]

    def describe(self, identifier: str, *types: str, known: Known) -> NamedNode:
        """Write the classes of a node and what is known of it; ``None`` and empty lists write nothing."""
        subject = self.node(identifier)
        for type_ in types:
            self._quads[Quad(subject, iri(RDF.type), iri(type_), self.graph)] = None
        for predicate, value in known.items():
            values = (value,) if isinstance(value, NamedNode | Literal) else value or ()
            for term in values:
                self._quads[Quad(subject, iri(predicate), term, self.graph)] = None
        return subject
