"""Repairs of the parse around verbs of saying; a component of our pipeline.

Names that a parser has never met, with an office beside them, are what small models stumble over: they join the speaker
to the noun before the comma, or hang what is said on "asked". Each repair rests on a rule of English that the parse
breaks, so that it changes nothing where the parse is sound. It runs before the lemmatizer: words are looked up by form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.cues import lexicon
from kb.extract.phrase_shapes import comma_before, head_of, is_noun_phrase
from kb.extract.source_repairs import source_of_according
from kb.extract.verb_repairs import dictionary_form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

REPORTS = "speakers_of_reports"
_PLAIN = 0.88  # share of clauses from which a verb is one of saying, plainly
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_HELPERS = frozenset({"aux", "advmod", "neg"})
_MISREAD = frozenset({"appos", "conj", "npadvmod", "dobj", "pobj", "attr", "nmod", "dep", "oprd", "nsubj"})
_QUESTIONED = frozenset({"asked", "questioned", "pressed", "challenged"})
_INTO_ASIDE = frozenset({",", "on", "upon", "after", "when", "once", "if", "being"})


def speakers_of_reports(doc: Doc) -> Doc:
    """Give verbs of saying back who speaks, and what is said."""
    for sentence in list(doc.sents):
        source_of_according(sentence)
        for token in sentence:
            if token.lower_ in _QUESTIONED:
                _aside_on_being_asked(token)
                _speaker_before_aside(token)
            if is_plain_report(token):
                _speaker_behind_comma(sentence, token)
                _statement_without_mark(token)
    return doc


def is_plain_report(verb: Token) -> bool:
    """Tell a verb in a tense that plainly reports: "said", "told", "reported", not "suggests"."""
    if verb.tag_ not in _TENSED or verb.dep_ in ("aux", "auxpass", "amod", "compound"):
        return False
    cue = lexicon().verbs.get(dictionary_form(verb.lower_))
    return cue is not None and cue.frames.get("clause", 0.0) >= _PLAIN and "clause" not in cue.outermost


def _children(token: Token, *labels: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


# -- "…, the Museum of Art said", “…,” Ana Ruiz, the chair, said ------------------------------------------------------


def _speaker_behind_comma(sentence: Span, verb: Token) -> None:
    """Repair "The hall will show a print by Ruiz, the Museum of Art said".

    A clause with a tense has a subject. Where a verb of saying has none, the noun phrase between it and the comma that
    closes what is said is the subject, no further word for whoever stands before the comma. At the end of a sentence
    that phrase is the only subject: "convicted Ruiz of fraud, the agency reported".
    """
    own = _children(verb, *_SUBJECTS)
    bounds = _phrase_before(sentence, verb)
    head = head_of(verb.doc, *bounds) if bounds is not None else None
    if bounds is None or head is None or head.dep_ not in _MISREAD or verb in head.subtree:
        return
    apposed = head_of(verb.doc, bounds[1] + 1, verb.i - 1) if verb.nbor(-1).text == "," else None
    if verb.doc[bounds[0] - 1].text != "," and head not in own:
        own = [one for one in own if not _given_back(one, bounds[0])]
    if not own or own == [apposed]:
        head.head, head.dep_ = verb, "nsubj"
    elif head in own and _closes(sentence, verb) and own[0].i < bounds[0] and verb.head.i < own[0].i:
        own[0].head, own[0].dep_ = verb.head, "dobj"
        verb.head, verb.dep_ = sentence.root, "parataxis"
    if apposed is not None and head.head == verb and verb not in apposed.subtree and apposed != head.head:
        apposed.head, apposed.dep_ = head, "appos"


def _given_back(quoted: Token, stop: int) -> bool:
    """Give a subject within a quotation back to its own verb: “The guests paid for all,” Ana Ruiz said."""
    verb = next((one for one in _children(quoted, "acl") if one.tag_ in ("VBD", "VBN")), None)
    if quoted.i >= stop or verb is None:
        return False
    verb.head, verb.dep_, verb.tag_ = quoted.head, "ccomp", "VBD"
    quoted.head, quoted.dep_ = verb, "nsubj"
    return True


def _closes(sentence: Span, verb: Token) -> bool:
    """Tell a verb below the top one that ends its sentence."""
    last = verb.i == sentence.end - 2 and sentence.doc[verb.i + 1].text == "."
    return bool(last and verb.head.i != verb.i)


def _phrase_before(sentence: Span, verb: Token) -> tuple[int, int] | None:
    """Give the bounds of the noun phrase between the last comma and a verb, behind a clause.

    A comma right before the verb closes an apposition: "Ana Ruiz, the chair, said".
    """
    doc, stop = verb.doc, verb.i
    while stop > sentence.start and doc[stop - 1].dep_ in _HELPERS and doc[stop - 1].head == verb:
        stop -= 1
    if stop > sentence.start and doc[stop - 1].text == ",":
        opening = comma_before(doc, stop - 1, sentence.start)
        if opening is None or not is_noun_phrase(doc[opening + 1 : stop - 1]):
            return None
        stop = opening
    comma = comma_before(doc, stop, sentence.start)
    if comma is None or not is_noun_phrase(doc[comma + 1 : stop]):
        return None
    said = doc[sentence.start : comma]
    return (comma + 1, stop) if any(word.tag_ in _TENSED or word.tag_ == "MD" for word in said) else None


# -- "said on being asked that …", "Ruiz, asked whether …, said" ------------------------------------------------------


def _aside_on_being_asked(asked: Token) -> None:
    """Repair "said, when asked, that …", "said on being asked that …".

    Who is asked is asked whether, not that: a clause with "that" behind such an aside is what the verb before it says.
    """
    before = asked.i
    while before > 0 and asked.nbor(before - 1 - asked.i).lower_ in _INTO_ASIDE:
        before -= 1
    report = asked.doc[before - 1] if 0 < before < asked.i else None
    if report is None or not is_plain_report(report) or _children(asked, "nsubj"):
        return
    for clause in _children(asked, "ccomp"):
        if _opens_with_that(clause) and report not in clause.subtree:
            clause.head = report
    told = asked.head
    if asked.dep_ == "advcl" and told.head == report and told.dep_ == "ccomp" and _opens_with_that(told):
        asked.head = report


def _opens_with_that(clause: Token) -> bool:
    return any(mark.lower_ == "that" and mark.i < clause.i for mark in _children(clause, "mark"))


def _speaker_before_aside(asked: Token) -> None:
    """Repair "Ana Ruiz, asked whether the line was shut, said it was not".

    No single comma parts a verb from its subject: a participle between commas describes who stands before it.
    """
    named = next(iter(_children(asked, "nsubj")), None)
    report = next((one for one in (asked.head, *_children(asked, "ccomp")) if _is_later_report(one, asked)), None)
    if named is None or report is None or asked.i < 2:
        return
    behind = named.right_edge.i + (named.right_edge.text != ",")  # the comma, wherever the parse has hung it
    set_off = behind == asked.i - 1 and asked.nbor(-1).text == ","
    if set_off and not any(own.i < report.i for own in _children(report, *_SUBJECTS)):
        if report.head == asked:
            report.head, report.dep_ = (report, "ROOT") if asked.head == asked else (asked.head, asked.dep_)
        named.head, named.dep_ = report, "nsubj"
        asked.head, asked.dep_, asked.tag_ = named, "acl", "VBN"


def _is_later_report(verb: Token, asked: Token) -> bool:
    return verb.i > asked.i and is_plain_report(verb) and verb.nbor(-1).text == ","


def _statement_without_mark(verb: Token) -> None:
    """Repair "said for a year, visitors will be kept out": a clause behind "said" that nothing subordinates is said."""
    if _children(verb, "ccomp", "xcomp", "dobj"):
        return
    for clause in _children(verb, "advcl"):
        words = list(clause.children)
        tensed = clause.tag_ in _TENSED or any(word.tag_ in (*_TENSED, "MD") for word in words if word.dep_ == "aux")
        opened = any(word.dep_ == "mark" or word.tag_ in ("WRB", "WP", "WDT") for word in words)
        if clause.i > verb.i and tensed and not opened and _children(clause, *_SUBJECTS):
            clause.dep_ = "ccomp"
            return
