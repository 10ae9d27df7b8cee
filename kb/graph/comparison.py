"""Everything derived from all articles together, as quads; a function of the set of records, not of their order.

Each derived node has a function of its own (:func:`claim_lines`, :func:`origin_lines` …), a function of the node
and of what it refers to. What is written is the union of what they give, so a change writes what changed and no more:
two nodes share none but identical quads (a span that both point at, a voice that a statement has twice).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kb.graph.claim import claim_lines
from kb.graph.discrepancy import discrepancy_lines, pair_lines, quotation_lines
from kb.graph.lines import Lines
from kb.graph.link import event_lines, link_lines
from kb.graph.origin import credit_lines, origin_lines, reuse_lines
from kb.model import Article, Comparison, Statement
from kb.verdicts import Verdicts


@dataclass(frozen=True, slots=True)
class Context:
    """What derived nodes refer to.

    Attributes:
        base: What stands before every identifier.
        articles: By identifier.
        statements: By identifier; ``statement_of``: by the identifier of each of its propositions.
        claim_of: The claim that each proposition expresses.
        verdicts: What people decided.
    """

    base: str
    articles: Mapping[str, Article]
    statements: Mapping[str, Statement]
    statement_of: Mapping[str, Statement]
    claim_of: Mapping[str, str]
    verdicts: Verdicts = field(default_factory=Verdicts)


def written(comparison: Comparison, at: Context) -> Iterator[tuple[str, Lines]]:
    """Give each derived node's identifier (of a credit: none) with the lines that it is written as."""
    base, verdicts = at.base, at.verdicts
    for claim in comparison.claims:
        yield claim.id, claim_lines(claim, comparison.voices, at.statement_of, base)
    for link in comparison.links:
        yield link.id, link_lines(link, at.claim_of, base, verdicts.about_link(link))
    for event in comparison.events:
        yield event.id, event_lines(event, base)
    for reuse in comparison.reuses:
        yield reuse.id, reuse_lines(reuse, base)
    for credit in comparison.credits:
        yield "", credit_lines(credit, at.articles, base)
    for origin in comparison.origins:
        yield origin.id, origin_lines(origin, base)
    for one in comparison.discrepancies:
        decided = verdicts.about_discrepancy(one, at.statements)
        yield one.id, discrepancy_lines(one, at.articles, at.statements, base, decided)
    for pair in comparison.compatible:
        yield pair.id, pair_lines(pair, at.articles, at.statements, base)
    for quotation in comparison.quotations:
        yield quotation.id, quotation_lines(quotation, at.articles, at.statements, base)
