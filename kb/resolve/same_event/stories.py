"""Stories: articles that report one set of events, found by their words, names and numbers above all.

Two earthquakes a year apart are told in the same words; who, where and how many differ. So a name or a number counts
for several common words. An event is looked for inside one story only: outside it, the same words mean another
occurrence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from kb.resolve.same_event.linkage import groups
from kb.resolve.same_event.telling import Vector, cosine, telling, unit
from kb.resolve.same_event.told import Words

_NAME = 5  # common words that one name or number counts for
_ALIKE = 0.28  # mean cosine from which on two groups of articles are one story
_KEYS = 30  # weightiest words of an article, by which it is found
_PROMISING = 0.04  # likeness by these words alone, from which on all words are compared
_TWICE = 8  # weightiest of those that a crowd shares, which are looked up by twos
_CROWD = 100  # articles under one key that are compared pairwise


@dataclass(frozen=True, slots=True)
class Stories:
    """Which story each article belongs to, and how alike two articles of one story are.

    Attributes:
        members: Articles of each story, sorted; the stories in the order of their first.
        likeness: Cosine of two articles, the lesser first; pairs that nothing links are left out.
    """

    members: tuple[tuple[str, ...], ...]
    likeness: Mapping[tuple[str, str], float]

    def alike(self, one: str, other: str) -> float:
        """Give the likeness of two articles, from 0 to 1; an article is wholly like itself."""
        return 1.0 if one == other else self.likeness.get((min(one, other), max(one, other)), 0.0)


def stories_of(articles: Iterable[Words]) -> Stories:
    """Sort articles into stories."""
    vectors = {article.article: vector_of(article) for article in articles}
    likeness = {(one, other): cosine(vectors[one], vectors[other]) for one, other in _pairs(vectors)}
    return Stories(groups(vectors, likeness, _ALIKE), likeness)


def vector_of(article: Words) -> Vector:
    """Give the words of an article, weighed and scaled to length 1: a function of this article alone."""
    counts = {word: _NAME * count for word, count in article.names.items()}
    for word, count in article.common.items():
        counts[word] = counts.get(word, 0) + count
    return unit({word: (1 + log(count)) * telling(word) for word, count in counts.items()})


def _pairs(vectors: Mapping[str, Vector]) -> list[tuple[str, str]]:
    """Give the pairs of articles whose weightiest words promise something.

    A word that a crowd has finds nobody by itself: two such words together do.
    """
    index: dict[str, list[str]] = defaultdict(list)
    keys = {article: _weightiest(vectors[article]) for article in sorted(vectors)}
    for article, words in keys.items():
        for word in words:
            index[word].append(article)
    crowded = {word for word, found in index.items() if len(found) > _CROWD}
    partial: dict[tuple[str, str], float] = defaultdict(float)
    for word in sorted(index.keys() - crowded):
        weights = [(article, vectors[article][word]) for article in index[word]]
        for (one, ours), (other, theirs) in combinations(weights, 2):
            partial[one, other] += ours * theirs
    pairs = {pair for pair, product in partial.items() if product >= _PROMISING}
    by_two: dict[tuple[str, str], list[str]] = defaultdict(list)
    for article, words in keys.items():
        for two in combinations(sorted([word for word in words if word in crowded][:_TWICE]), 2):
            by_two[two].append(article)
    for found in by_two.values():
        pairs.update(combinations(found, 2) if len(found) <= _CROWD else _neighbours(found))
    return sorted(pairs)


def _weightiest(vector: Vector) -> list[str]:
    return sorted(vector, key=lambda word: (-vector[word], word))[:_KEYS]


def _neighbours(crowd: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Pair each article with a few behind it, where hundreds share a key: enough to join what is alike."""
    return ((one, other) for at, one in enumerate(crowd) for other in crowd[at + 1 : at + 9])
