"""Readings counted from somewhere: weekdays, "last month", "three weeks ago", "the following year"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kb.model import Interval
from kb.resolve.dates import almanac
from kb.resolve.dates.meaning import Heading, Meaning, Setting, dated, unanchored, unknown

MASKS = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "year": "XXXX", "decade": "XXXX", "century": "XX",
}  # fmt: skip
"""TIMEX3 values of units of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (Monday is 0), perhaps with "last", "this" or "next"."""

    index: int
    pick: str = ""

    def meaning(self, at: Setting) -> Meaning:
        """Resolve: news reports the nearest past one, today included, unless the clause looks ahead."""
        if at.day is None:
            return unanchored(f"XXXX-WXX-{self.index + 1}", "day", "weekday")
        found, rule = self._found(at.day, at.heading)
        if found is None:
            return unknown(f"XXXX-WXX-{self.index + 1}", "day", "beyond-the-calendar")
        return dated(found.isoformat(), Interval(found, found), "day", rule)

    def _found(self, day: date, heading: Heading) -> tuple[date | None, str]:
        if self.pick == "last":
            return almanac.weekday_on_or_before(almanac.moved(day, -1) or day, self.index), "weekday-last"
        if self.pick == "next":
            return almanac.weekday_on_or_after(almanac.moved(day, 1) or day, self.index), "weekday-next"
        if self.pick == "this":
            return almanac.moved(day, self.index - day.weekday()), "weekday-this-week"
        if self.pick == "coming" or heading is Heading.AHEAD:
            return almanac.weekday_on_or_after(day, self.index), "weekday-nearest-future"
        return almanac.weekday_on_or_before(day, self.index), "weekday-nearest-past"


@dataclass(frozen=True, slots=True)
class Weekend:
    """A plain "the weekend": the one just over, or the one ahead."""

    def meaning(self, at: Setting) -> Meaning:
        """Resolve by the verb; on a Saturday or Sunday it is the present one."""
        if at.day is None:
            return unanchored(MASKS["weekend"], "day", "weekend")
        ahead = at.heading is Heading.AHEAD or at.day.weekday() >= 5
        return _counted("weekend", at.day, 0 if ahead else -1, "weekend-ahead" if ahead else "weekend-past")


def period(unit: str, day: date, offset: int) -> tuple[str, Interval] | None:
    """Give the TIMEX3 value and the days of the calendar unit so many units from the one a day lies in.

    >>> str(period("quarter", date(2021, 1, 5), -1)[1])
    '2020-10-01/2020-12-31'
    """
    if unit == "day":
        there = almanac.moved(day, offset)
        return (there.isoformat(), Interval(there, there)) if there else None
    if unit in {"week", "weekend"}:
        there = almanac.moved(day, 7 * offset)
        days = there and (almanac.week(there) if unit == "week" else almanac.weekend(there))
        if not there or not days:
            return None
        year, number, _ = there.isocalendar()
        return f"{year:04d}-W{number:02d}{'-WE' if unit == 'weekend' else ''}", days
    if unit in {"month", "quarter"}:
        there = almanac.month_shifted(day, offset * (1 if unit == "month" else 3))
        if not there:
            return None
        number = (there.month + 2) // 3
        days = almanac.months(there.year, there.month) if unit == "month" else almanac.quarter(there.year, number)
        name = f"{there.month:02d}" if unit == "month" else f"Q{number}"
        return (f"{there.year:04d}-{name}", days) if days else None
    size = {"year": 1, "decade": 10, "century": 100}[unit]
    first = (day.year // size + offset) * size
    days = almanac.years(first, size)
    value = {"year": f"{first:04d}", "decade": f"{first // 10:03d}X", "century": f"{first // 100:02d}"}[unit]
    return (value, days) if days else None


@dataclass(frozen=True, slots=True)
class Shift:
    """The calendar unit so many units from the current one: "last month" is month -1, "today" day 0."""

    unit: str
    offset: int

    def meaning(self, at: Setting) -> Meaning:
        """Resolve against the day of publication."""
        which = {-1: "last", 0: "this", 1: "next"}.get(self.offset, "counted")
        return _counted(self.unit, at.day, self.offset, f"{which}-{self.unit}")


@dataclass(frozen=True, slots=True)
class LooseToday:
    """A "today" that may mean these times as well: "prices today are high"."""

    def meaning(self, at: Setting) -> Meaning:
        """Resolve to the day of publication, and keep the other reading."""
        today = Shift("day", 0).meaning(at)
        return today.but(candidates=(today.value, "PRESENT_REF")) if at.day else today


def _counted(unit: str, day: date | None, offset: int, rule: str) -> Meaning:
    grain = "day" if unit == "weekend" else unit
    if day is None:
        return unanchored(MASKS[unit], grain, rule)
    found = period(unit, day, offset)
    if found is None:
        return unknown(MASKS[unit], grain, "beyond-the-calendar")
    return dated(found[0], found[1], grain, rule)


def at_distance(unit: str, count: Decimal, day: date | None, sign: int, rule: str) -> Meaning:
    """Count whole and half units from a day; the result is as coarse as the unit."""
    if unit in {"hour", "minute", "second"}:
        return _counted("day", day, 0, rule) if count < 12 else _counted("day", day, sign * int(count) // 24, rule)
    smaller = {"year": ("month", 12), "week": ("day", 7), "month": ("day", 30)}
    if unit in {"decade", "century"}:  # "a decade ago" is a year, not a decade
        return at_distance("year", count * (10 if unit == "decade" else 100), day, sign, rule)
    if count % 1 and unit in smaller:
        part, per = smaller[unit]
        return at_distance(part, Decimal(int(count * per)), day, sign, rule)
    limit = 20_000 if unit in {"year", "decade", "century", "quarter"} else 4_000_000
    return _counted(unit, day, sign * min(int(count), limit), rule)


@dataclass(frozen=True, slots=True)
class FromMention:
    """So many units from the days last spoken of: "the following year", "that day", "a week later"."""

    count: Decimal
    unit: str
    sign: int

    def meaning(self, at: Setting) -> Meaning:
        """Resolve against the mention; with none before, the expression stays open."""
        rule = "from-last-mention"
        base = at.mentioned.earliest if at.mentioned else None
        if base is None:
            return unknown(MASKS.get(self.unit, "XXXX-XX-XX"), self.unit, "no-mention-before")
        return at_distance(self.unit, self.count, base, self.sign, rule).but(anchored=False, told=at.mentioned)


@dataclass(frozen=True, slots=True)
class Reference:
    """A vague now, past or future: ``PRESENT_REF``, ``PAST_REF``, ``FUTURE_REF``."""

    value: str

    def meaning(self, at: Setting) -> Meaning:
        """Resolve to the day of publication, to what lies before it, or to what lies after it."""
        rule = {"PRESENT_REF": "now", "PAST_REF": "past", "FUTURE_REF": "future"}[self.value]
        if at.day is None:
            return unanchored(self.value, "day", rule)
        days = {
            "PRESENT_REF": Interval(at.day, at.day),
            "PAST_REF": Interval(None, at.day),
            "FUTURE_REF": Interval(at.day, None),
        }[self.value]
        return Meaning("DATE", self.value, days, "day", rule, anchored=True)
