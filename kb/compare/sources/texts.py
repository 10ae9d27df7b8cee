"""Texts as text reuse sees them: folded words, which of them are the narrator's, and the keys under which texts meet.

What a speaker said, quoted or reported, any outlet may have heard, so it shows no copy; nor do names and numbers,
which two reports of one event share. The keys are fingerprints: of every eight runs of five words that follow one
another, the one with the least hash. They depend on the words alone, and a stretch of twelve words that two texts
share has one key in both at least.

Source: Schleimer, Wilkerson, Aiken, Winnowing: local algorithms for document fingerprinting (SIGMOD 2003).
"""

from __future__ import annotations

import re
from array import array
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from sys import intern
from zlib import crc32

from kb.compare.sources.credits import whole_text
from kb.compare.telling.outlets import outlet_of
from kb.model import Article, Credit, Kind, Record, Region, RegionKind, Reuse, Role, Span, Statement
from kb.wording import quoted_stretches, words_in

SHINGLE = 5  # words per run
_WINDOW = 8  # runs of which one is a key
_STOPS, _MARKS = frozenset(".!?…"), frozenset(':;”"“‘')
_SHORTENED = re.compile(
    r"mrs?|ms|dr|gov|sen|rep|gen|col|lt|capt|st|adm|sgt|prof|hon|rev|no|vs"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_LATE = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Text:
    """The body of an article, read for reuse.

    The arrays run along the words: ``starts`` and ``ends`` are offsets (code points), ``blocks`` counts stretches of
    body text between captions and the like, ``sentences`` counts sentences, ``told`` is 1 where the narrator speaks,
    ``named`` where a name or number stands. The words of the body come first, ``own`` of them; behind them stand those
    of captions that credit an agency, which sends its pictures with words.
    """

    id: str  # of the article
    article: Article = field(hash=False, compare=False, repr=False)
    day: date | None = field(hash=False)
    first: str = field(hash=False)  # first day of publication (ISO), the end of time where nobody knows it
    outlet: str = field(hash=False)  # its agent, or empty
    credits: frozenset[str] = field(hash=False)  # agencies named as a source of the text …
    wholes: frozenset[str] = field(hash=False)  # … and of all of it
    words: tuple[str, ...] = field(hash=False, repr=False)
    starts: array[int] = field(hash=False, repr=False)
    ends: array[int] = field(hash=False, repr=False)
    blocks: array[int] = field(hash=False, repr=False)
    sentences: array[int] = field(hash=False, repr=False)
    told: bytes = field(hash=False, repr=False)
    named: bytes = field(hash=False, repr=False)
    shingles: array[int] = field(hash=False, repr=False)  # a hash for each run of words
    own: int = field(hash=False)
    known: tuple[Reuse, ...] = field(default=(), hash=False, repr=False)  # found while the texts were at hand

    def span(self, first: int, end: int) -> Span:
        """Cut the words ``[first, end)`` out of the body."""
        return self.article.span(self.starts[first], self.ends[end - 1])

    def is_whole(self, first: int, end: int) -> bool:
        """Tell whether the words ``[first, end)`` are one sentence or several."""
        at = self.sentences
        return (first == 0 or at[first - 1] != at[first]) and (end == len(at) or at[end] != at[end - 1])

    @property
    def narrated(self) -> int:
        """Count the narrator's words in the body."""
        return sum(self.told[: self.own])


def text_of(
    record: Record, credits_: Iterable[Credit] = (), known: Sequence[Reuse] = (), pictures: Iterable[Credit] = ()
) -> Text:
    """Read the text of a record.

    Args:
        record: With statements, which tell what a speaker said.
        credits_: Of this article.
        known: Reuse of this article found earlier; it stands in where a text is not at hand.
        pictures: Captions that credit an agency.
    """
    said = [span for one in record.statements if _is_heard(one) for span in one.content]
    captions = [one.span.start for one in pictures if one.span]
    return _text(record.article, outlet_of(record)[0], said, tuple(credits_), known, captions=captions)


def _is_heard(statement: Statement) -> bool:
    """Tell whether any outlet may have heard a statement; what an agency reports is the agency's text."""
    return statement.kind is not Kind.NARRATOR and not (statement.chain and statement.chain[-1].role is Role.AGENCY)


def _text(
    article: Article,
    outlet: str,
    said: Iterable[Span],
    credits_: Sequence[Credit],
    known: Sequence[Reuse],
    *,
    captions: Collection[int],
) -> Text:
    words: list[str] = []
    starts, ends, blocks, sentences = array("l"), array("l"), array("l"), array("l")
    told, named = bytearray(), bytearray()
    spoken = _merged((span.start, span.end) for span in said)
    sentence = own = 0
    body = article.body
    for block, region in _blocks(article, captions):
        heard = _merged((*quoted_stretches(body, region.start, region.end), *spoken))
        at = 0
        sentence, end = sentence + 1, region.start
        for word in words_in(body, region.start, region.end):
            while at < len(heard) and heard[at][1] <= word.start:
                at += 1
            between = frozenset(body[end : word.start])
            closes = (
                not _STOPS.isdisjoint(between) and not _SHORTENED.fullmatch(words[-1]) if end > region.start else False
            )
            sentence += closes
            first = body[word.start]
            opens = closes or end == region.start or not _MARKS.isdisjoint(between)
            named.append(first.isdigit() or (first.isupper() and not opens))
            told.append(not (at < len(heard) and heard[at][0] <= word.start))
            words.append(intern(word.text))
            starts.append(word.start)
            ends.append(word.end)
            blocks.append(block)
            sentences.append(sentence)
            end = word.end
        own = len(words) if region.kind is RegionKind.BODY else own
    published = article.published
    return Text(
        id=article.id,
        article=article,
        day=article.day,
        first=published.earliest.isoformat() if published and published.earliest else _LATE,
        outlet=outlet,
        credits=frozenset(credit.agency for credit in credits_),
        wholes=frozenset(credit.agency for credit in credits_ if whole_text(credit)) | ({outlet} - {""}),
        words=tuple(words),
        starts=starts,
        ends=ends,
        blocks=blocks,
        sentences=sentences,
        told=bytes(told),
        named=bytes(named),
        shingles=_hashes(words),
        own=own,
        known=tuple(known),
    )


def _blocks(article: Article, captions: Collection[int]) -> Iterator[tuple[int, Region]]:
    """Give body regions, numbered anew after each that is none, and behind them the captions that begin there."""
    block = 0
    for region in article.regions if article.body else ():
        if region.kind is RegionKind.BODY:
            yield block, region
        else:
            block += 1
    for region in article.stretches(RegionKind.CAPTION):
        if region.start in captions:
            block += 1
            yield block, region


def _merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _hashes(words: Sequence[str]) -> array[int]:
    return array("L", (crc32(" ".join(words[at : at + SHINGLE]).encode()) for at in range(len(words) - SHINGLE + 1)))


def fingerprints(text: Text) -> frozenset[int]:
    """Give the least hash of every eight runs of words with a word of the narrator's; few texts give at least one."""
    told, size = text.told, SHINGLE
    own = [shingle for at, shingle in enumerate(text.shingles) if any(told[at : at + size])]
    return frozenset(_winnowed(own))


def _winnowed(hashes: Sequence[int]) -> Iterator[int]:
    """Give the least hash of each window, by a queue of those that may still become least."""
    waiting: deque[tuple[int, int]] = deque()
    for at, value in enumerate(hashes):
        while waiting and waiting[-1][0] >= value:
            waiting.pop()
        waiting.append((value, at))
        if waiting[0][1] <= at - _WINDOW:
            waiting.popleft()
        if at >= min(_WINDOW, len(hashes)) - 1:
            yield waiting[0][0]


@lru_cache(maxsize=256)
def places_of(text: Text) -> dict[int, int]:
    """Give where each run of words first stands."""
    last = len(text.shingles) - 1
    return dict(zip(reversed(text.shingles), range(last, -1, -1), strict=True))
