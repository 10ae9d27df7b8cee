"""Scores of the network → attributions, each with a probability."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kb.extract.attribution import Attribution
from kb.extract.parse import Paragraph
from kb.extract.tagger.decoding import ROLES, TAGS, Floats, Words, best_tags, spans_of
from kb.extract.tagger.marks import Marks
from kb.extract.tagger.network import Network, Read
from kb.extract.tagger.words import COLUMNS, words_of
from kb.extract.tagger.words import Words as Text

SHAPE = "tagged"
EAGER = 0.3  # taken off the score of "no part": training weighs all words alike, and most have none
STRAY = 0.7  # certainty below which a piece of a content, beside a surer piece, belongs to nobody
_SMALLEST = 1e-6
_NONE = np.array([tag == "O" for tag in TAGS], dtype=np.float32)
_FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
_QUOTE, _BREAK, _TAG = (COLUMNS.index(column) for column in ("quote", "break", "tag"))
_TOGETHER = 100_000  # characters of a text that is read at once: longer than almost any article


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution in words.

    Attributes:
        cue: The words that report.
        source: Whose words they are; None when nobody is named.
        contents: What is said, in pieces, in order.
        certainty: Product of the network's probabilities for the spans and their links, in (0, 1]; not calibrated.
    """

    cue: Words
    source: Words | None
    contents: tuple[Words, ...]
    certainty: float


def tagged_attributions(paragraphs: Sequence[Paragraph], network: Network) -> Iterator[Attribution]:
    """Give the attributions that a trained network reads in an article, in the order of their cues.

    Args:
        paragraphs: The parsed paragraphs, all of them, in order.
        network: The trained tagger.
    """
    for part in _parts(paragraphs):
        words, marks = words_of(part), Marks(part)
        for found in linked(network.read(words), network) if len(words) else ():
            content = tuple(marks.around(words.place(*span)) for span in _kept(words, found))
            if not content:
                continue
            yield Attribution(
                source=(words.place(*found.source),) if found.source else (),
                cue=(words.place(*found.cue),),
                content=content,
                shape=SHAPE,
                confidence=calibrated(found.certainty, *network.card["calibration"]),
            )


def _kept(text: Text, found: Linked) -> list[Words]:
    """Give the pieces of a content that can belong to its cue.

    Words never run over the end of a paragraph; in another one, only quotations go on. In another sentence, what goes
    on is quoted or has a finite verb; anything else is a scrap.
    """

    def belongs(piece: Words) -> bool:
        words, cue = text.told[slice(*piece)], found.cue[0]
        if bisect_right(lines, piece[0]) != bisect_right(lines, cue):
            return all(told[_QUOTE] for told in words)
        own = bisect_right(text.sentences, piece[0]) == bisect_right(text.sentences, cue)
        return own or any(told[_QUOTE] or told[_TAG] in _FINITE for told in words)

    lines = [word for word in text.sentences if text.told[word][_BREAK] == "line"]
    pieces: list[Words] = []
    for first, end in found.contents:
        inner = lines[bisect_right(lines, first) : bisect_left(lines, end)]
        pieces += pairwise([first, *inner, end])
    return [piece for piece in pieces if belongs(piece)]


def _parts(paragraphs: Sequence[Paragraph]) -> Iterator[Sequence[Paragraph]]:
    """Give the paragraphs of a text in parts, so that a book costs no more memory than an article."""
    first = characters = 0
    for number, paragraph in enumerate(paragraphs):
        characters += len(paragraph.text)
        if characters >= _TOGETHER:
            yield paragraphs[first : number + 1]
            first, characters = number + 1, 0
    if first < len(paragraphs):
        yield paragraphs[first:]


def linked(read: Read, network: Network) -> Iterator[Linked]:
    """Give the attributions of a text in words; a cue that brings no content is none."""
    tags = best_tags(read.scores - EAGER * _NONE, network.transitions)
    spans: dict[str, list[Words]] = {role: [] for role in ROLES}
    for role, span in spans_of(tags):
        spans[role].append(span)
    cues = spans["cue"]
    if not cues or not spans["content"]:
        return
    shares = _role_shares(read.scores)
    contents: list[list[tuple[Words, float]]] = [[] for _ in cues]
    brought = network.links.cues(read.states, cues, spans["content"])
    for span, (by, share) in zip(spans["content"], brought, strict=True):
        contents[by].append((span, share * _sure(shares["content"], span)))
    sources = network.links.sources(read.states, cues, spans["source"])
    for cue, (at, share), said in zip(cues, sources, contents, strict=True):
        if said:
            source = spans["source"][at] if at >= 0 else None
            surest = max(sure for _, sure in said)
            parts = tuple(span for span, sure in said if sure >= min(surest, STRAY))
            certainty = share * _sure(shares["cue"], cue) * surest
            if source:
                certainty *= _sure(shares["source"], source)
            yield Linked(cue, source, parts, certainty)


def _role_shares(scores: Floats) -> dict[str, Floats]:
    """Give for each word the probability of each role, whatever the place in its span."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = raised / raised.sum(axis=1, keepdims=True)
    return {role: shares[:, [tag.endswith(role) for tag in TAGS]].sum(axis=1) for role in ROLES}


def _sure(shares: Floats, span: Words) -> float:
    return float(shares[span[0] : span[1]].mean())


def calibrated(certainty: float, slope: float, offset: float) -> float:
    """Turn a certainty into the share of such attributions that a careful reader would mark too.

    Logistic in the log-odds; both numbers are fitted when the tagger is trained.

    >>> calibrated(0.5, 1.0, 0.0)
    0.5

    Source: Platt, Probabilistic outputs for support vector machines (1999).
    """
    held = min(max(certainty, _SMALLEST), 1 - _SMALLEST)
    odds = slope * math.log(held / (1 - held)) + offset
    return round(0.5 + math.tanh(odds / 2) / 2, 4)  # the logistic function, which cannot overflow written like this
