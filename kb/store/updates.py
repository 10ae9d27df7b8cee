"""What is said to a server: names of the graphs of a store, and the SPARQL that reads and changes them.

Terms are written by the engine in N-Triples syntax, which escapes all that could end a term early.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad, Triple

VERSION = "1"
_VOID = "http://rdfs.org/ns/void#"
_SUBSET, _BASE = f"<{_VOID}subset>", f"<{_VOID}uriSpace>"
_MARK = "<http://purl.org/dc/terms/conformsTo>"
_KIND = "claimgraph store "


@dataclass(frozen=True, slots=True)
class Layout:
    """The graphs of a store on a server, all under its base."""

    base: str

    @property
    def current(self) -> str:
        """Give what the names of current graphs begin with."""
        return f"{self.base}graph/"

    @property
    def archive(self) -> str:
        """Give what the names of archived graphs begin with on the server."""
        return f"{self.base}store/archive/"

    @property
    def union(self) -> str:
        """Give the name of the graph that queries have as their default graph."""
        return f"{self.base}store/union"

    @property
    def about(self) -> str:
        """Give the name of the graph that marks the store and lists its graphs."""
        return f"{self.base}store/about"

    def put_aside(self, quad: Quad) -> Quad:
        """Give an archived quad as the server holds it."""
        name = quad.graph_name.value.removeprefix(self.base)  # type: ignore[union-attr]
        return Quad(quad.subject, quad.predicate, quad.object, NamedNode(self.archive + name))

    def taken_back(self, quad: Quad) -> Quad:
        """Give an archived quad as it was put aside."""
        name = quad.graph_name.value.removeprefix(self.archive)  # type: ignore[union-attr]
        return Quad(quad.subject, quad.predicate, quad.object, NamedNode(self.base + name))

    def marking(self) -> str:
        """Write the update that makes a store of nothing."""
        mark = f"<{self.about}> {_BASE} {Literal(self.base)} ; {_MARK} {Literal(_KIND + VERSION)}"
        return f"INSERT DATA {{ GRAPH <{self.about}> {{ {mark} }} }}"

    def graphs(self) -> str:
        """Write the query for the names of all graphs, as ``graph``."""
        return f"SELECT ?graph {{ GRAPH <{self.about}> {{ <{self.about}> {_SUBSET} ?graph }} }}"

    def quads(self, prefix: str) -> str:
        """Write the query for all quads of the graphs whose names begin so."""
        graphs = f"GRAPH <{self.about}> {{ <{self.about}> {_SUBSET} ?graph }} {_beginning(prefix)}"
        return (
            f"SELECT ?subject ?predicate ?object ?graph {{ {graphs} GRAPH ?graph {{ ?subject ?predicate ?object }} }}"
        )

    def counting(self) -> str:
        """Write the query that counts the current quads, as ``number``."""
        return self.quads(self.current).replace("?subject ?predicate ?object ?graph", "(COUNT(*) AS ?number)", 1)


def marks() -> str:
    """Write the query for all stores on a server, as ``about``, ``base`` and ``mark``."""
    return f"SELECT ?about ?base ?mark {{ GRAPH ?about {{ ?about {_BASE} ?base ; {_MARK} ?mark }} }}"


def version_marked(mark: str) -> str:
    """Give the version that a mark tells; empty when the mark is somebody else's."""
    return mark.removeprefix(_KIND) if mark.startswith(_KIND) else ""


def listing(layout: Layout, graphs: Iterable[str]) -> str:
    """Write the update that enters graphs in the list of a store."""
    listed = " . ".join(f"<{layout.about}> {_SUBSET} {NamedNode(graph)}" for graph in graphs)
    return f"INSERT DATA {{ GRAPH <{layout.about}> {{ {listed} }} }}"


def changing(layout: Layout, added: set[Quad], removed: set[Quad], aside: set[Quad]) -> str:
    """Write one update that takes quads out and puts quads in, and mends union and list after them.

    A triple leaves the union when no current graph holds it any more, which the server decides itself, within the
    update: what was read before it might be out of date.
    """
    come = _by_graph(added | aside)
    steps = []
    if removed:
        steps.append(_deleting(_by_graph(removed)))
    if come:
        steps.append(f"INSERT DATA {{\n{_blocks(come | {layout.union: _triples(added)})}\n}}")
        steps.append(listing(layout, sorted(come)))
    if lost := sorted(set(_triples(removed)) - set(_triples(added))):
        values = "\n".join(f"({triple})" for triple in lost)
        held = f"GRAPH ?graph {{ ?s ?p ?o }} {_beginning(layout.current)}"
        steps.append(
            f"DELETE {{ GRAPH <{layout.union}> {{ ?s ?p ?o }} }}\n"
            f"WHERE {{ VALUES (?s ?p ?o) {{\n{values}\n}} OPTIONAL {{ {held} }} FILTER(!BOUND(?graph)) }}"
        )
    if removed:
        values = " ".join(f"<{graph}>" for graph in sorted(_by_graph(removed)))
        steps.append(
            f"DELETE {{ GRAPH <{layout.about}> {{ <{layout.about}> {_SUBSET} ?graph }} }}\n"
            f"WHERE {{ VALUES ?graph {{ {values} }} FILTER NOT EXISTS {{ GRAPH ?graph {{ ?s ?p ?o }} }} }}"
        )
    return " ;\n".join(steps)


def _beginning(prefix: str) -> str:
    return f"FILTER(STRSTARTS(STR(?graph), {Literal(prefix)}))"


def _deleting(graphs: Mapping[str, list[str]]) -> str:
    return f"DELETE DATA {{\n{_blocks(graphs)}\n}}"


def _blocks(graphs: Mapping[str, list[str]]) -> str:
    named = [graph for graph in sorted(graphs) if graphs[graph]]
    return "\n".join(f"GRAPH <{graph}> {{\n{_joined(graphs[graph])}\n}}" for graph in named)


def _joined(triples: Iterable[str]) -> str:
    return " .\n".join(triples)


def _by_graph(quads: Iterable[Quad]) -> dict[str, list[str]]:
    """Give the triples of each graph as text, both sorted, so that one change is always written the same."""
    named = sorted((quad.graph_name.value, _written(quad.triple)) for quad in quads)  # type: ignore[union-attr]
    return {graph: [triple for _, triple in group] for graph, group in groupby(named, key=lambda one: one[0])}


def _triples(quads: Iterable[Quad]) -> list[str]:
    return sorted({_written(quad.triple) for quad in quads})


def _written(triple: Triple) -> str:
    return f"{triple.subject} {triple.predicate} {triple.object}"
