"""How much a word tells: nothing where every article has it, most where few do.

The weights are fixed, by the rank of a word in English at large and not by the articles at hand, so that what is
decided of two articles does not change when a third one comes.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log, sqrt

from kb.commonness import ranks
from kb.remembering import remembered

Vector = Mapping[str, float]

_SPREAD = 3.16  # how much rarer the last word of the list is than the first: ranks 1,900 and 6,000 of one vocabulary


@remembered
def telling(word: str) -> float:
    """Give the weight of a lower-case word, from 0 (in every text) to 1 (off the list of common words).

    >>> [round(telling(word), 1) for word in ("school", "earthquake", "jakarta")]
    [0.0, 1.0, 1.0]
    """
    rank = ranks().get(word)
    return 1.0 if rank is None else log(1 + (_SPREAD - 1) * rank / len(ranks())) / log(_SPREAD)


def unit(weights: Mapping[str, float]) -> Vector:
    """Give weights scaled to length 1; those of nothing stay empty."""
    length = sqrt(sum(weights[word] ** 2 for word in sorted(weights)))
    return {word: weights[word] / length for word in sorted(weights) if weights[word]} if length else {}


def cosine(left: Vector, right: Vector) -> float:
    """Give the likeness of two unit vectors, from 0 to 1."""
    short, long = sorted((left, right), key=len)
    return sum(value * long[word] for word, value in short.items() if word in long)
