"""Fields: what a figure in the news is about (the dead, a price, a turnout), told by the words around it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.compare.stance.lexicon import Phrases, forms, phrase_at, phrases_of

_OF_KIND = {"money": ("money",), "percent": ("shares",), "duration": ("parties",)}
_OF_COUNTS = ("people", "things", "parties")


@dataclass(frozen=True, slots=True)
class Counted:
    """The lists of ``counted.toml``.

    Attributes:
        fields: Group → field → the phrases that show it.
        parties: Fields of which each party has a figure of its own.
        apart: Phrases of a part, of another occasion, of what is only hoped for.
        change: Verbs of more and less.
        sets: Nouns of occurrences and participants.
    bare: Nouns that only say that people are meant.
    barred: Nouns whose rank counts no occurrences.
    light: Verbs that only say of a set that it was there.
    """

    fields: Mapping[str, Mapping[str, Phrases]]
    parties: frozenset[str]
    apart: Phrases
    change: frozenset[str]
    sets: frozenset[str]
    bare: frozenset[str]
    barred: frozenset[str]
    light: frozenset[str]


@cache
def counted() -> Counted:
    """Read the lists that come with the package, once."""
    with Path(__file__).with_name("counted.toml").open("rb") as file:
        table = tomllib.load(file)
    groups = {group: table[group] for group in ("people", "things", "parties", "money", "shares")}
    return Counted(
        fields={
            group: {field: phrases_of(words) for field, words in fields.items() if field != "why"}
            for group, fields in groups.items()
        },
        parties=frozenset(groups["parties"]) - {"why"},
        apart=phrases_of(table["apart"]["words"]),
        change=frozenset(table["change"]["verbs"]),
        sets=frozenset(table["sets"]["nouns"]),
        bare=frozenset(table["bare"]["nouns"]),
        barred=frozenset(table["ranks"]["barred"]),
        light=frozenset(table["light"]["verbs"]),
    )


def fields_in(words: Sequence[str], kind: str, *, bare: bool) -> frozenset[str]:
    """Give the fields that words show for a figure of some kind.

    Args:
        words: Folded, in order, without the figure.
        kind: As of a quantity, or ``duration``.
        bare: No noun says what is counted; then it is people.

    >>> sorted(fields_in("the death toll stood at".split(), "cardinal", bare=True))
    ['dead']
    """
    groups = _OF_KIND.get(kind, ("people",) if bare else _OF_COUNTS)
    return frozenset(
        field
        for group in groups
        for field, phrases in counted().fields[group].items()
        if any(phrase_at(words, at, phrases) for at in range(len(words)))
    )


def apart_in(words: Sequence[str]) -> frozenset[str]:
    """Give the words that make a figure one of a part, of another occasion, or of what is only hoped for."""
    found = set()
    for at in range(len(words)):
        length = phrase_at(words, at, counted().apart)
        if length:
            found.add(" ".join(min(forms(word), key=lambda form: (len(form), form)) for word in words[at : at + length]))
    return frozenset(found)
