"""Dates in figures, whose day and month may change places: "3/4/2021", "30/4/2021", "03-04-2021"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.resolve.dates.meaning import Meaning, Setting
from kb.resolve.dates.pattern import Piece
from kb.resolve.dates.points import Point, ShortYear


@dataclass(frozen=True, slots=True)
class Numeric:
    """Two numbers and a year in the order of print.

    ``day_first`` is ``None`` where the numbers do not show it; a year below 100 was printed with two digits.
    """

    first: int
    second: int
    year: int
    day_first: bool | None

    def point(self) -> Point | ShortYear:
        """Give the date; while the order is not known it stays swappable."""
        month, day = (self.second, self.first) if self.day_first else (self.first, self.second)
        swappable = self.day_first is None
        if self.year < 100:
            return ShortYear(self.year, month, day, swappable)
        return Point(self.year, month, day, swappable=swappable)

    def meaning(self, at: Setting) -> Meaning:
        """Resolve as the date it is."""
        return self.point().meaning(at)


def in_one_order(pieces: Iterable[Piece]) -> list[Piece]:
    """Give the pieces with numeric dates read alike: where one says 30/4/2021, the day comes first in 3/4/2021 too."""
    found = list(pieces)
    shown = {piece.reading.day_first for piece in found if isinstance(piece.reading, Numeric)} - {None}
    order = shown.pop() if len(shown) == 1 else None
    return [
        replace(piece, reading=_ordered(piece.reading, order)) if isinstance(piece.reading, Numeric) else piece
        for piece in found
    ]


def _ordered(date: Numeric, order: bool | None) -> Point | ShortYear:
    return (date if date.day_first is not None else replace(date, day_first=order)).point()
