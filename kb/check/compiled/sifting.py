"""Finds, among all focus nodes of a shape or some, those that are at fault: in columns of the graph, many at once.

It tells nodes apart by the judge's own tests, each of which is asked once of each distinct value. The judge then says
of the few that are left what is wrong with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AnySet

from pyoxigraph import Literal, NamedNode

from kb.check.compiled.cells import cells_of
from kb.check.compiled.column import Cell, Column
from kb.check.compiled.columns import Columns, Name
from kb.check.compiled.components import Datatype, ValueTest
from kb.check.compiled.excerpt import Excerpt
from kb.check.compiled.joining import Join, rest_of
from kb.check.compiled.judge import Judge
from kb.check.compiled.literals import less
from kb.check.compiled.neighbours import Neighbours
from kb.check.compiled.paths import Inverse, Predicate
from kb.check.compiled.refusal import Refused
from kb.check.compiled.shapes import (
    Asked,
    Closed,
    Conforms,
    Constraint,
    Count,
    HasValue,
    OfClass,
    Pair,
    Qualified,
    Shape,
    Targets,
    UniqueLang,
    Unit,
)
from kb.check.compiled.terms import Term, is_resource, plain
from kb.vocab import RDF

_AT_ONCE = 1000  # nodes named in one query


class Sieve:
    """Sifts the nodes of one graph."""

    def __init__(self, columns: Columns | Excerpt, beside: Neighbours, judge: Judge) -> None:
        """Take the graph.

        Args:
            columns: It as columns; an excerpt, where only some nodes are asked about.
            beside: It node by node.
            judge: Tells of single nodes what columns cannot.
        """
        self._columns, self._beside, self._judge = columns, beside, judge
        self._aimed_at: tuple[Targets, AnySet[Cell]] | None = None  # the last targets, and their nodes

    def suspects(self, unit: Unit) -> list[Term]:
        """Give the focus nodes that a unit finds fault with, apart from what its queries find."""
        literals = [node for node in unit.targets.nodes if isinstance(node, Literal)]  # as text they have several forms
        return [*self._terms(sorted(self._failing(unit.shape, self._nodes(unit.targets)))), *literals]

    def among(self, targets: Targets, nodes: frozenset[Cell]) -> frozenset[Cell]:
        """Give those of some nodes that are targets."""
        along = self._columns.along
        found: list[AnySet[Cell]] = [nodes.intersection(cells_of([plain(node) for node in targets.nodes])[0])]
        found += [nodes & self._instances(iri, nodes) for iri in targets.classes]
        found += [nodes & along(Predicate(iri), nodes).one.keys() for iri in targets.subjects_of]
        found += [nodes & along(Inverse(iri), nodes).one.keys() for iri in targets.objects_of]
        return frozenset[Cell]().union(*found)

    def at_fault(self, shape: Shape, nodes: AnySet[Cell]) -> list[Term]:
        """Give those of some nodes with which a shape finds fault, apart from what its queries find."""
        return self._terms(sorted(self._failing(shape, nodes)))

    def left_of(self, join: Join, nodes: AnySet[Cell], *, by_value: bool) -> set[Cell] | None:
        """Give those of some nodes, or values, of which a query may have rows; ``None`` where columns cannot tell."""
        return rest_of(join, self._columns, nodes, by_value=by_value)

    def left_by(self, join: Join, targets: Targets) -> set[Cell] | None:
        """Give the focus nodes of which a query may have rows; ``None`` where that cannot be told in columns."""
        rest = rest_of(join, self._columns)
        return None if rest is None else rest & self._nodes(targets)

    def _nodes(self, targets: Targets) -> AnySet[Cell]:
        if self._aimed_at is None or self._aimed_at[0] != targets:
            self._aimed_at = None  # what nobody needs any more goes before something else is read
            self._aimed_at = targets, self._found(targets)
        return self._aimed_at[1]

    def _found(self, targets: Targets) -> AnySet[Cell]:
        along = self._columns.along
        named = {str(node) for node in targets.nodes if is_resource(node)}
        found: list[AnySet[Cell]] = [named] if named else []
        found += [self._instances(iri, frozenset()) for iri in targets.classes]
        found += [along(Predicate(iri), ()).one.keys() for iri in targets.subjects_of]
        found += [along(Inverse(iri), ()).one.keys() for iri in targets.objects_of]
        return found[0] if len(found) == 1 else frozenset[Cell]().union(*found)

    def _instances(self, iri: str, nodes: AnySet[Cell]) -> AnySet[Cell]:
        return self._columns.instances(self._beside.classes_below(iri), nodes)

    def _terms(self, cells: Iterable[Cell]) -> list[Term]:
        return list(self._columns.terms(cells).values())

    def _failing(self, shape: Shape, nodes: AnySet[Cell]) -> set[Cell]:
        """Give the nodes that do not conform to a shape."""
        if shape.deactivated or not nodes:
            return set()
        if (classes := _classes_asked_for(shape)) is not None:
            return set().union(*(nodes - self._columns.instances(frozenset({iri}), nodes) for iri in classes))
        column = None
        if shape.path is not None:
            try:
                column = self._columns.along(shape.path, nodes)
            except Refused:
                return self._judged(shape, nodes)
        values = nodes if column is None else column.values(nodes)
        failed: set[Cell] = set()
        unsound: set[Cell] = set()
        for constraint in shape.constraints:
            match constraint:
                case Count() | HasValue() | UniqueLang() | Pair() | Qualified() | Closed() | Asked():
                    failed |= self._failing_as_a_whole(constraint, shape, column, nodes)
                case _:
                    unsound |= self._unsound(constraint, values)
        for part in shape.properties:
            unsound |= self._failing(part, values)
        return failed | (unsound if column is None else column.leading_to(nodes, unsound))

    def _unsound(self, constraint: ValueTest | OfClass | Conforms, values: AnySet[Cell]) -> set[Cell]:
        """Give the values that do not stand a test of single values."""
        match constraint:
            case OfClass(iri):
                return set(values - self._instances(iri, values))
            case Conforms(_, shapes):
                failed = Counter(node for shape in shapes for node in self._failing(shape, values))
                return {node for node in values if not constraint.accepts(len(shapes) - failed[node])}
            case Datatype(iri):
                return self._unfit(constraint, self._columns.not_plainly(values, iri))
            case _:
                return self._unfit(constraint, values)

    def _unfit(self, test: ValueTest, values: Iterable[Cell]) -> set[Cell]:
        return {cell for cell, term in self._columns.terms(values).items() if not test.holds(term)}

    def _failing_as_a_whole(
        self, constraint: Constraint, shape: Shape, column: Column | None, nodes: AnySet[Cell]
    ) -> set[Cell]:
        """Give the nodes of which all values together do not stand a test."""
        match constraint:
            case Asked():
                return set()
            case Count(bound, least) if column is not None:
                return column.with_fewer(nodes, bound) if least else column.with_more(nodes, bound)
            case HasValue(term) if column is not None and is_resource(term):
                return set(nodes - column.leading_to(nodes, {str(term)}))
            case UniqueLang() if column is not None:
                nodes = column.with_more(nodes, 1)
            case Closed(predicates) if column is None:
                nodes = self._with_others(nodes, predicates)
            case Pair() if column is not None:
                return self._unpaired(constraint, column, nodes)
        return self._judged(_only(shape, constraint), nodes)

    def _unpaired(self, constraint: Pair, column: Column, nodes: AnySet[Cell]) -> set[Cell]:
        """Give the nodes whose values do not go with those of another predicate."""
        other = self._columns.along(Predicate(constraint.predicate), nodes)
        both = nodes & column.one.keys() & other.one.keys()
        match constraint.name:
            case "disjoint":
                return {node for node in both if column.of(node) & other.of(node)}
            case "equals":
                either = nodes & (column.one.keys() | other.one.keys())
                return {node for node in either if column.of(node) != other.of(node)}
            case name:
                terms = self._columns.terms(column.values(both) | other.values(both))
                return {
                    node
                    for node in both
                    for value in column.of(node)
                    for bound in other.of(node)
                    if not less(terms[value], terms[bound], or_equal=name == "lessThanOrEquals")
                }

    def _with_others(self, nodes: AnySet[Cell], predicates: Iterable[str]) -> set[Cell]:
        """Give the nodes that may have other properties than some; of a blank node nobody can ask."""
        known = ", ".join(f"<{iri}>" for iri in sorted(predicates))
        other = f"FILTER(?p NOT IN ({known}))" if known else ""
        found = {cell for cell in nodes if cell[0] != "<"}
        named = sorted(nodes - found)
        for start in range(0, len(named), _AT_ONCE):
            batch = " ".join(named[start : start + _AT_ONCE])
            asked = f"VALUES ?s {{ {batch} }} ?s ?p ?o {other}"
            found.update(str(row["s"]) for row in self._beside.rows(f"SELECT DISTINCT ?s WHERE {{ {asked} }}"))
        return found

    def _judged(self, shape: Shape, nodes: AnySet[Cell]) -> set[Cell]:
        """Ask the judge about each node."""
        terms = self._columns.terms(nodes)
        failing = self._judge.failing(shape, terms.values())
        return {cell for cell, term in terms.items() if term in failing}


def _classes_asked_for(shape: Shape) -> list[str] | None:
    """Give the classes that nodes must name as theirs, where a shape asks for nothing else: no other class is read."""
    if shape.path != Predicate(RDF.type) or shape.properties:
        return None
    terms = [one.term for one in shape.constraints if isinstance(one, HasValue)]
    named = [term.value for term in terms if isinstance(term, NamedNode)]
    return named if len(named) == len(shape.constraints) else None


def read_for(shape: Shape, beside: Neighbours) -> Iterator[Name]:
    """Give what :meth:`Sieve.suspects` reads of columns for a shape, once it has the focus nodes."""
    if shape.deactivated:
        return
    if (classes := _classes_asked_for(shape)) is not None:
        yield from (frozenset({iri}) for iri in classes)
        return
    if shape.path is not None:
        yield shape.path
    for constraint in shape.constraints:
        match constraint:
            case Pair(_, predicate):
                yield Predicate(predicate)
            case OfClass(iri):
                yield beside.classes_below(iri)
            case Conforms(_, shapes):
                yield from (name for inner in shapes for name in read_for(inner, beside))
    yield from (name for inner in shape.properties for name in read_for(inner, beside))


def read_to_aim(targets: Targets, beside: Neighbours) -> Iterator[Name]:
    """Give what is read of columns to find targets."""
    yield from map(beside.classes_below, targets.classes)
    yield from map(Predicate, targets.subjects_of)
    yield from map(Inverse, targets.objects_of)


def _only(shape: Shape, constraint: Constraint) -> Shape:
    """Give a shape with one of its constraints and nothing else."""
    return Shape(shape.node, shape.name, shape.path, (constraint,))
