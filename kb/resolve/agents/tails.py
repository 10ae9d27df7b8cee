"""What stands behind a noun, and whether it speaks against a figure: "the ministry | of transport in Oslo"."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from kb.model import AgentType
from kb.resolve.agents.figures import Figure
from kb.resolve.agents.names import FIRM_NOUNS, key, plain, title_words
from kb.resolve.registry import Registry

QUALIFIERS = frozenset(  # words that tell one office from another of its kind
    {"prime", "foreign", "defense", "defence", "finance", "interior", "trade", "health", "education", "justice", "vice"}
    | {"deputy", "assistant", "press", "treasury", "first", "home", "police", "fire", "party", "opposition", "managing"}
    | {"executive", "attorney", "surgeon", "chief", "crown", "lieutenant", "major", "brigadier"}
)
_OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?([^\W\d_][\w.’'-]*(?:\s+[A-Z][\w.’'-]+)*)")
_IN = re.compile(r"\s+(?:in|at)\s+(?:the\s+)?([A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]+)*)")
_TELL_NOTHING = frozenset({"which", "whom", "its", "his", "her", "their", "this", "that", "a", "an", "course"})
_TELL_NOTHING |= {"directors", "trustees", "governors", "ministers", "members", "years", "months", "now"}
_ELSEWHERE = frozenset({"embassy", "consulate", "mission", "bureau"})  # stand in a state that is not their own


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands behind a noun; empty where nothing does.

    Attributes:
        whose: Words tied to it by "of" or "for": "transport", "Peru".
        where: A name tied to it by "in" or "at".
    """

    whose: str = ""
    where: str = ""


def tail_at(body: str, end: int) -> Tail:
    """Read what stands behind a noun.

    >>> tail_at("The ministry of transport in Oslo declined.", 12)
    Tail(whose='transport', where='Oslo')
    """
    of = _OF.match(body, end)
    whose = plain(of[1]) if of and of[1].casefold() not in _TELL_NOTHING else ""
    where = _IN.match(body, of.end() if of else end)
    return Tail(whose, plain(where[1]) if where else "")


def contradicted(figure: Figure, noun: str, tail: Tail, states: Set[str], registry: Registry) -> bool:
    """Tell whether what stands behind a noun speaks against a figure: another state, place or business.

    Args:
        figure: Somebody who may be meant.
        noun: The noun, in small letters.
        tail: What stands behind it.
        states: The states that the figure is known to be tied to.
        registry: Where places lie, and whose people they are.
    """
    if tail.where and not _words(tail.where) <= figure.words:
        there = _state_at(tail.where, registry)
        if there and ((states and there not in states) or noun in _ELSEWHERE):
            return True
    if not tail.whose or _words(tail.whose) <= figure.words | figure.titles:
        return False
    if figure.agent.type is AgentType.PERSON:
        theirs, business = _state_at(tail.whose, registry), title_words(tail.whose) & QUALIFIERS
        return bool((theirs and states and theirs not in states) or not business <= figure.titles)
    owners = {found.id for found in registry.lookup(tail.whose)} | _people(tail.whose, registry)
    if not owners:
        return noun not in FIRM_NOUNS  # "the maker of the tablets" may be any firm
    held = {figure.agent.id, *figure.agent.part_of, *registry.wholes(figure.agent.id)}
    return held.isdisjoint(owners | {registry.governed(owner) for owner in owners} - {""})


def _words(text: str) -> frozenset[str]:
    return frozenset(key(text).split())


def _people(words: str, registry: Registry) -> set[str]:
    """Give the state whose people an adjective means, in a set of its own."""
    found = registry.demonym(words.split(maxsplit=1)[0])
    return {found.id} if found else set()


def _state_at(words: str, registry: Registry) -> str:
    """Give the state that a place is or lies in: "Peru", "Lima", "Peruvian"."""
    found = sorted(_people(words, registry)) or [each.id for each in registry.lookup(words)]
    return next((state for each in found if (state := registry.governed(each) or registry.state_of(each))), "")
