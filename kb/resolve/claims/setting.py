"""The article that a clause stands in: when it was printed, and the words that tell what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from kb.resolve.claims.lazy import once
from kb.resolve.same_event.telling import Vector, cosine, telling

ONE_STORY = 0.4
"""Likeness of two articles, from which on they report one set of events."""

_NOTE = 30  # different words of an article, below which they do not tell its story
_ONE_NAME = 0.6  # weight of the names that two notes share: a rare one, or two that many have ("Paris", "Smith")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_WEEK = 7  # days between two notes that may report one thing
_GIST = 12  # words of an article that only another print of it has, all of them


@dataclass(frozen=True, eq=False)
class Setting:
    """The article that a clause stands in.

    Attributes:
        article: Its identifier.
        published: Its day, where known.
        words: Its words, weighed; what two articles are compared by.
        marks: Words of names, and numbers, of a note that is too short for its words to tell what it is about.
        lacking: The text is not at hand, so the words are those of its statements alone.
    """

    article: str
    published: date | None = None
    words: Vector = field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    lacking: bool = False

    @classmethod
    def of(
        cls, article: str, published: date | None, words: Vector, marks: Iterable[str] = (), *, lacking: bool = False
    ) -> Setting:
        """Make one; ``marks`` are only looked at where the words are few."""
        return cls(article, published, words, frozenset(marks) if len(words) < _NOTE else frozenset(), lacking)

    @property
    def month(self) -> str:
        """Give the month of publication, as ``2021-10``, or the empty string."""
        return self.published.isoformat()[:7] if self.published else ""

    @once
    def gist(self) -> tuple[str, ...]:
        """Give its weightiest words, which prints of one text have in common."""
        return tuple(sorted(sorted(self.words, key=lambda word: (-self.words[word], word))[:_GIST]))


@lru_cache(maxsize=1 << 12)
def likeness(left: Setting, right: Setting) -> float:
    """Give how alike two articles are in words and names, 0 to 1.

    The words of a note do not tell: many a library opens on Sundays. With a telling name or number in common, two notes
    of one week have one story; so have two of whose texts one is not at hand, for what it shares cannot be known.
    """
    if left.article == right.article:
        return 1.0
    found = cosine(left.words, right.words)
    sides = [(one, other) for one, other in ((left, right), (right, left)) if len(one.words) < _NOTE]
    marked = any(one.lacking or other.lacking or _shares_a_mark(one, other) for one, other in sides)
    return max(found, ONE_STORY) if marked and _of_one_week(left.published, right.published) else found


def _shares_a_mark(note: Setting, other: Setting) -> bool:
    """Tell whether another article has a number of a note, or names that few have."""
    shared = note.marks & other.words.keys()
    if any(word[0].isdigit() and len(word) > 1 and not _YEAR.fullmatch(word) for word in shared):
        return True
    return sum(telling(word) for word in sorted(shared) if not word[0].isdigit()) >= _ONE_NAME


def _of_one_week(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= _WEEK
