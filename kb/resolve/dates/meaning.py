"""What a time expression means, and what it is read against.

A *reading* is what the words say by themselves ("the last August", "three weeks ago"). Its
:class:`Meaning` needs a :class:`Setting`: the day of publication, whether the clause looks back or
ahead, and the day spoken of before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Protocol

from kb.model import Interval, Mode
from kb.resolve.dates.almanac import OPEN


class Heading(Enum):
    """Where the verb nearest to a time expression looks."""

    BACK = "back"  # "met on Thursday"
    AHEAD = "ahead"  # "will meet on Thursday"
    UNKNOWN = "unknown"  # a headline, a bare noun, a present tense


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reading is resolved against.

    Attributes:
        day: The day the words were published, or ``None`` when it is not known.
        heading: Where the clause looks.
        mentioned: The days last spoken of in the text, for "that day" and "the year before".
    """

    day: date | None
    heading: Heading = Heading.UNKNOWN
    mentioned: Interval | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 type and value, and the days they denote.

    ``anchored`` tells that the day of publication took part; ``open`` ends of the interval say that
    nothing is known there. ``candidates`` are the values of other readings of the same words.
    """

    type: str
    value: str
    interval: Interval
    grain: str
    rule: str
    mode: Mode = Mode.WITHIN
    anchored: bool = False
    candidates: tuple[str, ...] = ()

    def but(self, **changes: object) -> Meaning:
        """Give the same meaning with some attributes changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


class Reading(Protocol):
    """What words say about time, before anything is known about the day."""

    def meaning(self, at: Setting, /) -> Meaning:
        """Resolve against a setting; never raises."""


def dated(value: str, days: Interval | None, grain: str, rule: str, *, anchored: bool = True) -> Meaning:
    """Give a date's meaning: a single day was filled by what it dates, anything coarser contains it."""
    if days is None:  # beyond the years 1 to 9999
        return unknown(value, grain, "beyond-the-calendar")
    mode = Mode.THROUGHOUT if grain == "day" and days.earliest == days.latest else Mode.WITHIN
    return Meaning("DATE", value, days, grain, rule, mode, anchored)


def unknown(value: str, grain: str, rule: str, *, type_: str = "DATE") -> Meaning:
    """Give the meaning of an expression whose days cannot be told."""
    return Meaning(type_, value, OPEN, grain, rule)


def unanchored(value: str, grain: str, rule: str, *, type_: str = "DATE") -> Meaning:
    """Give the meaning of a relative expression in a text whose day is not known."""
    return unknown(value, grain, f"{rule}-without-anchor", type_=type_)
