"""Fields: what a figure in the news is about (the dead, a price, a turnout), told by the words around it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.compare.positions.stance.lexicon import Phrases, forms, phrase_at, phrases_of

_OF_KIND = {"money": ("money",), "percent": ("shares",), "duration": ("parties",)}
_GAP, _ROOM = "…", 6  # words that may stand in the gap of a phrase
_BEHIND = 1  # words by which another field may be further off
_OF_COUNTS = ("people", "things", "parties")


@dataclass(frozen=True, slots=True)
class Counted:
    """The lists of ``counted.toml``.

    Attributes:
        fields: Group → field → the phrases that show it.
        parties: Fields of which each party has a figure of its own.
        times: Units of time.
    ending: Words at which a noun has ended.
    weak: Words that show too many fields to show one.
    apart: Phrases of a part, of another occasion, of what is only hoped for.
        change: Verbs of more and less.
        sets: Nouns of occurrences and participants.
    bare: Nouns that only say that people are meant.
    barred: Nouns whose rank counts no occurrences.
    victims: Fields of people that a story seldom has two figures of, so that names may be left out.
    occurrences: Sorts of occurrences, by each word that tells one.
    light: Verbs that only say of a set that it was there.
    foretold: Words of what is told before the count: polls, forecasts.
    whole: Phrases of everywhere: "worldwide".
    lasting: Fields that a length of time can be of.
    """

    fields: Mapping[str, Mapping[str, Phrases]]
    parties: frozenset[str]
    times: frozenset[str]
    ending: frozenset[str]
    weak: frozenset[str]
    apart: Phrases
    change: frozenset[str]
    sets: frozenset[str]
    bare: frozenset[str]
    barred: frozenset[str]
    victims: frozenset[str]
    occurrences: Mapping[str, str]
    light: frozenset[str]
    foretold: frozenset[str]
    whole: Phrases
    lasting: frozenset[str]


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
        times=frozenset(table["times"]["nouns"]),
        ending=frozenset(table["ending"]["words"]),
        weak=frozenset(table["weak"]["words"]),
        apart=phrases_of(table["apart"]["words"]),
        change=frozenset(table["change"]["verbs"]),
        sets=frozenset(table["sets"]["nouns"]),
        bare=frozenset(table["bare"]["nouns"]),
        barred=frozenset(table["ranks"]["barred"]),
        victims=frozenset(table["bare"]["fields"]),
        occurrences={word: sort for sort, words in table["occurrences"].items() for word in words},
        light=frozenset(table["light"]["verbs"]),
        foretold=frozenset(table["foretold"]["words"]),
        whole=phrases_of(table["whole"]["words"]),
        lasting=frozenset(table["lasting"]["fields"]),
    )


def fields_in(words: Sequence[str], kind: str, *, bare: bool) -> Mapping[str, frozenset[str]]:
    """Give the fields that words show for a figure of some kind, and the phrases of each that show it.

    Args:
        words: Folded, in order, without the figure.
        kind: As of a quantity, or ``duration``.
        bare: No noun says what is counted; then it is people.

    >>> {field: sorted(by) for field, by in fields_in("the death toll stood at".split(), "cardinal", bare=True).items()}
    {'dead': ['death', 'death toll']}
    """
    groups = _OF_KIND.get(kind, ("people",) if bare else _OF_COUNTS)
    found: dict[str, set[str]] = {}
    for at, word in enumerate(words):
        for form in forms(word):
            for field, phrase in _phrases_from(form):
                if (
                    field[0] in groups
                    and (kind != "duration" or field[1] in counted().lasting)
                    and _stands(words, at, phrase)
                ):
                    found.setdefault(field[1], set()).add(" ".join(phrase))
    return {field: frozenset(by) for field, by in found.items()}


def nearest(fields: Mapping[str, frozenset[str]], before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Give the fields whose words stand near a figure, as near as those of any other field.

    >>> found = fields_in("was fined and is to spend".split(), "money", bare=False)
    >>> sorted(found), sorted(nearest(found, "was fined and then is to spend".split(), ()))
    (['fine', 'price'], ['price'])
    """
    places = [*((len(before) - at, word) for at, word in enumerate(before)), *enumerate(after, start=1)]
    near = {
        field: min(
            (far for far, word in places for phrase in phrases if phrase.split()[0] in forms(word)),
            default=0,
        )
        for field, phrases in fields.items()
    }
    return frozenset(field for field, far in near.items() if far <= min(near.values()) + _BEHIND)


@cache
def _by_first() -> Mapping[str, tuple[tuple[tuple[str, str], tuple[str, ...]], ...]]:
    """Give for every first word of a phrase its fields, as group and name, and the phrase."""
    found: dict[str, list[tuple[tuple[str, str], tuple[str, ...]]]] = {}
    for group, fields in counted().fields.items():
        for field, phrases in fields.items():
            for first, several in phrases.items():
                found.setdefault(first, []).extend(((group, field), phrase) for phrase in several)
    return {first: tuple(several) for first, several in found.items()}


def _phrases_from(form: str) -> tuple[tuple[tuple[str, str], tuple[str, ...]], ...]:
    return _by_first().get(form, ())


def _stands(words: Sequence[str], at: int, phrase: tuple[str, ...]) -> bool:
    """Tell whether a phrase stands at a place; "…" in it leaves room for a few words ("take … from")."""
    if _GAP in phrase:
        first, last = phrase[: phrase.index(_GAP)], phrase[phrase.index(_GAP) + 1 :]
        behind = range(at + len(first), min(len(words), at + len(first) + _ROOM))
        return _stands(words, at, first) and any(_stands(words, place, last) for place in behind)
    here = words[at : at + len(phrase)]
    return len(here) == len(phrase) and all(part in forms(word) for part, word in zip(phrase, here, strict=True))


def apart_in(words: Sequence[str]) -> frozenset[str]:
    """Give the words that make a figure one of a part, of another occasion, or of what is only hoped for."""
    found = set()
    for at in range(len(words)):
        length = phrase_at(words, at, counted().apart)
        if length:
            found.add(" ".join(shortest(word) for word in words[at : at + length]))
    return frozenset(found)


def shortest(word: str) -> str:
    """Give the shortest form of a word, by which all its forms are the same."""
    return min(forms(word), key=lambda form: (len(form), form))
