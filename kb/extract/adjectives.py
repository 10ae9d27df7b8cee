"""Attributions whose cue is a state of mind: "she is confident that rates will fall", "they are critical of the plan".

Nobody sees into a mind; the writer has it from words or conduct of the person, who is the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.attribution import Attribution
from kb.extract.cue_extents import verb_group
from kb.extract.cues import lexicon
from kb.extract.fragments import fragments, ranges
from kb.extract.grammar import RELATIVES, base, child, children, extent, has_infinitive_marker, subject_of
from kb.extract.sentences import Unit

if TYPE_CHECKING:
    from spacy.tokens import Token


def adjective_attribution(unit: Unit, token: Token) -> Attribution | None:
    """Give the attribution that an adjective behind a copula makes (offsets in the paragraph)."""
    copula = token.head
    if token.dep_ not in ("acomp", "ROOT", "ccomp") and token.tag_ != "VBN":
        return None
    passive = token.tag_ == "VBN" and child(token, "auxpass") is not None  # "is convinced": the parse takes it for one
    if passive and base(token) in lexicon().verbs:
        return None
    if not passive and not (
        token.dep_ == "acomp" and copula.lemma_ in ("be", "’", "'s", "’s", "remain", "feel", "become")
    ):
        return None
    verb = token if passive else copula
    subject = subject_of(verb)
    found = _complement(token)
    if (
        subject is None
        or found is None
        or subject.i > verb.i
        or subject.lower_ in ("it", "there", "this", "that", "what")
    ):
        return None
    complement, joint = found
    last = joint.i if joint is not None else token.i
    cue = range(verb_group(verb)[0], last + 1)
    who = [subject.i] if subject.lower_ in RELATIVES else [i for i in extent(subject) if i < verb.i]
    around = unit.quotation_at(token.idx)
    return Attribution(
        source=fragments(unit.paragraph, who),
        cue=ranges(unit.paragraph, cue),
        content=fragments(
            unit.paragraph, (i for i in extent(complement) if i > last), [q for q in unit.quotations if q is not around]
        ),
        shape="adjective",
        confidence=lexicon().phrases["adjective"],
        outermost=True,
    )


def _complement(adjective: Token) -> tuple[Token, Token | None] | None:
    """Give what the state of mind is about, and the preposition before it."""
    listed, lemma = lexicon().adjectives, adjective.lower_
    for word in children(adjective, "ccomp", "xcomp", "prep"):
        if word.i < adjective.i:
            continue
        if word.dep_ == "prep":
            if lemma in listed.get(word.lower_, ()) and child(word, "pobj", "pcomp") is not None:
                return word, word
        elif has_infinitive_marker(word):
            if lemma in listed["infinitive"]:
                return word, None
        elif word.dep_ == "ccomp" and lemma in listed["that"]:
            return word, None
    return None
