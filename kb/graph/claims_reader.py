"""Quads → links between propositions, and events, as they were derived."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from kb.concepts import TOKENS
from kb.graph.claim import GRAPH
from kb.graph.sheaf import only, sheaf_of
from kb.model import ClaimLink, Event, LinkKind, LinkStatus
from kb.vocab import KB, RDF


def links_from(quads: Iterable[Quad], base: str) -> tuple[ClaimLink, ...]:
    """Rebuild what a store knows of links between propositions, sorted by identifier.

    Args:
        quads: Those of a whole store, or of its graph of claims, in any order.
        base: What stands before every identifier.
    """
    nodes = sheaf_of(quads, base).shared.get(GRAPH, {})
    return tuple(
        ClaimLink(
            id=name,
            kind=LinkKind(TOKENS[only(node, KB.kind, name)]),
            status=LinkStatus(TOKENS[only(node, KB.status, name)]),
            left=only(node, KB.left, name),
            right=only(node, KB.right, name),
            score=float(only(node, KB.score, name)),
            reasons=tuple(sorted(node.get(KB.because, ()))),
        )
        for name, node in sorted(nodes.items())
        if KB.ClaimLink in node.get(RDF.type, ())
    )


def events_from(quads: Iterable[Quad], base: str) -> tuple[Event, ...]:
    """Rebuild what a store knows of events, sorted by identifier.

    Args:
        quads: Those of a whole store, or of its graph of claims, in any order.
        base: What stands before every identifier.
    """
    nodes = sheaf_of(quads, base).shared.get(GRAPH, {})
    about: dict[str, list[str]] = {}
    for clause, node in nodes.items():
        for event in node.get(KB.aboutEvent, ()):
            about.setdefault(event, []).append(clause)
    return tuple(
        Event(name, tuple(sorted(about.get(name, ()))), tuple(sorted(node.get(KB.because, ()))))
        for name, node in sorted(nodes.items())
        if KB.Event in node.get(RDF.type, ())
    )
