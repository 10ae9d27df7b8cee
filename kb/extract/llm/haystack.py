"""A text in which words are looked up exactly, but for white space and the shape of quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from kb.extract.fragments import Range

# Models set straight marks for curly ones and the other way round; no other sign may differ.
_DOUBLE = frozenset('“”„‟«»"')
_SINGLE = frozenset("‘’‚‛'`´")
_SENTENCE_END = re.compile(r"[.!?…]+[\"')\]]*(?= )")
_SENTENCE, _PIECE = 100, 400  # characters that a boundary counts as: an attribution seldom reaches across one
_PAIRED = frozenset({"''", "``"})  # typewriters' and TeX's double marks


def normalised(text: str) -> tuple[str, list[int], list[int]]:
    """Give a text with one kind of space and of quotation mark, and where each of its signs came from.

    Returns:
        The text; for each character of it, where it starts in the original; and where it ends.

    >>> normalised("“No,”  said")[0]
    '"No," said'
    """
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        sign, end = text[at], at + 1
        if sign.isspace():
            while end < len(text) and text[end].isspace():
                end += 1
            sign = " "
        elif text[at : at + 2] in _PAIRED:
            sign, end = '"', at + 2
        elif sign in _DOUBLE:
            sign = '"'
        elif sign in _SINGLE:
            sign = "'"
        signs.append(sign)
        starts.append(at)
        ends.append(end)
        at = end
    return "".join(signs), starts, ends


class Haystack:
    """Pieces of an article, searched as one text: between two pieces stands white space."""

    def __init__(self, pieces: Iterable[tuple[int, str]]) -> None:
        """Normalise the pieces.

        Args:
            pieces: Offset in the article and words of each, in order.
        """
        texts: list[str] = []
        joints: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        for offset, piece in pieces:
            if texts:
                joints.append(self._ends[-1])
                texts.append(" ")
                self._starts.append(self._ends[-1])
                self._ends.append(offset)
            text, starts, ends = normalised(piece)
            texts.append(text)
            self._starts.extend(start + offset for start in starts)
            self._ends.extend(end + offset for end in ends)
        self._text = "".join(texts)
        stops = [self._ends[match.end() - 1] for match in _SENTENCE_END.finditer(self._text)]
        weighed = sorted([*((stop, _SENTENCE) for stop in stops), *((joint, _PIECE) for joint in joints)])
        self._edges = [at for at, _ in weighed]
        self._costs = [0, *accumulate(cost for _, cost in weighed)]

    def gap(self, left: Range, right: Range) -> int:
        """Give how far apart two ranges are that do not overlap, in characters; sentences and pieces part them more."""
        (_, end), (start, _) = sorted((left, right))
        return start - end + self._costs[bisect_right(self._edges, start)] - self._costs[bisect_left(self._edges, end)]

    def places(self, words: str) -> tuple[Range, ...]:
        """Give every occurrence of some words, as ranges of the article, in order; none cuts a word in two."""
        needle = normalised(words)[0].strip()
        if not needle:
            return ()
        return tuple((self._starts[at], self._ends[at + len(needle) - 1]) for at in self._found(needle))

    def _found(self, needle: str) -> Iterator[int]:
        at = self._text.find(needle)
        while at >= 0:
            after = at + len(needle)
            if not self._cuts_a_word(at) and not self._cuts_a_word(after):
                yield at
            at = self._text.find(needle, at + 1)

    def _cuts_a_word(self, at: int) -> bool:
        return 0 < at < len(self._text) and self._text[at - 1].isalnum() and self._text[at].isalnum()
