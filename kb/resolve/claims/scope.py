"""Scope: what makes a clause hold of one among many: "the first woman", "only two", "the largest port".

Such a word is no detail. "The first official to be convicted" and "an official was convicted" say two things.
"""

from __future__ import annotations

from functools import lru_cache

from kb.resolve.claims.lists import REACH, SCOPE

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


def reach_of(tokens: tuple[str, ...]) -> frozenset[str]:
    """Give of how many of a kind a clause says something, where it says so: ``all``, ``some``, ``most``, ``half``."""
    return frozenset(REACH[token] for token in tokens if token in REACH)


def _superlative(token: str, lemmas: frozenset[str]) -> bool:
    return token.endswith("est") and len(token) > 5 and not lemmas.isdisjoint(_positives(token))


@lru_cache(maxsize=1 << 12)
def _positives(token: str) -> frozenset[str]:
    stem = token.removesuffix("est")
    doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    return frozenset({stem, stem + "e", doubled, stem[:-1] + "y" if stem.endswith("i") else stem})
