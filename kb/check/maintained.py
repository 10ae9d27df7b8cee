"""The report that a store keeps of itself: after a write, only what the write touches is looked at again.

It is the graph ``graph/report`` of the store: results in SHACL's terms, and a mark that tells for which shapes and
which articles they hold. Whoever writes takes the mark away in the same update, and puts it back when the results are
right; so a crash in between leaves a report without its mark, which nobody reads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AnySet
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from pyoxigraph import Literal, NamedNode, Quad

from kb import ids
from kb.check.compiled.cells import Unreadable, cells_of
from kb.check.compiled.column import Cell
from kb.check.compiled.excerpt import Excerpt
from kb.check.compiled.judge import Judge
from kb.check.compiled.literals import Incomparable
from kb.check.compiled.neighbours import Neighbours, Place
from kb.check.compiled.paths import text_of
from kb.check.compiled.running import faults_in, faults_of
from kb.check.compiled.shapes import Compiled, Targets, Unit
from kb.check.compiled.sifting import Sieve
from kb.check.compiled.touched import Change, Watch, changes_classes, touched, watches
from kb.check.report import Report
from kb.check.results import Result, result_of
from kb.check.shapes import Rules, rules_in
from kb.check.stamp import Stamp
from kb.check.storing import result_quads, results_from
from kb.check.validation import by_pyshacl, graph_of_store, reported
from kb.vocab import KB, RDF, SH, XSD

_AT_ONCE = 500
_FEW = 10_000  # quads of some ten articles; of more, most of what is touched is new as a whole
_DEARER = 4  # times that a quad of a change costs more than one of the store: 20 to 35 µs against 5 on disk


class Holder(Protocol):
    """The part of a store that is needed; any backend has it."""

    base_iri: str

    def update(self, *, add: Iterable[Quad] = (), remove: Iterable[Quad] = ()) -> None:
        """Remove, then add, in one atomic write."""

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Give the current quads, or those of one current graph."""

    def query(self, sparql: str) -> Any:
        """Answer a read-only query over the union of the current graphs."""


class Maintained:
    """The report of one store, for one set of shapes."""

    def __init__(
        self,
        store: Holder,
        shapes: Path | None = None,
        *,
        place: Place = Place.ELSEWHERE,
        stamped: Callable[[], Stamp] | None = None,
    ) -> None:
        """Take a store.

        Args:
            store: Whose report it is.
            shapes: A folder with more shapes, or none.
            place: Where the store is.
            stamped: Gives the stamp of the store as it is, of whoever follows all writes; else it is made anew.

        Raises:
            InputError: the folder's shapes cannot be read.
        """
        self._store, self._base = store, store.base_iri
        self._rules: Rules = rules_in(shapes)
        self._graph = store.base_iri + ids.graph("report")
        self._stamp: Stamp | None = None
        self._place, self._stamped = place, stamped or (lambda: Stamp(store.query))
        self._held = 0  # triples that the store was seen to hold

    @cached_property
    def _parts(self) -> _Parts:
        return _Parts.of(self._rules.compiled, Neighbours(self._store.query))

    @property
    def shapes(self) -> str:
        """Give what tells the shapes from others."""
        return self._rules.digest

    def mark(self) -> tuple[Quad, ...]:
        """Give the quads of the mark, for whoever writes to remove in the same update."""
        node = f"<{self._base}report>"
        rows = self._store.query(f"SELECT ?o WHERE {{ GRAPH <{self._graph}> {{ {node} <{KB.digest}> ?o }} }}")
        return tuple(self._mark(row["o"]) for row in rows)

    def is_current(self) -> bool:
        """Tell whether the stored results are those of the store as it is, by these shapes."""
        self._stamp = self._stamped()
        return self.mark() == (self._marked(),)

    def refresh(self, added: Iterable[Quad] = (), removed: Iterable[Quad] = (), *, was_current: bool = False) -> None:
        """Bring the report up to date after a write.

        Args:
            added: What came, as it was given to the store.
            removed: What went.
            was_current: The report was current before; otherwise everything is looked at.
        """
        change = Change(frozenset(added), frozenset(removed))
        self._stamp = self._stamped()
        try:
            come, gone = self._differences(change, was_current=was_current)
        except Incomparable:
            return  # without its mark nobody reads the report, and a full check says what is wrong with the shape
        head = set(self._head(come, gone))
        old_head = {quad for quad in self._store_head() if quad not in head}
        self._store.update(
            add=[*head, *(quad for one in come for quad in result_quads(one, self._base))],
            remove=[*old_head, *(quad for one in gone for quad in result_quads(one, self._base))],
        )

    def results(self) -> set[Result]:
        """Give the stored results; they hold when :meth:`is_current` says so."""
        return set(self._stored())

    def report(self, today: date | None = None) -> Report:
        """Give the report of the store: the stored results, and those of shapes that are applied anew each time."""
        graph = graph_of_store(self._store.query, self._store.quads, self._place)
        found = set(self._stored())
        beside = graph.beside
        try:
            found |= {result_of(fault) for fault in faults_in(beside, self._parts.whole)}
        except Incomparable:
            return reported(by_pyshacl(graph, self._rules), graph, self._rules, today)
        if handed := self._rules.compiled.handed:
            found |= by_pyshacl(graph, self._rules, handed)
        return reported(found, graph, self._rules, today)

    def is_large(self, number: int) -> bool:
        """Tell whether it takes less time to look at everything than at what a change of so many quads touches."""
        return not self.holds_more_than(number * _DEARER)

    def holds_more_than(self, number: int) -> bool:
        """Tell whether the store holds more than so many triples, or did when it was asked for as many or more."""
        if number >= self._held:  # to pass over a million takes 0.3 s, and a store seldom shrinks
            there = any(True for _ in self._store.query(f"SELECT ?s WHERE {{ ?s ?p ?o }} OFFSET {number} LIMIT 1"))
            self._held = number + 1 if there else self._held
        return number < self._held

    def _differences(self, change: Change, *, was_current: bool) -> tuple[set[Result], set[Result]]:
        """Give the results that come and go, by what changed or, where that takes longer, by everything."""
        number = len(change.added) + len(change.removed)
        if was_current and not changes_classes(change) and not self.is_large(number):
            with suppress(Unreadable):
                return self._changed(change)
        self.__dict__.pop("_parts", None)  # it knows which class is below which
        found, old = self._everything(), set(self._stored())
        return found - old, old - found

    def _everything(self) -> set[Result]:
        beside = Neighbours(self._store.query, place=self._place)
        return {result_of(fault) for fault in faults_in(beside, [watch.unit for watch in self._parts.watched])}

    def _changed(self, change: Change) -> tuple[set[Result], set[Result]]:
        """Give the results that come and go with a change."""
        beside, watched = Neighbours(self._store.query), self._parts.watched
        if len(change.added) + len(change.removed) < _FEW:
            watched = [watch.about_values for watch in watched]
        excerpt = Excerpt(self._store.query)
        nodes: dict[str, set[Cell]] = defaultdict(set)
        for number, reached in touched(change, watched, excerpt, beside).items():
            nodes[watched[number].unit.shape.name] |= reached
        concerned = [watch for watch in watched if nodes.get(watch.unit.shape.name)]
        sieve = Sieve(excerpt, beside, Judge(beside))
        focus = _focus(concerned, nodes, sieve)
        now = {
            result_of(fault)
            for watch in concerned
            for reached in (nodes[watch.unit.shape.name],)
            for fault in faults_of(
                beside,
                sieve,
                watch.unit,
                reached if watch.by_value else reached & focus[watch.unit.targets],
                by_value=watch.by_value,
            )
        }
        before = self._stored_of(nodes, {watch.unit.shape.name for watch in watched if watch.by_value})
        return now - before, before - now

    def _stored_of(self, nodes: Mapping[str, set[Cell]], by_value: AnySet[str]) -> set[Result]:
        """Give the stored results of some shapes about some nodes: focus nodes or, of some shapes, values."""
        found: set[Result] = set()
        for link, are_values in ((SH.focusNode, False), (SH.value, True)):
            # a result whose value is its focus node has no other value
            about = {name: reached for name, reached in nodes.items() if not are_values or name in by_value}
            stored = self._stored_about({node for reached in about.values() for node in reached}, link)
            kept = [one for one in stored if are_values or one.shape not in by_value or one.value is None]
            cells, _ = cells_of([one.value if are_values else one.focus for one in kept])  # type: ignore[misc]
            found |= {one for one, cell in zip(kept, cells, strict=True) if cell in about.get(one.shape, ())}
        return found

    def _stored(self) -> Iterator[Result]:
        known = ((quad.subject, quad.predicate.value, quad.object) for quad in self._store.quads(self._graph))
        return results_from(known, self._parts.paths)  # type: ignore[arg-type]

    def _stored_about(self, nodes: set[Cell], link: str) -> Iterator[Result]:
        """Give the stored results with some nodes in a certain place."""
        if not nodes:
            return
        links = f"SELECT ?node WHERE {{ GRAPH <{self._graph}> {{ ?r <{link}> ?node }} }} LIMIT {len(nodes) + 1}"
        in_place = [row["node"] for row in self._store.query(links)]
        if len(in_place) <= len(nodes):  # these are all
            nodes = nodes.intersection(cells_of(in_place)[0])
        waiting = iter(sorted(nodes))
        while batch := list(islice(waiting, _AT_ONCE)):
            rows = self._store.query(
                f"SELECT ?r ?p ?o WHERE {{ VALUES ?node {{ {' '.join(batch)} }} "
                f"GRAPH <{self._graph}> {{ ?r <{link}> ?node . ?r ?p ?o }} }}"
            )
            yield from results_from(((row["r"], row["p"].value, row["o"]) for row in rows), self._parts.paths)

    def _store_head(self) -> Iterator[Quad]:
        node, graph = NamedNode(self._base + "report"), NamedNode(self._graph)
        rows = self._store.query(
            f"SELECT ?p ?o WHERE {{ GRAPH {graph} {{ {node} ?p ?o }} FILTER(?p != <{SH.result}>) }}"
        )
        for row in rows:
            yield Quad(node, row["p"], row["o"], graph)

    def _head(self, come: set[Result], gone: set[Result]) -> Iterator[Quad]:
        node, graph = NamedNode(self._base + "report"), NamedNode(self._graph)
        leaving = {quad.object for one in gone for quad in result_quads(one, self._base) if quad.subject == node}
        links = self._store.query(
            f"SELECT ?o WHERE {{ GRAPH {graph} {{ {node} <{SH.result}> ?o }} }} LIMIT {len(leaving) + 1}"
        )
        empty = not come and all(row["o"] in leaving for row in links)
        yield Quad(node, NamedNode(RDF.type), NamedNode(SH.ValidationReport), graph)
        yield Quad(
            node, NamedNode(SH.conforms), Literal("true" if empty else "false", datatype=NamedNode(XSD.boolean)), graph
        )
        yield self._marked()

    def _marked(self) -> Quad:
        """Give the mark of a report that is right for these shapes and this content."""
        text = f"{self._rules.digest}\n{self._stamp}"
        return self._mark(Literal(f"sha256:{sha256(text.encode()).hexdigest()}"))

    def _mark(self, digest: Literal) -> Quad:
        return Quad(NamedNode(self._base + "report"), NamedNode(KB.digest), digest, NamedNode(self._graph))


def _focus(watched: Iterable[Watch], nodes: Mapping[str, set[Cell]], sieve: Sieve) -> dict[Targets, frozenset[Cell]]:
    """Tell which of some nodes are targets.

    Args:
        watched: Shapes; those whose values are looked at have no part in it.
        nodes: Nodes that each of them may judge differently, by its name.
        sieve: Tells targets from others.

    Returns:
        The focus nodes, by targets.
    """
    aims: dict[Targets, set[Cell]] = defaultdict(set)
    for watch in watched:
        if not watch.by_value:
            aims[watch.unit.targets] |= nodes[watch.unit.shape.name]
    return {targets: sieve.among(targets, frozenset(some)) for targets, some in aims.items()}


class _Parts:
    """Shapes by how their results are kept.

    Attributes:
        watched: Those whose results are stored.
        whole: Those that are applied anew each time: what they read, or whose results are whose, cannot be told.
        paths: The path of each stored shape.
    """

    def __init__(self, watched: list[Watch], whole: list[Unit], paths: dict[str, str]) -> None:
        self.watched, self.whole, self.paths = watched, whole, paths

    @classmethod
    def of(cls, compiled: Compiled, beside: Neighbours) -> _Parts:
        watched, whole = watches(compiled.units, beside)
        told: dict[str, set[tuple[str, bool]]] = defaultdict(set)
        for watch in watched:
            path = watch.unit.shape.path
            told[watch.unit.shape.name].add(("" if path is None else text_of(path), watch.by_value))
        unclear = {name for name, ways in told.items() if len(ways) > 1 or not name}
        unclear |= {unit.shape.name for unit in whole}
        whole += [watch.unit for watch in watched if watch.unit.shape.name in unclear]
        named = Counter(watch.unit.shape.name for watch in watched)  # of one name, nodes are told from values by nobody
        kept = [
            watch if named[watch.unit.shape.name] == 1 else replace(watch, to_value=frozenset())
            for watch in watched
            if watch.unit.shape.name not in unclear
        ]
        return cls(kept, whole, {name: next(iter(ways))[0] for name, ways in told.items() if name not in unclear})
