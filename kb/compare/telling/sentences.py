"""Sentences, roughly: the stretch of text in which names and a clause belong together."""

from __future__ import annotations

import re
from bisect import bisect_right

from kb.compare.source import Source
from kb.model import Article

_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Capt|Maj|Sgt|Adm|Cmdr|Gov|Sen|Rep|Reps|Sens|St|No|vs|Jr|Sr|Inc|Co|Corp|Ltd|Jan|Feb|Mar|Apr|Aug|Sept?"
    r"|Oct|Nov|Dec)|\b[A-Z]|\.[A-Za-z])\.$"
)


def sentences_of(source: Source) -> Sentences:
    """Give the sentences of an article; ask for them through ``source.once(sentences_of)``: most finders need them."""
    return Sentences(source.record.article)


class Sentences:
    """The sentences of an article, found by their offsets. Without its text, an article has no sentences."""

    def __init__(self, article: Article) -> None:
        """Cut the text after marks that end a sentence, and at line breaks."""
        self._starts = [0]
        for match in _END.finditer(article.body):
            line_break = match[0][0] == "\n"
            if line_break or not _ABBREVIATION.search(article.body[max(0, match.start() - 6) : match.start() + 1]):
                self._starts.append(match.end())
        self._body = article.body

    def at(self, offset: int) -> int:
        """Give the number of the sentence that an offset lies in; -1 without a text."""
        return bisect_right(self._starts, offset) - 1 if self._body else -1

    def start(self, number: int) -> int:
        """Give the offset of a sentence."""
        return self._starts[number] if number >= 0 else 0

    def text(self, number: int) -> str:
        """Give the words of a sentence."""
        if number < 0:
            return ""
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._body)
        return self._body[self._starts[number] : end]
