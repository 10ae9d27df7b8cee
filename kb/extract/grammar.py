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
_PERIPHRASTIC = frozenset({"do", "have", "'ve", "’ve"})  # no subjunctive: "that they do know"
_RELATIVE_SUBJECTS = frozenset({"these", "those", "all", "both", "who", "which"})  # tagged as singular now and then
_UNLIKE = frozenset({("tensed", "base"), ("gerund", "base"), ("base", "participle")})
_CLIMBS = frozenset({"conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "acomp", "parataxis", "dep"})


def children(token: Token, *labels: str) -> Iterator[Token]:
    """Give the children with one of the labels, in order."""
    return (child for child in token.children if child.dep_ in labels)


def child(token: Token, *labels: str) -> Token | None:
    """Give the first child with one of the labels."""
    for each in token.children:  # no generator: whoever reads an article asks this most often of all
        if each.dep_ in labels:
            return each
    return None


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
    if lemma not in known.led:
        return lemma
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


def is_mandative(verb: Token) -> bool:
    """Tell the subjunctive of demands: "that the plant be closed", "that the witness appear".

    Source: Quirk et al., A Comprehensive Grammar of the English Language (1985), 3.59.
    """
    if not any(mark.lower_ == "that" for mark in children(verb, "mark")):
        return False
    subject = child(verb, *sorted(SUBJECTS))
    auxiliaries = [aux for aux in children(verb, "aux", "auxpass") if aux.lower_ != "to"]
    first = min(auxiliaries, key=lambda token: token.i, default=verb)
    if subject is None or first.lower_ in _PERIPHRASTIC:
        return False
    singular = subject.tag_ in ("NN", "NNP") and child(subject, "conj") is None
    return bool(first.tag_ == "VB" or (first.tag_ == "VBP" and singular and subject.lower_ not in _RELATIVE_SUBJECTS))


def is_present(verb: Token) -> bool:
    """Tell whether a clause stands in the present tense."""
    first = min(children(verb, "aux", "auxpass"), key=lambda token: token.i, default=verb)
    return first.tag_ in ("VBZ", "VBP")


def is_finite_clause(verb: Token) -> bool:
    """Tell whether a verb has a subject and a tense of its own."""
    return is_finite(verb) and child(verb, *sorted(SUBJECTS), "expl") is not None


def coordinated_with(token: Token) -> Token:
    """Give the word that a coordinated one stands beside: coordination joins like forms.

    In "demanded that the plant be closed and has said …" a parse may join "said" to "closed"; a tensed verb is no
    companion of a subjunctive or infinitive, so that the nearest tensed verb above is taken.
    """
    first = token.head
    if not (is_verb(token) and is_verb(first)):
        return first
    form, at = _form(token), first
    if (form, _form(first)) not in _UNLIKE:
        return first
    while at.head != at:
        at = at.head
        if is_verb(at) and _form(at) == form:
            return at
    return first


def _form(verb: Token) -> str:
    auxiliaries = list(children(verb, "aux", "auxpass"))
    first = min(auxiliaries, key=lambda token: token.i, default=verb)
    if first.tag_ in ("MD", "VBZ", "VBP", "VBD"):
        return "tensed" if child(verb, *sorted(SUBJECTS)) is not None or first.tag_ != "VBD" else "past"
    return {"TO": "base", "VB": "base", "VBG": "gerund"}.get(first.tag_, "participle")
