"""Repairs of the parse behind "According to" at the opening of a sentence: where the source ends and the clause begins.

A comma closes the source, or the second one closes its apposition: "According to Ana Ruiz, the harbour master, ships
waited". The noun phrase behind it is the subject of the sentence, which the small models like to draw into the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.phrase_shapes import head_of, is_noun_phrase
from kb.extract.roles import noun_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_CAN_BE_SUBJECT = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "EX", "WP", "DT", "CD"})
_LOOSE = frozenset({"prep", "advmod", "npadvmod", "advcl", "punct", "mark"})


def source_of_according(sentence: Span) -> None:
    """Give the source of an opening "According to" its words, and the clause behind it its own."""
    doc, start = sentence.doc, sentence.start
    while start < sentence.end and not doc[start].is_alpha:
        start += 1
    if start + 2 >= sentence.end or doc[start].lower_ != "according" or doc[start + 1].lower_ != "to":
        return
    comma = _comma(doc, start + 2, sentence.end)
    if comma is None or not is_noun_phrase(doc[start + 2 : comma]):
        return
    named = head_of(doc, start + 2, comma)
    verb = sentence.root
    if named is None or verb.i < comma:
        return
    preposition = doc[start + 1]
    if named.head != preposition and preposition not in named.subtree:
        named.head, named.dep_ = preposition, "pobj"
    second = _comma(doc, comma + 1, sentence.end)
    apposed = _apposition(doc, comma + 1, second, sentence.end) if second is not None else None
    if apposed is not None and second is not None:
        if apposed != named.head and verb not in apposed.subtree:
            apposed.head, apposed.dep_ = named, "appos"
        comma = second
    _free(doc, start + 2, comma, verb)


def _comma(doc: Doc, start: int, stop: int) -> int | None:
    return next((at for at in range(start, stop) if doc[at].text == ","), None)


def _apposition(doc: Doc, left: int, stop: int, end: int) -> Token | None:
    """Give the head of an office between commas, where a clause with a subject of its own follows.

    In "According to Ruiz, the mayor, a sailor, drowned" the mayor is the subject: no subject stands behind the comma.
    """
    words = doc[left:stop]
    if not is_noun_phrase(words) or words[0].tag_ not in ("DT", "PRP$", "NN", "JJ"):
        return None
    office = next((at for at in range(left, stop) if doc[at].tag_ == "IN"), stop) - 1
    known = noun_lists()
    if doc[office].lower_ not in known.persons | known.beside:
        return None
    finite = next((at for at in range(stop + 1, end) if doc[at].tag_ in _FINITE), None)
    if finite is None:
        return None
    behind = max(at for at in range(stop, finite) if doc[at].text == ",") + 1
    return doc[office] if any(word.tag_ in _CAN_BE_SUBJECT for word in doc[behind:finite]) else None


def _free(doc: Doc, left: int, comma: int, verb: Token) -> None:
    """Hang on the verb what stands behind the comma and hangs on the source: the subject, and what opens the clause."""
    drawn = [word for word in doc[comma + 1 : verb.i] if left <= word.head.i < comma]
    for word in drawn:
        served = any(child.dep_ in _SUBJECTS and child.i > comma for child in verb.children)
        if word.dep_ in _LOOSE:
            word.head = verb
        elif word.tag_.startswith("VB") and not served:
            word.head, word.dep_ = verb, "csubj"
        elif word.tag_ in _CAN_BE_SUBJECT and not served:
            passive = any(child.dep_ == "auxpass" for child in verb.children)
            word.head, word.dep_ = verb, "nsubjpass" if passive else "nsubj"
