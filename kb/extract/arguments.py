"""Predicate → canonical words of its subject and its object.

Active and passive meet: the agent of a passive is its subject, the patient its object; so do the two sides from which
an event can be told ("lost to"). Relative pronouns stand for their antecedent. Who is not named stays empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.canonical import clause_words, phrase
from kb.extract.clefts import cleft_around
from kb.extract.event_nouns import PARTNERS, arguments_in, partner_of
from kb.extract.grammar import child, children, has_infinitive_marker, is_verb
from kb.extract.lemmas import lemma_of
from kb.extract.relation_lexicon import relations
from kb.extract.relations import Relation, object_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEEPEST = 12  # heads to climb for a subject; a sentence that needs more is not a sentence
_PREPOSITIONS = ("with", "to", "on", "for", "against", "about", "of", "over", "into", "from", "as", "in", "at")
_TIMES = frozenset({"DATE", "TIME"})
_AMOUNTS = frozenset({"%", "percent", "pct", "point", "percentage"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


def arguments_of(verb: Token, head: Token, relation: Relation) -> tuple[str, str]:
    """Give the canonical subject and object of a clause.

    Args:
        verb: The verb that carries the meaning ("win" in "failed to win").
        head: The finite verb above it, or the same.
        relation: The relation of the verb.
    """
    if relation.event is not None:
        arguments = _undergone if relation.turned else _event_arguments
        return arguments(verb, head, relation.event)
    if relation.doer is not None:
        return phrase(subject_of(verb, head)), _owned(relation.doer)
    if lemma_of(verb) == "be" and child(verb, "expl") is not None and (there := child(verb, "attr")) is not None:
        return phrase(there), ""
    sides = _passive_arguments(verb, head, relation) if is_passive(verb) else _active_arguments(verb, head, relation)
    return (sides[1], sides[0]) if relation.turned else sides


def _passive_arguments(verb: Token, head: Token, relation: Relation) -> tuple[str, str]:
    given = object_of(verb) if relation.name in relations().transfers else None
    if given is not None:  # "was given a licence": who was given it is neither doer nor thing
        return phrase(agent_of(verb) or agent_of(given)), phrase(given)  # the parse may hang "by" on the thing
    patient = phrase(subject_of(verb, head))
    return phrase(agent_of(verb)), " ".join(filter(None, (patient, phrase(child(verb, "oprd")))))


def _active_arguments(verb: Token, head: Token, relation: Relation) -> tuple[str, str]:
    subject, undergoer = phrase(subject_of(verb, head)), _object(verb, relation)
    if lemma_of(verb) == "blame" and lemma_of(verb.head) == "be" and verb.dep_ == "xcomp":
        return "", subject  # "the driver was to blame": the one idiom with an active form and a passive sense
    if relation.name in relations().ergative and not _has_complement(verb, relation):
        return "", subject  # "the talks resumed", "rents rose to 9 dollars": nobody says who resumed or raised them
    return subject, undergoer


def _has_complement(verb: Token, relation: Relation) -> bool:
    """Tell whether a verb has more than its subject; an amount ("rose 4 percent") or a place is no more."""
    direct = object_of(verb)
    if direct is not None:
        return lemma_of(direct) not in _AMOUNTS
    complement = child(verb, "attr", "acomp", "oprd", "ccomp", "xcomp")
    return complement is not None or relation.preposition is not None or _lacks_its_object(verb)


def agent_of(verb: Token) -> Token | None:
    """Give the noun of the by-phrase of a passive; "by Monday" names nobody."""
    by = child(verb, "agent") or next((prep for prep in children(verb, "prep") if prep.lower_ == "by"), None)
    noun = child(by, "pobj") if by is not None else None
    return noun if noun is None or noun.ent_type_ not in _TIMES else None


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, by its own auxiliary or that of the verb it is coordinated with.

    A participle behind its noun is passive too: "the bridge built by Acme".
    """
    for _ in range(_DEEPEST):
        if child(verb, "auxpass", "nsubjpass") is not None:
            return True
        if verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and child(verb, "aux", "nsubj", "dobj") is None:
            return True
        shares = verb.dep_ == "conj" and verb.tag_ == "VBN" and child(verb, "aux", "nsubj", "dobj") is None
        if not shares or not is_verb(verb.head):
            return False
        verb = verb.head
    return False


def subject_of(verb: Token, head: Token) -> Token | None:
    """Give the head of the subject: of the verb, of a verb above that shares it, or its antecedent."""
    at = verb
    for _ in range(_DEEPEST):
        own = child(at, *_SUBJECTS)
        if own is not None:
            return _antecedent(own, at)
        if at.dep_ in ("relcl", "acl") and at == verb and at.tag_ in ("VBG", "VBN"):
            return at.head  # "the firm making it"
        if at.dep_ == "acl" and has_infinitive_marker(at):
            return _controller(at.head)
        told = child(at.head, "dobj", "dative") if at.dep_ in ("xcomp", "ccomp") and at == head else None
        if told is not None:
            return told  # "told the fans to leave"
        if at.head == at or not _shares_subject(at):
            return None
        at = at.head
    return None


def _controller(noun: Token) -> Token | None:
    """Give who does what the infinitive of a noun says: its owner, or the subject of the verb that takes it."""
    if lemma_of(noun) not in relations().control:
        return None
    if (owner := child(noun, "poss")) is not None:
        return owner
    verb, known = noun.head, relations()
    takes = noun.dep_ == "dobj" and lemma_of(verb) in known.light | known.controllers
    return subject_of(verb, verb) if takes else None


def _shares_subject(verb: Token) -> bool:
    """Tell whether a verb without a subject has that of the verb above it."""
    if child(verb, "expl") is not None or (verb.dep_ == "ccomp" and verb.tag_ not in ("VB", "VBG")):
        return False
    return verb.dep_ in ("xcomp", "acomp", "conj", "advcl", "ccomp", "pcomp", "prep", "attr", "oprd")


def _antecedent(pronoun: Token, verb: Token) -> Token:
    """Give the noun that "which", "who" or "that" stands for; any other word is itself."""
    cleft = cleft_around(verb)
    if cleft is not None and cleft.gap == pronoun:
        return cleft.focus
    if pronoun.tag_ not in ("WDT", "WP"):
        return pronoun
    at = verb
    while at.dep_ in ("conj", "xcomp", "acomp") and at.head != at:
        at = at.head
    return at.head if at.dep_ == "relcl" else pronoun


def _object(verb: Token, relation: Relation) -> str:
    """Give the canonical object: direct, predicate, of the verb's preposition, clausal, or of another preposition."""
    direct = object_of(verb)
    if relation.preposition is not None and (direct is None or relation.turned):  # "lost the final to Porto"
        return phrase(child(relation.preposition, "pobj", "pcomp"))
    if direct is not None:
        antecedent = _antecedent(direct, verb)
        alone = f"{lemma_of(verb)} of" in relations().verbs  # "convicted the surgeon of fraud": no surgeon of fraud
        named = "" if antecedent.tag_ == "WP" else phrase(antecedent, alone=alone)  # "what critics call a scandal"
        return " ".join(filter(None, (named, phrase(child(verb, "oprd")))))
    if (predicate := child(verb, "attr", "acomp", "oprd")) is not None:
        return " ".join(filter(None, (_predicated(predicate), _below(predicate))))
    if _lacks_its_object(verb):
        return phrase(verb.head)
    if (clause := child(verb, "xcomp", "ccomp")) is not None:
        return clause_words(clause)
    return phrase(partner_of(verb, _PREPOSITIONS, but=relation.spent))


def _predicated(predicate: Token) -> str:
    """Give a predicate; "the bank's chairman" as "chairman of bank", whichever way it is printed."""
    owner = child(predicate, "poss")
    if owner is None or predicate.pos_ != "NOUN" or owner.pos_ == "PRON" or child(predicate, "conj") is not None:
        return phrase(predicate)
    role = phrase(predicate).partition(f"{owner.doc[owner.right_edge.i].text} ")[2]
    return f"{role} of {phrase(owner)}" if role else phrase(predicate)


def _below(predicate: Token) -> str:
    """Give what an adjective takes: "willing to sell", "afraid of losses"."""
    clause = child(predicate, "xcomp")
    if clause is not None:
        return clause_words(clause)
    return phrase(partner_of(predicate, _PREPOSITIONS)) if predicate.pos_ == "ADJ" else ""


def _lacks_its_object(verb: Token) -> bool:
    """Tell whether the noun before a relative clause is the object that its verb lacks ("the plane they shot down")."""
    if verb.dep_ != "relcl" or child(verb, "ccomp", "xcomp") is not None or lemma_of(verb) == "be":
        return False
    subject = child(verb, "nsubj")
    own_subject = subject is not None and subject.tag_ not in ("WDT", "WP")
    if subject is not None and any(owner.tag_ == "WP$" for owner in children(subject, "poss")):
        return False  # "the minister whose aides left"
    adverbial = any(word.tag_ == "WRB" for word in verb.children) or verb.head.ent_type_ in _TIMES
    stranded = any(
        noun is not None and noun.tag_ in ("WDT", "WP")
        for noun in (child(preposition, "pobj") for preposition in children(verb, "prep"))
    )
    return own_subject and not adverbial and not stranded


def _owned(doer: Token) -> str:
    """Give what stands behind "of", or before "'s", of a noun for a doer."""
    of = next((child(prep, "pobj") for prep in children(doer, "prep") if prep.lower_ == "of"), None)
    return phrase(of if of is not None else child(doer, "poss"))


def _undergone(verb: Token, head: Token, event: Token) -> tuple[str, str]:
    """Give the arguments of an event that the subject undergoes: "the drug won approval from the agency"."""
    wanted = ("from", "by")
    return phrase(agent_of(verb) or partner_of(event, wanted) or partner_of(verb, wanted)), phrase(
        subject_of(verb, head)
    )


def _event_arguments(verb: Token, head: Token, event: Token) -> tuple[str, str]:
    """Give the arguments of a relation that a noun names: "held talks with Ruiz", "talks between A and B were held"."""
    doer, other = arguments_in(event)
    outer = event
    while outer.dep_ == "pobj" and outer.head.lower_ == "of":  # "two days of talks"
        outer = outer.head.head
    if outer.dep_ in ("nsubj", "nsubjpass", "attr"):
        subject = phrase(agent_of(verb)) or doer
    elif is_passive(verb):
        subject = phrase(agent_of(verb))
    else:
        subject = phrase(subject_of(verb, head))
    direct = child(verb, "dobj", "ccomp") if event.dep_ in ("acomp", "oprd", "ccomp") else None  # "made clear its aims"
    beside = phrase(partner_of(event, PARTNERS) or partner_of(verb, PARTNERS) or (direct if direct != event else None))
    other = other or beside
    return subject, other if other != subject else ""
