"""Two ends put together: "1994 to 1997", "9 a.m. to 5 p.m.", "between May and June", "Tuesday and Wednesday"."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.resolve.dates.composed import Part, Range, TimeOfDay
from kb.resolve.dates.lexicon import DASH
from kb.resolve.dates.meaning import Reading
from kb.resolve.dates.pattern import Piece
from kb.resolve.dates.periods import Decade, Quarter, Season
from kb.resolve.dates.points import Point
from kb.resolve.dates.relative import Weekday
from kb.resolve.numbers.numerals import GAP

_WINDOW = 40  # characters between two ends that a rule looks at
_THROUGH = re.compile(rf"(?:{GAP}(?:to|through|until|till|thru){GAP}|{GAP}?{DASH}{GAP}?)")
_AND = re.compile(rf"{GAP}and{GAP}(?:on{GAP})?")
_BETWEEN = re.compile(rf"\bbetween{GAP}\Z", re.IGNORECASE)


def range_of(between: str, left: Piece, right: Piece) -> Reading | None:
    """Join the two ends of "1994 to 1997", "Friday through Monday", "Sept. 28-Oct. 2", "9 a.m. to 5 p.m."."""
    first, last = left.reading, right.reading
    if not _THROUGH.fullmatch(between):
        return None
    if isinstance(first, TimeOfDay) and isinstance(last, TimeOfDay) and first.exact and last.exact:
        return Range(_on_day_of(first, last), _on_day_of(last, first))
    if not all(isinstance(end, Point | Weekday | Season | Quarter | Decade | Part) for end in (first, last)):
        return None
    return Range(first, last, filled=True) if _kind(first) == _kind(last) else None


def _on_day_of(clock: Reading, other: Reading) -> Reading:
    """Give a time of day without a day or zone those of the other end: "9 a.m. to 5 p.m. EST Friday"."""
    if not (isinstance(clock, TimeOfDay) and isinstance(other, TimeOfDay)):
        return clock
    return replace(clock, of=clock.of or other.of, zone=clock.zone or other.zone)


def _kind(reading: Reading) -> tuple[type, bool, bool]:
    """Tell dates, months and years apart: only like ends make a range."""
    inner = reading.of if isinstance(reading, Part) else reading
    point = inner if isinstance(inner, Point) else Point()
    return type(inner), point.day is not None, point.month is not None


def pair_of_days(between: str, left: Piece, right: Piece) -> Reading | None:
    """Join "Tuesday and Wednesday": two days in a row are one stretch, other pairs are two times."""
    first, second = left.reading, right.reading
    if not (isinstance(first, Weekday) and isinstance(second, Weekday) and _AND.fullmatch(between)):
        return None
    following = (first.index + 1) % 7 == second.index and not second.pick
    return Range(first, replace(second, pick=first.pick), filled=True) if following else None


def between(text: str, pieces: list[Piece]) -> list[Piece]:
    """Join "between 1994 and 1997": something happened within."""
    found: list[Piece] = []
    for piece in pieces:
        left = found[-1] if found else None
        if (
            left
            and isinstance(left.reading, Point | Weekday | Season | TimeOfDay)
            and isinstance(piece.reading, Point | Weekday | Season | TimeOfDay)
            and _AND.fullmatch(text[left.end : piece.start][:_WINDOW])
            and _kind(left.reading) == _kind(piece.reading)
            and _BETWEEN.search(text, max(0, left.start - 12), left.start)
        ):
            ends = ((left.start, left.end), (piece.start, piece.end))
            found[-1] = Piece(
                left.start, piece.end, Range(_on_day_of(left.reading, piece.reading), piece.reading), ends
            )
        else:
            found.append(piece)
    return found
