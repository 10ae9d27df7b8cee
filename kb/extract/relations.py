"""Verb or event noun → canonical relation, by the synonym classes of ``relations.toml``.

*Halted the talks* and *cut off the talks* are one relation, ``suspend``; so are *held talks* and *met*, ``talk``: a
light verb leaves the naming to its noun. What no class knows keeps its own lemma, with its particle.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.extract.grammar import child, children, has_infinitive_marker, is_verb
from kb.extract.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Relations:
    """The synonym classes; all keys are lower-case lemmas, verbs with their particle or preposition."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    light: frozenset[str]
    occurrence: frozenset[str]
    occurrence_passives: frozenset[str]
    raising: frozenset[str]
    measures: frozenset[str]
    ergative: frozenset[str]
    intransitive: frozenset[str]
    transitive: frozenset[str]


@dataclass(frozen=True, slots=True)
class Relation:
    """What a predicate says of its arguments.

    Attributes:
        name: Canonical relation.
        event: The noun that names it, behind a light verb or as subject of "take place"; its complements are the
            relation's arguments.
        preposition: The preposition that belongs to the verb ("call for"); its noun is the object.
    """

    name: str
    event: Token | None = None
    preposition: Token | None = None


@cache
def relations() -> Relations:
    """Read the classes that come with the package, once."""
    with Path(__file__).with_name("relations.toml").open("rb") as file:
        table = tomllib.load(file)
    classes: dict[str, dict[str, list[str]]] = table["class"]
    return Relations(
        verbs={verb: name for name, entry in classes.items() for verb in entry["verbs"]},
        nouns={noun: name for name, entry in classes.items() for noun in entry.get("nouns", ())},
        light=frozenset(table["light"]["verbs"]),
        occurrence=frozenset(table["occurrence"]["verbs"]),
        occurrence_passives=frozenset(table["occurrence"]["passives"]),
        raising=frozenset(table["raising"]["words"]),
        measures=frozenset(table["measure"]["nouns"]),
        ergative=frozenset(table["ergative"]["classes"]),
        intransitive=frozenset(table["sense"]["without_object"]),
        transitive=frozenset(table["sense"]["with_object"]),
    )


def predicate_of(verb: Token) -> Token:
    """Give the verb that carries the meaning: *win* in "failed to win", *fall* in "is expected to fall"."""
    known, at = relations(), verb
    for _ in range(6):  # "is likely to have to begin to sell": longer chains are parsing accidents
        below = _raised(at, known.raising)
        if below is None:
            return at
        at = below
    return at


def _raised(verb: Token, raising: frozenset[str]) -> Token | None:
    """Give the infinitive that a raising verb or adjective hands its subject to."""
    governors = [verb, *(children(verb, "acomp", "attr", "oprd") if lemma_of(verb) == "be" else ())]
    openers = [governor for governor in governors if lemma_of(governor) in raising or governor.lower_ in raising]
    if lemma_of(verb) == "go" and verb.tag_ != "VBG":  # "is going to", never "went to"
        return None
    for governor in (*openers, *((verb,) if openers else ())):
        for complement in children(governor, "xcomp"):
            fits = has_infinitive_marker(complement) or lemma_of(governor) in ("begin", "start", "continue")
            if is_verb(complement) and fits and child(complement, "nsubj") is None:
                return complement
    return None


def relation_of(verb: Token) -> Relation:
    """Give the canonical relation of a predicate.

    Args:
        verb: The verb that carries the meaning, as :func:`predicate_of` gives it.
    """
    known = relations()
    lemma = lemma_of(verb)
    particle = child(verb, "prt")
    base = f"{lemma} {particle.lower_}" if particle is not None else lemma
    noun = child(verb, "dobj")
    passive = child(verb, "auxpass", "nsubjpass") is not None
    subject = child(verb, "nsubj", "nsubjpass")

    if noun is not None and f"{lemma} {lemma_of(noun)}" in known.occurrence:
        base, noun = f"{lemma} {lemma_of(noun)}", None
    happens = base in known.occurrence or (passive and base in known.occurrence_passives)
    if happens and subject is not None and (event := _event(subject, known)) is not None:
        return Relation(known.nouns[lemma_of(event)], event=event)
    if lemma == "be" and child(verb, "expl") is not None and (there := child(verb, "attr")) is not None:
        event = _event(there, known)
        return Relation(known.nouns[lemma_of(event)], event=event) if event is not None else Relation("be")
    if noun is not None and base in known.light and (event := _event(noun, known)) is not None:
        phrase = known.verbs.get(f"{base} {lemma_of(event)}")
        return Relation(phrase or known.nouns[lemma_of(event)], event=event)
    return _plain(verb, base, noun, known)


def _plain(verb: Token, base: str, noun: Token | None, known: Relations) -> Relation:
    """Look a verb up with its preposition, its object, or alone; the longest entry wins."""
    lemma = lemma_of(verb)
    for preposition in children(verb, "prep", "dative"):
        for key in (f"{base} {preposition.lower_}", f"{lemma} {preposition.lower_}"):
            if key in known.verbs and child(preposition, "pobj", "pcomp") is not None:
                return Relation(known.verbs[key], preposition=preposition)
    if noun is not None and (key := f"{base} {lemma_of(noun)}") in known.verbs:
        return Relation(known.verbs[key], event=noun)
    for adjective in children(verb, "acomp", "oprd", "ccomp"):  # "make clear", "be worried"
        if (key := f"{lemma} {adjective.lower_}") in known.verbs:
            return Relation(known.verbs[key], event=adjective)
    if lemma == "call" and child(verb, "oprd") is not None:  # gave it a name
        return Relation(known.verbs["describe"])
    if any(has_infinitive_marker(complement) for complement in children(verb, "xcomp")):
        base = f"{base} to" if f"{base} to" in known.verbs else base
    return Relation(base if _has_other_sense(base, noun, known) else known.verbs.get(base, base))


def _has_other_sense(base: str, noun: Token | None, known: Relations) -> bool:
    """Tell whether a verb is used with an object, or without, as its class never is: "jumped the rails", "levelled".

    A number is no such object: "jumped 40 points".
    """
    if noun is None:
        return base in known.transitive
    return base in known.intransitive and not any(word.tag_ in ("CD", "$") for word in noun.subtree)


def _event(noun: Token, known: Relations) -> Token | None:
    """Give the event noun of a phrase: the noun itself, or the one it measures out ("two days of talks")."""
    for sister in (noun, *children(noun, "conj")):
        if lemma_of(sister) in known.nouns:
            return sister
    if lemma_of(noun) in known.measures:
        for of in children(noun, "prep"):
            if of.lower_ == "of" and (inner := child(of, "pobj")) is not None:
                return _event(inner, known)
    return None
