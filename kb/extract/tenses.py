"""The tense of a finite verb, as far as it tells when the event lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.grammar import children, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_PRESENT_TAGS = frozenset({"VBZ", "VBP"})
_PERFECT = frozenset({"have", "'ve", "’ve", "has", "'s", "’s"})


def tense_of(verb: Token) -> str:
    """Give ``past``, ``present``, ``future``, or nothing where the form does not tell.

    The perfect ("has met") speaks of what is over, as the past does. Modals, infinitives and "is to meet" tell
    nothing certain. The verbs that a coordinated verb shares its auxiliary with count as its own.

    Source: Quirk et al., A Comprehensive Grammar of the English Language (1985), chapter 4.
    """
    auxiliaries = list(children(verb, "aux", "auxpass")) if is_verb(verb) else []
    if not auxiliaries and verb.dep_ == "conj" and verb.tag_ in {"VB", "VBN", "VBG"} and verb.head != verb:
        return tense_of(verb.head)
    finite = min(auxiliaries, key=lambda token: token.i, default=verb)
    if finite.lower_ in _FUTURE or finite.tag_ == "VBD":
        return "past" if finite.tag_ == "VBD" else "future"
    infinitive = any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children)
    if finite.tag_ not in _PRESENT_TAGS or infinitive:
        return ""
    perfect = finite != verb and finite.lower_ in _PERFECT and verb.tag_ in {"VBN", "VBD"}
    return "past" if perfect else "present"
