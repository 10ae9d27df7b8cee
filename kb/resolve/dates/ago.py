"""Readings that count back or ahead from the day of publication: "two years ago this month", "nearly a year ago"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kb.model import Interval, Mode
from kb.resolve.dates import almanac
from kb.resolve.dates.meaning import Meaning, Setting, dated, masked, unanchored, unknown
from kb.resolve.dates.relative import Reference, Shift, Weekday, at_distance, period

_IN_DAYS = {"day": 1, "weekend": 7, "week": 7}
_IN_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_FARTHEST = 4_000_000  # days or months: more than the calendar has
_HALF = Decimal("0.5")


def stepped(day: date, count: Decimal, unit: str, sign: int) -> date | None:
    """Give the day so many units away, parts of a unit counted in days.

    >>> stepped(date(2024, 2, 29), Decimal("1.5"), "year", -1)
    datetime.date(2022, 8, 29)
    """
    if unit in _IN_MONTHS:
        months = min(count * _IN_MONTHS[unit], Decimal(_FARTHEST))
        there = almanac.month_shifted(day, sign * int(months))
        return almanac.moved(there, sign * int(months % 1 * 30)) if there else None
    return almanac.moved(day, sign * int(min(count * _IN_DAYS.get(unit, 0), Decimal(_FARTHEST))))


def roughly(day: date, count: Decimal, unit: str, sign: int, about: str) -> Interval:
    """Give the days that "nearly", "about", "more than" or "less than" so many units away may mean.

    What is rounded is rounded to half a unit, or to a tenth where the count is large.
    """
    slack = max(_HALF, count / 10)
    if unit in {"decade", "century"}:  # counted in years, and rounded in steps of a few
        count, unit = count * (10 if unit == "decade" else 100), "year"
        slack = count / 5
    least, most = {
        "near": (max(count - slack, Decimal(0)), count + slack),
        "nearly": (max(count - slack, Decimal(0)), count),
        "more": (count, None),
        "less": (Decimal(0), count),
    }[about]
    ends = [None if end is None else stepped(day, end, unit, sign) for end in (most, least)]
    first, last = ends if sign < 0 else ends[::-1]
    return Interval(first, last)


@dataclass(frozen=True, slots=True)
class Ago:
    """So many units before (sign -1) or after (+1) the day of publication; ``None`` counts vaguely.

    ``about`` is ``near``, ``nearly``, ``more``, ``less`` or empty.
    """

    count: Decimal | None
    unit: str
    sign: int = -1
    about: str = ""

    def meaning(self, at: Setting) -> Meaning:
        """Resolve; "years ago" is just the past, and a rounded count gives no exact day."""
        if self.count is None:
            return Reference("PAST_REF" if self.sign < 0 else "FUTURE_REF").meaning(at)
        rule = "units-ago" if self.sign < 0 else "units-from-now"
        found = at_distance(self.unit, self.count, at.day, self.sign, rule)
        if self.count % 1 and self.unit in {"week", "month"}:  # nobody counts half a month to the day
            return loosened(found, at.day, replace(self, about=self.about or "near"))
        return loosened(found, at.day, self) if self.about else found


def loosened(found: Meaning, day: date | None, counted: Ago) -> Meaning:
    """Widen the days of a count that is only about right; no single day stays in the value."""
    if day is None or counted.count is None or found.interval.earliest is None:
        return found
    days = roughly(day, counted.count, counted.unit, counted.sign, counted.about)
    value = found.value
    if found.grain == "day":
        ends = [end.isoformat() for end in (days.earliest, days.latest) if end]
        value = masked(ends) if len(ends) == 2 else f"{value[:8]}XX"
    return found.but(value=value, interval=days, mode=Mode.WITHIN, rule=f"{found.rule}-{counted.about}")


@dataclass(frozen=True, slots=True)
class AgoFrom:
    """A count from another day: "two years ago this month", "a year ago today", "a week ago Tuesday"."""

    ago: Ago
    of: Shift | Weekday

    def meaning(self, at: Setting) -> Meaning:
        """Resolve the day counted from, step, and stay as fine as its unit."""
        base = self.of.meaning(at)
        unit = self.of.unit if isinstance(self.of, Shift) else "day"
        if base.interval.earliest is None or self.ago.count is None:
            return base.but(rule=f"counted-from-{base.rule}")
        inside = at.day if unit != "day" and at.day is not None else base.interval.earliest
        there = stepped(inside, self.ago.count, self.ago.unit, self.ago.sign)
        found = period(unit, there, 0) if there else None
        if found is None:
            return unknown("XXXX", base.grain, "beyond-the-calendar")
        return dated(found[0], found[1], base.grain, f"counted-from-{base.rule}")


@dataclass(frozen=True, slots=True)
class ThisTime:
    """About this day of another year, month or week: "this time last year"."""

    unit: str
    sign: int

    def meaning(self, at: Setting) -> Meaning:
        """Resolve to the days around; the value is a step finer than the unit."""
        finer = {"year": ("month", 15), "month": ("week", 3), "week": ("day", 0)}
        grain, slack = finer[self.unit]
        rule = f"this-time-{'last' if self.sign < 0 else 'next'}-{self.unit}"
        if at.day is None:
            return unanchored("XXXX-XX" if grain != "week" else "XXXX-WXX", grain, rule)
        there = stepped(at.day, Decimal(1), self.unit, self.sign)
        named = period(grain, there, 0) if there else None
        if there is None or named is None:
            return unknown("XXXX", grain, "beyond-the-calendar")
        days = Interval(almanac.moved(there, -slack), almanac.moved(there, slack))
        return dated(named[0], days, grain, rule)
