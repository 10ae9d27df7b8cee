"""What literals are worth, exactly as pySHACL has it: plain cases at once, all others by asking rdflib.

pySHACL compares rdflib's literals, which are Python values where the characters make one. Whole numbers, decimals,
days and instants as the store writes them are decided here in the same way; what is left (ill-typed values, unusual
datatypes, years beyond Python's) is rare, and rdflib is imported for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode

from kb.check.compiled.terms import LANG_STRING, Term, plain
from kb.remembering import remembered
from kb.vocab import PREFIXES, XSD

if TYPE_CHECKING:
    import rdflib

_RDFS = PREFIXES["rdfs"]
NUMERIC = frozenset({XSD.integer, XSD.decimal})
_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?", re.ASCII)
_INTEGER = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z", re.ASCII)


class Incomparable(Exception):  # noqa: N818 - pySHACL refuses to go on
    """A blank node stands where values are compared."""


def has_datatype(term: Term, datatype: str) -> bool:
    """Tell whether a term is a well-formed literal of a datatype (sh:datatype)."""
    term = plain(term)
    if not isinstance(term, Literal):
        return False
    own = term.datatype.value
    if datatype in (XSD.string, LANG_STRING):
        return own == datatype
    if own != datatype:
        return False
    if _is_plain(term) or (own == XSD.boolean and term.value in ("true", "false")):
        return True
    return _rdflib_has_datatype(term, datatype)


def _is_plain(term: Literal) -> bool:
    """Tell whether a literal is one of the common ones that Python and the store understand alike."""
    return _python(term) is not None


@remembered
def _python(term: Literal) -> Decimal | date | datetime | None:
    """Give the value of a plain number, of a day without a zone, or of an instant in UTC; ``None`` of all else."""
    text, datatype = term.value, term.datatype.value
    try:
        if datatype == XSD.integer:
            return Decimal(text) if _INTEGER.fullmatch(text) else None
        if datatype == XSD.decimal:
            return Decimal(text) if _DECIMAL.fullmatch(text) else None
        if datatype == XSD.date:
            return date.fromisoformat(text) if _DATE.fullmatch(text) else None
        if datatype == XSD.dateTime:
            return datetime.fromisoformat(text) if _TIME.fullmatch(text) else None
    except ValueError:
        return None
    return None


def _comparable(left: Literal, right: Literal) -> tuple[Any, Any] | None:
    """Give two values of one kind, or nothing when they are not plain, or not of one kind."""
    ours, theirs = _python(left), _python(right)
    if ours is None or theirs is None or type(ours) is not type(theirs):
        return None
    return ours, theirs


def within(term: Term, bound: Literal, test: Callable[[int], bool]) -> bool:
    """Tell whether a value lies on the right side of a bound (sh:minInclusive and its like).

    Args:
        term: The value.
        bound: The bound.
        test: Tells from the sign of value - bound whether it does.
    """
    term = plain(term)
    if not isinstance(term, Literal):
        return False
    if (pair := _comparable(term, bound)) is not None:
        return test((pair[0] > pair[1]) - (pair[0] < pair[1]))
    from pyshacl.rdfutil.compare import compare_literal  # noqa: PLC0415 - heavy, and rarely needed

    from kb.check.graphs import quiet  # noqa: PLC0415

    ours, theirs = rdflib_literal(term), rdflib_literal(bound)
    if isinstance(ours.value, str) is not isinstance(theirs.value, str):
        return False
    try:
        with quiet():
            return test(compare_literal(ours, theirs))
    except (TypeError, NotImplementedError, InvalidOperation):  # the last: a decimal that is no number, beside a number
        return False


def less(term: Term, other: Term, *, or_equal: bool) -> bool:
    """Tell whether one value is less than another (sh:lessThan, sh:lessThanOrEquals).

    Raises:
        Incomparable: one of them is a blank node.
    """
    term, other = plain(term), plain(other)
    if isinstance(term, BlankNode) or isinstance(other, BlankNode):
        raise Incomparable
    if isinstance(term, Literal) and isinstance(other, Literal) and (pair := _comparable(term, other)) is not None:
        return bool(pair[0] < pair[1] or (or_equal and pair[0] == pair[1]))
    (ours, ours_is_text), (theirs, theirs_is_text) = _as_compared(term), _as_compared(other)
    if ours_is_text is not theirs_is_text:
        return False
    if ours_is_text:
        return bool(ours <= theirs if or_equal else ours < theirs)
    from kb.check.graphs import quiet  # noqa: PLC0415 - heavy, and rarely needed

    try:
        with quiet():
            return bool(ours <= theirs if or_equal else ours < theirs)
    except TypeError:  # over which pySHACL gives up; by the standard, what cannot be compared is not less
        return False


def _as_compared(term: NamedNode | Literal) -> tuple[Any, bool]:
    """Give what pySHACL compares in place of a term, and whether that is a text."""
    if isinstance(term, NamedNode):
        return term.value, True
    if term.datatype.value in (XSD.string, LANG_STRING):
        return term.value, True
    value = rdflib_literal(term)
    return (value.value, True) if isinstance(value.value, str) else (value, False)


def _rdflib_has_datatype(term: Literal, datatype: str) -> bool:
    value = rdflib_literal(term)
    if getattr(value, "ill_typed", None) is True:
        return False
    expected = _PYTHON_TYPES.get(datatype)
    return expected is None or isinstance(value.value, expected)


def _python_types() -> dict[str, type]:
    names = {"integer": int, "float": float, "decimal": Decimal, "boolean": bool, "date": date}
    return {PREFIXES["xsd"] + name: kind for name, kind in {**names, "time": time, "dateTime": datetime}.items()}


_PYTHON_TYPES = _python_types()


@remembered
def rdflib_literal(term: Literal) -> rdflib.Literal:
    """Give a literal as rdflib understands it."""
    import rdflib  # noqa: PLC0415 - heavy, and rarely needed

    from kb.check.graphs import quiet  # noqa: PLC0415

    with quiet():
        if term.language or term.datatype.value == XSD.string:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
