"""Sorts of events: whoever says that there was none of one denies all the words that tell it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.compare.positions.stance.lexicon import Phrases, forms, phrases_of
from kb.remembering import remembered
from kb.wording import relation_classes


@dataclass(frozen=True, slots=True)
class Lists:
    """Words that tell of states, and of the events that can refute them.

    Attributes:
        ending: Verbs and nouns that end what they govern.
        universal: Words that say that nothing of a kind is left.
        absence: Adjectives that deny what their stem names, and the sort that they name.
        existing: Words that only say that a thing was there or took place.
        resuming: What brings back what had ended.
        sorts: The sorts of events that a word can tell.
    """

    ending: Phrases
    universal: frozenset[str]
    absence: Mapping[str, str]
    existing: frozenset[str]
    resuming: frozenset[str]
    sorts: Mapping[str, frozenset[str]]


@cache
def lists() -> Lists:
    """Give the words of ``states.toml``."""
    with Path(__file__).with_name("states.toml").open("rb") as file:
        table = tomllib.load(file)
    sorts: dict[str, set[str]] = {}
    for name, words in table["sorts"].items():
        for word in words:
            sorts.setdefault(word, set()).add(name)
    return Lists(
        ending=phrases_of(table["ending"]["words"]),
        universal=frozenset(table["universal"]["words"]),
        absence={word: name for name, words in table["absence"].items() for word in words},
        existing=frozenset(table["existing"]["words"]),
        resuming=frozenset(table["resuming"]["words"]),
        sorts={word: frozenset(names) for word, names in sorts.items()},
    )


@remembered
def roots_of(word: str) -> frozenset[str]:
    """Give the lemmas of a word, and the sorts of events that it can tell.

    >>> sorted(roots_of("unbeaten") & roots_of("lost"))
    ['sort defeat']
    """
    lemmas = forms(word)
    classes = {f"class {one}" for lemma in lemmas for one in relation_classes(lemma)}
    sorts = {f"sort {one}" for lemma in lemmas for one in lists().sorts.get(lemma, ())}
    return frozenset(lemmas | classes | sorts)
