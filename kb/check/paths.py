"""SHACL paths as SPARQL writes them."""

from __future__ import annotations

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kb.vocab import compact

_REPEATED = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def path_text(graph: Graph, path: Node | None) -> str:
    """Write a path as in a query, such as ``kb:kind``, ``^kb:hop`` or ``oa:hasSelector/oa:start``.

    Args:
        graph: The shapes graph that the path stands in.
        path: Its first node; ``None`` gives an empty text.
    """
    if path is None:
        return ""
    if isinstance(path, URIRef):
        short = compact(str(path))
        return short if short != str(path) else f"<{path}>"
    if (path, RDF.first, None) in graph:
        return "/".join(_part(graph, step) for step in Collection(graph, path))
    if inverse := graph.value(path, SH.inversePath):
        return f"^{_part(graph, inverse)}"
    if choices := graph.value(path, SH.alternativePath):
        return "|".join(_part(graph, choice) for choice in Collection(graph, choices))
    repeated = (f"{_part(graph, step)}{mark}" for term, mark in _REPEATED.items() for step in graph.objects(path, term))
    return next(repeated, "")


def _part(graph: Graph, path: Node) -> str:
    text = path_text(graph, path)
    return text if isinstance(path, URIRef) else f"({text})"
