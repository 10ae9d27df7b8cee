"""Claims: which propositions express them, and with what voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kb.graph.lines import Lines
from kb.graph.page import Page
from kb.graph.terms import concept, day, english, strings
from kb.model import Claim, Proposition, Statement, TimeOf, Voice
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
    first, last = _bounds(_told(claim, voices, statement_of))
    node = page.describe(
        claim.id,
        KB.Claim,
        SCHEMA.Claim,
        known={
            SCHEMA.text: english(claim.text),
            KB.polarity: concept("polarity", claim.polarity),
            SCHEMA.appearance: page.nodes(sorted({statement_of[clause].article for clause in claim.propositions})),
            KB.because: strings(claim.reasons),
            KB.earliest: day(first) if first else None,
            KB.latest: day(last) if last else None,
        },
    )
    for clause in claim.propositions:
        voice = voices.get(clause)
        voiced = {KB.voice: concept("voice", voice)} if voice else {}
        page.describe(clause, known={KB.expresses: node, **voiced})
        page.describe(statement_of[clause].id, known=voiced)
    return page.lines


def _told(claim: Claim, voices: Mapping[str, Voice], statement_of: Mapping[str, Statement]) -> Iterator[Proposition]:
    """Give the propositions that do not deny the claim: who denies it may date the denial."""
    for key in claim.propositions:
        if voices.get(key) is not Voice.DENIES:
            yield from (clause for clause in statement_of[key].propositions if clause.id == key)


def _bounds(told: Iterator[Proposition]) -> tuple[date | None, date | None]:
    """Give the first and the last day that any of them is dated to; an open end leaves the others'."""
    days = [one.interval for clause in told for one in clause.times if one.of is TimeOf.CONTENT]
    return (
        min((each.earliest for each in days if each.earliest), default=None),
        max((each.latest for each in days if each.latest), default=None),
    )
