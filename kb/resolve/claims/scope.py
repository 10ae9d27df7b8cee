"""Scope: what makes a clause hold of one among many: "the first woman", "only two", "the largest port".

Such a word is no detail. "The first official to be convicted" and "an official was convicted" say two things.
"""

from __future__ import annotations

from functools import lru_cache

from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.facets import Facet, Fit
from kb.resolve.claims.lists import REACH, SCOPE
from kb.wording import relation_words

_SAME = {"sole": "only"}


def scope_of(tokens: tuple[str, ...], lemmas: tuple[str, ...]) -> frozenset[str]:
    """Give the ordinals, superlatives and their like in the words of a clause.

    Args:
        tokens: Its words, folded, those of dates left out ("last August").
        lemmas: Its lemmas; a word in -est is a superlative where the lemma lacks the ending.
    """
    plain = frozenset(lemmas)
    pairs = zip(("", *tokens), tokens, strict=False)
    found = {_SAME.get(token, token) for before, token in pairs if token in SCOPE and before != "at"}  # "at last"
    if {"never", "before"} <= {*tokens}:  # "had never struck before" is the first time
        found.add("first")
    return frozenset(found | {token for token in tokens if token not in plain and _superlative(token, plain)})


def opening_of(lemmas: tuple[str, ...], relation: str) -> frozenset[str]:
    """Give the words before the verb: of the whole subject, and what stands before it; none where the verb says little.

    >>> sorted(opening_of(("school", "valley", "close", "monday"), "close"))
    ['school', 'valley']
    """
    naming = relation_words(relation) | {relation}
    first = next((at for at, lemma in enumerate(lemmas) if lemma in naming), 0)
    return frozenset(lemmas[:first])


def reach_of(tokens: tuple[str, ...]) -> frozenset[str]:
    """Give of how many of a kind a clause says something, where it says so: ``all``, ``some``, ``most``, ``half``."""
    return frozenset(REACH[token] for token in tokens if token in REACH)


def scope_between(left: Clause, right: Clause, ours: frozenset[str], theirs: frozenset[str]) -> Facet:
    """Compare of which among many two clauses hold; an ordinal that only one gives ("a second count") is a detail.

    Args:
        left: One clause.
        right: The other.
        ours: Words of the one that no word of the other stands for.
        theirs: The same of the other.
    """
    if left.ranks and right.ranks and left.ranks != right.ranks:
        return Facet(Fit.CLASH, "another ordinal")
    if left.reach and right.reach and left.reach != right.reach:
        return Facet(Fit.CLASH, "all, some or most")
    if _of_all(left, right, theirs) or _of_all(right, left, ours):
        return Facet(Fit.CLASH, "all, or those of a kind")
    if left.scope == right.scope:
        return Facet(Fit.SAME if left.scope else Fit.ABSENT, "same scope" if left.scope else "")
    return Facet(Fit.CLASH, "another scope")


def _of_all(whole: Clause, part: Clause, more: frozenset[str]) -> bool:
    """Tell whether one says it of all, and the other of those that an added word picks out: "primary schools".

    Such a word stands in an argument, or before the verb: "schools in the valley closed".
    """
    if "all" not in whole.reach or "all" in part.reach:
        return False
    return not more.isdisjoint(part.subject | part.object | part.opening)


def _superlative(token: str, lemmas: frozenset[str]) -> bool:
    return token.endswith("est") and len(token) > 5 and not lemmas.isdisjoint(_positives(token))


@lru_cache(maxsize=1 << 12)
def _positives(token: str) -> frozenset[str]:
    stem = token.removesuffix("est")
    doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    return frozenset({stem, stem + "e", doubled, stem[:-1] + "y" if stem.endswith("i") else stem})
