"""A headline or clause as stance reads it: its words, and its parts between marks and joining words.

No parse is needed: headlines drop the articles, auxiliaries and stops that a parser lives on, and many print every word
with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.compare.positions.stance.lexicon import forms, idiom_at, idioms, lexicon, may_hold
from kb.wording import words_in

_MARKS = re.compile(r"[:;?!—–|,]|\s-\s|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line: the places of its words, and the marks around it (empty at a joining word)."""

    start: int
    end: int
    before: str
    after: str

    def __len__(self) -> int:
        """Count its words."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a headline or clause, folded, in order, where they stand in it, and its parts."""

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, text: str) -> Line:
        """Divide a text.

        >>> line = Line.of("Mayor resigns after audit: report")
        >>> [line.words[part.start : part.end] for part in line.parts]
        [('mayor', 'resigns'), ('after', 'audit'), ('report',)]
        """
        found = words_in(text)
        words = _without_idioms(tuple(word.text for word in found))
        gaps = [text[one.end : other.start] for one, other in pairwise(found)]
        marks = [_mark(gap) for gap in gaps]
        starts = [at for at in range(1, len(words)) if marks[at - 1] or _joins(words, at)]
        bounds = [0, *starts, len(words)] if words else []
        last = _mark(text[found[-1].end :]) if found else ""
        parts = tuple(
            Part(start, end, marks[start - 1] if start else "", marks[end - 1] if end < len(words) else last)
            for start, end in pairwise(bounds)
        )
        return cls(text, words, tuple((word.start, word.end) for word in found), parts)

    def within(self, part: Part) -> tuple[str, ...]:
        """Give the words of a part."""
        return self.words[part.start : part.end]

    def printed(self, part: Part) -> str:
        """Give a part as printed."""
        return self.text[self.spans[part.start][0] : self.spans[part.end - 1][1]]


def _without_idioms(words: tuple[str, ...]) -> tuple[str, ...]:
    """Put the word that a set phrase stands for in place of its first word, and "it" for the others."""
    if not may_hold(frozenset(form for word in words for form in forms(word)), idioms()):
        return words
    plain, at = list(words), 0
    while at < len(words):
        word, length = idiom_at(words, at)
        if length:
            plain[at : at + length] = [word, *["it"] * (length - 1)]
        at += length or 1
    return tuple(plain)


def _mark(gap: str) -> str:
    found = _MARKS.search(gap) if gap != " " else None
    return found[0].strip() if found else ""


def _joins(words: Sequence[str], at: int) -> bool:
    """Tell whether a word opens a clause of its own; "and" does before an auxiliary ("and will not …")."""
    if words[at] in lexicon().joining:
        return True
    return words[at] == "and" and at + 1 < len(words) and words[at + 1] in lexicon().auxiliary
