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

    OVER = "over"  # "met on Thursday": nothing stands between
    BACK = "back"  # "met the mayor on Thursday", "called the May 3 vote a farce"
    AHEAD = "ahead"  # "will meet on Thursday"
    UNKNOWN = "unknown"  # a headline, a bare noun, a present tense


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reading is resolved against.

    Attributes:
        day: The day the words were published, or ``None`` when it is not known.
        heading: Where the clause looks.
        mentioned: The days last spoken of in the text, for "that day" and "the year before".
        strict: Nearness does not count: the end of a range never lies before its beginning.
    """

    day: date | None
    heading: Heading = Heading.UNKNOWN
    mentioned: Interval | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 type and value, and the days they denote.

    ``anchored`` tells that the day of publication took part; ``open`` ends of the interval say that
    nothing is known there. ``candidates`` are the values of other readings of the same words. ``told`` are the days
    spoken of before, where the words count from them instead.
    """

    type: str
    value: str
    interval: Interval
    grain: str
    rule: str
    mode: Mode = Mode.WITHIN
    anchored: bool = False
    candidates: tuple[str, ...] = ()
    told: Interval | None = None

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


def masked(values: list[str]) -> str:
    """Give what the values share, with X where they differ.

    >>> masked(["2021-09-23", "2021-09-30"]), masked(["2021-09-28", "2021-10-05"]), masked(["2019", "2018"])
    ('2021-09-XX', '2021-XX-XX', '201X')
    """
    shape = values[0]
    if any(len(value) != len(shape) for value in values):
        return "XXXX"
    differ = next((at for at, letters in enumerate(zip(*values, strict=True)) if len(set(letters)) > 1), len(shape))
    while differ > 4 and shape[differ - 1].isdigit():  # a month or day is known or not; a year by its decade
        differ -= 1
    return shape[:differ] + "".join("X" if letter.isdigit() else letter for letter in shape[differ:])
