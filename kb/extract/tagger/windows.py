"""Stretches of whole sentences, short enough for the network, that overlap so that every word is read in context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

Window = tuple[int, int]  # words [first, end)


class Cutter:
    """Cuts one article into windows."""

    def __init__(self, sentences: Sequence[int], pieces: Sequence[int], longest: int) -> None:
        """Choose what to cut.

        Args:
            sentences: Number of the first word of each sentence, ascending, from 0; empty when there are no words.
            pieces: How many pieces each word has.
            longest: Most pieces of a window.
        """
        self._bounds = [*sentences, len(pieces)]
        self._before = list(accumulate(pieces, initial=0))
        self._longest = longest

    def _size(self, first: int, end: int) -> int:
        return self._before[end] - self._before[first]

    def windows(self, *, overlap: int = 0, first: int | None = None) -> Iterator[Window]:
        """Give windows that cover all words, in order.

        Args:
            overlap: Most pieces of whole sentences that a window shares with the one before.
            first: Most pieces of the first window, so that training can cut elsewhere each time.
        """
        bounds, last = self._bounds, len(self._bounds) - 1
        left, longest = 0, min(first or self._longest, self._longest)
        while left < last:
            right = left + 1
            while right < last and self._size(bounds[left], bounds[right + 1]) <= longest:
                right += 1
            yield from self._shortened(bounds[left], bounds[right])
            if right >= last:
                return
            back = right
            while (
                back > left + 1
                and self._size(bounds[back - 1], bounds[right]) <= overlap
                and self._size(bounds[back - 1], bounds[right + 1]) <= self._longest  # else it would bring nothing new
            ):
                back -= 1
            left, longest = back, self._longest

    def _shortened(self, first: int, end: int) -> Iterator[Window]:
        """Cut a sentence that is longer than any window, wherever it is full; a word is never cut."""
        while end > first + 1 and self._size(first, end) > self._longest:
            cut = first + 1
            while self._size(first, cut + 1) <= self._longest:
                cut += 1
            yield first, cut
            first = cut
        yield first, end


def centrality(window: Window, words: int) -> list[int]:
    """Give for each word of a window how far it is from the nearer edge; the edges of the text are no edges."""
    first, end = window
    far = 2 * words
    return [min(word - first if first else far, end - 1 - word if end < words else far) for word in range(first, end)]
