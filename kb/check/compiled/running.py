"""Units applied to a graph: suspects found in columns or by queries, faults told by the judge, queries of sh:sparql."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AnySet
from contextlib import closing
from typing import Any

from pyoxigraph import Literal

from kb.check.compiled.cells import Unreadable
from kb.check.compiled.column import Cell
from kb.check.compiled.columns import Columns, Name, TooLarge
from kb.check.compiled.joining import Join
from kb.check.compiled.judge import Fault, Judge
from kb.check.compiled.neighbours import Neighbours
from kb.check.compiled.shapes import Asked, Shape, Targets, Unit
from kb.check.compiled.sifting import Sieve, read_for, read_to_aim
from kb.check.compiled.suspects import asked_together, suspicion_of
from kb.check.compiled.targets import found_by, implied_by
from kb.check.compiled.terms import Term

_FEW = 500  # nodes that a query names


def faults_in(beside: Neighbours, units: Iterable[Unit]) -> Iterator[Fault]:
    """Give all that some units find wrong with a graph.

    Args:
        beside: The graph.
        units: The units.

    Raises:
        Incomparable: sh:lessThan is asked of blank nodes.
    """
    units = list(units)
    if not units:
        return
    try:
        yield from _found_in_columns(units, beside, beside.read())
    except Unreadable:
        beside.columns = None
        yield from _found_by_queries(units, Judge(beside), beside)


def _found_in_columns(units: list[Unit], beside: Neighbours, columns: Columns) -> list[Fault]:
    """Find suspects in columns; those of units that take too large ones, where the graph is.

    Raises:
        Unreadable: the graph has none.
    """
    columns.probe()  # where the answers are not the engine's own, nothing is asked in the background
    judge = Judge(beside)
    sieve = Sieve(columns, beside, judge)
    asking = [(unit, asked) for unit in units for asked in queries_of(unit.shape)]
    whole = [one for one in asking if _join(*one) is None]
    texts = [_about_all(asked, unit.targets, beside) for unit, asked in whole]
    found: list[Fault] = []
    large: list[Unit] = []
    tasks: list[_Task] = [(unit, None) for some in _by_targets(units).values() for unit in some]
    tasks += [one for one in asking if _join(*one)]
    with beside.answers(texts, parallel=True) as answered, closing(columns):  # while the columns are looked at
        for unit, asked in _in_turn(tasks, columns, beside):
            if asked is not None:
                found += _joined(unit, asked, beside, sieve)
                continue
            try:
                suspects = sieve.suspects(unit)
            except TooLarge:
                large.append(unit)
            else:
                found += judge.faults(unit.shape, suspects) if suspects else ()
        for (unit, asked), rows in zip(whole, answered, strict=True):
            found += _told(asked, unit.shape, rows)
    if large:
        beside.columns = None
        found += _found_by_queries(large, Judge(beside), beside, asking=False)
    return found


_Task = tuple[Unit, Asked | None]
"""A unit apart from its queries, or one of its queries."""


def _in_turn(tasks: list[_Task], columns: Columns, beside: Neighbours) -> Iterator[_Task]:
    """Give the tasks as they stand, but where columns had to go, first the one for which the least has to be read.

    What they read is read ahead, where that is worth its while.
    """
    waiting = list(tasks)
    if columns.is_long and columns.has_room:
        columns.expect(name for task in tasks for name in _read_for(*task, beside))
    while waiting and not columns.is_partial:
        yield waiting.pop(0)
    read = {task: _read_for(*task, beside) for task in waiting}
    while waiting:
        least = min(waiting, key=lambda task: columns.triples(columns.lacking(read[task])))
        waiting.remove(least)
        columns.prepare(read[least])
        yield least


def _read_for(unit: Unit, asked: Asked | None, beside: Neighbours) -> tuple[Name, ...]:
    """Give what a task reads of columns, in about the order in which it does."""
    aimed_at = read_to_aim(unit.targets, beside)
    if asked is None:
        return tuple(dict.fromkeys((*aimed_at, *read_for(unit.shape, beside))))
    join = _join(unit, asked)
    return (*(step.path for step in join.steps), *aimed_at) if join else ()


def _joined(unit: Unit, asked: Asked, beside: Neighbours, sieve: Sieve) -> Iterator[Fault]:
    """Give what a query finds, asked about the nodes that its patterns, joined in columns, leave over."""
    join = _join(unit, asked)
    assert join is not None
    try:
        rest = sieve.left_by(join, unit.targets)
    except TooLarge:
        rest = None
    if rest is None:
        yield from _told(asked, unit.shape, beside.rows(_about_all(asked, unit.targets, beside)))
    elif rest:
        yield from _told(asked, unit.shape, beside.rows(_about_some(rest, asked, unit.targets, beside)))


def _join(unit: Unit, asked: Asked) -> Join | None:
    """Give how most rows of a query are told to be sound; a target that is a literal has several forms as text."""
    return None if any(isinstance(node, Literal) for node in unit.targets.nodes) else asked.join


def _about_some(cells: AnySet[Cell], asked: Asked, targets: Targets, beside: Neighbours) -> str:
    """Write a query about some of the targets; of blank nodes none can be written."""
    if len(cells) > _FEW or not all(cell[0] == "<" for cell in cells):
        return _about_all(asked, targets, beside)
    return asked.select.about(f"VALUES ?this {{ {' '.join(sorted(cells))} }}")


def _about_all(asked: Asked, targets: Targets, beside: Neighbours) -> str:
    """Write a query about all targets."""
    return asked.select.about("" if implied_by(asked.select, targets) else found_by(targets, beside))


def _found_by_queries(
    units: Iterable[Unit], judge: Judge, beside: Neighbours, *, asking: bool = True
) -> Iterator[Fault]:
    """Find suspects where the graph is, and ask the units' own queries unless somebody did."""
    plans = [_Plan(targets, group, beside, asking=asking) for targets, group in _by_targets(units).items()]
    with beside.answers(query for plan in plans for query in plan.queries) as answered:
        for plan in plans:
            yield from plan.faults(judge, answered)


class _Plan:
    """The queries about units with the same targets.

    Attributes:
        queries: All of them, in the order in which their answers are used.
    """

    def __init__(self, targets: Targets, units: list[Unit], beside: Neighbours, *, asking: bool) -> None:
        found = [suspicion_of(unit, beside) for unit in units]
        conditions = [one.condition for one in found if one.condition]
        self._units, self._found, self._is_common = units, found, bool(conditions)
        self._asked = [queries_of(unit.shape) if asking else [] for unit in units]
        self.queries = [asked_together(targets, conditions, beside)] if conditions else []
        for asked, one in zip(self._asked, found, strict=True):
            self.queries += one.queries
            self.queries += (_about_all(query, targets, beside) for query in asked)

    def faults(self, judge: Judge, answered: Iterator[Iterable[Any]]) -> Iterator[Fault]:
        """Give all that is wrong, from the answers to the queries."""
        common = _nodes(next(answered)) if self._is_common else {}
        for unit, asked, one in zip(self._units, self._asked, self._found, strict=True):
            suspects = dict(common) if one.condition else {}
            for _ in one.queries:
                suspects |= _nodes(next(answered))
            if suspects:
                yield from judge.faults(unit.shape, suspects)
            for query in asked:
                yield from _told(query, unit.shape, next(answered))


def _by_targets(units: Iterable[Unit]) -> dict[Targets, list[Unit]]:
    found: dict[Targets, list[Unit]] = {}
    for unit in units:
        found.setdefault(unit.targets, []).append(unit)
    return found


def _nodes(rows: Iterable[Any]) -> dict[Term, None]:
    return dict.fromkeys(row["this"] for row in rows)


def faults_of(
    beside: Neighbours, sieve: Sieve, unit: Unit, nodes: AnySet[Cell], *, by_value: bool = False
) -> Iterator[Fault]:
    """Give what a unit finds wrong with some nodes, whatever else stands in the graph.

    Args:
        beside: The graph.
        sieve: Tells of some nodes of it which are to be looked at.
        unit: The unit.
        nodes: Focus nodes, each of which is a target; or values of its query.
        by_value: They are values.

    Raises:
        Incomparable: sh:lessThan is asked of blank nodes.
        Unreadable: the answers of the graph cannot be had as text.
    """
    if by_value and unit.targets.nodes:
        pairs = [f"({focus} {value})" for focus in unit.targets.nodes for value in sorted(nodes)]
        for asked in queries_of(unit.shape):
            yield from _of_some(asked, unit.shape, "(?this ?value)", pairs, beside)
        return
    if not by_value and (suspects := sieve.at_fault(unit.shape, nodes)):
        yield from Judge(beside).faults(unit.shape, suspects)
    name = "value" if by_value else "this"
    for asked in queries_of(unit.shape):
        join = _join(unit, asked)
        left = None if join is None else sieve.left_of(join, nodes, by_value=by_value)
        yield from _of_some(asked, unit.shape, f"?{name}", sorted(nodes if left is None else left), beside)


def _of_some(asked: Asked, shape: Shape, names: str, values: list[str], beside: Neighbours) -> Iterator[Fault]:
    """Ask a query about some values of its variables, some hundred at a time; each row is a fault."""
    for start in range(0, len(values), _FEW):
        named = f"VALUES {names} {{ {' '.join(values[start : start + _FEW])} }}"
        yield from _told(asked, shape, beside.rows(asked.select.about(named)))


def queries_of(shape: Shape) -> list[Asked]:
    """Give the constraints of a shape that are queries."""
    return [one for one in shape.constraints if isinstance(one, Asked)]


def _told(asked: Asked, shape: Shape, rows: Iterable[Any]) -> Iterator[Fault]:
    for row in rows:
        found = {name: row[name] for name in asked.select.variables if row[name] is not None}
        yield fault_of(asked, shape, found)


def fault_of(asked: Asked, shape: Shape, row: dict[str, Term]) -> Fault:
    """Tell what a row of a query says; a row without a value is about the focus node, if the shape has no path."""
    focus = row.pop("this")
    value, path = row.pop("value", focus if shape.path is None else None), row.pop("path", None)
    return Fault(
        shape, focus, asked.component, value, "" if path is None else path.value, tuple(sorted(row.items())), asked
    )
