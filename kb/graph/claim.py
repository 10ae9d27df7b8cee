"""Claims: which propositions express them, and with what voice."""

from __future__ import annotations

from collections.abc import Mapping

from kb.graph.lines import Lines
from kb.graph.page import Page
from kb.graph.terms import concept, english, strings
from kb.model import Claim, Statement, Voice
from kb.vocab import KB, SCHEMA

GRAPH = "claims"


def claim_lines(claim: Claim, voices: Mapping[str, Voice], statement_of: Mapping[str, Statement], base: str) -> Lines:
    """Write one claim with the propositions that express it.

    A statement has every voice that one of its propositions has: who relays one thing may deny the next. So each
    proposition gives its statement its voice, and two claims may give a statement the same one.

    Args:
        claim: The claim.
        voices: The voice of each proposition towards its claim.
        statement_of: The statement that each proposition is a clause of.
        base: What stands before every identifier.
    """
    page = Page(GRAPH, base)
    node = page.describe(
        claim.id,
        KB.Claim,
        SCHEMA.Claim,
        known={
            SCHEMA.text: english(claim.text),
            KB.polarity: concept("polarity", claim.polarity),
            SCHEMA.appearance: page.nodes(sorted({statement_of[clause].article for clause in claim.propositions})),
            KB.because: strings(claim.reasons),
        },
    )
    for clause in claim.propositions:
        voice = voices.get(clause)
        voiced = {KB.voice: concept("voice", voice)} if voice else {}
        page.describe(clause, known={KB.expresses: node, **voiced})
        page.describe(statement_of[clause].id, known=voiced)
    return page.lines
