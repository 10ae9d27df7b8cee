"""Predicate → canonical words of its subject and its object.

Active and passive meet: the agent of a passive is its subject, the patient its object. Relative pronouns stand for
their antecedent, a role for the name beside it ("the striker, Ana Ruiz"). Words are printed without determiners,
lower-cased unless a name; coordinated phrases are sorted, so that "Peru and Chile" and "Chile and Peru" are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.extract.grammar import child, children, is_verb
from kb.extract.lemmas import lemma_of
from kb.extract.relations import Relation, relations

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEEPEST = 12  # heads to climb for a subject; a sentence that needs more is not a sentence
_PARTS = frozenset({"compound", "amod", "nummod", "nmod", "poss", "quantmod"})
_PREPOSITIONS = ("with", "to", "on", "for", "against", "about", "of", "over", "into", "from", "as", "in", "at")
_PARTNERS = ("with", "to", "on", "about", "against", "over", "of", "for", "into")  # of an event: with whom, on what
_TIMES = frozenset({"DATE", "TIME"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})  # "met in Lima": where, not whom


def arguments_of(verb: Token, head: Token, relation: Relation) -> tuple[str, str]:
    """Give the canonical subject and object of a clause.

    Args:
        verb: The verb that carries the meaning ("win" in "failed to win").
        head: The finite verb above it, or the same.
        relation: The relation of the verb.
    """
    if relation.event is not None:
        return _event_arguments(verb, head, relation.event)
    if lemma_of(verb) == "be" and child(verb, "expl") is not None and (there := child(verb, "attr")) is not None:
        return phrase(there), ""
    doer, undergoer = _subject(verb, head), _object(verb, relation)
    if _is_passive(verb):
        patient = phrase(doer)
        beside = child(verb, "oprd")
        return phrase(agent_of(verb)), " ".join(filter(None, (patient, phrase(beside))))
    subject = phrase(doer)
    if lemma_of(verb) == "blame" and lemma_of(verb.head) == "be" and verb.dep_ == "xcomp":
        return "", subject  # "the driver was to blame": the one idiom with an active form and a passive sense
    if relation.name in relations().ergative and not undergoer and child(verb, "ccomp", "xcomp") is None:
        return "", subject  # "the talks resumed": nobody says who resumed them
    return subject, undergoer


def agent_of(verb: Token) -> Token | None:
    """Give the noun of the by-phrase of a passive."""
    by = child(verb, "agent") or next((prep for prep in children(verb, "prep") if prep.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def phrase(noun: Token | None) -> str:
    """Give the canonical words of a phrase; the empty string for none."""
    if noun is None:
        return ""
    parts = {_single(_named(other)) for other in (noun, *_coordinated(noun))}
    return " and ".join(sorted(filter(None, parts), key=lambda words: (words.lower(), words)))


def _named(noun: Token) -> Token:
    """Give the name beside a role, else the word itself."""
    beside = child(noun, "appos")
    return beside if beside is not None and beside.pos_ == "PROPN" and noun.pos_ == "NOUN" else noun


def _coordinated(noun: Token) -> Iterator[Token]:
    """Give the sisters of a noun, in order; each hangs on the one before."""
    waiting = list(children(noun, "conj"))
    while waiting:
        sister = waiting.pop(0)
        if not (is_verb(sister) and child(sister, "nsubj", "nsubjpass") is not None):
            yield sister
            waiting[:0] = children(sister, "conj")


def _single(head: Token, depth: int = 0) -> str:
    """Give a phrase without its coordinated sisters, with one complement behind "of"."""
    if is_verb(head):
        inner = child(head, "dobj", "attr", "acomp")
        return " ".join(filter(None, (lemma_of(head), _single(inner, depth + 1) if inner and depth < 2 else "")))
    of = next((prep for prep in children(head, "prep") if prep.lower_ == "of"), None)
    inner = child(of, "pobj") if of is not None else None
    if inner is not None and lemma_of(head) in relations().measures and depth < 3:
        return phrase(inner) if depth == 0 else _single(inner, depth + 1)
    words = _joined([*_modifiers(head), head])
    return f"{words} of {_single(inner, depth + 1)}" if inner is not None and words and depth < 2 else words


def _modifiers(head: Token) -> list[Token]:
    """Give the words before a noun that tell which one, in order; hyphens between them stay."""
    found: list[Token] = []
    for part in head.lefts:
        if part.dep_ in _PARTS and part.pos_ not in ("PRON", "DET"):
            found += [word for word in part.subtree if not _is_idle(word)]
        elif part.text == "-":
            found.append(part)
    return found


def _is_name(word: Token) -> bool:
    """Tell whether capitals belong to a word, and do not come from opening a sentence."""
    if word.pos_ == "PROPN" or (len(word) > 1 and word.is_upper):
        return True
    if word.pos_ not in ("NOUN", "ADJ"):
        return False
    return bool(word.text[0].isupper() and (not word.is_sent_start or word.ent_type_))


def _is_idle(word: Token) -> bool:
    return word.pos_ in ("DET", "CCONJ", "ADV") or (word.is_punct and word.text != "-" and word.tag_ != "POS")


def _joined(words: list[Token]) -> str:
    """Join words by one space, none where the text has none ("in-depth", "China's")."""
    pieces: list[str] = []
    for number, word in enumerate(words):
        follows = number > 0 and words[number - 1].i == word.i - 1
        if number > 0 and not (follows and not words[number - 1].whitespace_):
            pieces.append(" ")
        pieces.append(word.text if _is_name(word) else word.lower_)
    return "".join(pieces).strip(" -")


def _is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, by its own auxiliary or that of the verb it is coordinated with."""
    for _ in range(_DEEPEST):
        if child(verb, "auxpass", "nsubjpass") is not None:
            return True
        shares = verb.dep_ == "conj" and verb.tag_ == "VBN" and child(verb, "aux", "nsubj", "dobj") is None
        if not shares or not is_verb(verb.head):
            return False
        verb = verb.head
    return False


def _subject(verb: Token, head: Token) -> Token | None:
    """Give the head of the subject: of the verb, of a verb above that shares it, or its antecedent."""
    at = verb
    for _ in range(_DEEPEST):
        own = child(at, "nsubj", "nsubjpass", "csubj", "csubjpass")
        if own is not None:
            return _antecedent(own, at)
        if at.dep_ in ("relcl", "acl") and at == verb and at.tag_ in ("VBG", "VBN"):
            return at.head  # "the firm making it"
        told = child(at.head, "dobj", "dative") if at.dep_ in ("xcomp", "ccomp") and at == head else None
        if told is not None:
            return told  # "told the fans to leave"
        if at.head == at or not _shares_subject(at):
            return None
        at = at.head
    return None


def _shares_subject(verb: Token) -> bool:
    """Tell whether a verb without a subject has that of the verb above it."""
    if child(verb, "expl") is not None or (verb.dep_ == "ccomp" and verb.tag_ not in ("VB", "VBG")):
        return False
    return verb.dep_ in ("xcomp", "acomp", "conj", "advcl", "ccomp", "pcomp", "prep", "attr", "oprd")


def _antecedent(pronoun: Token, verb: Token) -> Token:
    """Give the noun that "which", "who" or "that" stands for; any other word is itself."""
    if pronoun.tag_ not in ("WDT", "WP"):
        return pronoun
    at = verb
    while at.dep_ in ("conj", "xcomp", "acomp") and at.head != at:
        at = at.head
    return at.head if at.dep_ == "relcl" else pronoun


def _object(verb: Token, relation: Relation) -> str:
    """Give the canonical object: direct, predicate, of the verb's preposition, clausal, or of another preposition."""
    direct = child(verb, "dobj")
    if relation.preposition is not None and direct is None:
        return phrase(child(relation.preposition, "pobj", "pcomp"))
    if direct is not None:
        antecedent = _antecedent(direct, verb)
        named = "" if antecedent.tag_ == "WP" else phrase(antecedent)  # "what critics call a scandal"
        return " ".join(filter(None, (named, phrase(child(verb, "oprd")))))
    if (predicate := child(verb, "attr", "acomp", "oprd")) is not None:
        return " ".join(filter(None, (phrase(predicate), _below(predicate))))
    if _lacks_its_object(verb):
        return phrase(verb.head)
    if (clause := child(verb, "xcomp", "ccomp")) is not None:
        return _single(clause)
    return phrase(_indirect(verb))


def _below(predicate: Token) -> str:
    """Give what an adjective takes: "willing to sell", "afraid of losses"."""
    clause = child(predicate, "xcomp")
    return _single(clause) if clause is not None else phrase(_indirect(predicate)) if predicate.pos_ == "ADJ" else ""


def _lacks_its_object(verb: Token) -> bool:
    """Tell whether the noun before a relative clause is the object that its verb lacks ("the plane they shot down")."""
    if verb.dep_ != "relcl" or child(verb, "ccomp", "xcomp") is not None or lemma_of(verb) == "be":
        return False
    subject = child(verb, "nsubj")
    own_subject = subject is not None and subject.tag_ not in ("WDT", "WP")
    adverbial = any(word.tag_ == "WRB" for word in verb.children) or verb.head.ent_type_ in _TIMES
    stranded = any(
        noun is not None and noun.tag_ in ("WDT", "WP")
        for noun in (child(preposition, "pobj") for preposition in children(verb, "prep"))
    )
    return own_subject and not adverbial and not stranded


def _indirect(word: Token, wanted: tuple[str, ...] = _PREPOSITIONS) -> Token | None:
    """Give the noun of the main prepositional phrase, leaving out those that tell when and where."""
    nouns = [
        (prep.lower_, noun)
        for prep in children(word, "prep", "dative")
        if (noun := child(prep, "pobj")) is not None
        and noun.ent_type_ not in _TIMES
        and not (prep.lower_ in ("in", "at") and noun.ent_type_ in _PLACES)
    ]
    return next((noun for best in wanted for preposition, noun in nouns if preposition == best), None)


def _event_arguments(verb: Token, head: Token, event: Token) -> tuple[str, str]:
    """Give the arguments of a relation that a noun names: "held talks with Ruiz", "talks between A and B were held"."""
    between = next((prep for prep in children(event, "prep") if prep.lower_ == "between"), None)
    sides = child(between, "pobj") if between is not None else None
    outer = event
    while outer.dep_ == "pobj" and outer.head.lower_ == "of":  # "two days of talks"
        outer = outer.head.head
    if outer.dep_ in ("nsubj", "nsubjpass", "attr"):
        subject = phrase(agent_of(verb)) or phrase(sides)
    elif _is_passive(verb):
        subject = phrase(agent_of(verb))
    else:
        subject = phrase(_subject(verb, head))
    direct = child(verb, "dobj", "ccomp") if event.dep_ in ("acomp", "oprd", "ccomp") else None  # "made clear its aims"
    other = _indirect(event, _PARTNERS) or _indirect(verb, _PARTNERS) or (direct if direct != event else None)
    return subject, phrase(other or (sides if phrase(sides) != subject else None))
