"""Evidence: in what two mentions of one story agree and differ, as figures that a decision can weigh.

Each figure answers a question that a reader would ask. Is it the same word, or one of the same class? Does a second
word agree? Are the same people and things in it? Is it told beside the same dates and numbers? All are
symmetric, and depend on the two mentions and their articles alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

from kb.remembering import remembered
from kb.resolve.same_event.telling import telling
from kb.resolve.same_event.told import Bag, Told

NAMES = (
    "same word",
    "same class",
    "same root",
    "shared words",
    "both nouns",
    "same article",
    "alike articles",
    "shared arguments",
    "other object",
    "shared figures",
    "act of speech",
    "empty word",
    "told often",
)
"""What each figure of :func:`evidence` says, in order."""

_LEAST = 0.3  # weight of a word however common: "attack" is in every paper, and still says what happened
_STEM = 4  # letters that stay when an ending falls
_ENDINGS = (
    *("ization", "isation", "ition", "ation", "ement", "ments", "ment", "ance", "ence", "ings", "ing", "ions", "sion"),
    *("tion", "ion", "ers", "ors", "er", "or", "al", "ty", "e", "y"),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a pair beside the two mentions.

    Attributes:
        alike: Likeness of their articles, from 0 to 1.
        often: How often each article tells an event by the word that its mention has.
    """

    alike: float = 0.0
    often: tuple[int, int] = (1, 1)


@cache
def word_lists() -> Mapping[str, Bag]:
    """Read the lists that come with the package, once: words of ``speech``, and ``empty`` ones."""
    with Path(__file__).with_name("lists.toml").open("rb") as file:
        return {name: frozenset(words) for name, words in tomllib.load(file).items()}


@remembered
def root(word: str) -> str:
    """Give a word without an ending that makes a noun of a verb.

    >>> root("announcement"), root("announce"), root("ruling")
    ('announc', 'announc', 'ruling')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word[: -len(ending)]
    return word


def evidence(left: Told, right: Told, setting: Setting) -> tuple[float, ...]:
    """Give the figures of :data:`NAMES` for two mentions, most of them from 0 to 1."""
    same = left.head == right.head
    classed = not same and not left.relations.isdisjoint(right.relations)
    within = left.article == right.article
    return (
        float(same),
        float(classed),
        float(not same and not classed and root(left.head) == root(right.head)),
        _shared(left.words, right.words),
        float(left.nominal and right.nominal),
        float(within),
        0.0 if within else setting.alike,
        _shared(left.subject | left.object, right.subject | right.object),
        float(differ(left.object, right.object)),
        log(1 + len(left.figures & right.figures)),
        float(is_speech(left) or is_speech(right)),
        float(left.head in word_lists()["empty"] or right.head in word_lists()["empty"]),
        log(setting.often[0] * setting.often[1]),
    )


def is_speech(told: Told) -> bool:
    """Tell whether a mention tells that somebody says something."""
    return not word_lists()["speech"].isdisjoint({told.head, *told.relations})


def differ(left: Bag, right: Bag) -> bool:
    """Tell whether both sets have members, but none in common."""
    return bool(left and right) and left.isdisjoint(right)


def _shared(left: Bag, right: Bag) -> float:
    """Give the share of the lighter set that the other has, by weight."""
    least = min(_weight(left), _weight(right))
    return min(1.0, _weight(left & right) / least) if least else 0.0


@remembered
def _weight(words: Bag) -> float:
    return sum(max(_LEAST, telling(word)) for word in sorted(words))
