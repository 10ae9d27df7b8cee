"""Which quads a store takes: those that can be cited, found again and removed one by one."""

from __future__ import annotations

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kb.errors import StoreError

_VALUES = frozenset({NamedNode, Literal})


def refuse_foreign(quad: Quad) -> None:
    """Refuse what could not be cited, found again or removed one by one.

    Raises:
        StoreError: the quad names no graph, has a blank node, or is not plain RDF 1.1.
    """
    subject, _, value, graph = quad
    if type(subject) is NamedNode and type(value) in _VALUES and type(graph) is NamedNode:
        return  # as all but the rarest are: this is asked of each quad that is written
    if isinstance(graph, DefaultGraph):
        raise StoreError(f"A quad names no graph: {quad}", hint="Every triple lives in a named graph.")
    if any(isinstance(term, BlankNode) for term in (subject, value, graph)):
        raise StoreError(f"A quad has a blank node: {quad}", hint="Give every node an IRI, so that it can be cited.")
    raise StoreError(f"A quad has a triple as a term: {quad}", hint="Use plain RDF 1.1.")


def refuse_graph(quad: Quad, prefix: str) -> None:
    """Refuse a quad whose graph is not under the store's own names: a server may hold other people's graphs, too.

    Raises:
        StoreError: the name of its graph does not begin so.
    """
    name = quad.graph_name.value  # type: ignore[union-attr]
    if not name.startswith(prefix):
        raise StoreError(
            f"A quad is in the graph {name}, which is not under {prefix}.", hint="Set base_iri in kb.toml."
        )
