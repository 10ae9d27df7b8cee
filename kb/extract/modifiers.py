"""What stands beside an event word and grades it: negation, auxiliary, adverb, adjective, empty determiner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.denials import denied_by_argument, denied_directly, is_without_referent
from kb.extract.grammar import child, children
from kb.extract.hedges import lexicon
from kb.extract.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

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
    denied, is_clause = denied_directly(token), token.pos_ in ("VERB", "AUX")
    if is_clause and denied_by_argument(token):
        grade, denied = limited(grade, words.levels["emptied"]), not denied
    if is_clause and (modal := _modal(token, negated=denied)) is not None:
        grade = limited(grade, modal)
    return -grade if denied else grade


def _modified_noun(noun: Token, context: float) -> float:
    words = lexicon()
    grade = context
    for adjective in children(noun, "amod", "advmod", "acl"):
        for graded in (words.adjectives, words.adverbs):
            if adjective.lower_ in graded:
                grade = limited(grade, graded[adjective.lower_])
        if adjective.lower_ in words.voiding:  # "the cancelled flight"
            return -abs(limited(grade, words.levels["scheduled"]))
    if is_without_referent(noun):
        return -abs(grade)  # whatever the verb says: it may have counted this very word already
    return -grade if denied_directly(noun) else grade


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
