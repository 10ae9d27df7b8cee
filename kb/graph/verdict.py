"""What people made of a node, written beside it: the verdict, and the review that gave it."""

from __future__ import annotations

from pyoxigraph import Quad

from kb.graph.page import Known, Page
from kb.graph.terms import concept
from kb.model import Review
from kb.verdicts import VERDICTS
from kb.vocab import KB, PROV


def known_verdict(page: Page, decided: Review | None) -> Known:
    """Give what a review in force says of the node that it is about; nothing where there is none."""
    if decided is None:
        return {}
    return {
        KB.verdict: concept("verdict", VERDICTS[decided.decision]),
        PROV.wasInfluencedBy: page.node(decided.id),
    }


def verdict_quads(node: str, decided: Review | None, graph: str, base: str) -> tuple[Quad, ...]:
    """Write what a review in force says of a node, and nothing else of it.

    Args:
        node: Its identifier.
        decided: The review.
        graph: Name of the graph that the node is described in.
        base: What stands before every identifier.
    """
    page = Page(graph, base)
    page.describe(node, known=known_verdict(page, decided))
    return page.quads
