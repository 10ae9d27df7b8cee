"""Claims: which propositions say the same thing, and in which voice each statement says it.

A function of the set of records: the order in which they came makes no difference. Which clauses are worth a look is
told by :mod:`kb.resolve.claims.keys`, what two of them show by :mod:`kb.resolve.claims.verdicts`, and which of those
linked are one claim by :mod:`kb.resolve.claims.grouping`.
"""

from __future__ import annotations

from kb.model import Certainty, Claim, Kind, Proposition, Statement, Voice
from kb.resolve.claims.groups import ClaimGroups


def claim_groups() -> ClaimGroups:
    """Begin without clauses; ``update`` takes them out and in, by proposition."""
    return ClaimGroups()


def voice_of(statement: Statement, proposition: Proposition, claim: Claim) -> Voice:
    """Give the voice of one proposition of a statement towards its claim."""
    sourced = statement.kind is not Kind.NARRATOR
    nobody = sourced and not (statement.source or statement.speaker)  # "reportedly", "it is alleged that"
    return Voice.of(
        opposed=proposition.polarity is not claim.polarity,
        sure=proposition.certainty is Certainty.CERTAIN and not nobody,
        sourced=sourced,
    )
