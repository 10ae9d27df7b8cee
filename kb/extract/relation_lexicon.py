"""The classes of verbs and nouns that name one event, read from ``relations.toml`` once.

Keys are lower-case lemmas: a verb with what makes its meaning (particle, preposition, noun, "that", "to"), a noun alone
or with the word before or behind it. Sorts of nouns ("put out @fire") are spelled out when the file is read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Relations:
    """The synonym classes, and the words that lead to them.

    Attributes:
        names: All classes.
        verbs: Entry → class.
        sorted_verbs: Those entries that end in a noun of a sort, which stays the object.
        nouns: Event noun, alone or with a word beside it → class.
        noun_words: The words in those.
        converses: Entry → class whose subject and object it has in the other order ("lose to").
        agents: Noun for the doer → class ("owner").
        light: Verbs whose object tells the event.
        undergone: Verbs whose subject undergoes what their object tells; the nouns stand in ``undergone_nouns``.
        states: Verbs before "in talks"; what follows stands in ``active_states`` and ``passive_states``.
        occurrence: Verbs that only say that their subject came about; ``occurrence_passives`` as passives.
        raising: Verbs and adjectives that hand their subject on to an infinitive.
        control: Nouns whose owner does what their infinitive says; so does the subject of light verbs that take them,
            and of ``controllers``.
        measures: Nouns that measure out the noun behind "of".
        ergative: Classes whose only argument undergoes them.
        transfers: Classes that take the receiver as a first object.
        intransitive, transitive, bare: Verbs that are in their class only without an object, with one, or without an
            infinitive.
        events: Classes whose nouns are told as events of their own.
        done_by: Classes where "of" names the doer.
        done_to: Classes where "'s" names whom it is done to.
        idle: Verbs whose participle only describes ("a village called Bor").
        left_open: Classes of verbs whose subject need not have happened.
        taken_for_granted: Classes of verbs whose object has happened when they hold.
    """

    names: frozenset[str]
    verbs: Mapping[str, str]
    sorted_verbs: frozenset[str]
    nouns: Mapping[str, str]
    noun_words: frozenset[str]
    converses: Mapping[str, str]
    agents: Mapping[str, str]
    light: frozenset[str]
    undergone: frozenset[str]
    undergone_nouns: frozenset[str]
    states: frozenset[str]
    active_states: frozenset[str]
    passive_states: frozenset[str]
    occurrence: frozenset[str]
    occurrence_passives: frozenset[str]
    raising: frozenset[str]
    control: frozenset[str]
    controllers: frozenset[str]
    measures: frozenset[str]
    ergative: frozenset[str]
    transfers: frozenset[str]
    intransitive: frozenset[str]
    transitive: frozenset[str]
    bare: frozenset[str]
    events: frozenset[str]
    done_by: frozenset[str]
    done_to: frozenset[str]
    idle: frozenset[str]
    left_open: frozenset[str]
    taken_for_granted: frozenset[str]


@cache
def relations() -> Relations:
    """Read the classes that come with the package, once."""
    with Path(__file__).with_name("relations.toml").open("rb") as file:
        table = tomllib.load(file)
    sense, event, state = table["sense"], table["event"], table["state"]
    nouns = dict(_entries(table, "nouns"))
    return Relations(
        names=frozenset(table["class"]),
        verbs=dict(_entries(table, "verbs")),
        sorted_verbs=frozenset(_sorted_verbs(table)),
        nouns=nouns,
        noun_words=frozenset(word for entry in nouns for word in entry.split()),
        converses=dict(_entries(table, "converses")),
        agents=dict(_entries(table, "agents")),
        light=frozenset(table["light"]["verbs"]),
        undergone=frozenset(table["undergone"]["verbs"]),
        undergone_nouns=frozenset(table["undergone"]["nouns"]),
        states=frozenset(state["verbs"]),
        active_states=frozenset(state["active"]),
        passive_states=frozenset(state["passive"]),
        occurrence=frozenset(table["occurrence"]["verbs"]),
        occurrence_passives=frozenset(table["occurrence"]["passives"]),
        raising=frozenset(table["raising"]["words"]),
        control=frozenset(table["control"]["nouns"]),
        controllers=frozenset(table["control"]["verbs"]),
        measures=frozenset(table["measure"]["nouns"]),
        ergative=frozenset(table["ergative"]["classes"]),
        transfers=frozenset(table["transfer"]["classes"]),
        intransitive=frozenset(sense["without_object"]),
        transitive=frozenset(sense["with_object"]),
        bare=frozenset(sense["without_infinitive"]),
        events=frozenset(event["classes"]),
        done_by=frozenset(event["done_by"]),
        done_to=frozenset(event["done_to"]),
        idle=frozenset(event["idle"]),
        left_open=frozenset(event["left_open"]),
        taken_for_granted=frozenset(event["taken_for_granted"]),
    )


def _entries(table: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    """Give the entries of one kind with their class, sorts spelled out."""
    for name, entry in table["class"].items():
        for words in entry.get(kind, ()):
            yield from ((each, name) for each in _spelled_out(words, table["sorts"]))


def _sorted_verbs(table: Mapping[str, Any]) -> Iterator[str]:
    for entry in table["class"].values():
        for words in entry["verbs"]:
            if "@" in words:
                yield from _spelled_out(words, table["sorts"])


def _spelled_out(words: str, sorts: Mapping[str, list[str]]) -> list[str]:
    before, at, sort = words.partition("@")
    return [before + noun for noun in sorts[sort]] if at else [words]
