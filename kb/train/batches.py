"""Texts with gold tags → batches of windows for the network."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from kb.extract.tagger.decoding import Words as Stretch
from kb.extract.tagger.windows import Cutter, Window
from kb.extract.tagger.wordpieces import WordPieces
from kb.extract.tagger.words import COLUMNS
from kb.train.corpus import Example

_SHORTEST = 60  # pieces of the first window, at least
_ALIKE = 8  # batches' worth of windows that are sorted by length together, so that little is padded


@dataclass(frozen=True, slots=True)
class Coded:
    """An example in numbers: what the network is given.

    Attributes:
        example: The example.
        pieces: For each word its pieces.
        told: For each word what is told of it, one number for each column.
    """

    example: Example
    pieces: tuple[tuple[int, ...], ...]
    told: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Links:
    """What is to be linked in one window, in words of the window.

    Attributes:
        cues: The cues.
        sources: The sources, each once.
        source_of: For each cue the position of its source, -1 where it has none in the window.
        contents: The pieces of contents.
        cue_of: For each of them the position of its cue.
    """

    cues: tuple[Stretch, ...]
    sources: tuple[Stretch, ...]
    source_of: tuple[int, ...]
    contents: tuple[Stretch, ...]
    cue_of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some windows, padded to the longest.

    Attributes:
        pieces: Shape (windows, pieces).
        told: Shape (windows, pieces, columns).
        there: Whether there is a piece; shape (windows, pieces).
        first: Position of each word's first piece; shape (windows, words).
        words: Whether there is a word; shape (windows, words).
        tags: The tag of each word; shape (windows, words).
        links: What is to be linked, for each window.
    """

    pieces: Tensor
    told: Tensor
    there: Tensor
    first: Tensor
    words: Tensor
    tags: Tensor
    links: tuple[Links, ...]


def values_in(examples: Sequence[Example]) -> Mapping[str, list[str]]:
    """Give the values that each column of what is told takes, sorted."""
    return {
        column: sorted({told[number] for example in examples for told in example.words.told})
        for number, column in enumerate(COLUMNS)
    }


def coded(example: Example, pieces: WordPieces, values: Mapping[str, Sequence[str]]) -> Coded:
    """Turn an example into numbers; 0 stands for a value that was not seen in training."""
    codes = [{value: number for number, value in enumerate(values[column], 1)} for column in COLUMNS]
    return Coded(
        example,
        tuple(pieces.of(word) for word in example.words.texts),
        tuple(
            tuple(code.get(value, 0) for code, value in zip(codes, told, strict=True)) for told in example.words.told
        ),
    )


def epoch(
    examples: Sequence[Coded], pieces: WordPieces, longest: int, size: int, chance: random.Random
) -> Iterator[Batch]:
    """Give all texts once, as batches of windows that are cut at another place each time, in random order.

    Args:
        examples: The texts.
        pieces: The vocabulary.
        longest: Most pieces of a window, its two ends included.
        size: Windows in a batch.
        chance: Where all randomness comes from.
    """
    drawn = [
        (example, window)
        for example in examples
        for window in Cutter(
            example.example.words.sentences, [len(each) for each in example.pieces], longest - 2
        ).windows(first=chance.randrange(_SHORTEST, longest))
    ]
    chance.shuffle(drawn)
    batches: list[list[tuple[Coded, Window]]] = []
    for start in range(0, len(drawn), size * _ALIKE):
        alike = sorted(drawn[start : start + size * _ALIKE], key=lambda each: each[1][1] - each[1][0])
        batches.extend(alike[at : at + size] for at in range(0, len(alike), size))
    chance.shuffle(batches)
    for batch in batches:
        yield padded(batch, pieces)


def padded(windows: Sequence[tuple[Coded, Window]], pieces: WordPieces) -> Batch:
    """Put windows side by side."""
    nothing = (0,) * len(COLUMNS)
    rows = []
    for text, (start, end) in windows:
        numbers, told, first = [pieces.begin], [nothing], []
        for each, code in zip(text.pieces[start:end], text.told[start:end], strict=True):
            first.append(len(numbers))
            numbers.extend(each)
            told.extend([code] * len(each))
        rows.append(([*numbers, pieces.end], [*told, nothing], first, text.example.tags[start:end]))
    return Batch(
        _filled([row[0] for row in rows], 0),
        _filled([row[1] for row in rows], nothing),
        _filled([[True] * len(row[0]) for row in rows], False),
        _filled([row[2] for row in rows], 0),
        _filled([[True] * len(row[2]) for row in rows], False),
        _filled([list(row[3]) for row in rows], 0),
        tuple(links_in(text.example, window) for text, window in windows),
    )


def _filled(rows: Sequence[Sequence[object]], filler: object) -> Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *([filler] * (longest - len(row)))] for row in rows])


def links_in(example: Example, window: Window) -> Links:
    """Give what is to be linked in a window: cues that stand in it whole, with what stands in it whole too."""

    def inside(stretches: Sequence[Stretch]) -> list[Stretch]:
        first, end = window
        return [(left - first, right - first) for left, right in stretches if first <= left and right <= end]

    cues: list[Stretch] = []
    sources: list[Stretch] = []
    source_of: list[int] = []
    contents: list[tuple[Stretch, int]] = []
    for gold in example.gold:
        cue, source = inside(gold.cue), inside(gold.source)
        if not cue:
            continue
        if source and source[0] not in sources:
            sources.append(source[0])
        source_of.append(sources.index(source[0]) if source else -1)
        contents.extend((stretch, len(cues)) for stretch in inside(gold.content))
        cues.append(cue[0])
    return Links(
        tuple(cues),
        tuple(sources),
        tuple(source_of),
        tuple(span for span, _ in contents),
        tuple(at for _, at in contents),
    )
