"""Parameters of shapes → constraints; what is malformed is refused, and pySHACL says so in its own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from kb.check.compiled import components as values
from kb.check.compiled.graph import SH, ShapesGraph
from kb.check.compiled.joining import join_of
from kb.check.compiled.paths import Path, Predicate, in_query
from kb.check.compiled.refusal import Refused
from kb.check.compiled.select import select_of
from kb.check.compiled.shapes import (
    Asked,
    Closed,
    Conforms,
    Constraint,
    Count,
    HasValue,
    Message,
    OfClass,
    Pair,
    Qualified,
    Shape,
    UniqueLang,
)
from kb.check.compiled.terms import Term, plain
from kb.vocab import PREFIXES, RDF, XSD

LISTED = ("and", "or", "xone")
_RDFS, _OWL = PREFIXES["rdfs"], PREFIXES["owl"]
_INTEGERS = frozenset(
    PREFIXES["xsd"] + name
    for name in ("integer", "nonNegativeInteger", "positiveInteger", "int", "long", "short", "byte", "unsignedInt")
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a shape, such as its sh:minCount.

    Attributes:
        graph: Where it stands.
        node: The shape.
        name: The parameter, after ``sh:``.
        path: The shape's path; a node shape has none.
        shape_at: Reads another shape.
    """

    graph: ShapesGraph
    node: Term
    name: str
    path: Path | None
    shape_at: Callable[[Term], Shape]

    def values(self) -> tuple[Term, ...]:
        """Give its values."""
        return self.graph.values(self.node, self.name)

    def only(self) -> Term:
        """Give its one value.

        Raises:
            Refused: it has several.
        """
        return self.graph.only(self.node, self.name)


def constraints_at(at: Parameter) -> Iterator[Constraint]:
    """Give the constraints that a parameter makes.

    Raises:
        Refused: it is none that is compiled, or malformed.
    """
    if at.name in _ON_PROPERTIES and at.path is None:
        raise Refused(f"sh:{at.name} stands in a node shape")
    if at.name not in _READERS:
        raise Refused(f"sh:{at.name} is not compiled")
    yield from _READERS[at.name](at)


def _of_class(at: Parameter) -> Iterator[Constraint]:
    for value in at.values():
        yield OfClass(iri_of_term(value))


def _datatype(at: Parameter) -> Iterator[Constraint]:
    iri = iri_of_term(at.only())
    if iri in (_RDFS + "Literal", _RDFS + "Datatype"):
        raise Refused("its sh:datatype is a class of datatypes")
    yield values.Datatype(iri)


def _node_kind(at: Parameter) -> Iterator[Constraint]:
    iri = iri_of_term(at.only())
    if iri not in values.KINDS:
        raise Refused("its sh:nodeKind is none of the standard's")
    yield values.NodeKind(values.KINDS[iri])


def _in(at: Parameter) -> Iterator[Constraint]:
    members = at.graph.members(at.only())
    yield values.In(tuple(map(_citable, members)))


def _has_value(at: Parameter) -> Iterator[Constraint]:
    for value in map(_citable, at.values()):
        yield HasValue(value) if at.path is not None else values.Is(value)


def _length(at: Parameter) -> Iterator[Constraint]:
    yield values.Length(_whole(at.only()), least=at.name == "minLength")


def _count(at: Parameter) -> Iterator[Constraint]:
    bound = at.only()
    if not (isinstance(bound, Literal) and bound.datatype.value == XSD.integer):
        raise Refused(f"its sh:{at.name} is no whole number")
    yield Count(_whole(bound), least=at.name == "minCount")


def _pattern(at: Parameter) -> Iterator[Constraint]:
    flags = at.graph.values(at.node, "flags")
    if len(flags) > 1:
        raise Refused("it has several sh:flags")
    letters = flags[0].value.lower() if flags else ""
    number = (re.IGNORECASE if "i" in letters else 0) | (re.MULTILINE if "m" in letters else 0)
    for value in at.values():
        if not isinstance(value, Literal):
            raise Refused("its sh:pattern is no literal")
        try:
            yield values.Pattern(value.value, re.compile(value.value, number))
        except (re.error, RecursionError, OverflowError):
            raise Refused("its sh:pattern is no regular expression") from None


def _language_in(at: Parameter) -> Iterator[Constraint]:
    members = at.graph.members(at.only())
    if any(not isinstance(one, Literal) or one.datatype.value != XSD.string for one in members):
        raise Refused("its sh:languageIn lists what is no language tag")
    yield values.LanguageIn(tuple(one.value.lower() for one in members))


def _unique_lang(at: Parameter) -> Iterator[Constraint]:
    switch = at.only()
    if switch not in (_boolean("true"), _boolean("false")):
        raise Refused("its sh:uniqueLang is neither true nor false")
    if switch == _boolean("true"):
        yield UniqueLang()


def _range(at: Parameter) -> Iterator[Constraint]:
    for bound in map(plain, at.values()):
        if not isinstance(bound, Literal):
            raise Refused(f"its sh:{at.name} is no literal")
        yield values.Range(at.name, bound)


def _pair(at: Parameter) -> Iterator[Constraint]:
    for value in at.values():
        yield Pair(at.name, iri_of_term(value))


def _conforms(at: Parameter) -> Iterator[Constraint]:
    for value in at.values():
        if at.name in LISTED:
            members = at.graph.members(value)
            members = members if at.name == "xone" else tuple(dict.fromkeys(members))
            yield Conforms(at.name, tuple(map(at.shape_at, members)))
            continue
        shape = at.shape_at(value)
        if at.name == "node" and shape.path is not None:
            raise Refused("its sh:node names a property shape")
        yield Conforms(at.name, (shape,))


def _qualified(at: Parameter) -> Iterator[Constraint]:
    least, most = (
        [_whole(one) for one in at.graph.values(at.node, f"qualified{which}Count")] for which in ("Min", "Max")
    )
    if len(least) > 1 or len(most) > 1 or not (least or most):
        raise Refused("its sh:qualifiedMinCount or sh:qualifiedMaxCount is not one number")
    disjoint = _boolean("true") in at.graph.values(at.node, "qualifiedValueShapesDisjoint")
    for value in at.values():
        around = [other for parent in at.graph.pointing_at(at.node) for other in at.graph.values(parent, "property")]
        others = dict.fromkeys(one for part in around for one in at.graph.values(part, at.name) if one != value)
        siblings = tuple(map(at.shape_at, others)) if disjoint else ()
        yield Qualified(at.shape_at(value), siblings, *(found[0] if found else None for found in (least, most)))


def _closed(at: Parameter) -> Iterator[Constraint]:
    switch = at.only()
    if switch not in (_boolean("true"), _boolean("false")):
        raise Refused("its sh:closed is neither true nor false")
    if switch == _boolean("false"):
        return
    parts = [at.shape_at(part) for part in at.graph.values(at.node, "property")]
    allowed = {part.path.iri for part in parts if isinstance(part.path, Predicate)}
    for head in at.graph.values(at.node, "ignoredProperties"):
        allowed.update(map(iri_of_term, at.graph.members(head)))
    yield Closed(frozenset(allowed))


def _sparql(at: Parameter) -> Iterator[Constraint]:
    for value in at.values():
        known = set(at.graph.predicates(value)) - {RDF.type, _RDFS + "label", _RDFS + "comment"}
        if known - {SH + one for one in ("select", "prefixes", "message", "deactivated")}:
            raise Refused("its sh:sparql says more than a query")
        if _boolean("true") in at.graph.values(value, "deactivated"):
            continue
        text = at.graph.only(value, "select")
        if not isinstance(text, Literal):
            raise Refused("its sh:select is no text")
        select = select_of(text.value, _prefixes(at.graph, value), "" if at.path is None else in_query(at.path))
        yield Asked(select, tuple(messages_of(at.graph, value)), join_of(select))


def _prefixes(graph: ShapesGraph, constraint: Term) -> dict[str, str]:
    """Collect what sh:prefixes declares as pySHACL does; our own prefixes are known anyway."""
    known = dict(PREFIXES)
    chosen = graph.values(constraint, "prefixes")
    ontologies = [node for node in graph.subjects() if NamedNode(_OWL + "Ontology") in graph.objects(node, RDF.type)]
    for holder in chosen:
        declared = graph.values(holder, "declare")
        everywhere = [one for node in ontologies for one in graph.values(node, "declare")]
        for one in declared if declared and holder in ontologies else (*everywhere, *declared):
            known[graph.only(one, "prefix").value] = graph.only(one, "namespace").value
    return known


def messages_of(graph: ShapesGraph, node: Term) -> Iterator[Message]:
    """Give what a shape or query says of a fault.

    Raises:
        Refused: it is no text.
    """
    for one in graph.values(node, "message"):
        if isinstance(one, Literal):
            yield Message(one.value, one.language or "")
        else:
            raise Refused("its sh:message is no text")


def iri_of_term(term: Term) -> str:
    """Give the IRI of a term.

    Raises:
        Refused: it has none.
    """
    if not isinstance(term, NamedNode):
        raise Refused("it names something that has no IRI")
    return term.value


def _citable(term: Term) -> Term:
    if isinstance(term, BlankNode):
        raise Refused("it asks for a blank node")
    return term


def _whole(term: Term) -> int:
    if not isinstance(term, Literal) or term.datatype.value not in _INTEGERS or not term.value.isdecimal():
        raise Refused("a number in it is no whole number")
    return int(term.value)


def _boolean(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD.boolean))


_ON_PROPERTIES = frozenset(
    {"minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals", "qualifiedValueShape"}
)
_READERS: dict[str, Callable[[Parameter], Iterator[Constraint]]] = {
    "class": _of_class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "in": _in,
    "hasValue": _has_value,
    "pattern": _pattern,
    "languageIn": _language_in,
    "uniqueLang": _unique_lang,
    "qualifiedValueShape": _qualified,
    "closed": _closed,
    "sparql": _sparql,
    **dict.fromkeys(("minLength", "maxLength"), _length),
    **dict.fromkeys(("minCount", "maxCount"), _count),
    **dict.fromkeys(("minInclusive", "minExclusive", "maxInclusive", "maxExclusive"), _range),
    **dict.fromkeys(("equals", "disjoint", "lessThan", "lessThanOrEquals"), _pair),
    **dict.fromkeys(("node", "and", "or", "xone", "not"), _conforms),
}
