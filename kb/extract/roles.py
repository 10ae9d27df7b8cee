"""Nouns for people and for bodies, and the words that stand before and after names: what ``mentions.toml`` lists."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kb.extract.words import Word, Words

_MAKES_PERSONS = re.compile(r"[a-z-]{2,}(?:er|or|ist|ian|man|woman|person|eer)")  # trades: "glazier", "bell-ringer"
_SHORTEST_TRADE = 5


@dataclass(frozen=True, slots=True)
class NounLists:
    """The word lists of ``mentions.toml``."""

    persons: frozenset[str]
    beside: frozenset[str]
    either: frozenset[str]
    things: frozenset[str]
    bodies: frozenset[str]
    sectors: frozenset[str]
    firms: frozenset[str]
    sites: frozenset[str]
    honorifics: frozenset[str]
    postnominals: frozenset[str]
    domains: frozenset[str]
    offices: frozenset[str]
    voices: frozenset[str]
    affairs: frozenset[str]
    vessels: frozenset[str]


@cache
def noun_lists() -> NounLists:
    """Read ``mentions.toml``, once per process."""
    raw = tomllib.loads(Path(__file__).with_name("mentions.toml").read_text(encoding="utf-8"))
    return NounLists(**{kind: frozenset(words) for kind, words in raw.items()})


def is_honorific(token: Token | Word) -> bool:
    """Tell whether a word, capitalised, makes a person of the name after it: "Mrs.", "Governor"."""
    return token.text.rstrip(".") in noun_lists().honorifics


def is_postnominal(token: Token | Word) -> bool:
    """Tell whether a word is a degree, an honour or a seat printed after a name: "KC", "Ph.D."."""
    return token.text.replace(".", "") in noun_lists().postnominals


def is_role(token: Token | Word) -> bool:
    """Tell whether a word is a listed noun for a person, in any number and case; or a compound of "master"."""
    listed = token.lemma_.lower() in noun_lists().persons or token.lower_ in noun_lists().persons
    return (listed or _is_master(token)) and token.pos_ in ("NOUN", "PROPN")


def _is_master(token: Token | Word) -> bool:
    """Tell "the harbour master", "station masters": one in charge, where a master alone may be a copy or a skill."""
    return token.lower_ in ("master", "masters") and any(word.dep_ == "compound" for word in token.children)


def is_trade(token: Token | Word) -> bool:
    """Tell whether a common noun in the singular is one for a person, by the list or by the way it is formed.

    Only to be asked where a name stands beside it: the endings of agents are those of some tools, too.
    """
    if is_role(token) or token.lemma_.lower() in noun_lists().beside:
        return token.tag_ not in ("NNS", "NNPS")
    word = token.lower_
    formed = len(word) >= _SHORTEST_TRADE and _MAKES_PERSONS.fullmatch(word) is not None
    return (
        formed and token.text.islower() and token.tag_ == "NN" and word not in noun_lists().things | noun_lists().bodies
    )


def is_body(token: Token | Word) -> bool:
    """Tell whether a word is a noun for a body: "ministry", "charity"."""
    return token.lemma_.lower() in noun_lists().bodies or token.lower_ in noun_lists().bodies


def is_sector(token: Token | Word) -> bool:
    """Tell whether a word, before a name, says what a firm does: "retailer", "chipmaker"; a lawmaker is a person."""
    word = token.lower_
    return word in noun_lists().sectors or (word.endswith("maker") and word != "maker" and not is_role(token))


def names_a_body(token: Token | Word) -> bool:
    """Tell whether a word at the end of a name shows that the name is none of a person: "Lines", "Court", "River"."""
    return is_body(token) or token.lower_ in noun_lists().firms or token.lower_ in noun_lists().sites


def names_an_affair(token: Token | Word) -> bool:
    """Tell whether a word at the end of a name shows that nobody is named: "War", "Treaty", "Prize"."""
    return token.lower_ in noun_lists().affairs


def is_vessel(token: Token | Word) -> bool:
    """Tell whether a word makes a ship or craft of the name after it: "the frigate", "USS"."""
    return token.lower_ in noun_lists().vessels


def office_before(doc: Words, position: int) -> bool:
    """Tell whether a word is the office in "Secretary of State"."""
    if position < 2 or doc[position].text not in noun_lists().offices or doc[position - 1].lower_ != "of":
        return False
    return is_role(doc[position - 2])
