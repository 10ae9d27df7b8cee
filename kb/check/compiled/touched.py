"""A change of the graph → the nodes that shapes may judge differently, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AnySet
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import Quad

from kb.check.compiled.cells import cells_of
from kb.check.compiled.column import Cell
from kb.check.compiled.excerpt import Excerpt, Row
from kb.check.compiled.footprint import Trace, Underivable, anchored_at_value, traces_of, traces_to_value
from kb.check.compiled.neighbours import Neighbours
from kb.check.compiled.paths import Predicate, Sequence
from kb.check.compiled.shapes import Unit
from kb.vocab import PREFIXES

_SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
_AT_ONCE = 500

_Standing = TypeVar("_Standing", Cell, Row)


@dataclass(frozen=True, slots=True)
class Change:
    """Quads that came and quads that went; the graph has changed already.

    Attributes:
        added: Those that came, whether or not the same triple stood in another graph before.
        removed: Those that went, whether or not the same triple still stands in another graph.
    """

    added: frozenset[Quad]
    removed: frozenset[Quad]


@dataclass(frozen=True)
class Watch:
    """A unit, with all that it reads.

    Attributes:
        unit: The unit.
        traces: What it reads.
        by_value: The ways end at values of its query, not at focus nodes.
        to_value: The same with ways to values, where that can be had as well; else nothing.
    """

    unit: Unit
    traces: frozenset[Trace]
    by_value: bool
    to_value: frozenset[Trace] = frozenset()

    @property
    def about_values(self) -> Watch:
        """Give the watch that looks at values, where there is one."""
        return Watch(self.unit, self.to_value, by_value=True) if self.to_value else self


def watches(units: Iterable[Unit], beside: Neighbours) -> tuple[list[Watch], list[Unit]]:
    """Tell what each unit reads.

    Returns:
        The units of which it can be told, and the others.
    """
    watched: list[Watch] = []
    whole: list[Unit] = []
    for unit in units:
        try:
            if unit.shape.path is not None and unit.shape.properties:
                raise Underivable  # its results are about other nodes than its focus nodes
            watched.append(Watch(unit, traces_of(unit, beside), anchored_at_value(unit), traces_to_value(unit)))
        except Underivable:
            whole.append(unit)
    return watched, whole


def touched(change: Change, watched: Iterable[Watch], excerpt: Excerpt, beside: Neighbours) -> dict[int, set[Cell]]:
    """Give the nodes that each unit may judge differently after a change.

    Args:
        change: What came and went.
        watched: The units; the answer names them by their number.
        excerpt: Of the graph after the change; it begins with what came.
        beside: That graph.
    """
    come, unsure = _told(change.added)
    gone, _ = _told(change.removed)
    excerpt.take(row for row in come if row not in gone and row[0] not in unsure)
    rows = _Rows(_changed(come, gone, excerpt, beside), gone, excerpt)
    ends: dict[Trace, AnySet[Cell]] = {}
    found: dict[int, set[Cell]] = {}
    for number, watch in enumerate(watched):
        for trace in watch.traces:
            if trace not in ends:
                starts = rows.starts(trace)
                ends[trace] = excerpt.reached(Sequence(trace.way), starts) if trace.way and starts else starts
            if ends[trace]:
                found.setdefault(number, set()).update(ends[trace])
    return found


class _Rows:
    """Triples by predicate, where ways start."""

    def __init__(self, changed: Iterable[Row], gone: Iterable[Row], excerpt: Excerpt) -> None:
        self._excerpt = excerpt
        self._changed = _by_predicate(changed)
        self._gone = _by_predicate(gone)

    def starts(self, trace: Trace) -> set[Cell]:
        """Give the nodes at which the ways of a trace start."""
        end = 0 if trace.forward else 2
        if trace.predicate is None:
            return {row[end] for rows in self._changed.values() for row in rows}
        rows = [
            row for row in self._changed.get(trace.predicate, ()) if trace.objects is None or row[2] in trace.objects
        ]
        for predicate in sorted(trace.having - {trace.predicate}) if rows else ():
            subjects = {row[0] for row in rows}
            having = subjects & self._excerpt.along(Predicate(predicate), subjects).one.keys()
            having |= {row[0] for row in self._gone.get(predicate, ())}
            rows = [row for row in rows if row[0] in having]
        return {row[end] for row in rows}


def _by_predicate(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[1][1:-1], []).append(row)
    return found


def changes_classes(change: Change) -> bool:
    """Tell whether a change says which class is below which: then every shape may judge everything differently."""
    return any(quad.predicate.value == _SUBCLASS for quad in (*change.added, *change.removed))


_Told = dict[Row, tuple[Cell, ...]]
"""Triples, each with the graphs that say it."""


def _told(quads: Iterable[Quad]) -> tuple[_Told, set[Cell]]:
    """Give quads as text, and the subjects of which a store may write some in another form: these stand in both."""
    quads = list(quads)
    values, altered = cells_of([quad.object for quad in quads])  # type: ignore[misc]
    found: _Told = {}
    unsure: set[Cell] = set()
    for n, (quad, value) in enumerate(zip(quads, values, strict=True)):
        row, graphs = (str(quad.subject), str(quad.predicate), value), (str(quad.graph_name),)
        if (known := found.setdefault(row, graphs)) is not graphs:
            found[row] = known + graphs
        if n in altered:
            unsure.add(row[0])
            found[row[0], row[1], altered[n]] = graphs
    return found, unsure


def _changed(come: _Told, gone: _Told, excerpt: Excerpt, beside: Neighbours) -> list[Row]:
    """Give the triples that really came or went: those that no other graph says.

    Days and agents are shared by many articles. That one more graph says the same of them leads everywhere, and changes
    nothing. What is said of a node that came with the change leads no further than the change; of the others most stand
    in one graph only, which one look tells of all of their triples.
    """
    rows = [*come, *(row for row in gone if row not in come)]
    loose = [row for row in rows if row[0] not in excerpt.enclosed]
    sides: dict[Cell, set[Cell]] = {}
    for row in loose:
        sides.setdefault(row[0], set()).update(come.get(row, ()), gone.get(row, ()))
    shared = _standing_outside({node: frozenset(graphs) for node, graphs in sides.items() if len(graphs) == 1}, beside)
    shared |= {node for node, graphs in sides.items() if len(graphs) > 1}
    own: dict[Row, frozenset[Cell]] = {}
    for row in (*loose, *(row for row in gone if row in come)):
        if row[0] in shared or (row in come and row in gone):
            own[row] = frozenset(come.get(row, ()))  # what went may have come since the last look, so it tells nothing
    said = _standing_outside(own, beside)
    return [row for row in rows if row not in said]


def _standing_outside(own: Mapping[_Standing, frozenset[Cell]], beside: Neighbours) -> set[_Standing]:
    """Give the triples, or subjects, that stand in other graphs than their own; one such graph ends the search."""
    by_graphs: dict[frozenset[Cell], list[_Standing]] = {}
    for one, graphs in own.items():
        by_graphs.setdefault(graphs, []).append(one)
    found: set[_Standing] = set()
    for graphs, ones in by_graphs.items():
        other = " ".join(f"FILTER(!sameTerm(?g, {name}))" for name in sorted(graphs))
        for start in range(0, len(ones), _AT_ONCE):
            batch = ones[start : start + _AT_ONCE]
            named = " ".join(f"({n} {one if isinstance(one, str) else ' '.join(one)})" for n, one in enumerate(batch))
            variables = "?s" if isinstance(batch[0], str) else "?s ?p ?o"
            rows = beside.rows(
                f"SELECT ?n WHERE {{ VALUES (?n {variables}) {{ {named} }} "
                f"FILTER EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} {other} }} }}"
            )
            found.update(batch[int(row["n"].value)] for row in rows)
    return found
