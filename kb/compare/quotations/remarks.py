"""Remarks: quoted sentences of a speaker, and paraphrases, each with how strong its words are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kb.compare.positions.stance.lines import Line
from kb.compare.quotations.reported import Piece, pieces_of, speaker_keys, word_order
from kb.compare.quotations.strength import Strength, strength_of
from kb.compare.source import Source
from kb.compare.telling.wordings import Wording, named_in
from kb.model import Span
from kb.neighbours import Key
from kb.wording import Word, words_in

_SHORTEST = 4  # words of a quotation: shorter ones are terms and names


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands inside quotation marks in a sentence, or what stands outside them.

    Attributes:
        piece: The sentence.
        quoted: It is the speaker's own words.
        span: The words inside the marks; of a paraphrase, the whole sentence.
        words: Those of the remark alone, in order, with offsets into the article.
        wording: The telling ones; ``parts``: those of each part of the sentence, between commas and
            joining words, behind the numbers of its first word and of the first one behind it.
        strength: How strong they are.
        cued: The same of the cue, which is the reporter's word.
    """

    piece: Piece
    quoted: bool
    span: Span
    words: tuple[Word, ...]
    wording: Wording
    parts: tuple[tuple[int, int, Wording], ...]
    strength: Strength
    cued: Strength

    @property
    def id(self) -> str:
        """Name it by its statement and place."""
        return f"{self.piece.statement}:{self.span.start:09d}:{'quoted' if self.quoted else 'told'}"

    def overlaps(self, other: Remark) -> bool:
        """Tell whether two remarks are of one sentence."""
        return self.piece.article == other.piece.article and self.piece.span.overlaps(other.piece.span)


def remarks_of(source: Source) -> tuple[Remark, ...]:
    """Give the quoted remarks of four words or more, and the paraphrases, in the order of the statements."""
    return tuple(remark for piece in source.once(pieces_of) for remark in _remarks(piece, source))


def _remarks(piece: Piece, source: Source) -> Iterator[Remark]:
    body = {word.start + piece.span.start: word for word in words_in(piece.span.exact)}
    placed = tuple(Word(word.text, at, piece.span.start + word.end) for at, word in sorted(body.items()))
    cued = _strength_of_cue(piece.cue)
    for start, end in piece.marked:
        words = tuple(word for word in placed if start <= word.start < end)
        if len(words) >= _SHORTEST:
            first, last = words[0].start, words[-1].end
            span = Span(first, last, piece.span.exact[first - piece.span.start : last - piece.span.start])
            yield _remark(piece, source, span, words, cued, quoted=True)
    words = tuple(word for word in placed if not any(start <= word.start < end for start, end in piece.marked))
    if piece.own.words:
        yield _remark(piece, source, piece.span, words, cued, quoted=False)


@lru_cache(maxsize=1 << 10)
def _strength_of_cue(cue: str) -> Strength:
    return strength_of(tuple(word.text for word in words_in(cue)))


def _remark(
    piece: Piece, source: Source, span: Span, words: tuple[Word, ...], cued: Strength, *, quoted: bool
) -> Remark:
    wording = Wording.of(span, named_in(source, span)) if quoted else piece.own
    strength = strength_of(tuple(word.text for word in words))
    return Remark(piece, quoted, span, words, wording, tuple(_parts(span, source)) if quoted else (), strength, cued)


def _parts(span: Span, source: Source) -> Iterator[tuple[int, int, Wording]]:
    line = Line.of(span.exact)
    for part in line.parts:
        start, end = line.spans[part.start][0], line.spans[part.end - 1][1]
        within = Span(span.start + start, span.start + end, span.exact[start:end])
        yield part.start, part.end, Wording.of(within, named_in(source, within))


def remark_keys(remark: Remark) -> Iterator[Key]:
    """Give the speaker with each of the rarest words and the week of print."""
    return speaker_keys(replace(remark.piece, wording=remark.wording))


def remark_order(remark: Remark) -> tuple[list[str], str]:
    """Set remarks of like words beside each other."""
    return word_order(replace(remark.piece, wording=remark.wording))
