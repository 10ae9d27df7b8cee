"""Where in a text which patterns are worth trying: around the words that none of their matches lacks.

News holds a time every fifty words or so, and every pattern at every character would be slow. One
pass over runs of letters and figures finds the telling words; each pattern is then tried around its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kb.resolve.dates.pattern import Pattern

_BEFORE, _AFTER = 120, 90  # characters around a telling word that its expression may take: "no more than two hundred …"
_CONTEXT = 30  # of those after it, the last ones are only looked ahead to
_RUN = re.compile(r"[A-Za-z]+|[0-9]+")

Stretch = tuple[int, int]


class Nearby:
    """Patterns by their telling words."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        telling: dict[str, list[int]] = {}
        for number, pattern in enumerate(self._patterns):
            for word in sorted(pattern.words):
                telling.setdefault(word, []).append(number)
        # "May" tells what "may" does, and that it is a month besides.
        self._telling: Mapping[str, tuple[int, ...]] = {
            word: tuple(sorted({*numbers, *telling.get(word.lower(), ())})) for word, numbers in telling.items()
        }

    def matches(self, text: str, start: int, end: int) -> Iterator[tuple[int, Pattern, re.Match[str]]]:
        """Give the matches of all patterns between two offsets, each with the pattern and its number."""
        for number, stretches in sorted(self._stretches(text, start, end).items()):
            pattern = self._patterns[number]
            for first, last in stretches:
                for found in pattern.expression.finditer(text, first, last):
                    if last == end or found.end() <= last - _CONTEXT:
                        yield number, pattern, found

    def _stretches(self, text: str, start: int, end: int) -> Mapping[int, list[Stretch]]:
        """Give the stretches in which each pattern is worth trying, in order and apart from one another."""
        stretches: dict[int, list[Stretch]] = {}
        for run in _RUN.finditer(text, start, end):
            word = run[0]
            if word[0] <= "9":
                word = "#" * len(word)
            numbers = self._telling.get(word) or self._telling.get(word.lower())
            if not numbers:
                continue
            first, last = max(start, run.start() - _BEFORE), min(end, run.end() + _AFTER)
            for number in numbers:
                own = stretches.setdefault(number, [])
                if own and first <= own[-1][1]:
                    own[-1] = (own[-1][0], last)
                else:
                    own.append((first, last))
        return stretches
