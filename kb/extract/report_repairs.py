"""Repairs of the parse around verbs of saying; a component of our pipeline.

Names that a parser has never met, with an office beside them, are what small models stumble over: they join the speaker
to the noun before the comma, or hang what is said on "asked". Each repair rests on a rule of English that the parse
breaks, so that it changes nothing where the parse is sound. It runs before the lemmatizer: words are looked up by form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.cues import lexicon
from kb.extract.verb_repairs import dictionary_form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

REPORTS = "speakers_of_reports"
_PLAIN = 0.88  # share of clauses from which a verb is one of saying, plainly
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
_HELPERS = frozenset({"aux", "advmod", "neg"})
_MISREAD = frozenset({"appos", "conj", "npadvmod", "dobj", "pobj", "attr", "nmod", "dep", "oprd", "nsubj"})
_QUESTIONED = frozenset({"asked", "questioned", "pressed", "challenged"})
_CLOSING_MARKS = frozenset("\"”’»“'") | {"''"}


def speakers_of_reports(doc: Doc) -> Doc:
    """Give verbs of saying back their subjects, and what is said."""
    for sentence in list(doc.sents):
        for token in sentence:
            if token.lower_ in _QUESTIONED:
                _asked_aside(token)
            if is_plain_report(token):
                _speaker_behind_comma(sentence, token)
                _statement_without_mark(token)
    return doc


def is_plain_report(verb: Token) -> bool:
    """Tell a verb in a tense that plainly reports: "said", "told", "reported", not "suggests"."""
    if verb.tag_ not in _TENSED or verb.dep_ in ("aux", "auxpass", "amod"):
        return False
    cue = lexicon().verbs.get(dictionary_form(verb.lower_))
    return cue is not None and cue.frames.get("clause", 0.0) >= _PLAIN and "clause" not in cue.outermost


def _children(token: Token, *labels: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


# -- "…, the Museum of Art said", “…,” Ana Ruiz, the chair, said ------------------------------------------------------


def _speaker_behind_comma(sentence: Span, verb: Token) -> None:
    """Repair "The hall will show a print by Ruiz, the Museum of Art said".

    A clause with a tense has a subject. Where a verb of saying has none, the noun phrase between it and the comma that
    closes what is said is the subject, not one more word for whoever stands before the comma; and that is no subject of
    the verb either, where another noun phrase stands between them.
    """
    own = _children(verb, *_SUBJECTS)
    phrase = _phrase_before(sentence, verb)
    if phrase is None:
        return
    left, right = phrase
    head = _head_of(verb.doc, left, right)
    if head is None or head.dep_ not in _MISREAD or verb in head.subtree:
        return
    if head in own:
        for other in own:
            if other.i < left and other.dep_ == "nsubj" and head.head == verb and verb.head != verb:
                other.head, other.dep_ = verb.head, "dobj"  # "convicted Ruiz, the agency reported"
                verb.dep_ = "parataxis"
        return
    if not own:
        head.head, head.dep_ = verb, "nsubj"


def _phrase_before(sentence: Span, verb: Token) -> tuple[int, int] | None:
    """Give the bounds of the noun phrase between the last comma and a verb, its first and one past its last token.

    A comma right before the verb closes an apposition: "Ana Ruiz, the chair, said".
    """
    doc, stop = verb.doc, verb.i
    while stop > sentence.start and doc[stop - 1].dep_ in _HELPERS and doc[stop - 1].head == verb:
        stop -= 1
    right = stop
    if right > sentence.start and doc[right - 1].text == ",":
        opening = _comma_before(sentence, right - 1)
        if opening is None or not _is_noun_phrase(doc[opening + 1 : right - 1]):
            return None
        stop = opening
    comma = _comma_before(sentence, stop)
    if comma is None or not _is_noun_phrase(doc[comma + 1 : stop]) or not any(t.tag_ in _TENSED or t.tag_ == "MD" for t in doc[sentence.start : comma]):
        return None
    return comma + 1, stop
