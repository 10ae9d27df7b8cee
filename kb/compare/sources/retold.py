"""Retold sentences: those of two texts that tell the same in other words.

Two reports of one event tell the same too. So this shows no copy by itself; it says how far a copy goes that credits or
shared wording have shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from kb.compare.sources.alignment import Stretch
from kb.compare.sources.texts import Text
from kb.wording import FUNCTION_WORDS, LIGHT

_STEM = 5  # letters by which "closing", "closed" and "closure" are one word
_SHARED = 4  # words that two tellings have in common at least …
_ALIKE = 0.6  # … and the share of the shorter one's words that these are


def sentences_retold(ours: Text, theirs: Text, taken: Sequence[Stretch] = ()) -> list[Stretch]:
    """Pair sentences of the narrator that tell the same, each with the one most like it.

    Args:
        ours: One text.
        theirs: The other.
        taken: Stretches that are aligned already; sentences that lie in these are left out.
    """
    left = [one for one in _sentences(ours) if not any(_meets(one[:2], (s.left, s.left_end)) for s in taken)]
    right = [one for one in _sentences(theirs) if not any(_meets(one[:2], (s.right, s.right_end)) for s in taken)]
    pairs = []
    for first, end, words in left:
        for other, other_end, others in right:
            shared = len(words & others)
            if shared >= _SHARED and shared >= _ALIKE * min(len(words), len(others)):
                alike = shared / (len(words) + len(others) - shared)
                pairs.append((-alike, first, other, end, other_end))
    found: list[Stretch] = []
    for _, first, other, end, other_end in sorted(pairs):
        if all(first != one.left and other != one.right for one in found):
            found.append(Stretch(first, end, other, other_end))
    return sorted(found, key=lambda one: (one.left, one.right))


def _meets(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether half of a sentence or more lies in a stretch."""
    return 2 * (min(one[1], other[1]) - max(one[0], other[0])) >= one[1] - one[0]


@lru_cache(maxsize=256)
def _sentences(text: Text) -> tuple[tuple[int, int, frozenset[str]], ...]:
    """Give first word, end, and stems of what is said in each sentence that is mostly the narrator's."""
    found = []
    for _, members in groupby(range(text.own), key=lambda at: text.sentences[at]):
        places = list(members)
        first, end = places[0], places[-1] + 1
        if 2 * sum(text.told[first:end]) < end - first:
            continue
        stems = frozenset(
            word[:_STEM] for word in text.words[first:end] if word not in FUNCTION_WORDS and word not in LIGHT
        )
        found.append((first, end, stems))
    return tuple(found)
