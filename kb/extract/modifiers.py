"""What stands beside an event word and grades it: negation, auxiliary, adverb, adjective, empty determiner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.grammar import child, children
from kb.extract.hedges import lexicon
from kb.extract.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr")
_NEAR_MISSES = frozenset({"nearly", "almost"})
_CONTRARY = frozenset({"would", "'d", "’d"})  # with "have": contrary to what was


def limited(grade: float, level: float) -> float:
    """Weaken a grade to a level, keeping its sign.

    >>> limited(-3.0, 1.4)
    -1.4
    """
    return min(abs(grade), level) * (-1 if grade < 0 else 1)


def modified(token: Token, context: float) -> float:
    """Give the grade of an event word, from the grade that its context leaves it.

    Args:
        token: A verb, noun or adjective that names an event.
        context: Grade of the place where it stands, from -3 to 3.
    """
    words = lexicon()
    grade = context
    if token.pos_ in ("NOUN", "PROPN"):
        return _modified_noun(token, context)
    for adverb in children(token, "advmod"):
        if adverb.lower_ in words.adverbs:
            grade = limited(grade, words.adverbs[adverb.lower_])
    negations = sum(_negates(word, token) for word in token.children)
    if token.pos_ in ("VERB", "AUX"):
        negations += sum(is_empty(noun) for noun in children(token, *_ARGUMENTS))
        if (modal := _modal(token, negated=negations % 2 == 1)) is not None:
            grade = limited(grade, modal)
    return -grade if negations % 2 else grade


def _modified_noun(noun: Token, context: float) -> float:
    words = lexicon()
    grade = context
    for adjective in children(noun, "amod", "advmod"):
        for graded in (words.adjectives, words.adverbs):
            if adjective.lower_ in graded:
                grade = limited(grade, graded[adjective.lower_])
    if any(word.lower_ in words.empty for word in children(noun, "det", "amod")):
        return -abs(grade)  # whatever the verb says: it may have counted this very word already
    return -grade if any(_negates(word, noun) for word in noun.children) else grade


def _negates(word: Token, event: Token) -> bool:
    form = word.lower_
    if word.dep_ == "neg":
        return True
    if word.dep_ not in ("advmod", "preconj", "cc"):
        return False
    if form in ("longer", "more"):  # "no longer"
        return any(inner.lower_ == "no" for inner in word.children)
    if form in _NEAR_MISSES:
        return bool(word.i == event.i - 1 and event.pos_ == "VERB")
    return form in lexicon().negators


def _modal(verb: Token, *, negated: bool) -> float | None:
    words = lexicon()
    auxiliary = next((aux for aux in children(verb, "aux") if aux.lower_ in words.modals), None)
    if auxiliary is None:
        return None
    if auxiliary.lower_ in _CONTRARY and any(aux.lower_ == "have" for aux in children(verb, "aux")):
        return words.levels["open"]
    level = words.modals[auxiliary.lower_][negated]
    if auxiliary.lower_ in _CONTRARY and _said(verb):
        level = max(level, words.modals["will"][negated])  # "said it would close" was "it will close"
    depends = any(_conditional(clause) for clause in children(verb, "advcl"))
    return min(level, words.levels["tentative"]) if depends else level


def _said(verb: Token) -> bool:
    """Tell whether a clause is what somebody said; coordinated clauses are, with the first."""
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return verb.dep_ in ("ccomp", "acl") and lemma_of(verb.head) in lexicon().speech


def _conditional(clause: Token) -> bool:
    return any(mark.lower_ in ("if", "unless") for mark in children(clause, "mark"))


def is_empty(noun: Token) -> bool:
    """Tell whether a noun phrase is nobody or nothing; the clause around it is denied."""
    empty = lexicon().empty
    return noun.lower_ in empty or any(word.lower_ in empty for word in children(noun, "det", "neg", "preconj", "amod"))


def is_question(verb: Token) -> bool:
    """Tell whether a clause ends in a question mark; one inside a quotation asks for the quotation alone."""
    ends = [mark for mark in verb.children if mark.text == "?" and mark.i > verb.i]
    return any(all(clause.i > end.i for clause in children(verb, "ccomp", "parataxis")) for end in ends)


def is_inverted(verb: Token) -> bool:
    """Tell whether an auxiliary opens a condition before its subject: "had they asked"."""
    subject = child(verb, "nsubj", "nsubjpass")
    return subject is not None and any(
        aux.i < subject.i and aux.lower_ in ("had", "should", "were") for aux in children(verb, "aux", "auxpass")
    )
