"""The lexicon of factuality: how words grade what they govern. The words themselves stand in ``hedges.toml``.

A *grade* is a signed level from -3 (it did not happen) over 0 (open) to 3 (it happened).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.extract.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Signature:
    """What a complement is worth under an affirmed governor, and under a negated one.

    Attributes:
        name: Name of the class of governors, such as ``implicative``.
        affirmed: Grade from -3 to 3 when the governor is affirmed.
        negated: Grade from -3 to 3 when it is negated.

    Source: Nairn, Condoravdi, Karttunen, Computing relative polarity for textual inference (2006).
    """

    name: str
    affirmed: float
    negated: float

    def under(self, governor: float) -> float:
        """Give the grade of a complement whose governor has the given grade.

        A governor that is itself in doubt passes its doubt on, unless the class does not mind (factives).

        >>> Signature("implicative", 3.0, -3.0).under(-1.2)
        -1.2
        """
        chosen = self.affirmed if governor >= 0 else self.negated
        if self.affirmed == self.negated:
            return chosen
        return min(abs(chosen), abs(governor)) * (1 if chosen >= 0 else -1)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything ``hedges.toml`` knows, looked up by lower-case lemma."""

    levels: Mapping[str, float]
    modals: Mapping[str, tuple[float, float]]  # level when affirmed, when negated
    adverbs: Mapping[str, float]  # levels
    negators: frozenset[str]
    empty: frozenset[str]
    adjectives: Mapping[str, float]  # levels
    voiding: frozenset[str]  # adjectives before what did not take place
    markers: Mapping[str, float]
    prepositions: Mapping[str, Signature]
    complements: Mapping[str, Signature]
    nominals: Mapping[str, Signature]
    denials: frozenset[str]  # verbs whose object is what does not hold
    speech: frozenset[str]  # verbs and nouns that introduce what is said
    times: frozenset[str]  # openings of a clause that dates another
    moves: frozenset[str]  # verbs of moving and changing
    arrivals: frozenset[str]  # verbs of where a move ends
    reading: tuple[tuple[float, float], ...]  # rising grades, and what readers make of them

    def is_outcome(self, governor: Token, infinitive: Token) -> bool:
        """Tell whether an infinitive says how its governor ended: "fell to close at 9", "came home only to find".

        Source: Quirk et al., A Comprehensive Grammar of the English Language (1985), 15.25.
        """
        before = infinitive.left_edge
        only = before.lower_ == "only" or (before.i > 0 and before.nbor(-1).lower_ == "only")
        return only or (lemma_of(governor) in self.moves and lemma_of(infinitive) in self.arrivals)

    def read(self, grade: float) -> float:
        """Give what readers make of a grade: a straight line between the neighbouring points of the table."""
        for (low, at_low), (high, at_high) in pairwise(self.reading):
            if grade <= high:
                return at_low + (at_high - at_low) * (grade - low) / (high - low)
        return self.reading[-1][1]

    def complement(self, *keys: str) -> Signature | None:
        """Give the signature under the first of the keys that is known, most specific first."""
        return next((self.complements[key] for key in keys if key in self.complements), None)

    def nominal(self, *keys: str) -> Signature | None:
        """Give the signature of an event noun's governor, likewise."""
        return next((self.nominals[key] for key in keys if key in self.nominals), None)


@cache
def lexicon() -> Lexicon:
    """Read the lexicon that comes with the package, once."""
    with Path(__file__).with_name("hedges.toml").open("rb") as file:
        table = tomllib.load(file)
    level: dict[str, float] = table["level"]
    negated = table["modal"]["negated"]
    return Lexicon(
        levels=level,
        modals={
            word: (level[name], level[negated.get(word, name)]) for word, name in table["modal"]["affirmed"].items()
        },
        adverbs=_by_word({name: table["adverb"][name] for name in table["adverb"] if name != "negative"}, level),
        negators=frozenset(table["adverb"]["negative"]),
        empty=frozenset(table["negative"]["words"]),
        adjectives=_by_word(
            {name: table["adjective"][name] for name in table["adjective"] if name != "denying"}, level
        ),
        voiding=frozenset(table["adjective"]["denying"]),
        markers=_by_word(table["marker"], level),
        prepositions={word: _signature(word, entry, level) for word, entry in table["preposition"].items()},
        complements=_signatures(table["complement"], level),
        nominals=_signatures(table["nominal"], level),
        denials=frozenset(table["cue"]["denying"]),
        speech=frozenset(table["complement"]["report"]["words"]),
        times=frozenset(table["time"]["words"]),
        moves=frozenset(table["outcome"]["moves"]),
        arrivals=frozenset(table["outcome"]["arrivals"]),
        reading=tuple((grade, score) for grade, score in table["reading"]["points"]),
    )


def _by_word(groups: Mapping[str, Iterable[str]], level: Mapping[str, float]) -> dict[str, float]:
    return {word: level[name] for name, words in groups.items() for word in words}


def _signature(name: str, entry: Mapping[str, Any], level: Mapping[str, float]) -> Signature:
    affirmed, negated = (
        level[grade[1:]] * (-1 if grade[0] == "-" else 1) for grade in (entry["affirmed"], entry["negated"])
    )
    return Signature(name, affirmed, negated)


def _signatures(classes: Mapping[str, Mapping[str, Any]], level: Mapping[str, float]) -> dict[str, Signature]:
    return {word: _signature(name, entry, level) for name, entry in classes.items() for word in entry["words"]}
