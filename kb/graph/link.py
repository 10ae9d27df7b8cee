"""Links between claims, and events: why propositions are held to say the same, or to be about one occurrence."""

from __future__ import annotations

from collections.abc import Mapping

from kb.graph.claim import GRAPH
from kb.graph.lines import Lines
from kb.graph.page import Page
from kb.graph.terms import concept, decimal, strings
from kb.graph.verdict import known_verdict
from kb.model import ClaimLink, Event, LinkKind, LinkStatus, Review, Verdict
from kb.verdicts import VERDICTS
from kb.vocab import KB, SCHEMA

_BETWEEN_CLAIMS = {
    (LinkKind.REFINES, LinkStatus.ASSERTED): KB.refines,
    (LinkKind.REFINES, LinkStatus.SUGGESTED): KB.mayRefine,
    (LinkKind.SAME, LinkStatus.SUGGESTED): KB.maySayTheSameAs,
}  # propositions whose link says "same" and is asserted express one claim


def link_lines(link: ClaimLink, claim_of: Mapping[str, str], base: str, decided: Review | None = None) -> Lines:
    """Write one link between propositions, and what it says of the claims that they express.

    Of the claims it says nothing where both propositions express one claim, or where a person rejected the link. What a
    person accepted stands, whatever its evidence.

    Args:
        link: The link.
        claim_of: The claim that each proposition expresses.
        base: What stands before every identifier.
        decided: The review in force about it.
    """
    page = Page(GRAPH, base)
    page.describe(
        link.id,
        KB.ClaimLink,
        known={
            KB.kind: concept("link", link.kind),
            KB.status: concept("status", link.status),
            KB.left: page.node(link.left),
            KB.right: page.node(link.right),
            KB.score: decimal(link.score),
            KB.because: strings(link.reasons),
            **known_verdict(page, decided),
        },
    )
    verdict = VERDICTS.get(decided.decision) if decided else None
    status = LinkStatus.ASSERTED if verdict is Verdict.ACCEPTED else link.status
    relation = None if verdict is Verdict.REJECTED else _BETWEEN_CLAIMS.get((link.kind, status))
    left, right = (claim_of.get(clause, "") for clause in (link.left, link.right))
    if relation and left and right and left != right:
        page.describe(left, known={relation: page.node(right)})
    return page.lines


def event_lines(event: Event, base: str) -> Lines:
    """Write one event, and which propositions are about it."""
    page = Page(GRAPH, base)
    node = page.describe(event.id, KB.Event, SCHEMA.Event, known={KB.because: strings(event.grounds)})
    for clause in event.propositions:
        page.describe(clause, known={KB.aboutEvent: node})
    return page.lines
