"""Pieces of time in a text: every pattern's matches, the longest of those that overlap."""

from __future__ import annotations

from kb.resolve.dates import (
    clock_words,
    date_words,
    figure_words,
    length_words,
    period_words,
    relative_words,
    told_words,
    vague_words,
    year_words,
)
from kb.resolve.dates.composed import Range
from kb.resolve.dates.joined import joined
from kb.resolve.dates.lengths import LengthRange
from kb.resolve.dates.nearby import Nearby
from kb.resolve.dates.numeric import in_one_order
from kb.resolve.dates.pattern import Piece, Words

_PATTERNS = Nearby(
    (
        *date_words.PATTERNS,
        *figure_words.PATTERNS,
        *year_words.PATTERNS,
        *period_words.PATTERNS,
        *relative_words.PATTERNS,
        *told_words.PATTERNS,
        *vague_words.PATTERNS,
        *clock_words.PATTERNS,
        *length_words.PATTERNS,
    )
)


def _matches(text: str, start: int, end: int) -> list[tuple[int, int, int, Piece]]:
    found = []
    for order, pattern, words in _PATTERNS.matches(text, start, end):
        reading = pattern.read(words)
        if reading is not None:
            begin, stop = words.span(pattern.piece)
            piece = Piece(begin, stop, reading, _ends(words) if isinstance(reading, Range | LengthRange) else ())
            found.append((begin, -(stop - begin), order, piece))
    return sorted(found, key=lambda match: match[:3])


def _ends(words: Words) -> tuple[tuple[int, int], ...]:
    """Give the two ends of a range that one pattern found: "Sept. 28-29", "2015-2019"."""
    link = words.re.groupindex
    first, last = ("first", "last") if "first" in link else ("day", "day2")
    return (words.start(), words.end(first)), (words.start(last), words.end())


def pieces_in(text: str, start: int, end: int) -> list[Piece]:
    """Give the time pieces between two offsets, in order, none overlapping.

    Of matches that overlap the one that begins first stays, and of those the longest.
    """
    kept: list[Piece] = []
    for _, _, _, piece in _matches(text, start, end):
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    return joined(text, in_one_order(kept))
