"""What a person decided: source data, as much as an article is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kb.model.tokens import Decision


@dataclass(frozen=True, slots=True)
class Review:
    """One decision of one person about one or more nodes, with its reason and its time.

    Attributes:
        id: ``review/…``, a function of all the rest.
        decision: What was decided.
        about: Identifiers of what it was decided about, sorted.
        into: What they are from then on: the agent that a merged one is, the new agent of a split, the IRI elsewhere
            of an identified one; empty for a decision that names none.
        docs: Names of the articles that it is limited to, sorted; none for all.
        withdraws: Identifiers of earlier reviews that it takes back, sorted.
        reason: Why, in the person's words.
        by: Who decided.
        at: When; aware.
        summary: The same in one line, with names as they were then.
        kind: Of a decision about a link or a discrepancy, which kind of it, as a token; what it was about may have got
            another identifier since, and keeps its kind.
        until: Last day of a waiver.
    """

    id: str
    decision: Decision
    about: tuple[str, ...]
    into: str
    docs: tuple[str, ...]
    withdraws: tuple[str, ...]
    reason: str
    by: str
    at: datetime
    summary: str = ""
    kind: str = ""
    until: date | None = None

    def __post_init__(self) -> None:
        """Refuse a decision about nothing, without a reason, by nobody, or at a time of no zone."""
        if not (self.about and self.reason.strip() and self.by.strip() and self.at.tzinfo):
            raise ValueError("a review needs what it is about, a reason, a person and an aware time")

    @property
    def order(self) -> tuple[datetime, bool, str]:
        """Give what sorts reviews by time; within one second, what takes back comes after what is taken back."""
        return self.at, bool(self.withdraws), self.id
