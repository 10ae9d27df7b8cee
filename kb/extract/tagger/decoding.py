"""Scores of tags → spans: the best sequence of tags that is well formed.

Tags are BIOES: B begins a span, I goes on, E ends it, S is a span of one word, O is none. Each word has one role: what
is reported inside another's words is left to the parse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Words = tuple[int, int]  # words [first, end)
Floats = NDArray[np.floating]
ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIES"))
NEVER = -1e4  # a score that no path takes


def may_follow(before: str, after: str) -> bool:
    """Tell whether one tag may stand right after another.

    >>> may_follow("B-cue", "E-cue"), may_follow("B-cue", "O")
    (True, False)
    """
    if before[0] in "BI":
        return after[0] in "IE" and after[2:] == before[2:]
    return after[0] in "OBS"


def may_begin(tag: str) -> bool:
    """Tell whether a text may begin with a tag."""
    return tag[0] in "OBS"


def may_end(tag: str) -> bool:
    """Tell whether a text may end with a tag."""
    return tag[0] in "OES"


def best_tags(scores: Floats, transitions: Floats) -> list[int]:
    """Give the best well-formed sequence of tags, as positions in :data:`TAGS` (Viterbi).

    Args:
        scores: For each word the score of each tag; shape (words, tags).
        transitions: Score of each tag right after each other one; shape (tags, tags), before by after; ``NEVER`` where
            it may not stand.
    """
    if not len(scores):
        return []
    begin = np.array([0.0 if may_begin(tag) else NEVER for tag in TAGS])
    end = np.array([0.0 if may_end(tag) else NEVER for tag in TAGS])
    best = scores[0] + begin  # 64 bits from here on: over a long text, the sum would drown what one word says
    came: list[NDArray[np.intp]] = []
    across = np.arange(len(TAGS))
    for row in scores[1:]:
        paths = best[:, None] + transitions
        before = paths.argmax(axis=0)
        came.append(before)
        best = paths[before, across] + row
    tags = [int((best + end).argmax())]
    for before in reversed(came):
        tags.append(int(before[tags[-1]]))
    return tags[::-1]


def spans_of(tags: Sequence[int]) -> Iterator[tuple[str, Words]]:
    """Give the role and the words of each span in a well-formed sequence, in order."""
    first = 0
    for word, number in enumerate(tags):
        place, role = TAGS[number][0], TAGS[number][2:]
        if place in "BS":
            first = word
        if place in "ES":
            yield role, (first, word + 1)
