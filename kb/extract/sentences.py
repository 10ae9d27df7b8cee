"""Sentences as a reader of quotations sees them: one quotation is never cut in two.

A parser ends a sentence at every full stop, also inside quotation marks, and so parts the first half of a
quotation from the words that say whose it is. Units put such sentences together again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.parse import Paragraph
from kb.extract.quotations import Quotation, opens_with_quotation, quotations_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, or several that one quotation covers.

    Attributes:
        paragraph: Where it stands; offsets below count in ``paragraph.text``.
        tokens: Its tokens, outer white space left out.
        quotations: The outermost quotations that share a character with it.
        marks: The same and those inside them.
    """

    paragraph: Paragraph
    tokens: Tokens
    quotations: tuple[Quotation, ...]
    marks: tuple[Quotation, ...]

    @property
    def start(self) -> int:
        """Offset of its first character in the paragraph."""
        return int(self.tokens.start_char)

    @property
    def end(self) -> int:
        """One past its last character in the paragraph."""
        return int(self.tokens.end_char)

    def quotation_at(self, offset: int) -> Quotation | None:
        """Give the outermost quotation that holds a character, or None."""
        return next((quoted for quoted in self.quotations if quoted.start <= offset < quoted.end), None)

    @property
    def outside(self) -> str:
        """The words outside all quotations, stripped of white space and light punctuation."""
        kept, at = [], self.start
        for quoted in self.quotations:
            kept.append(self.paragraph.text[at : max(at, quoted.start)])
            at = max(at, quoted.end)
        kept.append(self.paragraph.text[at : self.end])
        return " ".join(kept).strip(" \t\u00a0.,;:-–—…")


def units_in(paragraphs: Iterable[Paragraph]) -> Iterator[Unit]:
    """Give the units of an article's paragraphs, in order."""
    listed = list(paragraphs)
    for number, paragraph in enumerate(listed):
        following = listed[number + 1].text if number + 1 < len(listed) else ""
        yield from units_of(paragraph, following)


def units_of(paragraph: Paragraph, following: str) -> Iterator[Unit]:
    """Give the units of a paragraph, in order.

    Args:
        paragraph: A parsed paragraph.
        following: The text of the next paragraph: a long quotation is left open and reopened there.
    """
    doc = paragraph.doc
    marks = quotations_in(paragraph.text, reopened=opens_with_quotation(following))
    outermost = [quoted for quoted in marks if quoted.depth == 0]
    left = 0
    for sentence in doc.sents:
        right = _outside_marks(doc, sentence.end, outermost)
        inside = right < len(doc) and any(quoted.start < doc[right].idx < quoted.end for quoted in outermost)
        if inside or right <= left:
            continue  # the boundary lies inside a quotation
        unit = _unit(paragraph, left, right, marks)
        left = right
        if unit:
            yield unit
    rest = _unit(paragraph, left, len(doc), marks)
    if rest:
        yield rest


def _outside_marks(doc: Doc, boundary: int, outermost: Sequence[Quotation]) -> int:
    """Move a boundary off quotation marks: an opening one starts the next sentence, a closing one ends this."""
    opening = {quoted.start for quoted in outermost}
    while boundary > 1 and doc[boundary - 1].idx in opening and doc[boundary - 1].is_punct:
        boundary -= 1
    while boundary < len(doc) and (
        doc[boundary].is_space or any(_closes(doc[boundary], quoted) for quoted in outermost if quoted.closed)
    ):
        boundary += 1
    return boundary


def _closes(token: Token, quoted: Quotation) -> bool:
    end = token.idx + len(token)
    return bool(token.is_punct or token.is_quote) and quoted.start < token.idx and quoted.end - 2 <= end <= quoted.end


def _unit(paragraph: Paragraph, left: int, right: int, marks: Sequence[Quotation]) -> Unit | None:
    doc = paragraph.doc
    while left < right and doc[left].is_space:
        left += 1
    while left < right and doc[right - 1].is_space:
        right -= 1
    if left >= right:
        return None
    tokens = doc[left:right]
    touched = tuple(quoted for quoted in marks if quoted.start < tokens.end_char and tokens.start_char < quoted.end)
    return Unit(paragraph, tokens, tuple(quoted for quoted in touched if quoted.depth == 0), touched)
