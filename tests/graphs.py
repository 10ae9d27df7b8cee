"""Derived graphs of a few articles at once, and links and events read back from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from example_records import BASE, comparison_of, two_records
from pyoxigraph import Quad

from kb.concepts import TOKENS
from kb.graph.agents import agent_quads
from kb.graph.claim import GRAPH
from kb.graph.comparison import Context, written
from kb.graph.lines import quads_of
from kb.graph.record import record_quads
from kb.graph.run import run_quads
from kb.graph.sheaf import only, sheaf_of
from kb.model import Agent, Article, ClaimLink, Comparison, Event, LinkKind, LinkStatus, Review, Statement
from kb.verdicts import Verdicts
from kb.vocab import KB, RDF


def comparison_quads(
    agents: Sequence[Agent],
    comparison: Comparison,
    articles: Mapping[str, Article],
    statements: Mapping[str, Statement],
    base: str,
    *,
    reviews: Iterable[Review] = (),
) -> frozenset[Quad]:
    """Give the graphs of claims, agents, origins and discrepancies.

    Args:
        agents: Those of all records, in any order; an agent that ten records share may come ten times.
        comparison: What was derived.
        articles: All current articles by identifier.
        statements: All current statements by identifier.
        base: What stands before every identifier.
        reviews: What people decided.
    """
    statement_of = {clause.id: said for said in statements.values() for clause in said.propositions}
    claim_of = {clause: claim.id for claim in comparison.claims for clause in claim.propositions}
    context = Context(base, articles, statements, statement_of, claim_of, Verdicts(reviews))
    found = agent_quads(agents, articles.values(), base)
    return frozenset((*found, *quads_of(line for _, lines in written(comparison, context) for line in lines)))


def harbour() -> list[Quad]:
    """Give the graph of two articles on a harbour strike, with every kind of node, in one order."""
    records = two_records()
    articles = {record.article.id: record.article for record in records}
    statements = {said.id: said for record in records for said in record.statements}
    agents = [agent for record in records for agent in record.agents]
    own = [quad for record in records for quad in (*record_quads(record, BASE), *run_quads(record, BASE))]
    return sorted({*own, *comparison_quads(agents, comparison_of(*records), articles, statements, BASE)}, key=str)


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
