"""Readings that need to know which period is spoken of: "the end of the month", "that summer", "the 15th"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kb.model import Interval
from kb.resolve.dates import almanac
from kb.resolve.dates.meaning import Heading, Meaning, Reading, Setting, dated, unanchored, unknown
from kb.resolve.dates.relative import MASKS, Shift, period

_AROUND_NEW_YEAR = 15  # days either side that "the turn of the year" may mean
_AROUND_CENTURY = 5  # years either side of "the turn of the century"


@dataclass(frozen=True, slots=True)
class TheUnit:
    """The year, month, week or day spoken of: "at the end of the year", "later in the day".

    Told of the past, it is that of the days last mentioned; else the one of publication. Where the two
    differ the other one stays a candidate.
    """

    unit: str

    def meaning(self, at: Setting) -> Meaning:
        """Resolve the unit around the mention or around the day of publication."""
        mask = MASKS[self.unit]
        told = at.mentioned.earliest if at.mentioned and at.mentioned.earliest else None
        then = period(self.unit, told, 0) if told and _finer(at.mentioned, self.unit) else None
        now = period(self.unit, at.day, 0) if at.day else None
        if then and (now is None or (at.heading in {Heading.OVER, Heading.BACK} and then[1] != now[1])):
            found = dated(then[0], then[1], self.unit, f"{self.unit}-last-mentioned", anchored=False)
            return found.but(told=at.mentioned, candidates=(then[0], now[0]) if now else ())
        if now is None:
            return unanchored(mask, self.unit, f"this-{self.unit}")
        return dated(now[0], now[1], self.unit, f"this-{self.unit}")


@dataclass(frozen=True, slots=True)
class FromTold:
    """A reading resolved against the days last mentioned: "that summer", "the following spring"."""

    of: Reading

    def meaning(self, at: Setting) -> Meaning:
        """Resolve as if printed on the day mentioned; with none before, the expression stays open."""
        told = at.mentioned.earliest if at.mentioned else None
        found = self.of.meaning(replace(at, day=told))
        if told is None:
            return found.but(rule="no-mention-before")
        return found.but(rule=f"{found.rule}-from-last-mention", anchored=False, told=at.mentioned, candidates=())


def _finer(days: Interval | None, unit: str) -> bool:
    """Tell whether days lie in one such unit: a year mentioned has no "the month"."""
    if days is None or days.earliest is None or days.latest is None:
        return False
    whole = period(unit, days.earliest, 0)
    return whole is not None and whole[1].covers(days)


@dataclass(frozen=True, slots=True)
class Turn:
    """Where one year or century goes over into the next: "the turn of the year"."""

    unit: str

    def meaning(self, at: Setting) -> Meaning:
        """Resolve to the nearest one, and the days or years around it."""
        if at.day is None:
            return unanchored(MASKS[self.unit], "month" if self.unit == "year" else "year", f"turn-of-{self.unit}")
        step = 1 if self.unit == "year" else 100
        begins = [date(year, 1, 1) for year in _multiples(at.day.year, step)]
        first = min(begins, key=lambda day: (abs((day - at.day).days), day), default=None)  # type: ignore[operator]
        if first is None:
            return unknown(MASKS[self.unit], "year", "beyond-the-calendar")
        rule = f"turn-of-{self.unit}"
        if self.unit == "year":
            value = f"{first.year - 1:04d}-12/{first.year:04d}-01"
            days = Interval(almanac.moved(first, -_AROUND_NEW_YEAR - 1), almanac.moved(first, _AROUND_NEW_YEAR - 1))
            return dated(value, days, "month", rule)
        around = almanac.years(first.year - _AROUND_CENTURY, 2 * _AROUND_CENTURY)
        return dated(f"{first.year - 1:04d}/{first.year:04d}", around, "year", rule)


def _multiples(year: int, step: int) -> list[int]:
    below = year // step * step
    return [multiple for multiple in (below, below + step) if 1 < multiple <= date.max.year]


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of a month that is told relatively or not at all: "the 15th of this month", "on the 15th"."""

    number: int
    month: Shift | None = None

    def meaning(self, at: Setting) -> Meaning:
        """Resolve against the month told, else to the nearest such day where the clause looks."""
        if at.day is None:
            return unanchored(f"XXXX-XX-{self.number:02d}", "day", "day-of-month")
        if self.month is not None:
            month = almanac.month_shifted(at.day, self.month.offset)
            day = almanac.day_of(month.year, month.month, self.number) if month else None
            if day is None:
                return unknown(f"XXXX-XX-{self.number:02d}", "day", "impossible-date")
            return dated(day.isoformat(), Interval(day, day), "day", f"day-of-{self.month.meaning(at).rule}")
        days = sorted(filter(None, (self._in(at.day, shift) for shift in (-2, -1, 0, 1, 2))))
        past, ahead = [day for day in days if day <= at.day], [day for day in days if day >= at.day]
        side = ahead[:1] if at.heading is Heading.AHEAD else past[-1:]
        if not side:
            return unknown(f"XXXX-XX-{self.number:02d}", "day", "impossible-date")
        both = tuple(dict.fromkeys(day.isoformat() for day in (*past[-1:], *ahead[:1])))
        found = dated(side[0].isoformat(), Interval(side[0], side[0]), "day", "day-of-month")
        return found.but(candidates=both if len(both) > 1 else ())

    def _in(self, day: date, shift: int) -> date | None:
        month = almanac.month_shifted(day, shift)
        return almanac.day_of(month.year, month.month, self.number) if month else None
