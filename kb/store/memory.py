"""A store in memory: for exports that are asked as they are, one-off checks, and tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from typing import BinaryIO

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, parse
from pyoxigraph import Store as Database

from kb.config import DEFAULT_BASE
from kb.store.engine import QuadStore
from kb.store.files import Part, part_of
from kb.store.fit import refuse_foreign
from kb.store.keywords import says_from, says_graph

_NAME = "in memory"


class MemoryStore(QuadStore):
    """Quads that last as long as the object does.

    Every triple stands once: in one of its graphs. Quads that say it again in other graphs, some seven in a hundred,
    stand apart. So the engine's own union of graphs finds no triple twice, and no copy has to be made of it; memory and
    the time of loading are half of what they would be. Only a query that says ``GRAPH`` or ``FROM`` needs the layout
    that stores on disk have; it is made for the first one.
    """

    part_size = 1_000_000  # what the engine reads while we look at as much

    def __init__(self, base_iri: str = DEFAULT_BASE) -> None:
        """Start empty."""
        super().__init__(base_iri, Database(), Database(), name=_NAME)
        self._again = Database()
        self._by_name: QuadStore | None = None

    def update(self, *, add: Iterable[Quad] = (), remove: Iterable[Quad] = (), archive: Iterable[Quad] = ()) -> None:
        """Remove, then add; ``archive`` quads are put aside first.

        Raises:
            StoreError: a quad is not one of ours (blank node, default graph); nothing was written.
        """
        added, aside = dict.fromkeys(add), list(archive)
        removed = [quad for quad in dict.fromkeys(remove) if quad not in added]
        for quad in chain(added, removed, aside):
            refuse_foreign(quad)
        self._archive.extend(aside)
        for quad in removed:
            self._take_out(quad)
        self._put_in(added)
        if self._by_name is not None:  # one that is empty counts as nothing
            self._by_name.update(add=added, remove=removed)

    def load(self, quads: Iterable[Quad]) -> None:
        """Add many quads.

        Raises:
            StoreError: as for :meth:`update`.
        """
        self.update(add=quads)

    def load_parts(self, parts: Iterable[Part]) -> int:
        """Add what is written as N-Quads, which the engine reads while we look for triples that come again.

        Raises:
            SyntaxError: something does not parse.
            ValueError: the same.
        """
        number, seen = 0, set(part_of(self.quads()).keys)
        repeated: list[bytes] = []
        self._by_name = None
        with ThreadPoolExecutor(1) as thread:
            loading: Future[None] | None = None
            for part in parts:
                first, again = _divided(part, seen)
                repeated += again
                self._archive.load(part.archived, RdfFormat.N_QUADS)
                if loading:
                    loading.result()
                loading = thread.submit(self._current.load, first, RdfFormat.N_QUADS)
                number += len(part)
            if loading:
                loading.result()
        self._put_in(parse(b"".join(repeated), RdfFormat.N_QUADS))
        return number

    def clear(self) -> None:
        """Remove everything, the archive too."""
        super().clear()
        self._again.clear()
        self._by_name = None

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Give the current quads, or those of one current graph (an absolute IRI)."""
        return chain(self._read(self._current, graph), self._read(self._again, graph))

    def query(self, sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a read-only SPARQL query over the union of the current graphs.

        Raises:
            QueryError: the query does not parse.
        """
        if says_graph(sparql) or says_from(sparql):
            return self._named().query(sparql)
        return self._answer(sparql, union=True)

    def dump(self, out: BinaryIO) -> None:
        """Write the union of the current graphs as N-Triples, in any order."""
        self.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").serialize(out, RdfFormat.N_TRIPLES)  # type: ignore[arg-type]

    def __len__(self) -> int:
        """Count the current quads."""
        return len(self._current) + len(self._again)

    def size(self) -> int:
        """Give 0: nothing is on disk."""
        return 0

    def close(self) -> None:
        """Do nothing: the memory goes with the object."""

    def _take_out(self, quad: Quad) -> None:
        """Remove a quad; one that says the same in another graph takes its place."""
        if quad in self._again:
            self._again.remove(quad)
        elif quad in self._current:
            self._current.remove(quad)
            if heir := next(self._again.quads_for_pattern(*quad.triple), None):
                self._again.remove(heir)
                self._current.add(heir)

    def _put_in(self, quads: Iterable[Quad]) -> None:
        """Add quads; one by one, for it is the engine that knows which triples are the same (``07`` is ``7``)."""
        for quad in quads:
            held = next(self._current.quads_for_pattern(*quad.triple), None)
            if held is None:
                self._current.add(quad)
            elif held.graph_name != quad.graph_name:
                self._again.add(quad)

    def _named(self) -> QuadStore:
        """Give a store of the same quads with a copy of their union; it is kept, and kept up to date, from then on."""
        if self._by_name is None:
            whole = Database()
            for held in (self._current, self._again):
                whole.load(held.dump(format=RdfFormat.N_QUADS) or b"", RdfFormat.N_QUADS, lenient=True)
            whole.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?graph { ?s ?p ?o } }")
            self._by_name = QuadStore(self.base_iri, whole, self._archive, name=_NAME)
        return self._by_name


def _divided(part: Part, seen: set[int]) -> tuple[bytes, list[bytes]]:
    """Divide quads into those whose triple is new, and those whose triple may have come before.

    Args:
        part: The quads.
        seen: Keys of the triples so far, which grow.
    """
    first: list[bytes] = []
    again: list[bytes] = []
    for quad, key in zip(part.quads.splitlines(keepends=True), part.keys, strict=True):
        if key in seen:
            again.append(quad)
        else:
            seen.add(key)
            first.append(quad)
    return b"".join(first), again
