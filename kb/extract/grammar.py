"""Small questions to a dependency parse: who is the subject, is it passive, where does a phrase begin and end.

Labels are those of spaCy's English pipelines (ClearNLP style).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.extract.cues import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RELATIVES = frozenset({"who", "whom", "which", "that"})
_CLIMBS = frozenset({"conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "acomp", "parataxis", "dep"})


def children(token: Token, *labels: str) -> Iterator[Token]:
    """Give the children with one of the labels, in order."""
    return (child for child in token.children if child.dep_ in labels)


def child(token: Token, *labels: str) -> Token | None:
    """Give the first child with one of the labels."""
    return next(children(token, *labels), None)


def extent(token: Token) -> range:
    """Give the positions from the first to the last token of a phrase."""
    return range(token.left_edge.i, token.right_edge.i + 1)


def is_verb(token: Token) -> bool:
    """Tell verbs by their tag: the coarse class takes participles for adjectives now and then."""
    return bool(token.tag_.startswith("VB"))


def is_finite(token: Token) -> bool:
    """Tell whether a verb stands in a tense or has a modal or auxiliary that does."""
    if token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return is_verb(token) and any(aux.tag_ in ("VBD", "VBZ", "VBP", "MD") for aux in children(token, "aux", "auxpass"))


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, also without its auxiliary: "Asked whether …, she said no"."""
    if child(verb, "auxpass", "nsubjpass") is not None:
        return True
    return bool(verb.tag_ == "VBN" and verb.dep_ == "advcl" and child(verb, "aux", "nsubj") is None)


def has_infinitive_marker(verb: Token) -> bool:
    """Tell whether a verb has its own "to"."""
    return any(aux.lower_ == "to" for aux in children(verb, "aux"))


def base(verb: Token) -> str:
    """Give the base form, with its particle if the lexicon knows the two together."""
    known = lexicon()
    lemma: str = verb.lemma_.lower()
    lemma = known.lemmas.get(lemma, lemma)
    for particle in verb.children:
        if particle.i > verb.i and f"{lemma} {particle.lower_}" in known.verbs:
            return f"{lemma} {particle.lower_}"
    return lemma


def particle_of(verb: Token, form: str) -> Token | None:
    """Give the token of the second word of ``base(verb)``, if it has one."""
    second = form.partition(" ")[2]
    return next((word for word in verb.children if second and word.i > verb.i and word.lower_ == second), None)


def subject_of(verb: Token) -> Token | None:
    """Give the head of the subject; a verb without one takes it from the clause it depends on.

    In "Ruiz said no, adding that …" the subject of "adding" is Ruiz.
    """
    at = verb
    for _ in range(8):  # deeper than any sentence a person reads; guards against cycles of a bad parse
        own = child(at, *SUBJECTS)
        if own is not None:
            return None if own.lower_ == "there" else own
        if child(at, "expl", "csubj") is not None:
            return None
        if at.dep_ in ("acl", "relcl"):
            return at.head if at.tag_ == "VBG" else None
        if at.dep_ == "xcomp" and (controller := child(at.head, "dobj", "dative")) is not None and controller.i < at.i:
            return controller
        if at.dep_ not in _CLIMBS or at.head == at or (at.dep_ == "ccomp" and at.tag_ not in ("VBG", "VB")):
            return None
        at = at.head
    return None


def agent_of(verb: Token) -> Token | None:
    """Give the noun of a by-phrase of a passive."""
    by = child(verb, "agent") or next((prep for prep in children(verb, "prep") if prep.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def after_comma(token: Token) -> bool:
    """Tell whether a phrase is set off by a comma, a dash or a semicolon before it."""
    edge = token.left_edge.i
    return edge > 0 and token.doc[edge - 1].text in (",", "—", "–", "--", ";")
