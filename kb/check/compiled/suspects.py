"""Queries that find, among all focus nodes of a shape, those that may be at fault.

A query may name too many, never too few: the judge decides about each. So a query only has to know what is plainly
sound, and leaves the rest (ill-typed values, unusual datatypes, what SPARQL and pySHACL compare in two ways) alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.check.compiled.components import NOTHING, Clearance, alike
from kb.check.compiled.neighbours import Neighbours
from kb.check.compiled.paths import Inverse, Path, Predicate, Variables, pattern
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
from kb.check.compiled.targets import found_by
from kb.vocab import RDF


@dataclass(frozen=True, slots=True)
class Suspicion:
    """How a unit's suspects are found.

    Attributes:
        condition: True of each focus node ``?this`` that is suspect; units with the same targets are asked about
            together, in one walk over their focus nodes. Empty when queries say all.
        queries: Their ``?this`` are suspect, too.
    """

    condition: str = ""
    queries: tuple[str, ...] = ()


def suspicion_of(unit: Unit, beside: Neighbours) -> Suspicion:
    """Tell how to find all focus nodes that a unit may find fault with."""
    focus = found_by(unit.targets, beside)
    writer = _Writer(unit.shape, focus, beside)
    try:
        condition, found = writer.condition(), tuple(writer.queries())
    except Refused:  # a path that is walked, not asked: then everybody is a suspect
        condition, found = "", (focus,)
    return Suspicion(condition, tuple(where if where.startswith("SELECT") else _chosen(where) for where in found))


def asked_together(targets: Targets, conditions: Iterable[str], beside: Neighbours) -> str:
    """Give the query for the focus nodes of which any of some conditions is true."""
    return _chosen(f"{found_by(targets, beside)} FILTER({' || '.join(conditions)})")


def _chosen(where: str) -> str:
    return f"SELECT DISTINCT ?this WHERE {{ {where} }}"


class _Writer:
    """Writes the condition and the queries of one shape."""

    def __init__(self, shape: Shape, focus: str, beside: Neighbours) -> None:
        self._shape, self._focus, self._beside = shape, focus, beside
        self._fresh = Variables()

    def condition(self) -> str:
        """Write what is wrong with a focus node, or its values one step away; EXISTS is quick for that."""
        shape = self._shape
        if shape.path is None:
            cleared = self._cleared_values("?this").text
            return "" if cleared == "true" else f"!({cleared})"
        if not isinstance(shape.path, Predicate | Inverse):
            return ""
        step = pattern(shape.path, "?this", "?value", self._fresh)
        cleared = self._cleared_values("?value").text
        bad = [] if cleared == "true" else [f"!({cleared})"]
        if _AT_MOST_ONE in shape.constraints:
            other = pattern(shape.path, "?this", "?other", self._fresh)
            bad.append(f"EXISTS {{ {other} FILTER(!sameTerm(?value, ?other)) }}")
        wrong = [f"EXISTS {{ {step} FILTER({' || '.join(bad)}) }}"] if bad else []
        wrong += [f"NOT EXISTS {{ {step} }}"] if _AT_LEAST_ONE in shape.constraints else []
        wrong += [
            f"NOT EXISTS {{ {pattern(shape.path, '?this', str(one.term), self._fresh)} }}"
            for one in shape.constraints
            if isinstance(one, HasValue)
        ]
        return " || ".join(wrong)

    def queries(self) -> Iterator[str]:
        """Write queries for all that the condition does not say."""
        path = self._shape.path
        if path is None:
            yield from self._of_nodes()
            return
        one_step = isinstance(path, Predicate | Inverse)
        if not one_step:
            cleared = self._cleared_values("?value")
            if cleared.text != "true":
                yield f"{self._focus} {pattern(path, '?this', '?value', self._fresh)} FILTER(!({cleared.text}))"
        counts = [one for one in self._shape.constraints if isinstance(one, Count)]
        yield from self._of_counts(
            [one for one in counts if not (one_step and one in (_AT_LEAST_ONE, _AT_MOST_ONE))], path
        )
        for constraint in self._shape.constraints:
            if not (isinstance(constraint, Count) or (one_step and isinstance(constraint, HasValue))):
                yield from self._of_property(constraint, path)

    def _of_nodes(self) -> Iterator[str]:
        """Give queries for a shape whose value is the focus node itself."""
        for constraint in self._shape.constraints:
            if isinstance(constraint, Closed):
                named = ", ".join(f"<{iri}>" for iri in sorted(constraint.predicates))
                yield f"{self._focus} ?this ?_p ?_o {f'FILTER(?_p NOT IN ({named}))' if named else ''}"
            elif isinstance(constraint, Pair):
                yield self._focus

    def _of_property(self, constraint: Constraint, path: Path) -> Iterator[str]:
        focus, value, fresh = self._focus, pattern(path, "?this", "?value", self._fresh), self._fresh
        match constraint:
            case HasValue(term):
                yield f"{{ {focus} }} MINUS {{ {pattern(path, '?this', str(term), fresh)} }}"
            case UniqueLang():
                yield (
                    f"{focus} {value} {pattern(path, '?this', '?other', fresh)} "
                    f"FILTER(LANG(?value) != '' && LANG(?value) = LANG(?other) && !sameTerm(?value, ?other))"
                )
            case Pair(name, predicate):
                yield from self._of_pair(name, predicate, path)
            case Qualified() | Closed():
                yield focus

    def _of_counts(self, counts: list[Count], path: Path) -> Iterator[str]:
        focus, value = self._focus, pattern(path, "?this", "?value", self._fresh)
        counts = [one for one in counts if not (one.least and one.bound == 0)]
        if counts == [_AT_LEAST_ONE]:
            yield _lacking(focus, path, value)
        elif counts:
            where = f"OPTIONAL {{ {value} }}" if any(one.least for one in counts) else value
            tests = (f"COUNT(DISTINCT ?value) {'<' if one.least else '>'} {one.bound}" for one in counts)
            yield f"SELECT ?this WHERE {{ {focus} {where} }} GROUP BY ?this HAVING ({' || '.join(tests)})"

    def _of_pair(self, name: str, predicate: str, path: Path) -> Iterator[str]:
        focus, value = self._focus, pattern(path, "?this", "?value", self._fresh)
        match name:
            case "disjoint":
                yield f"{focus} {value} ?this <{predicate}> ?value ."
            case "equals":
                yield f"{{ {focus} {value} }} MINUS {{ ?this <{predicate}> ?value }}"
                yield f"{{ {focus} ?this <{predicate}> ?value }} MINUS {{ {value} }}"
            case _:
                sign = "<" if name == "lessThan" else "<="
                sound = f"COALESCE({alike('?value', '?other')} && ?value {sign} ?other, false)"
                yield f"{focus} {value} ?this <{predicate}> ?other FILTER(!{sound})"

    def _cleared_values(self, var: str) -> Clearance:
        """Give what clears a value of all that is asked of single values."""
        tests = [self._cleared(one, var) for one in self._shape.constraints if not isinstance(one, _OF_ALL_VALUES)]
        tests += [self._conforming(part, var) for part in self._shape.properties]
        return _all_of(tests)

    def _cleared(self, constraint: Constraint, var: str) -> Clearance:
        match constraint:
            case OfClass(iri):
                classes = sorted(self._beside.classes_below(iri))
                return Clearance(
                    f"({' || '.join(f'EXISTS {{ {var} <{RDF.type}> <{one}> }}' for one in classes)})", exact=True
                )
            case Conforms(name, shapes):
                return _combined(name, [self._conforming(shape, var) for shape in shapes])
            case Count() | HasValue() | UniqueLang() | Pair() | Qualified() | Closed() | Asked():
                return NOTHING
            case _:
                return constraint.cleared(var)

    def _conforming(self, shape: Shape, var: str) -> Clearance:
        """Write that a node conforms to a shape; a path of several steps is left to the judge: EXISTS is slow there."""
        if shape.deactivated:
            return Clearance("true", exact=True)
        if shape.path is None:
            tests = [self._cleared(one, var) for one in shape.constraints]
            return _all_of(tests + [self._conforming(part, var) for part in shape.properties])
        if not isinstance(shape.path, Predicate | Inverse):
            return NOTHING
        return _all_of([self._step_cleared(one, var, shape.path) for one in (*shape.constraints, *shape.properties)])

    def _step_cleared(self, part: Constraint | Shape, var: str, path: Path) -> Clearance:
        value = self._fresh()
        step = pattern(path, var, value, self._fresh)
        match part:
            case Count(1, True):
                return Clearance(f"EXISTS {{ {step} }}", exact=True)
            case Count(0, least):
                return Clearance("true" if least else f"NOT EXISTS {{ {step} }}", exact=True)
            case HasValue(term):
                return Clearance(f"EXISTS {{ {pattern(path, var, str(term), self._fresh)} }}", exact=True)
        if isinstance(part, _OF_ALL_VALUES):
            return NOTHING
        inner = self._conforming(part, value) if isinstance(part, Shape) else self._cleared(part, value)
        return Clearance(f"NOT EXISTS {{ {step} FILTER(!({inner.text})) }}", exact=inner.exact)


_AT_LEAST_ONE, _AT_MOST_ONE = Count(1, least=True), Count(1, least=False)
_OF_ALL_VALUES = (Count, HasValue, UniqueLang, Pair, Qualified, Closed, Asked)


def _lacking(focus: str, path: Path, value: str) -> str:
    """Write that a focus node has no value; EXISTS is quick for one step only."""
    if isinstance(path, Predicate | Inverse):
        return f"{focus} FILTER NOT EXISTS {{ {value} }}"
    return f"{focus} OPTIONAL {{ {value} }} FILTER(!BOUND(?value))"


def _all_of(tests: list[Clearance]) -> Clearance:
    tests = [one for one in tests if one.text != "true"]
    if any(one.text == "false" for one in tests):
        return NOTHING
    return Clearance(" && ".join(f"({one.text})" for one in tests) or "true", exact=all(one.exact for one in tests))


def _combined(name: str, tests: list[Clearance]) -> Clearance:
    """Combine what clears values of the shapes in sh:node, sh:and, sh:or, sh:xone and sh:not."""
    exact = all(one.exact for one in tests)
    if name in ("node", "and"):
        return _all_of(tests)
    if name == "or":
        useful = [one for one in tests if one.text != "false"]
        return Clearance(" || ".join(f"({one.text})" for one in useful) or "false", exact=exact)
    if not exact:
        return NOTHING
    if name == "not":
        return Clearance(f"!({tests[0].text})", exact=True)
    ones = (
        " && ".join(f"{'' if n == k else '!'}({one.text})" for k, one in enumerate(tests)) for n in range(len(tests))
    )
    return Clearance(" || ".join(f"({one})" for one in ones), exact=True)
