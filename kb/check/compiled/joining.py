"""Queries of shapes, sifted: patterns are joined in columns, and rows that a filter plainly leaves out are dropped.

The engine is asked about the nodes that are left, which are few. To ask it about all of them takes it some hundred
nanoseconds for each pattern and row; here a step of all rows is one pass over a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AnySet
from dataclasses import dataclass
from typing import Any

from kb.check.compiled.column import Cell
from kb.check.compiled.columns import Columns
from kb.check.compiled.comparisons import Comparison, comparison_of
from kb.check.compiled.excerpt import Excerpt
from kb.check.compiled.paths import Inverse, Path, Predicate
from kb.check.compiled.refusal import Refused
from kb.check.compiled.select import Select

_THIS, _VALUE = "this", "value"
_MOST = 1_000_000  # rows that are held, of some 100 bytes each; the engine holds none


@dataclass(frozen=True, slots=True)
class Step:
    """A path from a variable that is known to another; or both are known.

    Attributes:
        near: The variable that is known.
        path: The path.
        far: The other one.
        kept: Variables that somebody needs afterwards.
    """

    near: str
    path: Path
    far: str
    kept: frozenset[str]


@dataclass(frozen=True, slots=True)
class Join:
    """A query as steps.

    Attributes:
        steps: The first one begins with all nodes that have its path.
        from_this: The same, where the first one begins with ``?this``.
        from_value: With ``?value``; ``None`` where no step leads there.
        tests: A row of which any is false is none of the query's.
    """

    steps: tuple[Step, ...]
    from_this: tuple[Step, ...]
    from_value: tuple[Step, ...] | None
    tests: tuple[Comparison, ...]


def join_of(select: Select) -> Join | None:
    """Read a query as steps, if it compares what these lead to.

    The steps give all rows of the query, and maybe more: inner groups, and filters of other kinds, only take rows away.
    """
    first = next((near for near, _, _ in _usable(select)), _THIS)
    steps = _steps(select, first)
    known = {name for step in steps for name in (step.near, step.far)}
    tests = tuple(test for test in _tests(select) if test.names <= known)
    if _THIS not in known or not tests or select.tail.strip():
        return None
    from_value = _with_kept(_steps(select, _VALUE), tests, _VALUE) if _VALUE in known else None
    return Join(_with_kept(steps, tests), _with_kept(_steps(select, _THIS), tests), from_value, tests)


def _with_kept(steps: Iterable[Step], tests: Iterable[Comparison], name: str = _THIS) -> tuple[Step, ...]:
    """Say of each step which variables are needed afterwards, one of them to the end."""
    needed = {name}.union(*(test.names for test in tests))
    kept: list[Step] = []
    for step in reversed(list(steps)):
        kept.append(Step(step.near, step.path, step.far, frozenset(needed)))
        needed |= {step.near, step.far}
    return tuple(reversed(kept))


def _tests(select: Select) -> Iterable[Comparison]:
    for tokens in select.tests:
        try:
            yield comparison_of(tokens)
        except Refused:
            continue


def _usable(select: Select) -> list[tuple[str, Predicate | Inverse, str]]:
    """Give the patterns that every row has, as the names of two variables with a step between them."""
    return [
        (pattern.subject.text, pattern.path, pattern.object.text)
        for pattern in select.patterns
        if pattern.required and pattern.subject.variable and pattern.object.variable
        if isinstance(pattern.path, Predicate | Inverse)
    ]


def _steps(select: Select, first: str) -> list[Step]:
    """Put the patterns in an order in which each has a variable that is known: that of the query, where it can be."""
    waiting = _usable(select)
    found: list[Step] = []
    known = {first}
    while usable := [one for one in waiting if known & {one[0], one[2]}]:
        chosen = next((one for one in usable if {one[0], one[2]} <= known), usable[0])  # it makes rows fewer
        near, path, far = chosen
        waiting.remove(chosen)
        found.append(Step(near, path, far, frozenset()) if near in known else Step(far, _back(path), near, frozenset()))
        known |= {near, far}
    return found


def _back(path: Predicate | Inverse) -> Path:
    return Inverse(path.iri) if isinstance(path, Predicate) else Predicate(path.iri)


def rest_of(
    join: Join, columns: Columns | Excerpt, nodes: AnySet[Cell] | None = None, *, by_value: bool = False
) -> set[Cell] | None:
    """Give what ``?this`` is in the rows that a query may have; ``None`` where that cannot be told, or held.

    Args:
        join: The query.
        columns: The graph.
        nodes: All that ``?this`` may be, which an excerpt has to be told.
        by_value: ``?value`` stands in its place.

    Raises:
        Unreadable: see :class:`Columns`.
    """
    rows: dict[str, Sequence[Cell]]
    name = _VALUE if by_value else _THIS
    if nodes is None:
        steps = join.steps
        rows = {steps[0].near: list(columns.along(steps[0].path, ()).one)}
    else:
        chosen = join.from_value if by_value else join.from_this
        if chosen is None:
            return None
        steps, rows = chosen, {name: list(nodes)}
    for step in steps:
        if _number(rows, step, columns) > _MOST:
            return None
        rows = _further(rows, step, columns)
    values = {name: columns.plain(rows[name]) for test in join.tests for name in test.names}
    out = set[int]().union(*(test.plainly_false(values) for test in join.tests))
    return {one for number, one in enumerate(rows[name]) if number not in out}


def _number(rows: dict[str, Sequence[Cell]], step: Step, columns: Columns | Excerpt) -> int:
    """Tell how many rows there are at most after a step: many where nodes have many ends, as an outlet has articles."""
    near = rows[step.near]
    column = columns.along(step.path, near)
    if step.far in rows or not column.several:
        return len(near)
    return sum(len(column.several.get(node, ())) or 1 for node in near)


def _further(rows: dict[str, Sequence[Cell]], step: Step, columns: Columns | Excerpt) -> dict[str, Sequence[Cell]]:
    near = rows[step.near]
    column = columns.along(step.path, near)
    one, several = column.one, column.several
    numbers: Sequence[int]
    if (far := rows.get(step.far)) is not None:
        numbers = [n for n, (node, end) in enumerate(zip(near, far, strict=True)) if end in column.of(node)]
        ends: list[Any] = [far[n] for n in numbers]
    elif several:
        pairs = [(n, end) for n, node in enumerate(near) if node in one for end in several.get(node) or (one[node],)]
        numbers, ends = [n for n, _ in pairs], [end for _, end in pairs]
    elif None in (ends := list(map(one.get, near))):
        numbers = [n for n, end in enumerate(ends) if end is not None]
        ends = [ends[n] for n in numbers]
    else:
        numbers = range(len(near))  # the rows are as they were
    found: dict[str, Sequence[Cell]] = {
        name: cells if isinstance(numbers, range) else [cells[n] for n in numbers]
        for name, cells in rows.items()
        if name in step.kept
    }
    if step.far in step.kept:
        found[step.far] = ends
    return found
