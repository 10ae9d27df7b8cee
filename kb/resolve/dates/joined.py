"""Pieces put together: "10 p.m. Wednesday", "June last year", "late June", "Tuesday and Wednesday".

Each rule looks at one piece, or at two neighbours and the few words between them, and gives the
piece that they make up. The rules run in order, the ones that bind tightest first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from kb.resolve.dates.composed import DayBeside, InYear, Part, Range, TimeOfDay, WeekOf
from kb.resolve.dates.lengths import Every
from kb.resolve.dates.lexicon import DASH, DAY_PARTS, PARTS
from kb.resolve.dates.meaning import Reading
from kb.resolve.dates.pattern import Piece
from kb.resolve.dates.periods import Century, Decade, Holiday, Quarter, Season
from kb.resolve.dates.points import Point, ShortYear
from kb.resolve.dates.relative import FromMention, Shift, Weekday
from kb.resolve.numerals import GAP, one_of

_WINDOW = 40  # characters between or before pieces that a rule looks at

_COMMA = re.compile(rf",?{GAP}(?:the{GAP})?")
_OF = re.compile(rf"{GAP}(?:of{GAP})?")
_TO_DAY = re.compile(
    rf",?{GAP}(?:local{GAP}time{GAP})?(?:\([^()\n]{{1,24}}\){GAP})?(?:on{GAP})?(?:the{GAP})?(?:night{GAP}of{GAP})?"
)
_AT = re.compile(rf",?{GAP}(?:at|around|about|by){GAP}(?:around{GAP}|about{GAP})?")
_THROUGH = re.compile(rf"(?:{GAP}(?:to|through|until|till|thru){GAP}|{GAP}?{DASH}{GAP}?)")
_AND = re.compile(rf"{GAP}and{GAP}(?:on{GAP})?")
_BETWEEN = re.compile(rf"\bbetween{GAP}\Z", re.IGNORECASE)
_PART_OF_DAY = re.compile(rf"{GAP}(?:early{GAP}|late{GAP}|mid-?)?(?P<part>{one_of(DAY_PARTS)})\b", re.IGNORECASE)
_OF_THE_DAY = re.compile(
    rf"\b(?:the{GAP})?(?:(?:early|late|wee|small){GAP}(?P<hours>hours)|(?P<part>morning|afternoon|evening|night)){GAP}of{GAP}\Z",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b(?:(?:the{GAP})?(?P<adjective>very{GAP}early|early|mid|late)(?:{GAP}|{DASH})(?:(?:in|on){GAP})?(?:the{GAP})?"
    rf"|(?:the{GAP})?(?:very{GAP})?(?P<noun>middle|beginning|start|end){GAP}of{GAP}(?:the{GAP})?)\Z",
    re.IGNORECASE,
)
_WEEK = re.compile(rf"{GAP}week\b", re.IGNORECASE)
_DAY_NEXT_TO = re.compile(rf"\b(?:the{GAP})?day{GAP}(?P<way>before|after){GAP}\Z", re.IGNORECASE)
_WEEK_OF = re.compile(rf"\b(?:the{GAP})?week{GAP}of{GAP}\Z", re.IGNORECASE)
_PERIODS = (Point, Decade, Century, Season, Quarter, Shift, ShortYear, InYear, Holiday, Weekday, TimeOfDay, Range)

Join = Callable[[str, Piece, Piece], "Reading | None"]


def _is_day(reading: Reading) -> bool:
    if isinstance(reading, Point):
        return reading.day is not None
    if isinstance(reading, Shift | FromMention):
        return reading.unit == "day"
    return isinstance(reading, Weekday | Holiday | InYear) or (isinstance(reading, Range) and _is_day(reading.first))


def _weekday_and_date(between: str, left: Piece, right: Piece) -> Reading | None:
    """Join "Friday, Oct. 23"."""
    if isinstance(left.reading, Weekday) and isinstance(right.reading, Point) and right.reading.day is not None:
        return replace(right.reading, weekday=left.reading.index) if _COMMA.fullmatch(between) else None
    return None


def _in_year(between: str, left: Piece, right: Piece) -> Reading | None:
    """Join "June last year", "October this year", "March of next year"."""
    if not (isinstance(left.reading, Point) and isinstance(right.reading, Shift) and right.reading.unit == "year"):
        return None
    if left.reading.month is None or left.reading.year is not None or not _OF.fullmatch(between):
        return None
    return InYear(left.reading, right.reading)


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
    if isinstance(left.reading, TimeOfDay) and left.reading.of is None and _is_day(right.reading):
        return replace(left.reading, of=right.reading) if _TO_DAY.fullmatch(between) else None
    if isinstance(right.reading, TimeOfDay) and right.reading.of is None and _is_day(left.reading):
        return replace(right.reading, of=left.reading) if _AT.fullmatch(between) else None
    return None


def _range(between: str, left: Piece, right: Piece) -> Reading | None:
    """Join the two ends of "1994 to 1997", "Friday through Monday", "Sept. 28-Oct. 2"."""
    ends = (left.reading, right.reading)
    if not all(isinstance(end, Point | Weekday | Season | Quarter | Decade | Part) for end in ends):
        return None
    if _kind(ends[0]) != _kind(ends[1]) or not _THROUGH.fullmatch(between):
        return None
    return Range(*ends, filled=True)


def _kind(reading: Reading) -> tuple[type, bool, bool]:
    """Tell dates, months and years apart: only like ends make a range."""
    inner = reading.of if isinstance(reading, Part) else reading
    point = inner if isinstance(inner, Point) else Point()
    return type(inner), point.day is not None, point.month is not None


def _pair_of_days(between: str, left: Piece, right: Piece) -> Reading | None:
    """Join "Tuesday and Wednesday": two days in a row are one stretch, other pairs are two times."""
    first, second = left.reading, right.reading
    if not (isinstance(first, Weekday) and isinstance(second, Weekday) and _AND.fullmatch(between)):
        return None
    following = (first.index + 1) % 7 == second.index and not second.pick
    return Range(first, replace(second, pick=first.pick), filled=True) if following else None


def _with_part_of_day(text: str, piece: Piece) -> Piece:
    """Widen "Friday" to "Friday night", or to "the night of Oct. 23"."""
    if not _is_day(piece.reading) or isinstance(piece.reading, Range):
        return piece
    after = _PART_OF_DAY.match(text, piece.end, piece.end + _WINDOW)
    if after and after["part"].lower().endswith("s") and isinstance(piece.reading, Weekday):  # "Friday nights"
        value = f"XXXX-WXX-{piece.reading.index + 1}{DAY_PARTS[after['part'].lower()]}"
        return Piece(piece.start, after.end(), Every(value, "day"))
    if after:
        return Piece(piece.start, after.end(), TimeOfDay(DAY_PARTS[after["part"].lower()], piece.reading))
    if before := _OF_THE_DAY.search(text, max(0, piece.start - _WINDOW), piece.start):
        suffix = "TMO" if before["hours"] else DAY_PARTS[before["part"].lower()]
        return Piece(before.start(), piece.end, TimeOfDay(suffix, piece.reading))
    return piece


def _with_neighbour(text: str, piece: Piece) -> Piece:
    """Widen "March 6" to "the week of March 6", "Christmas" to "the day after Christmas"."""
    if not _is_day(piece.reading) or isinstance(piece.reading, Range):
        return piece
    start = max(0, piece.start - _WINDOW)
    if before := _WEEK_OF.search(text, start, piece.start):
        return Piece(before.start(), piece.end, WeekOf(piece.reading))
    if isinstance(piece.reading, Holiday) and (after := _WEEK.match(text, piece.end, piece.end + _WINDOW)):
        return Piece(piece.start, after.end(), WeekOf(piece.reading))
    if before := _DAY_NEXT_TO.search(text, start, piece.start):
        return Piece(
            before.start(), piece.end, DayBeside(piece.reading, -1 if before["way"].lower() == "before" else 1)
        )
    return piece


def _with_part(text: str, piece: Piece) -> Piece:
    """Widen "June" to "late June", "2026" to "the end of 2026"."""
    if not isinstance(piece.reading, _PERIODS):
        return piece
    before = _PART.search(text, max(0, piece.start - _WINDOW), piece.start)
    if before is None:
        return piece
    start = before.start()
    if before["adjective"] and not isinstance(piece.reading, Decade | Century | Season):
        start = before.start("adjective")  # the article of "the late June visit" belongs to the visit
    word = (before["adjective"] or before["noun"]).lower().split()[-1]
    return Piece(start, piece.end, Part(piece.reading, PARTS[word]))


def _between(text: str, pieces: list[Piece]) -> list[Piece]:
    """Join "between 1994 and 1997": something happened within."""
    found: list[Piece] = []
    for piece in pieces:
        left = found[-1] if found else None
        if (
            left
            and isinstance(left.reading, Point | Weekday | Season)
            and isinstance(piece.reading, Point | Weekday | Season)
            and _AND.fullmatch(text[left.end : piece.start][:_WINDOW])
            and _kind(left.reading) == _kind(piece.reading)
            and _BETWEEN.search(text, max(0, left.start - 12), left.start)
        ):
            ends = ((left.start, left.end), (piece.start, piece.end))
            found[-1] = Piece(left.start, piece.end, Range(left.reading, piece.reading, filled=False), ends)
        else:
            found.append(piece)
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


def joined(text: str, pieces: Iterable[Piece]) -> list[Piece]:
    """Give the pieces in order, put together where they belong together."""
    found = _pairwise(text, pieces, _weekday_and_date)
    found = _pairwise(text, found, _in_year)
    found = _pairwise(text, found, _spelled_year)
    found = [_with_neighbour(text, _with_part_of_day(text, piece)) for piece in found]
    found = _pairwise(text, found, _clock_on_day)
    found = [_with_part(text, piece) for piece in found]
    found = _between(text, found)
    found = _pairwise(text, found, _range)
    return _pairwise(text, found, _pair_of_days)
