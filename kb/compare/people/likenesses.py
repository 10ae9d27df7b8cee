"""Likenesses: full names that differ by a letter or two, so that one may be a slip for the other."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from kb.wording import misprint

Name = frozenset[str]

_SHORTEST = 4  # letters of a word in which one is a slip: "Jan" and "Jon" are two names


def odd_words(one: Name, other: Name) -> tuple[str, str] | None:
    """Give the words in which two full names differ where one may be a slip for the other: Olsen, Olson.

    All other words are the same, which is why one letter is enough even in a short word; and the two begin alike: hands
    slip inside a word, and Hansen is no Jansen.

    >>> odd_words(frozenset({"marta", "olsen"}), frozenset({"marta", "olson"}))
    ('olsen', 'olson')
    >>> odd_words(frozenset({"marta", "olsen"}), frozenset({"peter", "olson"}))
    """
    ours, theirs = one - other, other - one
    if len(ours) != 1 or len(theirs) != 1 or len(one) != len(other) or len(one) < 2:
        return None
    (mine,), (yours,) = ours, theirs
    if mine + "s" == yours or yours + "s" == mine:  # the Heel is one of the Heels
        return None
    slip = min(len(mine), len(yours)) >= _SHORTEST and OSA.distance(mine, yours, score_cutoff=1) == 1
    return (mine, yours) if mine[0] == yours[0] and (slip or misprint(mine, yours)) else None


def may_be_one(one: Name, other: Name) -> bool:
    """Tell whether two full names may be one, misprinted."""
    return odd_words(one, other) is not None


def may_name_one(one: Name, other: Name) -> bool:
    """Tell whether two names may be of one bearer: one is part of the other, or they are one, misprinted.

    >>> may_name_one(frozenset({"olsen"}), frozenset({"marta", "olsen"}))
    True
    """
    return bool(one and other) and (one <= other or other <= one or may_be_one(one, other))
