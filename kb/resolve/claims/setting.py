"""The article that a clause stands in: when it was printed, and the words that tell what it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from kb.resolve.claims.lazy import once
from kb.resolve.same_event.telling import Vector, cosine

ONE_STORY = 0.4
"""Likeness of two articles, from which on they report one set of events."""

_NOTE = 30  # different words of an article, below which they do not tell its story
_WEEK = 7  # days between two notes that may report one thing
_GIST = 12  # words of an article that only another print of it has, all of them


@dataclass(frozen=True, eq=False)
class Setting:
    """The article that a clause stands in.

    Attributes:
        article: Its identifier.
        published: Its day, where known.
        words: Its words, weighed; what two articles are compared by.
    """

    article: str
    published: date | None = None
    words: Vector = field(default_factory=dict)

    @property
    def month(self) -> str:
        """Give the month of publication, as ``2021-10``, or the empty string."""
        return self.published.isoformat()[:7] if self.published else ""

    @once
    def gist(self) -> tuple[str, ...]:
        """Give its weightiest words, which prints of one text have in common."""
        return tuple(sorted(sorted(self.words, key=lambda word: (-self.words[word], word))[:_GIST]))


@lru_cache(maxsize=1 << 16)
def likeness(left: Setting, right: Setting) -> float:
    """Give how alike two articles are in words and names, 0 to 1; of two notes of one week nobody can tell."""
    if left.article == right.article:
        return 1.0
    found = cosine(left.words, right.words)
    short = min(len(left.words), len(right.words)) < _NOTE
    return max(found, ONE_STORY) if short and _of_one_week(left.published, right.published) else found


def _of_one_week(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= _WEEK
