"""Which mentions of a story are worth weighing against each other: those that share a word, a class or a root.

What shares none of these may still mean one event ("the quake", "the tragedy"), but so seldom that a chain of pairs
through a third mention has to show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from kb.resolve.same_event.evidence import root
from kb.resolve.same_event.told import Told

_CROWD = 120  # mentions under one key that are compared pairwise


def pairs_of(mentions: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Give pairs of mentions of one story, the lesser identifier first; each once, in order."""
    index: dict[tuple[str, str], list[Told]] = defaultdict(list)
    ordered = sorted(mentions, key=lambda mention: mention.id)
    for mention in ordered:
        for key in _keys(mention):
            index[key].append(mention)
    pairs: dict[tuple[str, str], tuple[Told, Told]] = {}
    for found in index.values():
        for one, other in combinations(found, 2) if len(found) <= _CROWD else _nearby(found):
            pairs[one.id, other.id] = (one, other)
    yield from (pairs[key] for key in sorted(pairs))


def _keys(mention: Told) -> set[tuple[str, str]]:
    words = {("word", word) for word in (*mention.words, mention.head)}
    return words | {("class", name) for name in mention.relations} | {("root", root(mention.head))}


def _nearby(crowd: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Pair a mention with those whose arguments sort beside its own, where one word is told over and over."""
    row = sorted(crowd, key=lambda one: (sorted(one.subject | one.object), one.id))
    for at, one in enumerate(row):
        for other in row[at + 1 : at + 1 + _CROWD // 4]:
            yield (one, other) if one.id < other.id else (other, one)
