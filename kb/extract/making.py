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
from kb.extract.background import background_in
from kb.extract.continuations import Read
from kb.extract.fragments import Range
from kb.extract.kinds import kind_of
from kb.extract.mentions import mentions_in
from kb.extract.narrators import narration_in
from kb.extract.nesting import Nesting
from kb.extract.parse import Paragraph
from kb.extract.propositions import propositions_in
from kb.extract.sentences import Unit
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
        self.background: dict[int, list[Range]] = defaultdict(list)  # clauses in contents that the outlet tells itself
        self.silent: set[str] = set()  # attributions whose content says nothing by itself: "asked for help"
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
        for unit, found in read:
            for each in found:
                if not nesting.parent(each):
                    self.background[unit.paragraph.start].extend(_background(unit, each))
        for _, found in read:
            for each in found:
                parent = nesting.parent(each)
                near = {self.starts[self._paragraph(start)] for start, _ in each.content}
                made = self._statement(
                    kind_of(self.article.body, each, (mark for start in sorted(near) for mark in quoted[start])),
                    each.content,
                    cue=each.cue,
                    source=each.source,
                    parent=self._id(parent) if parent else "",
                    confidence=round(each.confidence * (_INSIDE if parent else 1.0), 4),
                    beside=each.shape == BESIDE,
                )
                if not made.propositions:
                    self.silent.add(made.id)
                yield made

    def narrated(self, read: Sequence[Read]) -> Iterator[Statement]:
        """Give one narrator statement for each sentence that says something of its own.

        What an attribution says nothing by (:mod:`kb.extract.things`) is told by the sentence, so it takes nothing
        away; what it takes for granted (:mod:`kb.extract.background`) is told by the outlet. To be asked when
        :meth:`attributed` has given all.
        """
        nesting = Nesting((each for _, found in read for each in found), self.starts)
        for unit, _ in read:
            offset = unit.paragraph.start
            start, end = offset + unit.start, offset + unit.end
            touching = nesting.touching(start, end)
            beside = [each for each in touching if each.shape != BESIDE and self._id(each) not in self.silent]
            told = (place for place in self.background[offset] if start <= place[0] and place[1] <= end)
            content = tuple(sorted({*narration_in(unit, beside), *told}))
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
        beside: bool = False,
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
            propositions=tuple(self._propositions(statement_id, said, words, kind, beside=beside)),
            mentions=self._mentions((*by, *said)),
            confidence=confidence,
        )

    def _propositions(
        self, statement_id: str, content: tuple[Span, ...], cue: tuple[Span, ...], kind: Kind, *, beside: bool
    ) -> Iterator[Proposition]:
        """Give the propositions of a content, one parsed paragraph after the other."""
        by_paragraph: dict[int, list[Span]] = defaultdict(list)
        for span in content:
            by_paragraph[self._paragraph(span.start)].append(span)
        for number, spans in sorted(by_paragraph.items()):
            paragraph = self.paragraphs[number]
            told = () if kind is Kind.NARRATOR else self._spans(self.background[paragraph.start])
            yield from propositions_in(
                paragraph.doc,
                paragraph.start,
                self.article.body,
                statement_id,
                tuple(spans),
                cue,
                kind,
                told,
                beside=beside,
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


def _background(unit: Unit, attribution: Attribution) -> Iterator[Range]:
    """Give the clauses of a content that the outlet tells itself; of quoted words it tells none."""
    offset = unit.paragraph.start
    reported = [
        token for token in unit.tokens if any(start <= offset + token.idx < end for start, end in attribution.content)
    ]
    quoted = frozenset(token.i for token in reported if unit.quotation_at(token.idx) is not None)
    for verb in background_in(reported, quoted):
        last = verb.right_edge
        yield offset + verb.left_edge.idx, offset + last.idx + len(last)
