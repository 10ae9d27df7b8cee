"""How one kind of time expression looks and is read; the tables are in the ``…_words`` modules.

A pattern finds a *piece* ("Thursday", "June", "last year", "10 p.m."); :mod:`.joined` puts pieces
together ("10 p.m. Thursday", "June last year", "the end of 2026"). Each pattern names the words of
which every match has one, so that :mod:`.nearby` need try it only around those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kb.resolve.dates.meaning import Reading

Words = re.Match[str]

YEAR_FIGURE = ("####",)
SHORT_FIGURE = ("#", "##")
"""Figures stand for themselves as so many number signs."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words ``[start, end)`` of a text that say something about time; a range knows where its two ends are."""

    start: int
    end: int
    reading: Reading
    ends: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """An expression and its reader, which may turn a match down with ``None``.

    The piece is the group ``t`` where the expression has one, else the whole match. ``words`` are runs of
    letters (in lower case: any case) or figures (``##``), one of which stands in every match.
    """

    expression: re.Pattern[str]
    read: Callable[[Words], Reading | None]
    words: frozenset[str]

    @property
    def piece(self) -> str | int:
        """Give the group that is the piece."""
        return "t" if "t" in self.expression.groupindex else 0


def pattern(expression: str, read: Callable[[Words], Reading | None], words: Iterable[str]) -> Pattern:
    """Compile a pattern that begins at the start of a word."""
    return Pattern(re.compile(rf"(?<![\w]){expression}"), read, frozenset(words))
