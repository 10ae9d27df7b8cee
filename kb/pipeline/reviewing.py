"""Who reviews, and how a review is worded: what every command that records a decision shares."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from kb import ids
from kb.config import Settings
from kb.errors import UsageError
from kb.model import Decision, Review
from kb.pipeline.clock import Clock


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was recorded, and in words what became of it; nothing is recorded where nothing changes."""

    reviews: tuple[Review, ...]
    message: str


def recorded(made: Iterable[Review], write: Callable[[Sequence[Review]], None], nothing: str) -> Outcome:
    """Write reviews with all that follows from them, or nothing where none was made.

    Args:
        made: The reviews; of equal ones the first.
        write: Writes them in one update.
        nothing: What to say where there are none.
    """
    reviews = tuple(dict.fromkeys(made))
    if not reviews:
        return Outcome((), nothing)
    write(reviews)
    return Outcome(reviews, "; ".join(one.summary for one in reviews) + ".")


@dataclass(frozen=True, slots=True)
class Pen:
    """What all reviews of one command have in common: reason, person, time."""

    reason: str
    by: str
    at: datetime

    @classmethod
    def of(cls, chosen: Settings, reason: str, clock: Clock) -> Pen:
        """Take up the pen.

        Raises:
            UsageError: there is no reason, or nobody is known to give it.
        """
        return cls(_told(reason), reviewer(chosen), clock())

    def after(self, reviews: Iterable[Review]) -> Pen:
        """Give the pen at a time later than all reviews: of two words on one matter the later one holds.

        Two commands may come within one second, and a clock may have gone fast.
        """
        latest = max((one.at for one in reviews), default=None)
        return self if latest is None or latest < self.at else replace(self, at=latest + timedelta(milliseconds=1))

    def review(
        self,
        decision: Decision,
        about: tuple[str, ...],
        summary: str,
        *,
        into: str = "",
        docs: tuple[str, ...] = (),
        withdraws: tuple[str, ...] = (),
        kind: str = "",
        until: date | None = None,
    ) -> Review:
        """Give the review of a decision; its identifier is a function of all but the summary."""
        values = (*about, "", into, "", *docs, "", *withdraws, "", self.reason, self.by, self.at.isoformat())
        values += (kind, until.isoformat()) if until else (kind,) if kind else ()
        return Review(
            id=ids.review(decision, *values),
            decision=decision,
            about=tuple(sorted(about)),
            into=into,
            docs=tuple(sorted(docs)),
            withdraws=tuple(sorted(withdraws)),
            reason=self.reason,
            by=self.by,
            at=self.at,
            summary=summary,
            kind=kind,
            until=until,
        )


def reviewer(chosen: Settings) -> str:
    """Give the name of who reviews: as configured, else the user of the operating system.

    Raises:
        UsageError: nobody is known.
    """
    try:
        name = _line(chosen.reviewer or getpass.getuser())
    except (OSError, KeyError, ImportError):  # a container may run under a number that has no name
        name = ""
    if not name:
        raise UsageError(
            "Nobody is known to make this review.", hint="Give --by NAME, or set reviewer in kb.toml or KB_REVIEWER."
        )
    return name


def _told(reason: str) -> str:
    told = _line(reason)
    if not told:
        raise UsageError("A review needs a reason.", hint="Say with --reason why: others will read it.")
    return told


def _line(words: str) -> str:
    """Give words on one line, without halves of characters, which no store can hold."""
    return " ".join(words.encode("utf-8", "ignore").decode("utf-8").split())
