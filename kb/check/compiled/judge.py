"""Decides, exactly as pySHACL would, what is wrong with some focus nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from kb.check.compiled import literals
from kb.check.compiled.neighbours import Neighbours
from kb.check.compiled.paths import Predicate
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
    UniqueLang,
)
from kb.check.compiled.terms import Term, is_resource
from kb.vocab import RDF


@dataclass(frozen=True, slots=True)
class Fault:
    """One result: what is wrong with a focus node.

    Attributes:
        shape: Whose constraint it is.
        focus: The focus node.
        component: Name of the constraint component, after ``sh:``.
        value: The value at fault, or none.
        path: Predicate that the result is about, when it is not the shape's.
        row: What a query selected beside ``this``, ``value`` and ``path``, for messages.
        asked: The query, when one found it.
    """

    shape: Shape
    focus: Term
    component: str
    value: Term | None = None
    path: str = ""
    row: tuple[tuple[str, Term], ...] = ()
    asked: Asked | None = None


Values = Mapping[Term, frozenset[Term]]


class Judge:
    """Looks at focus nodes one set at a time."""

    def __init__(self, beside: Neighbours) -> None:
        """Take the graph that is checked."""
        self._beside = beside

    def faults(self, shape: Shape, focus: Iterable[Term]) -> Iterator[Fault]:
        """Give what a shape finds wrong with some nodes; queries (sh:sparql) are not asked here."""
        if shape.deactivated:
            return
        values = self._values(shape, focus)
        for constraint in shape.constraints:
            yield from self._of(constraint, shape, values)
        inner = {value for found in values.values() for value in found}
        for part in shape.properties:
            yield from self.faults(part, inner)

    def _values(self, shape: Shape, focus: Iterable[Term]) -> Values:
        if shape.path is None:
            return {node: frozenset({node}) for node in focus}
        return self._beside.along(shape.path, focus)

    def failing(self, shape: Shape, nodes: Iterable[Term]) -> set[Term]:
        """Give the nodes that do not conform to a shape."""
        if shape.deactivated:
            return set()
        values = self._values(shape, nodes)
        failed = {fault.focus for constraint in shape.constraints for fault in self._of(constraint, shape, values)}
        inner = {value for found in values.values() for value in found}
        for part in shape.properties:
            wrong = self.failing(part, inner)
            failed.update(node for node, found in values.items() if found & wrong)
        return failed

    def _of(self, constraint: Constraint, shape: Shape, values: Values) -> Iterator[Fault]:
        match constraint:
            case OfClass():
                wrong = self._strangers(constraint.iri, values)
                yield from _each(shape, constraint, values, wrong.__contains__)
            case Conforms():
                yield from self._conforming(constraint, shape, values)
            case Count() | HasValue() | UniqueLang():
                yield from _as_a_whole(constraint, shape, values)
            case Pair():
                yield from self._paired(constraint, shape, values)
            case Qualified():
                yield from self._qualified(constraint, shape, values)
            case Closed():
                yield from self._closed(constraint, shape, values)
            case Asked():
                return
            case _:
                test = constraint
                yield from _each(shape, test, values, lambda value: not test.holds(value))

    def _strangers(self, iri: str, values: Values) -> set[Term]:
        nodes = {value for found in values.values() for value in found}
        self._beside.prepare((node for node in nodes if is_resource(node)), RDF.type)
        return {node for node in nodes if not (is_resource(node) and self._beside.is_instance(node, iri))}

    def _conforming(self, constraint: Conforms, shape: Shape, values: Values) -> Iterator[Fault]:
        nodes = {value for found in values.values() for value in found}
        failed = Counter(node for inner in constraint.shapes for node in self.failing(inner, nodes))
        total = len(constraint.shapes)
        yield from _each(shape, constraint, values, lambda value: not constraint.accepts(total - failed[value]))

    def _paired(self, constraint: Pair, shape: Shape, values: Values) -> Iterator[Fault]:
        others = self._beside.along(Predicate(constraint.predicate), values)
        for focus, found in values.items():
            for value in _PAIRS[constraint.name](found, others[focus]):
                yield Fault(shape, focus, constraint.component, value)

    def _qualified(self, constraint: Qualified, shape: Shape, values: Values) -> Iterator[Fault]:
        nodes = {value for found in values.values() for value in found}
        counted = nodes - self.failing(constraint.shape, nodes)
        for sibling in constraint.siblings:
            counted &= self.failing(sibling, counted)
        for focus, found in values.items():
            number = len(found & counted)
            if constraint.most is not None and number > constraint.most:
                yield Fault(shape, focus, "QualifiedMaxCountConstraintComponent")
            if constraint.least is not None and number < constraint.least:
                yield Fault(shape, focus, "QualifiedMinCountConstraintComponent")

    def _closed(self, constraint: Closed, shape: Shape, values: Values) -> Iterator[Fault]:
        for focus, found in values.items():
            for node in found:
                for predicate, value in self._beside.properties(node):
                    is_resource_type = predicate == RDF.type and value == _RESOURCE
                    if predicate not in constraint.predicates and not is_resource_type:
                        yield Fault(shape, focus, constraint.component, value, path=predicate)


_RESOURCE = NamedNode("http://www.w3.org/2000/01/rdf-schema#Resource")


def _each(shape: Shape, constraint: Any, values: Values, is_wrong: Callable[[Term], bool]) -> Iterator[Fault]:
    for focus, found in values.items():
        for value in found:
            if is_wrong(value):
                yield Fault(shape, focus, constraint.component, value)


def _as_a_whole(constraint: Count | HasValue | UniqueLang, shape: Shape, values: Values) -> Iterator[Fault]:
    for focus, found in values.items():
        match constraint:
            case Count(bound, least):
                wrong = len(found) < bound if least else len(found) > bound
            case HasValue(term):
                wrong = term not in found
            case UniqueLang():
                tags = [one.language.lower() for one in found if isinstance(one, Literal) and one.language]
                wrong = len(set(tags)) < len(tags)
        if wrong:
            yield Fault(shape, focus, constraint.component)


def _not_less(found: Iterable[Term], others: Iterable[Term], *, or_equal: bool) -> set[Term]:
    others = list(others)
    return {one for one in found if any(not literals.less(one, other, or_equal=or_equal) for other in others)}


_PAIRS: dict[str, Callable[[frozenset[Term], frozenset[Term]], Iterable[Term]]] = {
    "equals": lambda found, others: found ^ others,
    "disjoint": lambda found, others: found & others,
    "lessThan": lambda found, others: _not_less(found, others, or_equal=False),
    "lessThanOrEquals": lambda found, others: _not_less(found, others, or_equal=True),
}
