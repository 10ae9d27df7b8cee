"""Which pairs of clauses are worth a look, without looking at all pairs.

An inverted index with prefix filtering: two word sets whose Jaccard similarity is at least *t* share
a word among the rarest of each, as many as make up a share of ``1 - t`` of it. A word that very many
clauses contain is indexed only together with a second one; where even that is crowded, as with a
story that hundreds print, each clause meets its neighbours in the order of their words.

Source: Bayardo, Ma, Srikant, Scaling up all pairs similarity search (2007); Xiao et al., PPJoin (2008);
sorted neighbourhoods after Hernández, Stolfo, The merge/purge problem (1995).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import floor

from kb.resolve.claims.clauses import Clause

_CROWD = 40
"""Most clauses under one key that are compared pairwise; it bounds the work per clause."""

_NEIGHBOURS = 4  # clauses behind it that one under a crowded key is compared with


def candidate_pairs(clauses: Sequence[Clause], threshold: float) -> Iterator[tuple[int, int]]:
    """Give positions ``(i, j)``, ``i < j``, of clauses that may be alike; each pair once, in order.

    Args:
        clauses: In a fixed order.
        threshold: Least weighted Jaccard similarity that is sought; halved here, since light words
            weigh less and slips of the pen match, which the index cannot see.
    """
    frequency = Counter(word for clause in clauses for word in clause.words)
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, clause in enumerate(clauses):
        for key in _keys(clause, frequency, threshold / 2):
            index[key].append(position)
    in_order = [tuple(sorted(clause.words)) for clause in clauses]
    pairs: set[tuple[int, int]] = set()
    for members in index.values():
        if len(members) <= _CROWD:
            pairs.update(combinations(members, 2))
        else:
            row = sorted(members, key=lambda position: (in_order[position], position))
            for at, one in enumerate(row):
                pairs.update((min(one, other), max(one, other)) for other in row[at + 1 : at + 1 + _NEIGHBOURS])
    yield from sorted(pairs)


def _keys(clause: Clause, frequency: Counter[str], threshold: float) -> Iterator[tuple[str, ...]]:
    if clause.trivial:
        return
    rarest = sorted(clause.words, key=lambda word: (frequency[word], word))
    prefix = rarest[: len(rarest) - floor(threshold * len(rarest)) + 1]
    crowded = [word for word in prefix if frequency[word] > _CROWD]
    yield from ((word,) for word in prefix if frequency[word] <= _CROWD)
    yield from combinations(sorted(crowded[:6]), 2)
