"""Everything derived from all articles together, as quads; a function of the set of records, not of their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import Quad

from kb.graph.agents import agent_quads
from kb.graph.claim import claim_quads
from kb.graph.discrepancy import discrepancy_quads
from kb.graph.origin import origin_quads
from kb.model import Agent, Article, Comparison, Statement


def comparison_quads(
    agents: Sequence[Agent],
    comparison: Comparison,
    articles: Mapping[str, Article],
    statements: Mapping[str, Statement],
    base: str,
) -> frozenset[Quad]:
    """Give the graphs of claims, agents, origins and discrepancies.

    Args:
        agents: Those of all records, in any order; an agent that ten records share may come ten times.
        comparison: What was derived.
        articles: All current articles by identifier.
        statements: All current statements by identifier.
        base: What stands before every identifier.
    """
    return frozenset(
        (
            *claim_quads(comparison, statements, base),
            *agent_quads(agents, articles.values(), base),
            *origin_quads(comparison, articles, base),
            *discrepancy_quads(comparison, articles, statements, base),
        )
    )
