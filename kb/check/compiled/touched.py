"""A change of the graph → the nodes that shapes may judge differently, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pyoxigraph import Quad, Triple

from kb.check.compiled.footprint import Trace, Underivable, anchored_at_value, traces_of
from kb.check.compiled.neighbours import Neighbours
from kb.check.compiled.paths import Sequence
from kb.check.compiled.shapes import Unit
from kb.check.compiled.terms import Term
from kb.vocab import PREFIXES

_SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
_AT_ONCE = 500

_Standing = TypeVar("_Standing", Term, Triple)


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
    """

    unit: Unit
    traces: frozenset[Trace]
    by_value: bool

    @cached_property
    def properties(self) -> frozenset[str]:
        """Give the predicates of its focus nodes that it reads."""
        here = (trace for trace in self.traces if trace.forward and not trace.way)
        return frozenset(trace.predicate for trace in here if trace.predicate is not None)


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
            watched.append(Watch(unit, traces_of(unit, beside), anchored_at_value(unit)))
        except Underivable:
            whole.append(unit)
    return watched, whole


def touched(change: Change, watched: Iterable[Watch], beside: Neighbours) -> dict[int, set[Term]]:
    """Give the nodes that each unit may judge differently after a change.

    Args:
        change: What came and went.
        watched: The units; the answer names them by their number.
        beside: The graph after the change.
    """
    triples = _changed(change, beside)
    subjects, objects = _by_predicate(triples, forward=True), _by_predicate(triples, forward=False)
    ends: dict[Trace, frozenset[Term]] = {}
    found: dict[int, set[Term]] = {}
    for number, watch in enumerate(watched):
        for trace in watch.traces:
            if trace not in ends:
                starts = _starts(trace, subjects if trace.forward else objects)
                ends[trace] = frozenset(_ends(trace, starts, beside))
            if ends[trace]:
                found.setdefault(number, set()).update(ends[trace])
    return found


_Starts = dict[str, dict[Term, set[Term]]]
"""By predicate and object of some triples, all of their subjects; or by object, the object again."""


def _by_predicate(triples: Iterable[Triple], *, forward: bool) -> _Starts:
    found: _Starts = {}
    for triple in triples:
        value: Term = triple.object  # type: ignore[assignment]
        start: Term = triple.subject if forward else value  # type: ignore[assignment]
        found.setdefault(triple.predicate.value, {}).setdefault(value, set()).add(start)
    return found


def _starts(trace: Trace, known: _Starts) -> set[Term]:
    """Give the nodes at which the ways of a trace start."""
    if trace.predicate is None:
        return {start for values in known.values() for starts in values.values() for start in starts}
    starts = known.get(trace.predicate, {}).items()
    return {one for value, some in starts if trace.objects is None or str(value) in trace.objects for one in some}


def changes_classes(change: Change) -> bool:
    """Tell whether a change says which class is below which: then every shape may judge everything differently."""
    return any(quad.predicate.value == _SUBCLASS for quad in (*change.added, *change.removed))


def _ends(trace: Trace, starts: set[Term], beside: Neighbours) -> Iterator[Term]:
    if not trace.way:
        yield from starts
    elif starts:
        for reached in beside.along(Sequence(trace.way), starts).values():
            yield from reached


def _changed(change: Change, beside: Neighbours) -> list[Triple]:
    """Give the triples that really came or went: those that no other graph says.

    Days and agents are shared by many articles. That one more graph says the same of them leads everywhere, and changes
    nothing. Most nodes stand in one graph only, which one look tells of all of their triples.
    """
    come, gone = _graphs_by_triple(change.added), _graphs_by_triple(change.removed)
    sides: dict[Term, set[str]] = {}
    for triple, graphs in (*come.items(), *gone.items()):
        sides.setdefault(triple.subject, set()).update(graphs)  # type: ignore[arg-type]
    shared = _standing_outside({node: frozenset(graphs) for node, graphs in sides.items() if len(graphs) == 1}, beside)
    shared |= {node for node, graphs in sides.items() if len(graphs) > 1}
    own: dict[Triple, frozenset[str]] = {}
    for triple in come.keys() | gone.keys():
        if triple.subject in shared or (triple in come and triple in gone):
            own[triple] = frozenset() if triple in gone else frozenset(come[triple])
    said = _standing_outside(own, beside)
    return [triple for triple in come.keys() | gone.keys() if triple not in said]


def _graphs_by_triple(quads: Iterable[Quad]) -> dict[Triple, set[str]]:
    found: dict[Triple, set[str]] = {}
    for quad in quads:
        found.setdefault(quad.triple, set()).add(quad.graph_name.value)  # type: ignore[union-attr]
    return found


def _standing_outside(own: Mapping[_Standing, frozenset[str]], beside: Neighbours) -> set[_Standing]:
    """Give the triples, or subjects, that stand in other graphs than their own; one such graph ends the search."""
    by_graphs: dict[frozenset[str], list[_Standing]] = {}
    for one, graphs in own.items():
        by_graphs.setdefault(graphs, []).append(one)
    found: set[_Standing] = set()
    for graphs, ones in by_graphs.items():
        other = f"FILTER(?g NOT IN ({', '.join(f'<{name}>' for name in sorted(graphs))}))" if graphs else ""
        for start in range(0, len(ones), _AT_ONCE):
            batch = ones[start : start + _AT_ONCE]
            named = " ".join(f"({n} {_pattern_of(one)})" for n, one in enumerate(batch))
            variables = "?s ?p ?o" if isinstance(batch[0], Triple) else "?s"
            rows = beside.rows(
                f"SELECT ?n WHERE {{ VALUES (?n {variables}) {{ {named} }} "
                f"FILTER EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} {other} }} }}"
            )
            found.update(batch[int(row["n"].value)] for row in rows)
    return found


def _pattern_of(one: Term | Triple) -> str:
    return f"{one.subject} {one.predicate} {one.object}" if isinstance(one, Triple) else str(one)
