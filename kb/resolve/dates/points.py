"""Readings of dates, months and years.

Those without a year are resolved by :func:`in_some_year`: "last", "this" and "next" decide; else the
verb does; else the reading nearer to the day of publication.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kb.model import Interval
from kb.resolve.dates import almanac
from kb.resolve.dates.meaning import Heading, Meaning, Setting, dated, unanchored, unknown

_REACH = 8  # years to look either way: 29 February can be that far (1896, 1904)
# A date this few days off needs no year; one about a year off does. So "in the April 3 vote", printed in
# March, is in the coming April, whatever the tense; a clause without a verb may look further ahead.
_PLAINLY_MEANT = {Heading.BACK: 28, Heading.AHEAD: 28, Heading.UNKNOWN: 90}
_CLOSE = 60  # days within which "this January" may lie in another year than the day it is said

YearDays = Callable[[int], Interval | None]
YearValue = Callable[[int], str]


def _gap(days: Interval, day: date) -> int:
    """Count the days between a period and a day; 0 when the day lies in it."""
    if days.earliest is None or days.latest is None:
        return 0
    return max((days.earliest - day).days, (day - days.latest).days, 0)


def _year_picked(days_in: YearDays, day: date, pick: str, heading: Heading) -> tuple[int | None, str, tuple[int, ...]]:
    """Choose the year; give it with the name of the rule, and the years that compete."""
    spans = [(year, days) for year in range(day.year - _REACH, day.year + _REACH + 1) if (days := days_in(year))]
    begun = [year for year, days in spans if days.earliest and days.earliest <= day]
    over = [year for year, days in spans if days.latest and days.latest < day]
    unfinished = [year for year, days in spans if days.latest and days.latest >= day]
    coming = [year for year, days in spans if days.earliest and days.earliest > day]
    nearest = min(spans, key=lambda span: (_gap(span[1], day), span[0]), default=None)
    if pick == "last":
        return (over[-1] if over else None), "last", ()
    if pick == "next":
        return (coming[0] if coming else None), "next", ()
    if pick == "this":
        close = nearest is not None and _gap(nearest[1], day) <= _CLOSE
        return (nearest[0] if close and nearest else day.year), "this", ()
    rivals = tuple(sorted({*begun[-1:], *unfinished[:1]}))
    expected = begun[-1:] if heading is not Heading.AHEAD else unfinished[:1]
    if nearest and nearest[0] not in expected and _gap(nearest[1], day) <= _PLAINLY_MEANT[heading]:
        return nearest[0], "nearest", rivals
    side = "future" if heading is Heading.AHEAD else "past"
    return (expected[0] if expected else None), side, rivals


def in_some_year(
    at: Setting, days_in: YearDays, value_in: YearValue, *, grain: str, rule: str, pick: str = ""
) -> Meaning:
    """Resolve a name that every year has; other years that the words allow become candidates."""
    if at.day is None:
        return unanchored(value_in(-1), grain, rule)
    year, why, rivals = _year_picked(days_in, at.day, pick, at.heading)
    if year is None:
        return unknown(value_in(-1), grain, "impossible-date")
    found = dated(value_in(year), days_in(year), grain, f"{rule}-{why}")
    return found.but(candidates=tuple(value_in(rival) for rival in rivals) if len(rivals) > 1 else ())


def year_name(year: int) -> str:
    """Give a year in four digits, or ``XXXX`` for one that is not known."""
    return f"{year:04d}" if year >= 0 else "XXXX"


@dataclass(frozen=True, slots=True)
class Point:
    """A date, month or year; whatever is not printed is ``None``."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    pick: str = ""
    rivals: tuple[str, ...] = ()

    def meaning(self, at: Setting) -> Meaning:
        """Resolve; a printed year needs no setting."""
        if self.month is None:
            return self._year()
        if self.day is None:
            return self._month(at)
        return self._day(at)

    def _year(self) -> Meaning:
        if self.year is None:
            return unknown("XXXX", "year", "year")
        return dated(year_name(self.year), almanac.years(self.year), "year", "year", anchored=False)

    def _month(self, at: Setting) -> Meaning:
        month = self.month or 1

        def value(year: int) -> str:
            return f"{year_name(year)}-{month:02d}"

        if self.year is not None:
            return dated(value(self.year), almanac.months(self.year, month), "month", "month-and-year", anchored=False)
        return in_some_year(
            at, lambda year: almanac.months(year, month), value, grain="month", rule="month", pick=self.pick
        )

    def _day(self, at: Setting) -> Meaning:
        month, day_number = self.month or 1, self.day or 1

        def value(year: int) -> str:
            return f"{year_name(year)}-{month:02d}-{day_number:02d}"

        def days(year: int) -> Interval | None:
            day = almanac.day_of(year, month, day_number)
            return Interval(day, day) if day else None

        def days_on_weekday(year: int) -> Interval | None:
            found = days(year)
            return found if found and found.earliest and found.earliest.weekday() == self.weekday else None

        if self.year is not None:
            found = days(self.year)
            if found is None:
                return unknown(value(self.year), "day", "impossible-date")
            rule = "ambiguous-day-and-month" if self.rivals else "calendar-date"
            return dated(value(self.year), found, "day", rule, anchored=False).but(candidates=self.rivals)
        if almanac.day_of(2000, month, day_number) is None:  # 2000 was a leap year: no year has this day
            return unknown(value(-1), "day", "impossible-date")
        if self.weekday is not None and at.day is not None:
            fixed = in_some_year(at, days_on_weekday, value, grain="day", rule="weekday-fixes-year")
            if fixed.interval.earliest and abs((fixed.interval.earliest - at.day).days) <= 400:
                return fixed.but(rule="weekday-fixes-year", candidates=())
        return in_some_year(at, days, value, grain="day", rule="yearless-day", pick=self.pick)


@dataclass(frozen=True, slots=True)
class ShortYear:
    """A year printed with two digits (``'98``): the one nearest to the day of publication."""

    number: int
    month: int | None = None
    day: int | None = None

    def meaning(self, at: Setting) -> Meaning:
        """Choose the century; without a day of publication it stays open."""
        if at.day is None:
            tail = "".join(f"-{part:02d}" for part in (self.month, self.day) if part)
            return unanchored(f"XX{self.number:02d}{tail}", "day" if self.day else "year", "short-year")
        base = at.day.year - at.day.year % 100 + self.number
        # A year to come is rarely shortened, save the next few: '30 was 1930 until the late 2010s.
        year = max(candidate for candidate in (base - 100, base, base + 100) if candidate <= at.day.year + 10)
        return Point(max(year, 1), self.month, self.day).meaning(at).but(rule="short-year", anchored=True)
