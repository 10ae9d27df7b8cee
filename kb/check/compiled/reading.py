"""A graph of shapes → shapes, each compiled or refused by name.

What pySHACL would find wrong with a shape is refused too: the shape goes to pySHACL, which says it in its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kb.check.compiled.graph import SH, ShapesGraph
from kb.check.compiled.parameters import LISTED, Parameter, constraints_at, iri_of_term, messages_of
from kb.check.compiled.paths import path_at
from kb.check.compiled.refusal import Refused
from kb.check.compiled.shapes import Compiled, Handed, Shape, Targets, Unit
from kb.check.compiled.terms import Term, plain
from kb.model import Severity
from kb.vocab import PREFIXES, RDF

_RDFS, _OWL = PREFIXES["rdfs"], PREFIXES["owl"]
_SUBCLASS, _CLASS = NamedNode(_RDFS + "subClassOf"), NamedNode(_RDFS + "Class")
_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_OF_SHAPES = ("property", "node", "not", "qualifiedValueShape")
_SILENT = frozenset(
    {
        *("name", "description", "order", "group", "defaultValue", "path", "severity", "message", "deactivated"),
        *("prefixes", "declare"),
    }
)
_SEVERITIES = {"Violation": Severity.VIOLATION, "Warning": Severity.WARNING, "Info": Severity.INFO}
_WITH_OTHERS = frozenset(
    {"flags", "ignoredProperties", "qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint", "property"}
)
_DEEPEST = 12  # shapes inside shapes; pySHACL stops a little later


def shapes_in(quads: Iterable[Quad]) -> Compiled:
    """Compile all shapes of a graph that have targets."""
    return _Reader(ShapesGraph(quads)).compiled()


class _Reader:
    """Reads shapes from one graph."""

    def __init__(self, graph: ShapesGraph) -> None:
        self._graph = graph
        self._known: dict[Term, Shape] = {}
        self._open: list[Term] = []

    def compiled(self) -> Compiled:
        own = [node for node in self._graph.subjects() if self._is_component(node)]
        units: list[Unit] = []
        handed: list[Handed] = []
        aims: dict[str, Targets] = {}
        for node in self._shapes():
            try:
                targets = self._targets(node)
                if isinstance(node, NamedNode) and targets:
                    aims[node.value] = targets
                self._check(node)
                if not targets:
                    continue
                if own:
                    raise Refused("the shapes define constraint components of their own")
                units += self._units(targets, node)
            except Refused as reason:
                handed.append(Handed(node, self._name(node), str(reason)))
        return Compiled(tuple(units), tuple(handed), aims)

    def _units(self, targets: Targets, node: Term) -> list[Unit]:
        """Give a node shape's properties the targets for their own: the same results, found one by one."""
        shape = self._shape(node)
        if shape.deactivated:
            return []
        parts = (shape,) if shape.path is not None else (replace(shape, properties=()), *shape.properties)
        if any(inner.asks for part in parts for inner in _inside(part)):
            raise Refused("a shape inside it has a query")
        active = (part for part in parts if not part.deactivated and (part.constraints or part.properties))
        return [Unit(targets, part, node) for part in active]

    def _shapes(self) -> list[Term]:
        """Give what pySHACL takes for a shape, in order of appearance."""
        found: dict[Term, None] = {}
        graph = self._graph
        for node in graph.subjects():
            types = {term.value for term in graph.objects(node, RDF.type) if isinstance(term, NamedNode)}
            if types & {SH + "NodeShape", SH + "PropertyShape"} or any(
                graph.values(node, name) for name in (*_TARGETS, "property", "node")
            ):
                found[node] = None
            for name in _OF_SHAPES:
                found |= dict.fromkeys(graph.values(node, name))
            for name in LISTED:
                for head in graph.values(node, name):
                    try:
                        found |= dict.fromkeys(graph.members(head))
                    except Refused:
                        found[node] = None
        return list(found)

    def _check(self, node: Term) -> None:
        """Refuse what pySHACL does not even load."""
        graph = self._graph
        types = {term.value for term in graph.objects(node, RDF.type) if isinstance(term, NamedNode)}
        paths, is_node = graph.values(node, "path"), SH + "NodeShape" in types
        is_property = SH + "PropertyShape" in types
        if (is_node and (paths or is_property)) or (is_property and len(paths) != 1) or len(paths) > 1:
            raise Refused("it is neither a node shape nor a property shape of one path")
        for name in LISTED:
            if any(not graph.members(head) for head in graph.values(node, name)):
                raise Refused(f"its sh:{name} is empty")
        switches = graph.values(node, "deactivated")
        if len(switches) > 1 or any(not isinstance(one, Literal) for one in switches):
            raise Refused("its sh:deactivated is not one literal")

    def _is_component(self, node: Term) -> bool:
        kinds = {NamedNode(SH + "ConstraintComponent"), *self._graph.pointing_at(NamedNode(SH + "ConstraintComponent"))}
        types = set(self._graph.objects(node, RDF.type))
        return bool(kinds & types) and not (isinstance(node, NamedNode) and node.value.startswith(SH))

    def _targets(self, node: Term) -> Targets:
        graph = self._graph
        direct = {_CLASS, NamedNode(_OWL + "Class"), *graph.pointing_at(_CLASS)}
        classes = list(graph.values(node, "targetClass"))
        own = [kind for kind in graph.objects(node, RDF.type) if kind in direct and self._is_class(kind)]
        classes += [node] if own else []
        iris = [[one.value for one in graph.values(node, name)] for name in ("targetSubjectsOf", "targetObjectsOf")]
        return Targets(
            graph.values(node, "targetNode"),
            tuple(dict.fromkeys(iri_of_term(one) for one in classes)),
            *map(tuple, iris),
        )

    def _is_class(self, kind: Term) -> bool:
        if kind in (_CLASS, NamedNode(_OWL + "Class")):
            return True
        return _CLASS in self._graph.objects(kind, _SUBCLASS.value)

    def _shape(self, node: Term) -> Shape:
        """Read a shape, and those inside it.

        Raises:
            Refused: it, or one inside it, has what is not compiled, or is inside itself.
        """
        if node in self._known:
            return self._known[node]
        if node in self._open:
            raise Refused("it refers to itself")
        if len(self._open) > _DEEPEST:
            raise Refused("its shapes are nested too deep")
        if isinstance(node, Literal) or not self._graph.predicates(node):
            raise Refused("it refers to a shape that is not there")
        self._open.append(node)
        try:
            shape = self._read(node)
        finally:
            self._open.pop()
        self._known[node] = shape
        return shape

    def _read(self, node: Term) -> Shape:
        graph = self._graph
        self._check(node)
        if any(isinstance(one, BlankNode) for one in graph.values(node, "targetNode")):
            raise Refused("a target of it is a blank node")
        for name in ("targetClass", "targetSubjectsOf", "targetObjectsOf"):
            if any(not isinstance(one, NamedNode) for one in graph.values(node, name)):
                raise Refused(f"its sh:{name} is no IRI")
        paths = graph.values(node, "path")
        path = path_at(graph, paths[0]) if paths else None
        off = [plain(one).value == "true" or one.value == "1" for one in graph.values(node, "deactivated")]
        severities = graph.values(node, "severity")
        if len(severities) > 1:
            raise Refused("it has several severities")
        shape = Shape(
            node,
            self._name(node),
            path,
            severity=_severity(severities),
            messages=tuple(messages_of(graph, node)),
            deactivated=any(off),
        )
        if shape.deactivated:
            return shape
        constraints = tuple(
            one
            for name in self._parameters(node)
            for one in constraints_at(Parameter(graph, node, name, path, self._shape))
        )
        properties = tuple(self._shape(part) for part in graph.values(node, "property"))
        if any(part.path is None for part in properties):
            raise Refused("its sh:property names a node shape")
        return replace(shape, constraints=constraints, properties=properties)

    def _parameters(self, node: Term) -> Iterator[str]:
        for predicate in self._graph.predicates(node):
            name = predicate.removeprefix(SH)
            if predicate.startswith(SH) and name not in _SILENT and name not in _TARGETS and name not in _WITH_OTHERS:
                yield name

    def _name(self, node: Term) -> str:
        """Give the IRI of a shape, or of the nearest one around it that has one."""
        waiting, seen = [node], set[Term]()
        while waiting:
            here = waiting.pop(0)
            if isinstance(here, NamedNode):
                return here.value
            if here not in seen:
                seen.add(here)
                around = self._graph.pointing_at(here)
                waiting += sorted(around, key=lambda one: (isinstance(one, BlankNode), one.value))
        return ""


def _inside(shape: Shape) -> Iterator[Shape]:
    """Give the shapes that a shape refers to, directly or not."""
    for inner in shape.inside:
        yield inner
        yield from _inside(inner)


def _severity(found: tuple[Term, ...]) -> Severity:
    """Give the severity; one of the user's own counts as a violation."""
    names = [one.value.removeprefix(SH) for one in found]
    return _SEVERITIES.get(names[0], Severity.VIOLATION) if names else Severity.VIOLATION
