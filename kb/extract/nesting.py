"""Which attribution was made inside another's content."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kb.extract.attribution import Attribution
from kb.extract.fragments import Range


class Nesting:
    """The attributions of an article, findable by place.

    Ranges never cross paragraphs, so looking in one paragraph at a time keeps long texts cheap.
    """

    def __init__(self, attributions: Iterable[Attribution], paragraph_starts: Sequence[int]) -> None:
        """Sort the ranges of the attributions into their paragraphs."""
        self._starts = paragraph_starts
        self._contents: dict[int, list[tuple[Range, Attribution]]] = defaultdict(list)
        self._all: dict[int, list[tuple[Range, Attribution]]] = defaultdict(list)
        for attribution in attributions:
            for place in attribution.content:
                self._contents[self._paragraph(place)].append((place, attribution))
            for place in (*attribution.source, *attribution.cue, *attribution.content):
                self._all[self._paragraph(place)].append((place, attribution))

    def parent(self, attribution: Attribution) -> Attribution | None:
        """Give the attribution with the shortest content around the cue; it is longer than the inner content."""
        start, end = attribution.place
        around = [
            other
            for (left, right), other in self._contents[self._paragraph(attribution.place)]
            if left <= start and end <= right and other.length > attribution.length
        ]
        return min(around, key=lambda other: (other.length, other.cue), default=None)

    def touching(self, start: int, end: int) -> list[Attribution]:
        """Give the attributions that share a character with a range of one paragraph."""
        found = self._all[self._paragraph((start, end))]
        return [attribution for (left, right), attribution in found if left < end and start < right]

    def _paragraph(self, place: Range) -> int:
        return bisect_right(self._starts, place[0]) - 1
