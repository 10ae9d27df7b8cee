"""Readings made of readings: part of a period, time of day, a range, a month of "last year"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from kb.model import Interval, Mode
from kb.resolve.dates import almanac
from kb.resolve.dates.almanac import OPEN
from kb.resolve.dates.meaning import Heading, Meaning, Reading, Setting, dated, unknown
from kb.resolve.dates.periods import Holiday, Quarter, Season
from kb.resolve.dates.points import Point
from kb.resolve.dates.relative import MASKS, Shift, at_distance
from kb.resolve.dates.within import TheUnit
from kb.resolve.dates.zones import offset_on

# Writers place "late June" anywhere in its second half (the 18th is often meant), but "the end of" narrowly.
_PARTS = {
    "early": (0, 1 / 2), "mid": (1 / 4, 3 / 4), "late": (1 / 2, 1), "start": (0, 1 / 4), "end": (3 / 4, 1),
    "early-to-mid": (0, 3 / 4), "mid-to-late": (1 / 4, 1), "first-half": (0, 1 / 2), "second-half": (1 / 2, 1),
}  # fmt: skip
_HALVES = {"first-half": 1, "second-half": 2}


def _part_of(days: Interval, part: str) -> Interval:
    if days.earliest is None or days.latest is None or days.earliest == days.latest:
        return days
    length = (days.latest - days.earliest).days + 1
    begin, end = _PARTS[part]
    first = days.earliest + timedelta(days=int(length * begin))
    return Interval(first, max(first, days.earliest + timedelta(days=-int(-length * end // 1) - 1)))


@dataclass(frozen=True, slots=True)
class Part:
    """The ``early``, ``mid`` or ``late`` part, the ``start`` or ``end`` of a period; the value stays the period's."""

    of: Reading
    part: str

    def meaning(self, at: Setting) -> Meaning:
        """Narrow the days of the whole; a day stays a day, and what happens early in it does not fill it."""
        whole = self.of.meaning(at)
        first = whole.interval.earliest
        if self.part in _HALVES and whole.grain == "year" and first is not None:
            days = almanac.half(first.year, _HALVES[self.part])
            half = dated(f"{whole.value}-H{_HALVES[self.part]}", days, "quarter", f"half-of-{whole.rule}")
            return half.but(anchored=whole.anchored, told=whole.told)
        return whole.but(
            interval=_part_of(whole.interval, self.part), mode=Mode.WITHIN, rule=f"{self.part}-of-{whole.rule}"
        )


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A part of a day (``TMO``) or a clock time (``T22:00``) in a zone, on a day told or last spoken of."""

    suffix: str
    of: Reading | None = None
    exact: bool = False
    zone: str = ""

    def meaning(self, at: Setting) -> Meaning:
        """Resolve the day and add the time."""
        if self.of is not None:
            day = self.of.meaning(at)
        elif at.mentioned and at.mentioned.earliest and at.mentioned.earliest == at.mentioned.latest:
            day = dated(at.mentioned.earliest.isoformat(), at.mentioned, "day", "day-last-mentioned", anchored=False)
            day = day.but(told=at.mentioned)
        else:
            day = unknown("XXXX-XX-XX", "day", "day-not-told")
        value = f"{day.value}{self.suffix}{offset_on(day.interval.earliest, self.zone)}"
        return day.but(type="TIME", value=value, grain="hour" if self.exact else "day", mode=Mode.WITHIN)


@dataclass(frozen=True, slots=True)
class InYear:
    """A month, date, season, quarter or holiday of a year told relatively: "June last year", "March of next year"."""

    point: Point | Season | Quarter | Holiday
    year: Shift | TheUnit

    def meaning(self, at: Setting) -> Meaning:
        """Resolve the year, then the month in it."""
        year = self.year.meaning(at)
        if year.interval.earliest is None:
            return self.point.meaning(Setting(None))
        resolved = replace(self.point, year=year.interval.earliest.year).meaning(at)
        rule = f"{resolved.grain}-of-{year.rule}"
        return resolved.but(rule=rule, anchored=year.anchored, told=year.told, candidates=())


@dataclass(frozen=True, slots=True)
class Beside:
    """So many units before (-1) or after (+1) a day: "the day after Christmas", "two weeks before May 3"."""

    of: Reading
    sign: int
    count: Decimal = Decimal(1)
    unit: str = "day"

    def meaning(self, at: Setting) -> Meaning:
        """Resolve the day, and count from it."""
        day = self.of.meaning(at)
        if day.interval.earliest is None:
            return unknown(MASKS.get(self.unit, "XXXX-XX-XX"), self.unit, day.rule)
        found = at_distance(self.unit, self.count, day.interval.earliest, self.sign, f"beside-{day.rule}")
        return found.but(anchored=day.anchored, told=day.told)


@dataclass(frozen=True, slots=True)
class Range:
    """From one reading to another, both included; ``filled`` tells whether "throughout" is meant."""

    first: Reading
    last: Reading
    filled: bool = False

    def meaning(self, at: Setting) -> Meaning:
        """Resolve one end, and the other from it, so that "Friday to Monday" never runs backwards."""
        first, last = self.first.meaning(at), self.last.meaning(at)
        if _depends(first) and (not _depends(last) or at.heading is not Heading.AHEAD):
            first = self.first.meaning(_as_of(at, last.interval.earliest, Heading.BACK))
        elif _depends(last):
            last = self.last.meaning(_as_of(at, first.interval.earliest, Heading.AHEAD))
        begin, end = first.interval.earliest, last.interval.latest
        if begin and end and end < begin:
            return unknown(f"{first.value}/{last.value}", first.grain, "range-runs-backwards")
        return Meaning(
            first.type,
            f"{first.value}/{last.value}",
            Interval(begin, end),
            first.grain,
            f"range-of-{last.rule}",
            Mode.THROUGHOUT if self.filled else Mode.WITHIN,
            first.anchored or last.anchored,
            told=first.told or last.told,
        )


def _depends(meaning: Meaning) -> bool:
    """Tell whether a meaning came, or would have come, from the day of publication."""
    return meaning.anchored or meaning.interval == OPEN


def _as_of(at: Setting, day: date | None, heading: Heading) -> Setting:
    return replace(at, day=day, heading=heading, strict=True) if day else at
