"""Pieces put together: "10 p.m. Wednesday", "June last year", "two days before Christmas", "Tuesday and Wednesday".

Each rule looks at two neighbours and the few words between them, and gives the reading that they make
up; :mod:`.widened` looks at the words around one. The rules run in order, those that bind tightest first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from kb.resolve.dates.ago import Ago, AgoFrom
from kb.resolve.dates.composed import Beside, InYear, Range, TimeOfDay
from kb.resolve.dates.lengths import Length
from kb.resolve.dates.meaning import Reading
from kb.resolve.dates.pattern import Piece
from kb.resolve.dates.periods import Holiday, Quarter, Season
from kb.resolve.dates.points import Point
from kb.resolve.dates.ranges import between, pair_of_days, range_of
from kb.resolve.dates.relative import Shift, Weekday
from kb.resolve.dates.weeks import InWeek
from kb.resolve.dates.widened import is_day, with_neighbour, with_part, with_part_of_day
from kb.resolve.dates.within import DayOfMonth, TheUnit
from kb.resolve.numbers.numerals import GAP

_WINDOW = 40  # characters between pieces that a rule looks at

_COMMA = re.compile(rf",?{GAP}(?:the{GAP})?")
_OF = re.compile(rf",?{GAP}(?:of{GAP})?")
_ON = re.compile(rf",?{GAP}on{GAP}")
_PLAIN = re.compile(rf"{GAP}(?:on{GAP})?")
_BESIDE = re.compile(rf"{GAP}(?P<way>before|after){GAP}")
_TO_DAY = re.compile(
    rf",?{GAP}(?:local{GAP}time{GAP})?(?:\([^()\n]{{1,24}}\){GAP})?(?:on{GAP})?(?:the{GAP})?(?:night{GAP}of{GAP})?"
)
_AT = re.compile(rf",?{GAP}(?:at|around|about|by){GAP}(?:around{GAP}|about{GAP})?")
_LISTED = re.compile(rf",?{GAP}(?:and|or){GAP}(?:on{GAP}|in{GAP})?")

Join = Callable[[str, Piece, Piece], "Reading | None"]


def _weekday_and_date(between: str, left: Piece, right: Piece) -> Reading | None:
    """Join "Friday, Oct. 23"."""
    if isinstance(left.reading, Weekday) and isinstance(right.reading, Point) and right.reading.day is not None:
        return replace(right.reading, weekday=left.reading.index) if _COMMA.fullmatch(between) else None
    return None


def _in_period(between: str, left: Piece, right: Piece) -> Reading | None:
    """Join "June last year", "the second quarter of this year", "Friday of last week", "the 15th of next month"."""
    part, whole = left.reading, right.reading
    if isinstance(part, Shift) and isinstance(whole, Weekday) and part.unit == "week" and _ON.fullmatch(between):
        return InWeek(whole, part)  # "last week, on Friday"
    if not (isinstance(whole, Shift | TheUnit) and _OF.fullmatch(between)):
        return None
    if whole.unit == "year":
        of_any_year = isinstance(part, Point | Season | Quarter | Holiday) and part.year is None and not part.pick
        return InYear(part, whole) if of_any_year else None  # type: ignore[arg-type]
    if isinstance(whole, Shift) and whole.unit == "week" and isinstance(part, Weekday) and not part.pick:
        return InWeek(part, whole)
    monthly = isinstance(whole, Shift) and whole.unit == "month" and isinstance(part, DayOfMonth)
    return replace(part, month=whole) if monthly else None  # type: ignore[type-var]


def _counted_from(between: str, left: Piece, right: Piece) -> Reading | None:
    """Join "two years ago this month", "a year ago today", "a week ago Tuesday"."""
    ago, base = left.reading, right.reading
    if not isinstance(ago, Ago) or ago.count is None or ago.about or not _PLAIN.fullmatch(between):
        return None
    if isinstance(base, Shift) and base.unit in {"day", "week", "month"} and ago.unit not in {"day", base.unit}:
        return AgoFrom(ago, base)
    return AgoFrom(ago, base) if isinstance(base, Weekday) and ago.unit == "week" and not base.pick else None


def _beside(between: str, left: Piece, right: Piece) -> Reading | None:
    """Join "two days before Christmas", "a week after May 3"."""
    length = left.reading
    if not isinstance(length, Length) or length.count is None or length.about or not is_day(right.reading):
        return None
    way = _BESIDE.fullmatch(between)
    if way is None or length.unit in {"hour", "minute", "second"} or isinstance(right.reading, Range):
        return None
    return Beside(right.reading, -1 if way["way"].lower() == "before" else +1, length.count, length.unit)


def _spelled_year(between: str, left: Piece, right: Piece) -> Reading | None:
    """Join a month or season with a year in words: "January nineteen ninety-seven"."""
    year = right.reading
    if not (isinstance(year, Point) and year.month is None and _OF.fullmatch(between)):
        return None
    if isinstance(left.reading, Season) and left.reading.year is None:
        return replace(left.reading, year=year.year)
    if isinstance(left.reading, Point) and left.reading.month is not None and left.reading.year is None:
        return replace(left.reading, year=year.year)
    return None


def _clock_on_day(between: str, left: Piece, right: Piece) -> Reading | None:
    """Join "10 p.m. Wednesday" and "Wednesday at 10 p.m."."""
    if isinstance(left.reading, TimeOfDay) and left.reading.of is None and is_day(right.reading):
        return replace(left.reading, of=right.reading) if _TO_DAY.fullmatch(between) else None
    if isinstance(right.reading, TimeOfDay) and right.reading.of is None and is_day(left.reading):
        return replace(right.reading, of=left.reading) if _AT.fullmatch(between) else None
    return None


def _with_shared_year(text: str, pieces: list[Piece]) -> list[Piece]:
    """Give "January" in "January and February 2020" the year of its neighbour, or the one before, never a later one."""
    found = list(pieces)
    for at in range(len(found) - 2, -1, -1):
        left, right = found[at], found[at + 1]
        first, last = left.reading, right.reading
        if not (
            isinstance(first, Point) and isinstance(last, Point) and _LISTED.fullmatch(text, left.end, right.start)
        ):
            continue
        if first.month and last.month and last.year and first.year is None and not first.pick and not first.weekday:
            earlier = (first.month, first.day or 0) <= (last.month, last.day or 0)
            found[at] = replace(left, reading=replace(first, year=last.year if earlier else last.year - 1))
    return found


def _pairwise(text: str, pieces: Iterable[Piece], join: Join) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        if found and piece.start - found[-1].end <= _WINDOW:
            reading = join(text[found[-1].end : piece.start], found[-1], piece)
            if reading is not None:
                ends = ((found[-1].start, found[-1].end), (piece.start, piece.end))
                found[-1] = Piece(found[-1].start, piece.end, reading, ends if isinstance(reading, Range) else ())
                continue
        found.append(piece)
    return found


def _apart(pieces: list[Piece]) -> list[Piece]:
    """Drop a piece that another was widened over: "the last week" in "the last week of June"."""
    found: list[Piece] = []
    for piece in pieces:
        while found and found[-1].end > piece.start and found[-1].end - found[-1].start < piece.end - piece.start:
            found.pop()
        if not found or found[-1].end <= piece.start:
            found.append(piece)
    return found


def joined(text: str, pieces: Iterable[Piece]) -> list[Piece]:
    """Give the pieces in order, put together where they belong together."""
    found = list(pieces)
    for join in (_weekday_and_date, _in_period, _counted_from, _spelled_year, _beside):
        found = _pairwise(text, found, join)
    found = _with_shared_year(text, found)
    found = [with_neighbour(text, with_part_of_day(text, piece)) for piece in found]
    found = _pairwise(text, found, _clock_on_day)
    found = [with_part(text, piece) for piece in found]
    found = between(text, found)
    found = _pairwise(text, _apart(found), range_of)
    return _pairwise(text, found, pair_of_days)
