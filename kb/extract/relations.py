"""Verb or event noun → canonical relation, by the synonym classes of ``relations.toml``.

*Halted the talks* and *cut off the talks* are one relation, ``suspend``; so are *held talks* and *met*, ``talk``: a
light verb leaves the naming to its noun. What no class knows keeps its own lemma, with its particle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.event_nouns import event_of, relation_name
from kb.extract.grammar import child, children, has_infinitive_marker, is_verb
from kb.extract.lemmas import lemma_of
from kb.extract.relation_lexicon import Relations, relations

if TYPE_CHECKING:
    from spacy.tokens import Token

_ROUND = frozenset({"dozen", "hundred", "thousand", "million", "billion"})
_TIMES = frozenset({"DATE", "TIME"})
_PARTICLES = frozenset({"in", "off", "up", "out", "down", "over", "away"})
_CONTESTS = frozenset(
    {
        "final",
        "semi-final",
        "semifinal",
        "match",
        "game",
        "race",
        "election",
        "vote",
        "bout",
        "fight",
        "tie",
        "derby",
        "set",
    }
    | {"series", "cup", "title", "seat", "contest", "battle", "war", "case", "lawsuit", "bid", "crown", "point"}
)
_PUTTING = frozenset({"place", "put"})  # under arrest


@dataclass(frozen=True, slots=True)
class Relation:
    """What a predicate says of its arguments.

    Attributes:
        name: Canonical relation.
        event: The noun that names it, behind a light verb or as subject of "take place"; its complements are the
            relation's arguments.
        preposition: The preposition that belongs to the verb ("call for"); its noun is the object.
        spent: The preposition whose noun is part of the relation ("filed for bankruptcy"); it is no argument.
        turned: The verb tells it from the other side: its subject is the relation's object ("lost to", "underwent").
        doer: The noun for who does it ("is the owner of"); what stands behind "of" is the object.
    """

    name: str
    event: Token | None = None
    preposition: Token | None = None
    spent: Token | None = None
    turned: bool = False
    doer: Token | None = None


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


def object_of(verb: Token) -> Token | None:
    """Give the head of the direct object.

    Behind a particle, a parse may hang it there as if on a preposition; round numbers ("displaced thousands") it takes
    for a measure.
    """
    direct = child(verb, "dobj")
    if direct is not None:
        return direct
    if (particle := child(verb, "prt")) is not None and (stray := child(particle, "pobj")) is not None:
        return stray
    counted = child(verb, "npadvmod")
    return counted if counted is not None and counted.tag_ == "NNS" and lemma_of(counted) in _ROUND else None


def relation_of(verb: Token) -> Relation:
    """Give the canonical relation of a predicate: the longest entry that fits wins.

    Args:
        verb: The verb that carries the meaning, as :func:`predicate_of` gives it.
    """
    known = relations()
    lemma = lemma_of(verb)
    particle = child(verb, "prt") or _adverb_as_particle(verb, lemma, known)
    base = f"{lemma} {particle.lower_}" if particle is not None else lemma
    noun = object_of(verb)
    if noun is not None and f"{lemma} {lemma_of(noun)}" in known.occurrence:
        base, noun = f"{lemma} {lemma_of(noun)}", None
    return (
        _come_about(verb, base, known)
        or _of_state(verb, lemma, noun, known)
        or _of_doer(verb, lemma, known)
        or _of_object(base, noun if noun is not None else _before(verb), known)
        or (_with_adjective(verb, lemma, known) if lemma == "call" else None)  # "called the meeting a farce" calls none
        or _of_sort(base, noun, known)
        or _with_preposition(verb, base, known)
        or _with_noun(verb, base, noun, known)
        or _with_adjective(verb, lemma, known)
        or _alone(verb, base, noun, known)
    )


def _adverb_as_particle(verb: Token, lemma: str, known: Relations) -> Token | None:
    """Give a particle that the parse takes for an adverb: "called [back] 4,000 cars"."""
    return next((word for word in children(verb, "advmod") if f"{lemma} {word.lower_}" in known.verbs), None)


def _come_about(verb: Token, base: str, known: Relations) -> Relation | None:
    """The event is the subject: "talks took place", "the vote was held", "there was an explosion"."""
    passive = child(verb, "auxpass", "nsubjpass") is not None
    subject = child(verb, "nsubj", "nsubjpass")
    happens = base in known.occurrence or (passive and base in known.occurrence_passives)
    if happens and subject is not None and (event := event_of(subject)) is not None:
        return Relation(relation_name(event), event=event)
    if base == "be" and child(verb, "expl") is not None and (there := child(verb, "attr")) is not None:
        event = event_of(there)
        return Relation(relation_name(event), event=event) if event is not None else Relation("be")
    return None


def _of_state(verb: Token, lemma: str, noun: Token | None, known: Relations) -> Relation | None:
    """The event is a state one is in: "are in talks", "came under attack", "put him under arrest"."""
    if lemma not in known.states and lemma not in _PUTTING:
        return None
    for preposition in children(verb, "prep"):
        event = child(preposition, "pobj")
        if event is None or child(event, "det", "poss") is not None:
            continue
        key, name = f"{preposition.lower_} {lemma_of(event)}", relation_name(event)
        if lemma in known.states and key in known.active_states:
            return Relation(name, event=event)
        if lemma in known.states and key in known.passive_states:
            return Relation(name, event=event, turned=True)
        if lemma in _PUTTING and noun is not None and key in known.passive_states:
            return Relation(name)
    return None


def _of_doer(verb: Token, lemma: str, known: Relations) -> Relation | None:
    """The predicate names the doer: "is the owner of the mine" is "owns the mine"."""
    doer = child(verb, "attr") if lemma == "be" else None
    if doer is None or lemma_of(doer) not in known.agents:
        return None
    owned = child(doer, "poss") is not None or any(prep.lower_ == "of" for prep in children(doer, "prep"))
    return Relation(known.agents[lemma_of(doer)], doer=doer) if owned else None


def _before(verb: Token) -> Token | None:
    """Give the noun that a passive participle stands behind: "a request made by the mayor"."""
    return verb.head if verb.dep_ == "acl" and verb.tag_ == "VBN" else None


def _of_object(base: str, noun: Token | None, known: Relations) -> Relation | None:
    """The object tells the event: "held talks", "gave its approval", "won approval"."""
    event = event_of(noun) if noun is not None else None
    if event is None:
        return None
    given = base != "have" or any(preposition.lower_ == "from" for preposition in children(event, "prep"))
    if given and base in known.undergone and lemma_of(event) in known.undergone_nouns:
        return Relation(relation_name(event), event=event, turned=True)
    if base in known.light:
        return Relation(known.verbs.get(f"{base} {lemma_of(event)}") or relation_name(event), event=event)
    return None


def _is_contest(noun: Token | None) -> bool:
    """Tell what can be lost to a winner: "lost the final to Porto"; whoever lost a captain to injury was not beaten."""
    return noun is None or noun.pos_ != "NOUN" or lemma_of(noun) in _CONTESTS


def _of_sort(base: str, noun: Token | None, known: Relations) -> Relation | None:
    """The verb and a sort of object, whatever place follows: "fired 40 workers at the plant" shoots at nobody."""
    key = f"{base} {lemma_of(noun)}" if noun is not None else ""
    return Relation(known.verbs[key]) if key in known.sorted_verbs else None


def _with_preposition(verb: Token, base: str, known: Relations) -> Relation | None:
    """The verb and its preposition: "called for a vote", "lost to Porto"; "jailed for two years" tells the penalty."""
    lemma = lemma_of(verb)
    for preposition in children(verb, "prep"):
        length = child(preposition, "pobj")
        if length is not None and (key := f"{base} {preposition.lower_} {lemma_of(length)}") in known.verbs:
            return Relation(known.verbs[key], spent=preposition)
    for preposition, words in _prepositions(verb):
        noun = child(preposition, "pobj")
        if noun is not None and (key := f"{base} {words} {lemma_of(noun)}") in known.verbs:  # "came to an end"
            return Relation(known.verbs[key], spent=preposition)
        event = event_of(noun) if noun is not None and f"{base} {words}" in known.light else None
        if event is not None:  # "engaged in talks", "entered into negotiations"
            return Relation(relation_name(event), event=event)
        for key in (f"{base} {words}", f"{lemma} {words}"):
            if key in known.converses and _is_contest(object_of(verb)):
                return Relation(known.converses[key], preposition=preposition, turned=True)
            if key in known.verbs:
                return Relation(known.verbs[key], preposition=preposition)
    return None


def _with_noun(verb: Token, base: str, noun: Token | None, known: Relations) -> Relation | None:
    """The verb and its object, behind it or, in a passive, before it: "gave evidence", "charges were pressed"."""
    if noun is not None and (key := f"{base} {lemma_of(noun)}") in known.verbs:
        return Relation(known.verbs[key], event=None if key in known.sorted_verbs else noun)
    for trade in children(noun, "compound") if noun is not None and noun.tag_.startswith("NNP") else ():
        if trade.tag_ == "NN" and (key := f"{base} {lemma_of(trade)}") in known.sorted_verbs:
            return Relation(known.verbs[key])  # "held up the jeweller Lund & Sons"
    patient = child(verb, "nsubjpass")
    if patient is not None and (key := f"{base} {lemma_of(patient)}") in known.verbs:
        return Relation(known.verbs[key])
    return None


def _with_adjective(verb: Token, lemma: str, known: Relations) -> Relation | None:
    """The verb and its predicate: "make clear", "be worried"; "call it a day" gives it a name."""
    for adjective in children(verb, "acomp", "oprd", "ccomp"):
        if (key := f"{lemma} {adjective.lower_}") in known.verbs:
            return Relation(known.verbs[key], event=adjective)
    named = lemma == "call" and child(verb, "oprd") is not None
    return Relation(known.verbs["describe"]) if named else None


def _prepositions(verb: Token) -> Iterator[tuple[Token, str]]:
    """Give the prepositions of a verb that have a noun, two together first: "backed [out of] the deal"."""
    direct = child(verb, "dobj")
    for preposition in children(verb, "prep", "dative"):
        if preposition.i < verb.i or (
            direct is not None and direct.i < preposition.i and preposition.lower_ in _PARTICLES
        ):
            continue  # "in Paris he gave money", "gave money in Paris": nobody gave in
        inner = child(preposition, "prep")
        if inner is not None and child(inner, "pobj", "pcomp") is not None:
            yield inner, f"{preposition.lower_} {inner.lower_}"
        noun = child(preposition, "pobj", "pcomp")
        if noun is not None and noun.ent_type_ not in _TIMES:  # "decided on Monday" decides no Monday
            yield preposition, preposition.lower_


def _alone(verb: Token, base: str, noun: Token | None, known: Relations) -> Relation:
    """The verb by itself, or its lemma where it is used as its class never is."""
    if base in known.converses:
        return Relation(known.converses[base], turned=True)
    complements = list(children(verb, "xcomp", "ccomp"))
    if any(has_infinitive_marker(complement) for complement in complements):
        if f"{base} to" in known.verbs:
            return Relation(known.verbs[f"{base} to"])
        if base in known.bare:
            return Relation(f"{base} to")
    elif f"{base} that" in known.verbs and any(
        child(one, "nsubj", "nsubjpass", "expl") is not None for one in complements
    ):
        return Relation(known.verbs[f"{base} that"])
    if noun is None and f"{base} -" in known.verbs and not _has_moved(verb):
        return Relation(known.verbs[f"{base} -"])
    return Relation(base if _has_other_sense(verb, base, noun, known) else known.verbs.get(base, base))


def _has_other_sense(verb: Token, base: str, noun: Token | None, known: Relations) -> bool:
    """Tell whether a verb is used with an object, or without, as its class never is: "jumped the rails", "levelled".

    A number is no such object: "jumped 40 points". In a passive, and in "the ship they sank", the object stands before.
    """
    if noun is None:
        return base in (known.intransitive if _has_moved(verb) else known.transitive)
    return base in known.intransitive and not any(word.tag_ in ("CD", "$") for word in noun.subtree)


def _has_moved(verb: Token) -> bool:
    """Tell whether a verb without an object may have it before: "the ship was sunk", "the ship they sank"."""
    passive = child(verb, "auxpass", "nsubjpass") is not None
    return passive or (verb.dep_ in ("relcl", "acl") and verb.tag_ != "VBG")
