"""A store on any SPARQL 1.1 server, by the SPARQL Protocol and the Graph Store Protocol.

A server's default graph is its own affair: empty, the union of everything, or as chosen at its start. So nothing here
relies on it. The union of the current graphs is one more named graph, kept by the same update that writes them, and
every query names it as its default graph (``default-graph-uri``); queries that say ``GRAPH`` also name the current
graphs (``named-graph-uri``). What a query does not name does not exist for it: neither the archive, nor other
people's graphs beside ours::

    <base>graph/…            the current graphs
    <base>store/union        their union, the default graph of every query
    <base>store/archive/…    superseded and retracted graphs
    <base>store/about        the mark of a store: base and version, and the list of its graphs (void:subset)

An update is one request, so the server applies it whole or not at all, and it can be made twice without harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from types import TracebackType
from typing import BinaryIO, Self
from urllib.parse import urlencode

from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)
from pyoxigraph import Store as Database

from kb.errors import QueryError, StoreError
from kb.store.fit import refuse_foreign, refuse_graph
from kb.store.keywords import says_from, says_graph
from kb.store.updates import Layout, changing, listing
from kb.store.wire import Answer, Wire
from kb.terminal import shortened

_ROWS, _TRIPLES = "application/sparql-results+json", "application/n-triples"
_PART = 1 << 16  # bytes


class ServerStore:
    """A store whose quads a server holds; :func:`kb.store.opening.open_store` finds it and gives one.

    Unlike a folder it takes no lock: two writers at once both succeed, update by update.

    Attributes:
        base_iri: What all instance IRIs of this store begin with.
        name: Its address, without credentials.
        read_only: It takes no updates.
    """

    def __init__(self, wire: Wire, layout: Layout, *, name: str, read_only: bool = False, batch: int = 20_000) -> None:
        """Take over a connection to a server that is known to hold a store.

        Args:
            wire: Speaks to the server.
            layout: Names of its graphs.
            name: What to call the store in errors.
            read_only: Refuse updates.
            batch: Most quads in one request of :meth:`load`.
        """
        self.base_iri, self.name, self.read_only = layout.base, name, read_only
        self._wire, self._layout, self._batch = wire, layout, batch
        self._grammar = Database()  # empty: tells what a text asks for without asking the server

    def update(self, *, add: Iterable[Quad] = (), remove: Iterable[Quad] = (), archive: Iterable[Quad] = ()) -> None:
        """Remove, then add, in one atomic write, which puts the ``archive`` quads aside as well.

        Raises:
            StoreError: the server could not write, or a quad is not one of ours (blank node, no graph of this base).
            LimitError: it takes too long.
        """
        added, aside = set(add), set(archive)
        removed = set(remove) - added
        self._check(chain(added, removed), self._layout.current)
        self._check(aside, self.base_iri)
        if self.read_only:
            raise StoreError(f"The store {self.name} was opened for reading only.", hint="Open it for writing.")
        if added or removed or aside:
            self._write(changing(self._layout, added, removed, {self._layout.put_aside(quad) for quad in aside}))

    def load(self, quads: Iterable[Quad]) -> None:
        """Add many quads in batches by the Graph Store Protocol; each batch is whole, all of them are not.

        Doing it again completes what was broken off.

        Raises:
            StoreError: as for :meth:`update`.
        """
        rest = iter(quads)
        while batch := list(islice(rest, self._batch)):
            if not self._wire.address.graphs:
                self.update(add=batch)
                continue
            self._check(batch, self._layout.current)
            parts: dict[str, list[Triple]] = {self._layout.union: [quad.triple for quad in batch]}
            for quad in batch:
                parts.setdefault(quad.graph_name.value, []).append(quad.triple)  # type: ignore[union-attr]
            self._write(listing(self._layout, sorted(set(parts) - {self._layout.union})))
            for graph in sorted(parts):
                content = serialize(parts[graph], format=RdfFormat.N_TRIPLES) or b""
                self._wire.ask(self._graph_at(graph), content=content, type_=_TRIPLES)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Give the current quads, or those of one current graph (an absolute IRI)."""
        if graph is None:
            yield from self._quads_of(self._layout.current)
        elif graph.startswith(self._layout.current):
            yield from self._one_graph(NamedNode(graph))

    def archived(self) -> Iterator[Quad]:
        """Give the quads of the archive."""
        for quad in self._quads_of(self._layout.archive):
            yield self._layout.taken_back(quad)

    def query(self, sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a read-only SPARQL query over the union of the current graphs; rows come as the server finds them.

        Raises:
            QueryError: the query does not parse, or chooses its own dataset (``FROM``).
            LimitError: it takes too long.
            StoreError: the server cannot be reached, or turns us away.
        """
        try:
            triples = isinstance(self._grammar.query(sparql), QueryTriples)
        except SyntaxError as error:
            raise QueryError(
                f"The query does not parse: {shortened(str(error), 160)}", hint="Check it against SPARQL 1.1."
            ) from error
        if says_from(sparql):
            raise QueryError(
                "FROM chooses graphs, which a store on a server does not allow.", hint="Say GRAPH <…> { }."
            )
        named = self._graphs(self._layout.current) if says_graph(sparql) else []
        return self._asked(sparql, [self._layout.union], named, triples=triples)

    def dump(self, out: BinaryIO) -> None:
        """Write the union of the current graphs as N-Triples, in any order.

        Raises:
            LimitError: it takes too long.
            StoreError: the server cannot be reached, or turns us away.
        """
        answer = self._graph(self._layout.union)
        while answer is not None and (part := answer.read(_PART)):
            out.write(part)

    def __len__(self) -> int:
        """Count the current quads, by their named graphs."""
        (row,) = self._asked(self._layout.counting())  # type: ignore[misc]
        return int(row["number"].value)

    def size(self) -> int:
        """Give 0: no protocol tells what a server keeps on its disks."""
        return 0

    def close(self) -> None:
        """Hang up; closing twice does no harm."""
        self._wire.close()

    def __enter__(self) -> Self:
        """Give the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def _check(self, quads: Iterable[Quad], prefix: str) -> None:
        for quad in quads:
            refuse_foreign(quad)
            refuse_graph(quad, prefix)

    def _write(self, update: str) -> None:
        try:
            self._wire.ask(self._wire.address.update, content=update.encode(), type_="application/sparql-update")
        except QueryError as error:  # not the user's: the update is ours
            raise StoreError(
                f"{error.problem} Nothing was written.",
                hint="The server may take smaller updates alone, or not speak SPARQL 1.1.",
            ) from None

    def _graphs(self, prefix: str) -> list[str]:
        rows = self._asked(self._layout.graphs())
        return sorted(row["graph"].value for row in rows if row["graph"].value.startswith(prefix))  # type: ignore[union-attr]

    def _quads_of(self, prefix: str) -> Iterator[Quad]:
        for row in self._asked(self._layout.quads(prefix)):  # type: ignore[union-attr]
            yield Quad(row["subject"], row["predicate"], row["object"], row["graph"])

    def _one_graph(self, graph: NamedNode) -> Iterator[Quad]:
        answer = self._graph(graph.value)
        if answer is None:
            return
        for quad in parse(answer, format=RdfFormat.N_TRIPLES):  # type: ignore[arg-type]
            yield Quad(quad.subject, quad.predicate, quad.object, graph)

    def _graph(self, name: str) -> Answer | None:
        """Ask for one graph as N-Triples; ``None`` where the server has none of that name."""
        if self._wire.address.graphs:
            return self._wire.ask(self._graph_at(name), method="GET", accept=_TRIPLES)
        sparql = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {NamedNode(name)} {{ ?s ?p ?o }} }}"
        return answered(self._wire, sparql, accept=_TRIPLES)

    def _graph_at(self, graph: str) -> str:
        return f"{self._wire.address.graphs}?{urlencode({'graph': graph})}"

    def _asked(
        self, sparql: str, default: Iterable[str] = (), named: Iterable[str] = (), *, triples: bool = False
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        answer = answered(self._wire, sparql, default, named, accept=_TRIPLES if triples else _ROWS)
        if triples:
            found = Database()
            found.bulk_extend(parse(answer, format=RdfFormat.N_TRIPLES))  # type: ignore[arg-type]
            return found.query("CONSTRUCT WHERE { ?subject ?predicate ?object }")
        return solutions_in(answer, self.name)


def solutions_in(answer: Answer, name: str) -> QuerySolutions | QueryBoolean:
    """Read the rows, or the truth value, that a server answers with; rows are read as they are asked for.

    Raises:
        StoreError: it answers with something else.
    """
    try:
        return parse_query_results(answer, QueryResultsFormat.JSON)  # type: ignore[arg-type]
    except (SyntaxError, ValueError) as error:
        raise StoreError(
            f"The store {name} answers with what is no result of a query: {shortened(str(error), 100)}",
            hint="Check that the address is that of a SPARQL 1.1 server.",
        ) from error


def answered(
    wire: Wire, sparql: str, default: Iterable[str] = (), named: Iterable[str] = (), *, accept: str = _ROWS
) -> Answer:
    """Send a query and give the body of its answer.

    Args:
        wire: Where to.
        sparql: What to ask.
        default: Graphs that make its default graph; with ``named`` empty too, the server chooses.
        named: Graphs that ``GRAPH`` may reach.
        accept: Media type of the answer.

    Raises:
        QueryError: the server does not understand it.
        LimitError: it takes too long.
        StoreError: the server cannot be reached, turns us away, or answers with something else.
    """
    fields = [("query", sparql), *(("default-graph-uri", graph) for graph in default)]
    content = urlencode([*fields, *(("named-graph-uri", graph) for graph in named)]).encode()
    answer = wire.ask(wire.address.query, content=content, type_="application/x-www-form-urlencoded", accept=accept)
    if answer is None or answer.type not in (accept, "text/plain", "application/json"):
        raise StoreError(
            f"The store {wire.address.name} answers with {answer.type if answer else 'nothing'}, not with {accept}.",
            hint="Check that the address is that of a SPARQL 1.1 server.",
        )
    return answer
