"""A change of the graph → the nodes that shapes may judge differently, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Quad, Triple

from kb.check.compiled.footprint import Trace, Underivable, anchored_at_value, traces_of
from kb.check.compiled.neighbours import Neighbours
from kb.check.compiled.paths import Sequence
from kb.check.compiled.shapes import Unit
from kb.check.compiled.terms import Term
from kb.vocab import PREFIXES

_SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Change:
    """Quads that came and quads that went; the graph has changed already.

    Attributes:
        added: Those that came, whether or not the same triple stood in another graph before.
        removed: Those that went, whether or not the same triple still stands in another graph.
    """

    added: frozenset[Quad]
    removed: frozenset[Quad]


@dataclass(frozen=True, slots=True)
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
    by_predicate: dict[str, list[Triple]] = {}
    for triple in triples:
        by_predicate.setdefault(triple.predicate.value, []).append(triple)
    ends: dict[Trace, frozenset[Term]] = {}
    found: dict[int, set[Term]] = {}
    for number, watch in enumerate(watched):
        for trace in watch.traces:
            if trace not in ends:
                read = triples if trace.predicate is None else by_predicate.get(trace.predicate, ())
                ends[trace] = frozenset(_ends(trace, read, beside))
            if ends[trace]:
                found.setdefault(number, set()).update(ends[trace])
    return found


def changes_classes(change: Change) -> bool:
    """Tell whether a change says which class is below which: then every shape may judge everything differently."""
    return any(quad.predicate.value == _SUBCLASS for quad in (*change.added, *change.removed))


def _ends(trace: Trace, triples: Iterable[Triple], beside: Neighbours) -> Iterator[Term]:
    starts: set[Term] = {
        one.subject if trace.forward else one.object  # type: ignore[misc]
        for one in triples
        if trace.objects is None or str(one.object) in trace.objects
    }
    if not trace.way:
        yield from starts
    elif starts:
        for reached in beside.along(Sequence(trace.way), starts).values():
            yield from reached


def _changed(change: Change, beside: Neighbours) -> list[Triple]:
    """Give the triples that really came or went.

    Days and agents are shared by many articles. That one more graph says the same of them leads everywhere, and changes
    nothing; so each triple is looked up in the other graphs.
    """
    gone = {quad.triple for quad in change.removed}
    come: dict[Triple, set[str]] = {}
    for quad in change.added:
        come.setdefault(quad.triple, set()).add(quad.graph_name.value)  # type: ignore[union-attr]
    found: list[Triple] = []
    waiting = iter(sorted(gone | come.keys(), key=str))
    while batch := list(islice(waiting, _AT_ONCE)):
        graphs: list[set[str]] = [set() for _ in batch]
        named = " ".join(f"({n} {one.subject} {one.predicate} {one.object})" for n, one in enumerate(batch))
        for row in beside.rows(f"SELECT ?n ?g WHERE {{ VALUES (?n ?s ?p ?o) {{ {named} }} GRAPH ?g {{ ?s ?p ?o }} }}"):
            graphs[int(row["n"].value)].add(row["g"].value)
        for triple, now in zip(batch, graphs, strict=True):
            before = triple in gone or bool(now - come.get(triple, set()))
            if before is not bool(now):
                found.append(triple)
    return found
