"""Dates in figures: "2021-09-30", "2024-04-30T23:30:00-05:00", "9/30/2021", "30.9.2021", "2021-W09"."""

from __future__ import annotations

from kb.resolve.dates.composed import TimeOfDay
from kb.resolve.dates.lexicon import YEAR
from kb.resolve.dates.meaning import Reading
from kb.resolve.dates.numeric import Numeric
from kb.resolve.dates.pattern import SHORT_FIGURE, YEAR_FIGURE, Pattern, Words, pattern
from kb.resolve.dates.points import Point
from kb.resolve.dates.weeks import IsoWeek
from kb.resolve.dates.zones import OFFSET, ZONE
from kb.resolve.numbers.numerals import GAP


def _iso_date(words: Words) -> Reading:
    """Read a date, also one whose month or day no calendar has: it is none of its year alone."""
    return Point(int(words["year"]), int(words["month"]), int(words["day"]))


def _iso_moment(words: Words) -> Reading:
    """Read a date with its clock time; seconds count where there are any, their fractions do not."""
    seconds = f":{words['second']}" if int(words["second"] or 0) else ""
    zone = "".join((words["zone"] or "").split())
    return TimeOfDay(f"T{words['hour']}:{words['minute']}{seconds}", _iso_date(words), exact=True, zone=zone)


def _slashed(words: Words) -> Reading | None:
    """Read 9/30/2021 as Americans write it, 30/9/2021 and 30.9.2021 as others do; 3/4/2021 may be either."""
    first, second, year = int(words["a"]), int(words["b"]), words["year"]
    if not (1 <= min(first, second) <= 12 and 1 <= max(first, second) <= 31):
        return None
    if words["sep"] == "." and second > 12:
        return None
    if words["sep"] == "-" and len(year) == 2:  # a score, a number of a product
        return None
    day_first = True if words["sep"] == "." or first > 12 else (False if second > 12 else None)
    return Numeric(first, second, int(year), day_first)


def _iso_week(words: Words) -> Reading | None:
    number = int(words["week"])
    return IsoWeek(number, int(words["year"]) if words["year"] else None) if 1 <= number <= 53 else None


_CLOCK = r"(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9])(?:[.,][0-9]{1,9})?)?(?![0-9:])"

PATTERNS: tuple[Pattern, ...] = (
    pattern(
        r"(?P<year>[12][0-9]{3})(?P<sep>[-/])(?P<month>[0-9]{2})(?P=sep)(?P<day>[0-9]{2})(?![0-9/-])",
        _iso_date,
        YEAR_FIGURE,
    ),
    pattern(
        rf"(?P<year>[12][0-9]{{3}})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})(?:T|[ ]){_CLOCK}"
        rf"(?:(?P<zone>{OFFSET}|{GAP}?{ZONE}))?",
        _iso_moment,
        YEAR_FIGURE,
    ),
    pattern(
        r"(?P<a>[0-9]{1,2})(?P<sep>[/.-])(?P<b>[0-9]{1,2})(?P=sep)(?P<year>[12][0-9]{3}|[0-9]{2})(?![\w/-]|\.[0-9])",
        _slashed,
        SHORT_FIGURE,
    ),
    pattern(r"(?P<year>[12][0-9]{3})-?W(?P<week>[0-5][0-9])(?![0-9])", _iso_week, YEAR_FIGURE),
    pattern(
        rf"(?i:week){GAP}(?P<week>[1-5]?[0-9])(?![\w.,:-][0-9])\b(?:{GAP}of{GAP}(?P<year>{YEAR}))(?!-)",
        _iso_week,
        ("week",),
    ),
)
