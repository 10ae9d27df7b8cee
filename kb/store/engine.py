"""Two Oxigraph databases, one for the current graphs and one for the archive: what stores of our own share.

Every current triple stands in its named graph and once more in the default graph, so that the default graph
*is* the union of the current graphs. Oxigraph can also pretend that it is, but then a triple that stands in n
graphs is found n times: nodes that articles share (days, intervals, relations) multiply with every join, and a
path of three steps over 250 articles took 206 s in place of 0.07 s. The price is a third more disk. In memory, where
the price would be half of it, :class:`kb.store.memory.MemoryStore` goes about it in another way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice
from typing import BinaryIO

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
)
from pyoxigraph import Store as Database

from kb.errors import QueryError
from kb.store.files import Part
from kb.store.fit import refuse_foreign
from kb.store.problems import explained
from kb.terminal import shortened

_STEP = 250_000  # quads loaded at once: 0.6 GB; all of a million at once take 2 GB, and a quarter less disk
_COUNT = "SELECT (COUNT(*) AS ?number) WHERE { GRAPH ?graph { ?subject ?predicate ?object } }"


class QuadStore:
    """A store over two databases; subclasses say where these live.

    Attributes:
        part_size: Bytes of N-Quads that it likes to load at once.
    """

    part_size = 50_000_000  # 250,000 quads

    def __init__(self, base_iri: str, current: Database, archive: Database, *, name: str) -> None:
        """Take the databases over.

        Args:
            base_iri: What all instance IRIs of this store begin with.
            current: Holds the graphs that queries see, and their union as its default graph.
            archive: Holds superseded and retracted graphs.
            name: What to call the store in errors, such as its path.
        """
        self.base_iri = base_iri
        self._current = current
        self._archive = archive
        self._name = name
        self._watched: AbstractContextManager[object] = nullcontext()  # around each question

    def update(self, *, add: Iterable[Quad] = (), remove: Iterable[Quad] = (), archive: Iterable[Quad] = ()) -> None:
        """Remove, then add, in one atomic write; ``archive`` quads are put aside first.

        Archiving first means that a crash in between leaves a quad in both places, never in none; doing
        the update again then completes it.

        Raises:
            StoreError: the engine could not write, or a quad is not one of ours (blank node, default graph).
        """
        added, aside = dict.fromkeys(add), list(archive)  # in the order given: neighbours in writing, in the index, too
        removed = set(remove) - added.keys()
        for quad in chain(added, removed, aside):
            refuse_foreign(quad)
        with explained(self._name):
            lost = self._only_in(removed, {quad.triple for quad in added})
            if aside:
                self._archive.extend(aside)
            self._change(added, removed, lost)

    def load(self, quads: Iterable[Quad]) -> None:
        """Add many quads to the current graphs, in memory that does not grow with their number.

        Each step of 250,000 quads is written whole or not at all, as new files beside the old ones; a process that dies
        on the way leaves the steps before, and files that nothing uses. Loading the same quads again completes them.

        Raises:
            StoreError: as for :meth:`update`.
        """
        rest, steps = iter(quads), 0
        while step := list(islice(rest, _STEP)):
            for quad in step:
                refuse_foreign(quad)
            with explained(self._name):
                self._current.bulk_extend(twice(step))
            steps += 1
        self._make_compact(steps)

    def load_parts(self, parts: Iterable[Part]) -> int:
        """Load as :meth:`load` does what is written as N-Quads; give the number of quads.

        The engine reads the text itself, so nothing becomes an object of Python, and it reads quads and triples at the
        same time. Blank nodes, which it would take, are for whoever cuts the parts to refuse.

        Raises:
            SyntaxError: something does not parse. What was loaded before stays, here as when the disk is full.
            ValueError: the same.
            StoreError: the engine could not write.
        """
        number = steps = 0
        with ThreadPoolExecutor(2) as threads, explained(self._name):
            loading: list[Future[None]] = []
            for part in parts:
                _wait_for(loading)
                if part.archived:
                    self._archive.bulk_load(part.archived, RdfFormat.N_QUADS)
                loading = [threads.submit(load, part) for load in (self._load_named, self._load_union)]
                number, steps = number + len(part), steps + 1
            _wait_for(loading)
        self._make_compact(steps)
        return number

    def is_blank(self) -> bool:
        """Tell whether nothing is stored, not even in the archive."""
        with explained(self._name):
            return next(iter(self._current), None) is None and next(iter(self._archive), None) is None

    def clear(self) -> None:
        """Remove everything, the archive too."""
        with explained(self._name):
            self._current.clear()
            self._archive.clear()

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Give the current quads, or those of one current graph (an absolute IRI)."""
        if graph is not None:
            yield from self._read(self._current, graph)
            return
        with explained(self._name):
            names = list(self._current.named_graphs())
        for name in names:
            yield from self._read(self._current, name.value)

    def archived(self) -> Iterator[Quad]:
        """Give the quads of the archive."""
        return self._read(self._archive, None)

    def query(self, sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a read-only SPARQL query over the union of the current graphs.

        Raises:
            QueryError: the query does not parse.
            StoreError: the engine could not read.
        """
        return self._answer(sparql, union=False)

    def dump(self, out: BinaryIO) -> None:
        """Write the union of the current graphs as N-Triples, in any order.

        Raises:
            StoreError: the engine could not read.
        """
        with explained(self._name):
            self._current.dump(out, RdfFormat.N_TRIPLES, from_graph=DefaultGraph())

    def __len__(self) -> int:
        """Count the current quads, by their named graphs."""
        (row,) = self.query(_COUNT)  # type: ignore[misc]
        return int(row["number"].value)

    def _change(self, added: Collection[Quad], removed: Collection[Quad], lost: Collection[Triple]) -> None:
        """Change the current graphs in one transaction.

        Args:
            added: What comes.
            removed: What goes; nothing of it comes.
            lost: Triples that no graph will hold any more.
        """
        if removed:
            self._current.update(";\n".join((deletion(removed, lost), insertion(added))))
        elif added:
            self._current.extend(twice(added))

    def _read(self, database: Database, graph: str | None) -> Iterator[Quad]:
        with explained(self._name):
            yield from database.quads_for_pattern(None, None, None, None if graph is None else NamedNode(graph))

    def _answer(self, sparql: str, *, union: bool) -> QuerySolutions | QueryBoolean | QueryTriples:
        with explained(self._name), self._watched:
            try:
                return self._current.query(sparql, use_default_graph_as_union=union)
            except SyntaxError as error:
                raise QueryError(
                    f"The query does not parse: {shortened(str(error), 160)}", hint="Check it against SPARQL 1.1."
                ) from error

    def _load_named(self, part: Part) -> None:
        self._current.bulk_load(part.quads, RdfFormat.N_QUADS)

    def _load_union(self, part: Part) -> None:
        self._current.bulk_load(part.triples, RdfFormat.N_TRIPLES, lenient=True)  # checked where they are quads

    def _make_compact(self, steps: int) -> None:
        """Join the files that steps have left for each index: looking up takes half the time then."""
        if steps > 1:
            with explained(self._name):
                self._current.optimize()

    def _only_in(self, removed: set[Quad], added: set[Triple]) -> list[Triple]:
        """Give the triples that no current graph will hold once the quads are removed and added."""
        return [
            triple
            for triple in {quad.triple for quad in removed} - added
            if all(
                quad in removed or isinstance(quad.graph_name, DefaultGraph)
                for quad in self._current.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
            )
        ]


def _wait_for(running: Iterable[Future[None]]) -> None:
    for one in running:
        one.result()


def twice(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Give each quad in its graph and in the default graph."""
    for quad in quads:
        yield quad
        yield Quad(*quad.triple)


def deletion(removed: Iterable[Quad], lost: Iterable[Triple]) -> str:
    """Write the SPARQL that takes quads out of their graphs, and triples out of the union.

    Terms are written by the engine itself in N-Triples syntax, which escapes all that could end a term early.
    """
    return "\n".join(("DELETE DATA {", *map(_within_graph, removed), *map(_as_pattern, lost), "}"))


def insertion(added: Iterable[Quad]) -> str:
    """Write the SPARQL that puts quads into their graphs and into the union."""
    return "\n".join(("INSERT DATA {", *map(_within_graph, added), *(_as_pattern(one.triple) for one in added), "}"))


def _within_graph(quad: Quad) -> str:
    return f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}"


def _as_pattern(triple: Triple) -> str:
    return f"{triple.subject} {triple.predicate} {triple.object} ."
