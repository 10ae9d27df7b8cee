"""Readings about weeks: "week 7", "the week of March 6", "Friday of last week", "the first Monday of May"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kb.model import Interval, Mode
from kb.resolve.dates import almanac
from kb.resolve.dates.almanac import OPEN
from kb.resolve.dates.meaning import Meaning, Reading, Setting, dated, unknown
from kb.resolve.dates.points import Point, impossible, in_some_year, year_name
from kb.resolve.dates.relative import Shift, Weekday, period


@dataclass(frozen=True, slots=True)
class IsoWeek:
    """A week by its number: "2021-W07", "week 7"; without a year the nearest one where the clause looks."""

    number: int
    year: int | None = None

    def meaning(self, at: Setting) -> Meaning:
        """Resolve to its Monday to Sunday."""

        def days(year: int) -> Interval | None:
            if not 1 <= year <= date.max.year or self.number > date(year, 12, 28).isocalendar().week:
                return None
            return almanac.week(date.fromisocalendar(year, self.number, 1))

        def value(year: int) -> str:
            return f"{year_name(year)}-W{self.number:02d}"

        if self.year is None:
            return in_some_year(at, days, value, grain="week", rule="week-number")
        found = days(self.year)
        if found is None:
            return unknown(f"{self.year:04d}-WXX", "week", "impossible-date")
        return dated(value(self.year), found, "week", "week-number", anchored=False)


@dataclass(frozen=True, slots=True)
class InWeek:
    """A weekday of a week told relatively: "Tuesday last week", "Friday of next week"."""

    weekday: Weekday
    week: Shift

    def meaning(self, at: Setting) -> Meaning:
        """Resolve the week, then the day in it."""
        week = self.week.meaning(at)
        day = almanac.moved(week.interval.earliest, self.weekday.index) if week.interval.earliest else None
        if day is None:
            return week.but(value=f"XXXX-WXX-{self.weekday.index + 1}", grain="day")
        return dated(day.isoformat(), Interval(day, day), "day", f"weekday-of-{week.rule}")


@dataclass(frozen=True, slots=True)
class WeekFrom:
    """A week from the coming weekday: "Friday week"."""

    weekday: Weekday

    def meaning(self, at: Setting) -> Meaning:
        """Resolve the coming weekday, and add seven days."""
        coming = replace(self.weekday, pick="coming").meaning(at)
        day = almanac.moved(coming.interval.earliest, 7) if coming.interval.earliest else None
        if day is None:
            return coming
        return dated(day.isoformat(), Interval(day, day), "day", "weekday-week")


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The ISO week that a day lies in: "the week of March 6"."""

    of: Reading

    def meaning(self, at: Setting) -> Meaning:
        """Resolve the day, then its week."""
        day = self.of.meaning(at)
        if day.interval.earliest is None:
            return day.but(value="XXXX-WXX", grain="week", mode=Mode.WITHIN)
        value, days = period("week", day.interval.earliest, 0) or ("XXXX-WXX", OPEN)
        return day.but(
            value=value, interval=days, grain="week", mode=Mode.WITHIN, rule=f"week-of-{day.rule}", candidates=()
        )


@dataclass(frozen=True, slots=True)
class NthIn:
    """The nth day, week or month of a longer period (-1: the last): "the first week of May", "the last day of 2019".

    Weeks are counted by days, 1-7, 8-14 and so on, and keep the value of the whole.
    """

    of: Reading
    nth: int
    unit: str = "week"

    def meaning(self, at: Setting) -> Meaning:
        """Resolve the whole, then the part of it."""
        whole = self.of.meaning(at)
        first, last = whole.interval.earliest, whole.interval.latest
        if first is None or last is None:
            return whole.but(mode=Mode.WITHIN)
        which = "last" if self.nth < 0 else "nth"
        rule = f"{which}-{self.unit}-of-{whole.rule}"
        if self.unit == "week":
            begin = almanac.moved(last, -6) if self.nth < 0 else almanac.moved(first, 7 * (self.nth - 1))
            if begin is None or begin > last:
                return unknown(whole.value, "week", "impossible-date")
            days = Interval(begin, min(last, almanac.moved(begin, 6) or last))
            return whole.but(interval=days, grain="week", mode=Mode.WITHIN, rule=rule)
        found = period(self.unit, last, 0) if self.nth < 0 else period(self.unit, first, self.nth - 1)
        if found is None or not whole.interval.covers(found[1]):
            return unknown(whole.value, self.unit, "impossible-date")
        return dated(found[0], found[1], self.unit, rule, anchored=whole.anchored)


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """A weekday of a month by its rank (-1: the last), or some such day: "the first Monday of May", "a day in May"."""

    nth: int | None
    weekday: int
    month: Point

    def meaning(self, at: Setting) -> Meaning:
        """Resolve to its day; which of several is meant stays open."""
        month = self.month.meaning(at)
        first = month.interval.earliest
        if self.nth is None or first is None:
            return month.but(
                value=f"{month.value}-XX", grain="day", rule=f"some-weekday-of-{month.rule}", candidates=()
            )
        day = almanac.nth_weekday(first.year, first.month, self.weekday, self.nth)
        if day is None or day.month != first.month:
            return impossible(first.year, first.month)
        return dated(
            day.isoformat(), Interval(day, day), "day", f"nth-weekday-of-{month.rule}", anchored=month.anchored
        )
