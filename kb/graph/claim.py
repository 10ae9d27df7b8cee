"""Claims, which propositions express them, and with what voice."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Quad

from kb.graph.terms import Page, concept, english, strings
from kb.model import Comparison, Statement
from kb.vocab import KB, SCHEMA


def claim_quads(comparison: Comparison, statements: Mapping[str, Statement], base: str) -> tuple[Quad, ...]:
    """Write the graph of claims.

    A statement has every voice that one of its propositions has: who relays one thing may deny the next.
    """
    page = Page("claims", base)
    statement_of = {clause.id: said for said in statements.values() for clause in said.propositions}
    for claim in comparison.claims:
        articles = sorted({statement_of[clause].article for clause in claim.propositions})
        node = page.describe(
            claim.id,
            KB.Claim,
            SCHEMA.Claim,
            known={
                SCHEMA.text: english(claim.text),
                KB.polarity: concept("polarity", claim.polarity),
                SCHEMA.appearance: page.nodes(articles),
                KB.because: strings(claim.reasons),
            },
        )
        for clause in claim.propositions:
            voice = comparison.voices.get(clause)
            voiced = {KB.voice: concept("voice", voice)} if voice else {}
            page.describe(clause, known={KB.expresses: node, **voiced})
            page.describe(statement_of[clause].id, known=voiced)
    return page.quads
