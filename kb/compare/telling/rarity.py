"""How rare a word is in English, by a fixed list: what is rare must not depend on the articles at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from kb.commonness import ranks
from kb.wording import FUNCTION_WORDS, NEGATORS

RAREST = 10_000
"""The rank of a word that is in no list: a name, a figure, an unusual word."""


@cache
def _ranks() -> dict[str, int]:
    return {**ranks(), **dict.fromkeys(FUNCTION_WORDS | NEGATORS, -1)}


def rank(word: str) -> int:
    """Give the place of a folded word among the commonest of English; -1 for words that only hold a sentence together.

    >>> rank("the"), rank("trombone") == RAREST
    (-1, True)
    """
    return _ranks().get(word, RAREST)


def rarest(words: Iterable[str], number: int, least: int = 0) -> tuple[str, ...]:
    """Give the rarest different words, the rarest first, then by the alphabet; none whose rank is below ``least``."""
    ranks = _ranks()
    known = sorted((-ranks.get(word, RAREST), word) for word in {*words})
    return tuple(word for commonness, word in known[:number] if -commonness >= least)


def runs_of(words: Sequence[str], size: int, least: int) -> list[tuple[str, ...]]:
    """Give the runs of so many words that hold a word of a rank from ``least`` on, in order."""
    runs = (tuple(words[at : at + size]) for at in range(len(words) - size + 1))
    return [run for run in runs if max(map(rank, run)) >= least]


def telling_runs(
    words: Sequence[str], *, size: int = 3, least: int = 150, whole: int = 16, window: int = 4
) -> set[tuple[str, ...]]:
    """Give runs of words by which two texts that have a good stretch in common find each other.

    All runs of a short text; of a longer one, the rarest of every few that follow on each other, so that two texts with
    a common stretch of ``size + window - 1`` words always share one.

    Source: Schleimer, Wilkerson, Aiken, Winnowing (SIGMOD 2003), with rarity in place of a hash.
    """
    runs = runs_of(words, size, least)
    if len(words) <= whole:
        return set(runs)
    return {
        max(runs[at : at + window], key=lambda run: (sum(map(rank, run)), run))
        for at in range(max(1, len(runs) - window + 1))
        if runs
    }
