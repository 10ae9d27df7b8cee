"""Readings of longer calendar names: seasons, quarters, decades, centuries; and of holidays."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kb.model import Interval
from kb.resolve.dates import almanac
from kb.resolve.dates.holidays import HOLIDAYS
from kb.resolve.dates.meaning import Heading, Meaning, Reading, Setting, dated, unanchored, unknown
from kb.resolve.dates.points import Point, in_some_year, year_name


@dataclass(frozen=True, slots=True)
class Season:
    """A season, with or without its year."""

    code: str
    year: int | None = None
    pick: str = ""

    def meaning(self, at: Setting) -> Meaning:
        """Resolve to the three months of the season."""

        def value(year: int) -> str:
            return f"{year_name(year)}-{self.code}"

        if self.year is not None:
            return dated(value(self.year), almanac.season(self.year, self.code), "season", "season", anchored=False)
        return in_some_year(
            at, lambda year: almanac.season(year, self.code), value, grain="season", rule="season", pick=self.pick
        )


@dataclass(frozen=True, slots=True)
class Quarter:
    """A calendar quarter (``Q``) or half (``H``) of a year."""

    number: int
    kind: str = "Q"
    year: int | None = None
    pick: str = ""

    def meaning(self, at: Setting) -> Meaning:
        """Resolve to its months; what accounts report lies behind, so nearness does not count."""
        length = almanac.quarter if self.kind == "Q" else almanac.half

        def days(year: int) -> Interval | None:
            return length(year, self.number)

        def value(year: int) -> str:
            return f"{year_name(year)}-{self.kind}{self.number}"

        name = "quarter" if self.kind == "Q" else "half-year"
        if self.year is not None:
            return dated(value(self.year), days(self.year), "quarter", name, anchored=False)
        heading = at.heading if at.heading is Heading.AHEAD else Heading.BACK
        at = replace(at, heading=heading)
        return in_some_year(at, days, value, grain="quarter", rule=name, pick=self.pick)


@dataclass(frozen=True, slots=True)
class Fiscal:
    """A fiscal, financial, school or academic year, or a quarter of one.

    When it begins is its owner's choice, and some name it by its first year and some by its last: only
    the years it may touch are known.
    """

    of: Reading
    quarter: int = 0

    def meaning(self, at: Setting) -> Meaning:
        """Resolve the year named; the days reach from the year before to the year after."""
        year = self.of.meaning(at)
        tail = f"-Q{self.quarter}" if self.quarter else ""
        grain = "quarter" if self.quarter else "year"
        first, last = year.interval.earliest, year.interval.latest
        if first is None or last is None:
            return unknown(f"FYXXXX{tail}", grain, f"fiscal-{year.rule}")
        days = Interval(almanac.day_of(first.year - 1, 1, 1), almanac.day_of(last.year + 1, 12, 31))
        return dated(f"FY{year.value}{tail}", days, grain, f"fiscal-{year.rule}", anchored=year.anchored)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday, fixed or movable."""

    name: str
    year: int | None = None
    pick: str = ""

    def meaning(self, at: Setting) -> Meaning:
        """Resolve to its day."""

        def days(year: int) -> Interval | None:
            day = HOLIDAYS[self.name](year)
            return Interval(day, day) if day else None

        def value(year: int) -> str:
            found = days(year) if year > 0 else None
            return found.earliest.isoformat() if found and found.earliest else f"{year_name(year)}-XX-XX"

        if self.year is not None:
            return dated(value(self.year), days(self.year), "day", "holiday", anchored=False)
        return in_some_year(at, days, value, grain="day", rule="holiday", pick=self.pick)


@dataclass(frozen=True, slots=True)
class Decade:
    """A decade named by its first year (``the 1990s``), or by two digits (``the '90s``)."""

    first: int
    short: bool = False
    before_christ: bool = False

    def meaning(self, at: Setting) -> Meaning:
        """Resolve to ten years; a short name means the latest such decade that has begun."""
        if self.before_christ:
            return unknown(f"BC{self.first // 10:03d}X", "decade", "beyond-the-calendar")
        if not self.short:
            return dated(f"{self.first // 10:03d}X", almanac.years(self.first, 10), "decade", "decade", anchored=False)
        if at.day is None:
            return unanchored(f"XX{self.first // 10}X", "decade", "short-decade")
        first = at.day.year - at.day.year % 100 + self.first
        first -= 100 if first > at.day.year else 0
        return dated(f"{first // 10:03d}X", almanac.years(first, 10), "decade", "short-decade")


@dataclass(frozen=True, slots=True)
class Century:
    """The nth century, counted as newspapers do: the 20th runs from 1900 to 1999."""

    number: int
    before_christ: bool = False

    def meaning(self, _: Setting, /) -> Meaning:
        """Resolve to a hundred years; the first century begins with the year 1, and the calendar with it."""
        if self.before_christ:
            return unknown(f"BC{self.number - 1:02d}", "century", "beyond-the-calendar")
        first = 100 * (self.number - 1)
        days = almanac.years(first, 100) if first else almanac.years(1, 99)
        return dated(f"{self.number - 1:02d}", days, "century", "century", anchored=False)


@dataclass(frozen=True, slots=True)
class EraYear:
    """A year with its era: "300 A.D.", "44 BC"; the calendar of :mod:`datetime` has no years before 1."""

    year: int
    before_christ: bool

    def meaning(self, at: Setting) -> Meaning:
        """Resolve to its days, which a year before Christ does not have."""
        if self.before_christ:
            return unknown(f"BC{self.year:04d}", "year", "beyond-the-calendar")
        return Point(self.year).meaning(at)
