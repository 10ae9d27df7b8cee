"""Repairs of a parse that English punctuation contradicts. Components of our pipeline; they change nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

FRONTED = "subjects_behind_fronted_phrases"
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def subjects_behind_fronted_phrases(doc: Doc) -> Doc:
    """Give a main verb its subject back, as in "In a note from Oslo, Ana Ruiz, the chair, called it a start".

    After a fronted prepositional phrase the small models take the subject for one more member of the phrase ("Oslo,
    Ana Ruiz, the chair"). A finite main verb of a statement has a subject, and a list of two has "and": so the noun
    phrase between the comma and the verb is the subject.
    """
    for sentence in doc.sents:
        verb = sentence.root
        if _is_finite(verb) and not any(child.dep_ in _SUBJECTS for child in verb.children):
            subject = _subject_behind(sentence, verb)
            if subject is not None:
                subject.head, subject.dep_ = verb, "nsubj"
    return doc


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in _FINITE for child in verb.children
    )


def _subject_behind(sentence: Span, verb: Token) -> Token | None:
    fronted = next((child for child in verb.lefts if child.dep_ == "prep"), None)
    if fronted is None or any(token.is_alpha for token in sentence.doc[sentence.start : fronted.left_edge.i]):
        return None
    for token in fronted.subtree:
        joined = any(child.dep_ == "cc" for child in token.head.children)
        is_name = token.dep_ in ("conj", "appos") and token.tag_.startswith("NN") and not joined
        if (
            is_name
            and token.left_edge.i
            and token.nbor(token.left_edge.i - token.i - 1).text == ","
            and _reaches(token, verb)
        ):
            return token
    return None


def _reaches(subject: Token, verb: Token) -> bool:
    """Tell whether nothing but a comma and the verb's own helpers stands between a phrase and the verb."""
    between = subject.doc[subject.right_edge.i + 1 : verb.i]
    return all(
        token.text == "," or (token.head == verb and token.dep_ in ("aux", "auxpass", "advmod", "neg"))
        for token in between
    )
