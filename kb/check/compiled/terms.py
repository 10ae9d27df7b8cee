"""RDF terms as the store holds them, and the ones that it would alter on the way in.

Oxigraph keeps the value of a literal of most datatypes and not its characters: ``"0.50"^^xsd:decimal`` comes back as
``"0.5"``. SHACL compares terms, so these two differ. A literal that the store would alter, or that rdflib reads in
another way, is put under a datatype of its own, which no query clears and every term comparison keeps apart;
:func:`plain` gives it back as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from kb.vocab import PREFIXES, XSD

Term = NamedNode | BlankNode | Literal

LANG_STRING = PREFIXES["rdf"] + "langString"
_AS_WRITTEN = "urn:claimgraph:as-written:"
_UNALTERED = frozenset({XSD.string, LANG_STRING})
_FORMS = {
    XSD.integer: re.compile(r"-?[0-9]{1,18}", re.ASCII),
    XSD.decimal: re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?", re.ASCII),
    XSD.boolean: re.compile(r"true|false", re.ASCII),
    XSD.date: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII),
    XSD.dateTime: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z", re.ASCII),
}
_DAYS = (_FORMS[XSD.date], _FORMS[XSD.dateTime])


def plain(term: Term) -> Term:
    """Give a term as it was written."""
    if isinstance(term, Literal) and term.datatype.value.startswith(_AS_WRITTEN):
        return Literal(term.value, datatype=NamedNode(term.datatype.value.removeprefix(_AS_WRITTEN)))
    return term


class Kept:
    """Literals that need a datatype of their own to be kept as they were written.

    Attributes:
        altered: Those among the literals that were looked at.
    """

    def __init__(self, literals: Iterable[Literal]) -> None:
        """Find out by storing them; only the store itself knows."""
        asked = [one for one in dict.fromkeys(literals) if one.datatype.value not in _UNALTERED]
        database = Store()
        predicate = NamedNode("urn:p")
        database.extend(Quad(NamedNode(f"urn:{n}"), predicate, one) for n, one in enumerate(asked))
        back = {quad.subject.value: quad.object for quad in database}
        self.altered = frozenset(one for n, one in enumerate(asked) if back[f"urn:{n}"] != one or is_odd(one))

    def stored(self, term: Term) -> Term:
        """Give a term as it goes into the store."""
        if isinstance(term, Literal) and term in self.altered:
            return Literal(term.value, datatype=NamedNode(_AS_WRITTEN + term.datatype.value))
        return term


def is_odd(literal: Literal) -> bool:
    """Tell whether rdflib and Oxigraph may take a literal for two things.

    They do so with ill-typed ones, with years beyond Python's, and with dates that have a time zone.
    """
    form = _FORMS.get(literal.datatype.value)
    if form is None:
        return False
    if not form.fullmatch(literal.value):
        return True
    try:
        date.fromisoformat(literal.value[:10] if form in _DAYS else "2000-01-01")
    except ValueError:
        return True
    return False


def loaded(quads: Collection[Quad]) -> tuple[Store, bool]:
    """Load the union of all graphs, their names dropped, into a store in memory.

    Returns:
        The store, and whether some literals had to be kept under a datatype of their own.
    """
    kept = Kept(quad.object for quad in quads if isinstance(quad.object, Literal))
    database = Store()
    if kept.altered:
        database.extend(Quad(quad.subject, quad.predicate, kept.stored(quad.object)) for quad in quads)  # type: ignore[arg-type]
    else:
        database.bulk_extend(Quad(*quad.triple) for quad in quads)
    return database, bool(kept.altered)


def is_resource(term: Term) -> bool:
    """Tell whether a term is a node that can have properties."""
    return not isinstance(term, Literal)


UNION = DefaultGraph()
