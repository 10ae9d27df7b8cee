"""Readings that measure time or repeat in it: "two days", "the past three months", "every Thursday"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kb.model import Interval
from kb.resolve.dates import almanac
from kb.resolve.dates.almanac import OPEN
from kb.resolve.dates.meaning import Meaning, Setting
from kb.resolve.numbers.numerals import canonical

_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "weekend": "WE", "week": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
_GRAINS = {"second": "hour", "minute": "hour", "weekend": "day"}
_HALVES = {"year": "6M", "hour": "30M", "minute": "30S", "day": "T12H", "decade": "5Y"}
_IN_YEARS = {"decade": 10, "century": 100}
_IN_DAYS = {"second": 0, "minute": 0, "hour": 0, "day": 1, "weekend": 7, "week": 7}
_IN_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def grain_of(unit: str) -> str:
    """Give the grain of a unit: nothing is finer than an hour, and a weekend is some days."""
    return _GRAINS.get(unit, unit)


def duration(count: Decimal | None, unit: str) -> str:
    """Give a TIMEX3 duration; an untold count is ``X``.

    >>> duration(Decimal(2), "day"), duration(Decimal("2.5"), "year"), duration(None, "week")
    ('P2D', 'P2Y6M', 'PXW')
    """
    letters = _LETTERS[unit]
    head, letter = ("PT", letters[1:]) if letters[0] == "T" else ("P", letters)
    if count is None:
        return f"{head}X{letter}"
    if unit in _IN_YEARS:
        return f"P{canonical(count * _IN_YEARS[unit])}Y"
    if count % 1 == Decimal("0.5") and unit in _HALVES:
        whole = f"{int(count)}{letter}" if count > 1 else ""
        return f"{head}{whole}{_HALVES[unit]}"
    return f"{head}{canonical(count)}{letter}"


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time without a place in the calendar; ``about`` is ``more``, ``less``, ``near`` or empty."""

    count: Decimal | None
    unit: str
    about: str = ""

    def meaning(self, _: Setting, /) -> Meaning:
        """Give the duration; no day is known, whatever the setting."""
        rule = f"duration-{self.about}" if self.about else "duration"
        return Meaning("DURATION", duration(self.count, self.unit), OPEN, grain_of(self.unit), rule)


@dataclass(frozen=True, slots=True)
class LengthRange:
    """A length between two others: "five to seven years"."""

    low: Length
    high: Length

    def meaning(self, at: Setting) -> Meaning:
        """Give both durations."""
        low, high = self.low.meaning(at), self.high.meaning(at)
        return low.but(value=f"{low.value}/{high.value}", rule="duration-range")


@dataclass(frozen=True, slots=True)
class Lately:
    """A stretch that ends (sign -1) or begins (+1) with the day of publication: "the past three months"."""

    count: Decimal | None
    unit: str
    sign: int

    def meaning(self, at: Setting) -> Meaning:
        """Give the duration and its days; an untold count leaves the far end open."""
        rule = "up-to-now" if self.sign < 0 else "from-now-on"
        grain = grain_of(self.unit)
        value = duration(self.count, self.unit)
        if at.day is None:
            return Meaning("DURATION", value, OPEN, grain, f"{rule}-without-anchor")
        far = None
        if self.count is not None:
            if self.unit in _IN_DAYS:
                far = almanac.moved(at.day, self.sign * min(int(self.count * _IN_DAYS[self.unit]), 10**7))
            else:
                far = almanac.month_shifted(at.day, self.sign * min(int(self.count * _IN_MONTHS[self.unit]), 10**6))
        days = Interval(far, at.day) if self.sign < 0 else Interval(at.day, far)
        return Meaning("DURATION", value, days, grain, rule, anchored=True)


@dataclass(frozen=True, slots=True)
class Every:
    """Something that repeats: the TIMEX3 value of one turn, and its grain."""

    value: str
    grain: str

    def meaning(self, _: Setting, /) -> Meaning:
        """Give the set; its days are not counted out."""
        return Meaning("SET", self.value, OPEN, self.grain, "repeated")
