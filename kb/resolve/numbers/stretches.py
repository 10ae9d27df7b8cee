"""Where in a text numbers are worth looking for: around figures and the words that numbers are made of.

News has a number every thirty words or so; trying every pattern at every character would cost more than finding the few
places where one can match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.resolve.numbers.numerals import CARDINALS, MULTIPLIERS, ORDINALS

Stretch = tuple[int, int]

_BEFORE, _AFTER = 50, 80  # characters that an expression may take around its telling word
_CONTEXT = 30  # of those after it, the last ones are only looked ahead to
_RUN = re.compile(r"[^\W\d_]+|[0-9½¼¾]")
_WORDS = frozenset(
    [*CARDINALS, *MULTIPLIERS, *ORDINALS, "half", "halve", "quarter", "fourth", "hundredth", "score", "twice", "thrice"]
)
_TELLING = _WORDS | {f"{word}s" for word in _WORDS} | {f"{word}fold" for word in _WORDS} | {"halves", "tens"}


def stretches_in(text: str, start: int, end: int) -> tuple[Stretch, ...]:
    """Give the stretches between two offsets that hold a telling word, in order and apart from one another."""
    found: list[Stretch] = []
    for run in _RUN.finditer(text, start, end):
        word = run[0]
        if len(word) > 1 and word.lower() not in _TELLING:
            continue
        if len(word) == 1 and word.isalpha():
            continue
        first, last = max(start, run.start() - _BEFORE), min(end, run.end() + _AFTER)
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return tuple(found)


def matches(pattern: re.Pattern[str], text: str, stretches: tuple[Stretch, ...], end: int) -> Iterator[re.Match[str]]:
    """Give the matches of a pattern in some stretches of a text that is read up to an end.

    What begins at the very end of a stretch has no telling word, or the stretch would go on.
    """
    for first, last in stretches:
        for found in pattern.finditer(text, first, last):
            if last == end or found.end() <= last - _CONTEXT:
                yield found
