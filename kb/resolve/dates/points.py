"""Readings of dates, months and years.

Those without a year are resolved by :func:`in_some_year`: "last", "this" and "next" decide; else the
verb does; else the reading nearer to the day of publication.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kb.model import Interval, Mode
from kb.resolve.dates import almanac
from kb.resolve.dates.meaning import Heading, Meaning, Setting, dated, unanchored, unknown

_REACH = 8  # years to look either way: 29 February can be that far (1896, 1904)
# A date this few days off needs no year; one about a year off does. So "in the April 3 vote", printed in
# March, is in the coming April, whatever the tense; a clause without a verb may look further ahead.
_PLAINLY_MEANT = {Heading.OVER: 0, Heading.BACK: 28, Heading.AHEAD: 28, Heading.UNKNOWN: 90}
_JUST_OVER = 31  # days after a period within which "last May" may mean the one before
_CLOSE = 60  # days within which "this January" may lie in another year than the day it is said

YearDays = Callable[[int], Interval | None]
YearValue = Callable[[int], str]


def _gap(days: Interval, day: date) -> int:
    """Count the days between a period and a day; 0 when the day lies in it."""
    if days.earliest is None or days.latest is None:
        return 0
    return max((days.earliest - day).days, (day - days.latest).days, 0)


def _year_picked(days_in: YearDays, day: date, pick: str, at: Setting) -> tuple[int | None, str, tuple[int, ...]]:
    """Choose the year; give it with the name of the rule, and the years that compete."""
    spans = [(year, days) for year in range(day.year - _REACH, day.year + _REACH + 1) if (days := days_in(year))]
    begun = [year for year, days in spans if days.earliest and days.earliest <= day]
    over = [year for year, days in spans if days.latest and days.latest < day]
    unfinished = [year for year, days in spans if days.latest and days.latest >= day]
    coming = [year for year, days in spans if days.earliest and days.earliest > day]
    nearest = min(spans, key=lambda span: (_gap(span[1], day), span[0]), default=None)
    if pick == "last":  # just over, it is "last month" to most: a year earlier may be meant
        rivals = tuple(over[-2:]) if nearest and nearest[0] in over[-1:] and _gap(nearest[1], day) <= _JUST_OVER else ()
        return (over[-1] if over else None), "last", rivals
    if pick == "before-last":
        return (over[-2] if len(over) > 1 else None), "before-last", ()
    if pick == "next":
        return (coming[0] if coming else None), "next", ()
    if pick == "this":
        close = nearest is not None and _gap(nearest[1], day) <= _CLOSE
        return (nearest[0] if close and nearest else day.year), "this", ()
    rivals = tuple(sorted({*begun[-1:], *unfinished[:1]}))
    expected = begun[-1:] if at.heading is not Heading.AHEAD else unfinished[:1]
    near = 0 if at.strict else _PLAINLY_MEANT[at.heading]
    if nearest and nearest[0] not in expected and _gap(nearest[1], day) <= near:
        return nearest[0], "nearest", rivals
    side = "future" if at.heading is Heading.AHEAD else "past"
    return (expected[0] if expected else None), side, rivals


def in_some_year(
    at: Setting, days_in: YearDays, value_in: YearValue, *, grain: str, rule: str, pick: str = ""
) -> Meaning:
    """Resolve a name that every year has; other years that the words allow become candidates."""
    if at.day is None:
        return unanchored(value_in(-1), grain, rule)
    year, why, rivals = _year_picked(days_in, at.day, pick, at)
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
    swappable: bool = False  # day and month may change places: 3/4/2021

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
        month = 1 if self.month is None else self.month
        day_number = 1 if self.day is None else self.day

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
                return impossible(self.year, month, day_number)
            if self.swappable and day_number <= 12 and day_number != month:
                return self._either_way(self.year)
            printed = dated(value(self.year), found, "day", "calendar-date", anchored=False)
            return _compared(printed, self.weekday)
        if almanac.day_of(2000, month, day_number) is None:  # 2000 was a leap year: no year has this day
            return impossible(-1, month, day_number)
        if self.weekday is not None and at.day is not None:
            fixed = in_some_year(at, days_on_weekday, value, grain="day", rule="weekday-fixes-year")
            if fixed.interval.earliest and abs((fixed.interval.earliest - at.day).days) <= 400:
                return fixed.but(rule="weekday-fixes-year", candidates=())
        nearest = in_some_year(at, days, value, grain="day", rule="yearless-day", pick=self.pick)
        return _compared(nearest, self.weekday)

    def _either_way(self, year: int) -> Meaning:
        """Leave open whether "3/4/2021" is in March or in April, unless a weekday beside it tells."""
        both = sorted((date(year, self.month or 1, self.day or 1), date(year, self.day or 1, self.month or 1)))
        told = [day for day in both if day.weekday() == self.weekday]
        if len(told) == 1:
            return dated(told[0].isoformat(), Interval(told[0], told[0]), "day", "weekday-tells-order", anchored=False)
        found = dated(f"{year:04d}-XX-XX", Interval(*both), "day", "ambiguous-day-and-month", anchored=False)
        return found.but(mode=Mode.WITHIN, candidates=tuple(day.isoformat() for day in both))


def _compared(printed: Meaning, weekday: int | None) -> Meaning:
    """Keep a date that is no such weekday ("Friday, March 3, 2021" is a Wednesday), and show that one must be wrong.

    Its candidates are the date and the nearest day that is one.
    """
    day = printed.interval.earliest
    if weekday is None or day is None or day.weekday() == weekday:
        return printed
    ahead = (weekday - day.weekday()) % 7
    other = almanac.moved(day, ahead if ahead <= 3 else ahead - 7)
    both = (day.isoformat(), *([other.isoformat()] if other else []))
    return printed.but(rule="weekday-disagrees", candidates=both)


def impossible(year: int, month: int, day_number: int = 31) -> Meaning:
    """Leave a day open that no calendar has; what may have been meant are its candidates.

    Those are the days between which 31 June would lie, and 13 May for "2021-13-05", as if the day came first.
    """
    if not 1 <= month <= 12:
        swapped = almanac.day_of(year, day_number, month)
        named = (swapped.isoformat(),) if swapped else ()
        return unknown(f"{year_name(year)}-XX-XX", "day", "impossible-date").but(candidates=named)
    found = unknown(f"{year_name(year)}-{month:02d}-XX", "day", "impossible-date")
    if not 1 <= day_number <= 31:
        return found
    whole = almanac.months(year, month) if year > 0 else almanac.months(2001, month)
    if whole is None or whole.latest is None:
        return found
    beside = (whole.latest, almanac.moved(whole.latest, 1) or whole.latest)
    names = (day.isoformat() if year > 0 else f"XXXX{day.isoformat()[4:]}" for day in beside)
    return found.but(candidates=tuple(names))


@dataclass(frozen=True, slots=True)
class ShortYear:
    """A year printed with two digits (``'98``): the one nearest to the day of publication."""

    number: int
    month: int | None = None
    day: int | None = None
    swappable: bool = False

    def meaning(self, at: Setting) -> Meaning:
        """Choose the century; without a day of publication it stays open."""
        if at.day is None:
            tail = "".join(f"-{part:02d}" for part in (self.month, self.day) if part)
            return unanchored(f"XX{self.number:02d}{tail}", "day" if self.day else "year", "short-year")
        base = at.day.year - at.day.year % 100 + self.number
        # A year to come is rarely shortened, save the next few: '30 was 1930 until the late 2010s.
        year = max(candidate for candidate in (base - 100, base, base + 100) if candidate <= at.day.year + 10)
        found = Point(max(year, 1), self.month, self.day, swappable=self.swappable).meaning(at)
        rule = "short-year" if found.rule in {"year", "calendar-date"} else f"short-year-{found.rule}"
        return found.but(rule=rule, anchored=True)
