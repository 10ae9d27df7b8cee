"""How one kind of time expression looks and is read; the tables are in the ``…_words`` modules.

A pattern finds a *piece* ("Thursday", "June", "last year", "10 p.m."); :mod:`.joined` puts pieces
together ("10 p.m. Thursday", "June last year", "the end of 2026").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kb.resolve.dates.meaning import Reading

Words = re.Match[str]


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

    The piece is the group ``t`` where the expression has one, else the whole match.
    """

    expression: re.Pattern[str]
    read: Callable[[Words], Reading | None]


def pattern(expression: str, read: Callable[[Words], Reading | None]) -> Pattern:
    """Compile a pattern that begins at the start of a word."""
    return Pattern(re.compile(rf"(?<![\w]){expression}"), read)
