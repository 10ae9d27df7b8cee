"""Attributions → a reading: statements with their kinds, parents, propositions and mentions, from a dependency parse.

What every extractor shares. Extractors differ in how they find attributions; what an attribution becomes, and what the
narrator says beside it, is read off the parse in one way, so that their statements can be compared one to one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kb import ids
from kb.extract.attribution import BESIDE, Attribution
from kb.extract.continuations import Read
from kb.extract.fragments import Range
from kb.extract.kinds import kind_of
from kb.extract.mentions import mentions_in
from kb.extract.narrators import narration_in
from kb.extract.nesting import Nesting
from kb.extract.parse import Paragraph
from kb.extract.propositions import propositions_in
from kb.extract.syntax import syntax_of
from kb.model import Article, Kind, Mention, Proposition, Reading, Span, Statement

_NARRATOR_WHOLE = 0.9  # nothing in the sentence was attributed
_NARRATOR_REST = 0.75  # what is left beside an attribution
_INSIDE = 0.9  # factor for an attribution inside another's content, where parses are worse


def reading_made(article: Article, paragraphs: Sequence[Paragraph], read: Iterable[Read]) -> Reading:
    """Make the reading of an article whose attributions are known.

    Args:
        article: The article.
        paragraphs: Its parsed paragraphs, all of them, in order.
        read: Each unit of the paragraphs, in order, with the attributions made in it; their offsets count in the
            article, their ranges are sorted and cross no paragraph, and none lacks a content. Two attributions with the
            same spans are one.

    Returns:
        The statements in order of their content, every mention of the article, and its syntax.
    """
    read = tuple(read)
    mentions = mentions_in(article.body, paragraphs)
    making = _Making(article, paragraphs, mentions)
    statements = {each.id: each for each in (*making.attributed(read), *making.narrated(read))}
    return Reading(
        tuple(sorted(statements.values(), key=lambda each: (each.content, each.id))), mentions, syntax_of(paragraphs)
    )


class _Making:
    """Makes the statements of one article."""

    def __init__(self, article: Article, paragraphs: Sequence[Paragraph], mentions: Sequence[Mention]) -> None:
        self.article, self.paragraphs = article, paragraphs
        self.starts = [paragraph.start for paragraph in paragraphs]
        self.mentions: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self.mentions[self._paragraph(mention.span.start)].append(mention)

    def attributed(self, read: Sequence[Read]) -> Iterator[Statement]:
        """Give one statement for each attribution, with the one it was made in as its parent."""
        nesting = Nesting((each for _, found in read for each in found), self.starts)
        quoted: dict[int, list[Range]] = defaultdict(list)
        for unit, _ in read:
            offset = unit.paragraph.start
            quoted[offset].extend((mark.start + offset, mark.end + offset) for mark in unit.marks)
        for _, found in read:
            for each in found:
                parent = nesting.parent(each)
                near = {self.starts[self._paragraph(start)] for start, _ in each.content}
                yield self._statement(
                    kind_of(self.article.body, each, (mark for start in sorted(near) for mark in quoted[start])),
                    each.content,
                    cue=each.cue,
                    source=each.source,
                    parent=self._id(parent) if parent else "",
                    confidence=round(each.confidence * (_INSIDE if parent else 1.0), 4),
                )

    def narrated(self, read: Sequence[Read]) -> Iterator[Statement]:
        """Give one narrator statement for each sentence that says something of its own."""
        nesting = Nesting((each for _, found in read for each in found), self.starts)
        for unit, _ in read:
            offset = unit.paragraph.start
            touching = nesting.touching(offset + unit.start, offset + unit.end)
            beside = [each for each in touching if each.shape != BESIDE]
            content = narration_in(unit, beside)
            if content:
                yield self._statement(Kind.NARRATOR, content, confidence=_NARRATOR_REST if beside else _NARRATOR_WHOLE)

    def _statement(
        self,
        kind: Kind,
        content: tuple[Range, ...],
        *,
        cue: tuple[Range, ...] = (),
        source: tuple[Range, ...] = (),
        parent: str = "",
        confidence: float,
    ) -> Statement:
        said, by, words = self._spans(content), self._spans(source), self._spans(cue)
        statement_id = ids.statement(self.article.id, by, words, said)
        return Statement(
            id=statement_id,
            article=self.article.id,
            kind=kind,
            content=said,
            cue=words,
            source=by,
            parent=parent,
            propositions=tuple(self._propositions(statement_id, said, words, kind)),
            mentions=self._mentions((*by, *said)),
            confidence=confidence,
        )

    def _propositions(
        self, statement_id: str, content: tuple[Span, ...], cue: tuple[Span, ...], kind: Kind
    ) -> Iterator[Proposition]:
        """Give the propositions of a content, one parsed paragraph after the other."""
        by_paragraph: dict[int, list[Span]] = defaultdict(list)
        for span in content:
            by_paragraph[self._paragraph(span.start)].append(span)
        for number, spans in sorted(by_paragraph.items()):
            paragraph = self.paragraphs[number]
            yield from propositions_in(
                paragraph.doc, paragraph.start, self.article.body, statement_id, tuple(spans), cue, kind
            )

    def _mentions(self, spans: Iterable[Span]) -> tuple[Mention, ...]:
        """Give the mentions that lie in some spans, in order."""
        spans = tuple(spans)
        near = sorted({self._paragraph(span.start) for span in spans})
        return tuple(
            mention
            for number in near
            for mention in self.mentions[number]
            if any(span.covers(mention.span) for span in spans)
        )

    def _id(self, attribution: Attribution) -> str:
        return ids.statement(
            self.article.id,
            self._spans(attribution.source),
            self._spans(attribution.cue),
            self._spans(attribution.content),
        )

    def _spans(self, ranges: Iterable[Range]) -> tuple[Span, ...]:
        return tuple(self.article.span(start, end) for start, end in ranges)

    def _paragraph(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1
