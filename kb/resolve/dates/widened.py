"""A piece and the words around it: "Friday night", "the week of March 6", "late June", "the first half of 2026"."""

from __future__ import annotations

import re

from kb.resolve.dates.composed import Beside, InYear, Part, Range, TimeOfDay
from kb.resolve.dates.lengths import Every
from kb.resolve.dates.lexicon import DASH, DAY_PARTS, PARTS
from kb.resolve.dates.meaning import Reading
from kb.resolve.dates.pattern import Piece
from kb.resolve.dates.periods import Century, Decade, Fiscal, Holiday, Quarter, Season
from kb.resolve.dates.points import Point, ShortYear
from kb.resolve.dates.relative import FromMention, Shift, Weekday
from kb.resolve.dates.weeks import InWeek, NthIn, WeekFrom, WeekOf
from kb.resolve.dates.within import DayOfMonth, TheUnit
from kb.resolve.numbers.numerals import GAP, one_of

_WINDOW = 40  # characters before or after a piece that a rule looks at

_PART_OF_DAY = re.compile(rf"{GAP}(?:early{GAP}|late{GAP}|mid-?)?(?P<part>{one_of(DAY_PARTS)})\b", re.IGNORECASE)
_OF_THE_DAY = re.compile(
    rf"\b(?:the{GAP})?(?:(?:early|late|wee|small)(?:{GAP}morning)?{GAP}(?P<hours>hours)|(?P<part>morning|afternoon|evening|night)){GAP}of{GAP}\Z",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b(?:(?:the{GAP})?(?:(?P<first>early|mid)-to-)?(?P<adjective>very{GAP}early|early|mid|late)(?:{GAP}|{DASH})"
    rf"(?:(?:in|on){GAP})?(?:the{GAP})?"
    rf"|(?:the{GAP})?(?:very{GAP})?(?P<noun>middle|beginning|start|end|close){GAP}of{GAP}(?:the{GAP})?"
    rf"|(?:the{GAP})?(?P<half>first|second|latter|last){GAP}half{GAP}of{GAP}(?:the{GAP})?"
    rf"|(?:the{GAP})?(?P<days>first|opening|early|last|final|closing|waning){GAP}(?:few{GAP})?days{GAP}of{GAP}(?:the{GAP})?"
    rf"|(?P<british>end|start){DASH})\Z",
    re.IGNORECASE,
)
_NTH_PART = re.compile(
    rf"\b(?:the{GAP})?(?P<nth>first|opening|second|third|fourth|last|final){GAP}(?P<unit>week|day|month){GAP}(?:of|in){GAP}(?:the{GAP})?\Z",
    re.IGNORECASE,
)
_NTH = {"first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}
_WEEK = re.compile(rf"{GAP}week\b(?!-)", re.IGNORECASE)
_DAY_NEXT_TO = re.compile(rf"\b(?:the{GAP})?day{GAP}(?P<way>before|after){GAP}\Z", re.IGNORECASE)
_WEEK_OF = re.compile(rf"\b(?:the{GAP})?week{GAP}of{GAP}\Z", re.IGNORECASE)
_PERIODS = (
    Point, Decade, Century, Season, Quarter, Shift, ShortYear, InYear, InWeek, Holiday, Weekday, TimeOfDay, Range,
    TheUnit, Fiscal,
)  # fmt: skip
_LONG = (Point, Shift, InYear, TheUnit, Season)


def is_day(reading: Reading) -> bool:
    """Tell whether a reading is of one day, or of some days in a row."""
    if isinstance(reading, Point):
        return reading.day is not None
    if isinstance(reading, Shift | FromMention):
        return reading.unit == "day"
    if isinstance(reading, InYear):
        return is_day(reading.point)
    if isinstance(reading, Range):
        return is_day(reading.first)
    return isinstance(reading, Weekday | Holiday | InWeek | WeekFrom | DayOfMonth | Beside)


def with_part_of_day(text: str, piece: Piece) -> Piece:
    """Widen "Friday" to "Friday night", or to "the night of Oct. 23"."""
    if not is_day(piece.reading) or isinstance(piece.reading, Range):
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


def with_neighbour(text: str, piece: Piece) -> Piece:
    """Widen "March 6" to "the week of March 6", "Christmas" to "the day after Christmas", "Friday" to "Friday week"."""
    if not is_day(piece.reading) or isinstance(piece.reading, Range):
        return piece
    start = max(0, piece.start - _WINDOW)
    if before := _WEEK_OF.search(text, start, piece.start):
        return Piece(before.start(), piece.end, WeekOf(piece.reading))
    if after := _WEEK.match(text, piece.end, piece.end + _WINDOW):
        if isinstance(piece.reading, Holiday):
            return Piece(piece.start, after.end(), WeekOf(piece.reading))
        if isinstance(piece.reading, Weekday):
            return Piece(piece.start, after.end(), WeekFrom(piece.reading))
    if before := _DAY_NEXT_TO.search(text, start, piece.start):
        sign = -1 if before["way"].lower() == "before" else 1
        return Piece(before.start(), piece.end, Beside(piece.reading, sign))
    return piece


def with_part(text: str, piece: Piece) -> Piece:
    """Widen "June" to "late June" or "the first week of June", "2026" to "the end of 2026"."""
    if not isinstance(piece.reading, _PERIODS):
        return piece
    first = max(0, piece.start - _WINDOW)
    long = isinstance(piece.reading, _LONG) and not is_day(piece.reading)
    if long and (nth := _NTH_PART.search(text, first, piece.start)):
        return Piece(nth.start(), piece.end, NthIn(piece.reading, _NTH[nth["nth"].lower()], nth["unit"].lower()))
    before = _PART.search(text, first, piece.start)
    if before is None:
        return piece
    start = before.start()
    if before["adjective"]:
        word = PARTS[before["adjective"].lower().split()[-1]]
        if not isinstance(
            piece.reading, Decade | Century | Season
        ):  # the article of "the late June visit" is the visit's
            start = before.start("first") if before["first"] else before.start("adjective")
        part = f"{PARTS[before['first'].lower()]}-to-{word}" if before["first"] else word
    elif before["half"]:
        part = "first-half" if before["half"].lower() == "first" else "second-half"
    elif before["days"]:
        part = "start" if before["days"].lower() in {"first", "opening", "early"} else "end"
    else:
        part = PARTS[(before["noun"] or before["british"]).lower()]
    return Piece(start, piece.end, Part(piece.reading, part))
