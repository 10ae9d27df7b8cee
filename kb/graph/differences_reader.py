"""Quads → discrepancies and compatible pairs found earlier: all that remains of them where texts are not at hand."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from kb.concepts import TOKENS
from kb.graph.sheaf import Node, Nodes, first, only, sheaf_of
from kb.model import (
    CompatiblePair,
    CompatibleReason,
    Discrepancy,
    DiscrepancyKind,
    Evidence,
    Severity,
    Side,
    Span,
)
from kb.vocab import KB, OA, RDF, SKOS


def differences_from(quads: Iterable[Quad], base: str) -> tuple[tuple[Discrepancy, ...], tuple[CompatiblePair, ...]]:
    """Rebuild what a store knows of differences, sorted by identifier.

    Args:
        quads: Those of a whole store, in any order.
        base: What stands before every identifier.
    """
    nodes = sheaf_of(quads, base).shared.get("discrepancies", {})
    discrepancies = tuple(
        Discrepancy(
            id=identifier,
            kind=DiscrepancyKind(TOKENS[only(node, KB.kind, identifier)]),
            severity=Severity(TOKENS[only(node, KB.severity, identifier)]),
            sides=_sides(nodes, node),
            explanation=first(node, SKOS.note),
            shown=tuple(sorted(node.get(KB.shown, ()))),
        )
        for identifier, node in _of_class(nodes, KB.Discrepancy)
    )
    pairs = tuple(
        CompatiblePair(
            id=identifier,
            reason=CompatibleReason(TOKENS[only(node, KB.reason, identifier)]),
            sides=_sides(nodes, node),
            explanation=first(node, SKOS.note),
        )
        for identifier, node in _of_class(nodes, KB.CompatiblePair)
    )
    return discrepancies, pairs


def _of_class(nodes: Nodes, kind: str) -> list[tuple[str, Node]]:
    return [(identifier, node) for identifier, node in sorted(nodes.items()) if kind in node.get(RDF.type, ())]


def _sides(nodes: Nodes, parent: Node) -> tuple[Side, ...]:
    return tuple(
        Side(
            value=first(nodes[side], KB.value),
            evidence=tuple(_evidence(nodes, one) for one in sorted(nodes[side][KB.evidence], key=_place)),
        )
        for side in sorted(parent.get(KB.side, ()), key=_place)
    )


def _place(identifier: str) -> int:
    """Give the number that a side or piece of evidence ends in."""
    return int(identifier.rsplit("/", 1)[1])


def _evidence(nodes: Nodes, identifier: str) -> Evidence:
    node = nodes[identifier]
    span = only(node, KB.span, identifier)
    selectors = [nodes[name] for name in nodes[span][OA.hasSelector]]
    start, end, exact = (
        next(only(one, term, span) for one in selectors if term in one) for term in (OA.start, OA.end, OA.exact)
    )
    said, clause = only(node, KB.statement, identifier), first(node, KB.clause)
    return Evidence(said, Span(int(start), int(end), exact), clause)
