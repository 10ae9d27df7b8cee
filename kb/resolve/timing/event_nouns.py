"""Nouns that name what happens: only these, and verbs, can be dated; a thing or a person cannot."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.remembering import remembered

_LEAST = 3  # letters before an ending: "king" and "ring" are no gerunds


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Singular nouns in lower case, and endings that nouns for events have; ``others`` have one and are none."""

    events: frozenset[str]
    endings: tuple[str, ...]
    others: frozenset[str]
    utterances: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    """Read what comes with the package, once."""
    with Path(__file__).with_name("events.toml").open("rb") as file:
        table = tomllib.load(file)
    return _Lexicon(
        events=frozenset(noun for nouns in table["nouns"].values() for noun in nouns),
        endings=tuple(table["endings"]["event"]),
        others=frozenset(table["endings"]["other"]),
        utterances=frozenset(table["utterances"]["nouns"]),
    )


@remembered
def names_an_utterance(noun: str) -> bool:
    """Tell whether a common noun, in lower case, names words that somebody wrote or spoke: a letter, a statement."""
    return not _lexicon().utterances.isdisjoint(_singulars(noun))


@remembered
def names_an_event(noun: str) -> bool:
    """Tell whether a common noun, in lower case, names something that happens.

    >>> [names_an_event(noun) for noun in ("vote", "talks", "closure", "company", "ministries", "bridge")]
    [True, True, True, False, False, False]
    """
    known, forms = _lexicon(), _singulars(noun)
    if not known.events.isdisjoint(forms):
        return True
    if not known.others.isdisjoint(forms):
        return False
    return any(form[_LEAST:].endswith(known.endings) for form in forms)


def _singulars(noun: str) -> tuple[str, ...]:
    """Give a noun and what it may be the plural of."""
    if not noun.endswith("s") or noun.endswith("ss"):
        return (noun,)
    if noun.endswith("ies"):
        return (noun, f"{noun[:-3]}y")
    return (noun, noun[:-1], noun[:-2]) if noun.endswith("es") else (noun, noun[:-1])
