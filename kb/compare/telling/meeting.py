"""Meeting: the keys under which what different articles tell of one story finds each other.

What is told of one event need not share a word with another telling, but the articles of a story share names and other
rare words. So a clause meets others under the rarest words of its whole article, within days.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kb.compare.telling.accounts import Account, Name
from kb.compare.telling.rarity import rarest
from kb.compare.telling.stories import Traits

_MOST = 16  # rare words of one article under which its clauses meet others

Key = tuple[object, ...]


@lru_cache(maxsize=1 << 12)
def story_keys(traits: Traits) -> tuple[Key, ...]:
    """Give pairs of a stretch of days and a rare word of the article; articles of one story share some."""
    words = {word for name in traits.names for word in name} | traits.unusual
    return tuple((bucket, word) for bucket in traits.buckets for word in rarest(words, _MOST))


def shared(ours: frozenset[Name], theirs: frozenset[Name], words: frozenset[str]) -> frozenset[Name]:
    """Give those of our names that the others have as well, in a longer or shorter form, or among their words."""
    return frozenset(name for name in ours if name <= words or any(name <= other or other <= name for other in theirs))


def labelled(names: frozenset[Name], account: Account) -> Iterator[str]:
    """Give names as the article prints them, sorted."""
    return iter(sorted(account.labels.get(name) or " ".join(sorted(name)).title() for name in names))
