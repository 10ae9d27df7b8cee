"""Words of clauses: how much each says, and which of two clauses stand for each other.

The weights are fixed, by the rank of a word in English at large, so that the answer for two clauses depends on these
two and on no other article.
"""

from __future__ import annotations

from collections.abc import Iterable

from kb.remembering import remembered
from kb.resolve.same_event.evidence import root
from kb.resolve.same_event.telling import telling
from kb.wording import LIGHT, event_classes, misprint, relation_classes

_LEAST = 0.35  # weight of a word however common: it still says what happened
_LIGHT = 0.25  # "man", "report", "put"


@remembered
def weight(word: str) -> float:
    """Give how much a content word says, from .25 ("man") to 1 (a name, or a word off the list of common ones)."""
    return _LIGHT if word in LIGHT else max(_LEAST, telling(word))


def heft(words: Iterable[str]) -> float:
    """Give how much words say together."""
    return sum(map(weight, sorted(words)))


@remembered
def signs(word: str) -> frozenset[str]:
    """Give what a word shares with those that can stand for it: its root, and the events that it can name.

    >>> bool(signs("conviction") & signs("convict")), bool(signs("purchase") & signs("acquire"))
    (True, True)
    """
    classes = {f"class {name}" for name in event_classes(word)} | {f"sort {name}" for name in relation_classes(word)}
    return frozenset({f"root {root(word)}"} | classes)


def unmatched(
    left: frozenset[str], right: frozenset[str], ours: frozenset[str], theirs: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words of each set that no word of the other stands for.

    Args:
        left: Words of one clause.
        right: Words of the other.
        ours: The signs of all words of the one; those of more words do no harm.
        theirs: Those of the other.
    """
    only_left = [word for word in left - right if theirs.isdisjoint(signs(word))]
    only_right = [word for word in right - left if ours.isdisjoint(signs(word))]
    slips = [(one, other) for one in only_left for other in only_right if _slip(one, other)]
    return frozenset(only_left) - {one for one, _ in slips}, frozenset(only_right) - {other for _, other in slips}


def _slip(one: str, other: str) -> bool:
    """Tell whether two words are one, but for a slip of the pen; most pairs differ too much in length."""
    return abs(len(one) - len(other)) <= 2 and min(len(one), len(other)) > 3 and misprint(one, other)
