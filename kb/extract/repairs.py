"""Repairs of a parse that English grammar or punctuation contradicts; components of our pipeline.

:data:`FRONTED` finds subjects again; verbs that the parser took for something else are given back in
:mod:`kb.extract.verb_repairs`, main clauses that it did not see in :mod:`kb.extract.tense_repairs`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

FRONTED = "subjects_behind_fronted_phrases"
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_MEMBERS = frozenset({"conj", "appos", "npadvmod"})  # of a phrase, as which a subject is misread
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def subjects_behind_fronted_phrases(doc: Doc) -> Doc:
    """Give a main verb its subject back, as in "In a note from Oslo, Ana Ruiz, the chair, called it a start".

    After a fronted prepositional phrase or participle the small models take the subject for one more member of the
    phrase ("Oslo, Ana Ruiz, the chair"). A finite main verb of a statement has a subject, and a list of two has "and":
    so the noun phrase between the comma and the verb is the subject, also with one word between commas behind it
    ("Ruiz, smiling, told …").
    """
    for sentence in doc.sents:
        verb = sentence.root
        if _is_finite(verb) and not any(child.dep_ in _SUBJECTS for child in verb.children):
            subject = _subject_behind(sentence, verb)
            if subject is not None:
                remark = _remark_behind(subject, verb)
                subject.head, subject.dep_ = verb, "nsubj"
                if remark is not None:
                    remark.head, remark.dep_ = subject, "acl"
    return doc


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in _FINITE for child in verb.children
    )


def _subject_behind(sentence: Span, verb: Token) -> Token | None:
    fronted = next((child for child in verb.lefts if child.dep_ == "prep" or _is_participle(child)), None)
    if fronted is None or any(token.is_alpha for token in sentence.doc[sentence.start : fronted.left_edge.i]):
        return None
    for token in fronted.subtree:
        joined = any(child.dep_ == "cc" for child in token.head.children)
        is_name = token.dep_ in _MEMBERS and token.tag_.startswith("NN") and not joined
        if (
            is_name
            and token.left_edge.i
            and token.nbor(token.left_edge.i - token.i - 1).text == ","
            and _reaches(token, verb)
        ):
            return token
    return None


def _is_participle(child: Token) -> bool:
    return child.dep_ == "advcl" and child.tag_ in ("VBG", "VBN")


def _remark_behind(subject: Token, verb: Token) -> Token | None:
    """Give a lone participle between commas behind a subject: "Ruiz, smiling, told"."""
    after = subject.right_edge.i + 1
    between = list(subject.doc[after : verb.i])
    alone = len(between) == 3 and between[0].text == between[2].text == ","
    return between[1] if alone and between[1].lower_.endswith("ing") else None


def _reaches(subject: Token, verb: Token) -> bool:
    """Tell whether nothing but commas, the verb's own helpers and a lone participle stands before the verb."""
    between = subject.doc[subject.right_edge.i + 1 : verb.i]
    remark = _remark_behind(subject, verb)
    return all(
        token.text == ","
        or token == remark
        or (token.head == verb and token.dep_ in ("aux", "auxpass", "advmod", "neg"))
        for token in between
    )
