"""The words of a parsed article, and what the network is told of each beside its letters.

A word is a run of letters and digits, or a single other sign, so that a quotation mark or a dash never hides the edge
of a span. What it is told of comes from the print (case, quotation marks, line breaks) and from the parse (part of
speech, relation to its head, and which phrases begin and end at it: where a clause ends, a content often does).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.fragments import Range
from kb.extract.parse import Paragraph
from kb.extract.quotations import opens_with_quotation, quotations_in

if TYPE_CHECKING:
    from spacy.tokens import Doc

COLUMNS = ("case", "quote", "break", "part", "tag", "relation", "opens", "closes")
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article, in order.

    Attributes:
        texts: Each word as it is printed.
        places: Its range in the article's body.
        told: For each word, one value for each of :data:`COLUMNS`.
        sentences: Number of the first word of each sentence, ascending, from 0.
    """

    texts: tuple[str, ...]
    places: tuple[Range, ...]
    told: tuple[tuple[str, ...], ...]
    sentences: tuple[int, ...]

    def __len__(self) -> int:
        """Count the words."""
        return len(self.texts)

    def place(self, first: int, end: int) -> Range:
        """Give the range in the body of the words ``[first, end)``."""
        return self.places[first][0], self.places[end - 1][1]


def words_of(paragraphs: Sequence[Paragraph]) -> Words:
    """Give the words of an article's parsed paragraphs."""
    texts: list[str] = []
    places: list[Range] = []
    told: list[tuple[str, ...]] = []
    sentences: list[int] = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1].text if number + 1 < len(paragraphs) else ""
        marks = _marks(paragraph.text, reopened=opens_with_quotation(following))
        parsed = _Parsed(paragraph.doc)
        for place, match in enumerate(_WORD.finditer(paragraph.text)):
            start, end = match.span()
            at = parsed.token_at(start)
            begins, ends = parsed.begins(at, start), parsed.ends(at, end)
            fresh = "line" if place == 0 else "sentence" if begins and parsed.starts_sentence(at) else ""
            if fresh:
                sentences.append(len(texts))
            texts.append(match.group())
            places.append((paragraph.start + start, paragraph.start + end))
            told.append(
                (
                    case_of(match.group()),
                    marks[start],
                    fresh,
                    *parsed.labels[at],
                    parsed.opening[at] if begins else "",
                    parsed.closing[at] if ends else "",
                )
            )
    return Words(tuple(texts), tuple(places), tuple(told), tuple(sentences))


def case_of(word: str) -> str:
    """Tell how a word is set.

    >>> [case_of(word) for word in ("U", "UN", "Peru", "peru", "iPad", "7", "-")]
    ['Title', 'UPPER', 'Title', 'lower', 'miXed', 'number', 'sign']
    """
    if word.isdigit():
        return "number"
    if not word[0].isalnum():
        return "sign"
    if word.islower():
        return "lower"
    if word.isupper():
        return "UPPER" if len(word) > 1 else "Title"
    return "Title" if word[0].isupper() and word[1:].islower() else "miXed"


def _marks(text: str, *, reopened: bool) -> list[str]:
    """Tell for each character of a paragraph whether it stands in quotation marks."""
    states = [""] * len(text)
    for quoted in quotations_in(text, reopened=reopened):  # outer before inner
        state = "within" if quoted.depth else "quoted" if quoted.closed else "open"
        states[quoted.start : quoted.end] = [state] * (quoted.end - quoted.start)
    return states


class _Parsed:
    """One paragraph's parse, looked up by character and by token."""

    def __init__(self, doc: Doc) -> None:
        self.starts: list[int] = [token.idx for token in doc]
        self.lengths: list[int] = [len(token.text) for token in doc]
        self.labels = [(token.pos_, token.tag_, token.dep_) for token in doc]
        self.fresh = [bool(token.is_sent_start) for token in doc]
        edges = [(token.left_edge.i, token.right_edge.i) for token in doc]
        self.opening = self._widest(doc, ((left, right - left) for left, right in edges))
        self.closing = self._widest(doc, ((right, right - left) for left, right in edges))

    @staticmethod
    def _widest(doc: Doc, spans: Iterable[tuple[int, int]]) -> list[str]:
        """Give, for each token, the relation of the widest phrase that has its edge there."""
        widest, relations = [-1] * len(doc), [""] * len(doc)
        for token, (edge, width) in zip(doc, spans, strict=True):
            if width > widest[edge]:
                widest[edge], relations[edge] = width, token.dep_
        return relations

    def token_at(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def begins(self, at: int, start: int) -> bool:
        return start <= self.starts[at]

    def ends(self, at: int, end: int) -> bool:
        return end >= self.starts[at] + self.lengths[at]

    def starts_sentence(self, at: int) -> bool:
        return self.fresh[at]
