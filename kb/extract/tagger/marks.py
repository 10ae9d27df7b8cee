"""Contents without their quotation marks → with them, as they are printed.

The tagger learns spans without marks and light punctuation at their ends, because annotators differ there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kb.extract.fragments import Range
from kb.extract.parse import Paragraph
from kb.extract.quotations import opens_with_quotation, quotations_in

_LIGHT = " \t\u00a0\"'“”‘’„‚«»‹›`.,;:"  # between the last word and the mark


class Marks:
    """The quotations of an article, found by where their words begin and end."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        """Pair the marks of an article's parsed paragraphs, all of them, in order."""
        self._starts = [paragraph.start for paragraph in paragraphs]
        self._texts = [paragraph.text for paragraph in paragraphs]
        self._quotations = []
        for number, text in enumerate(self._texts):
            following = self._texts[number + 1] if number + 1 < len(self._texts) else ""
            self._quotations.append(quotations_in(text, reopened=opens_with_quotation(following)))

    def around(self, place: Range) -> Range:
        """Widen a range by the marks of quotations that begin or end with it, and by light punctuation before those."""
        number = max(0, bisect_right(self._starts, place[0]) - 1)
        offset, text = self._starts[number], self._texts[number]
        start, end = place[0] - offset, place[1] - offset
        for quoted in reversed(self._quotations[number]):  # inner before outer
            if quoted.start < start < quoted.end and not text[quoted.start : start].strip(_LIGHT):
                start = quoted.start
            if quoted.start < end < quoted.end and quoted.closed and not text[end : quoted.end].strip(_LIGHT):
                end = quoted.end
        return start + offset, end + offset
