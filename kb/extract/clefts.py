"""Sentences that put one argument in front of its clause: "it was Peru that left", "what they want is rain".

What is said is the clause inside; the copula around it only points at one of its arguments.

Source: Huddleston and Pullum, The Cambridge Grammar of the English Language (2002), chapter 16, section 9.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.grammar import child, children, is_finite, is_verb
from kb.extract.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_GAPS = frozenset({"that", "who", "which", "whom", "what"})


@dataclass(frozen=True, slots=True)
class Cleft:
    """The verb of the clause inside, the word there that stands for the argument, and the argument in front."""

    verb: Token
    gap: Token
    focus: Token


def cleft_of(copula: Token) -> Cleft | None:
    """Give what a copula divides, if it divides anything."""
    if lemma_of(copula) != "be" or (focus := child(copula, "attr")) is None:
        return None
    subject = child(copula, "nsubj", "csubj")
    if subject is None:
        return None
    if subject.lower_ == "it":
        inner = (*children(copula, "ccomp"), *children(focus, "relcl"))
    else:
        inner = (subject,) if subject.dep_ == "csubj" else ()
    definite = not any(word.lower_ in ("a", "an") for word in children(focus, "det"))
    for verb in inner:
        gap = next((word for word in children(verb, "nsubj", "nsubjpass", "dobj") if word.lower_ in _GAPS), None)
        if gap is None or (gap.dep_ == "dobj" and not definite):  # "it is a pity that he left" is no cleft
            continue
        if is_verb(verb) and is_finite(verb) and gap.i < verb.i:
            return Cleft(verb, gap, focus)
    return None


def cleft_around(verb: Token) -> Cleft | None:
    """Give the cleft that a verb is the inner clause of."""
    copula = verb.head.head if verb.dep_ == "relcl" else verb.head
    if copula == verb or verb.dep_ not in ("ccomp", "relcl", "csubj"):
        return None
    found = cleft_of(copula)
    return found if found is not None and found.verb == verb else None
