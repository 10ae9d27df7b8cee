"""Where a verb that may report does not: the act lies ahead, was left undone, or is another's finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.cues import lexicon
from kb.extract.grammar import children, is_finite
from kb.extract.roles import is_role

if TYPE_CHECKING:
    from spacy.tokens import Token

_AHEAD = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"})
_OUGHT = frozenset({"should", "must", "ought"})
_OPEN = frozenset({"to", "can", "could", "may", "might", "should", "must"})  # whether it is done is left open
_LIFTERS = frozenset({"go", "continue", "proceed", "begin", "start", "come"})  # "went on to attack": it is done
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_SPEAKERS = frozenset({"critic", "opponent", "rival", "skeptic", "sceptic", "detractor", "protester", "heckler"})
_REVEALING = frozenset({"show", "reveal", "demonstrate", "prove", "indicate", "suggest"})


def unsaid(verb: Token, form: str, subject: Token | None, attitudes: frozenset[str]) -> frozenset[str]:
    """Give the ways of taking a content in which a verb says nothing here.

    Args:
        verb: The verb.
        form: Its base form.
        subject: Head of its subject.
        attitudes: Its ways of taking a content that tell an attitude rather than an utterance.
    """
    left_out = _undone(verb, form) | _unheld(verb, subject, attitudes) | _evaluated(subject, form)
    return left_out | _met_with(verb, form) | _sent_away(verb, form) | _turned_on(verb, form)


def _undone(verb: Token, form: str) -> frozenset[str]:
    """Give the ways in which nothing is said since the act lies ahead or was left undone.

    What is asked, promised or published stands in the words of the act, so without the act nothing has been said:
    "will ask a judge to …", "did not agree to …", "had not reported the leak". A clause or a quotation is said all the
    same ("will argue that it leaks"), unless it is only what ought to be said, and who does not deny or criticize a
    thing still speaks of it.
    """
    helpers = {word.lower_ for word in children(verb, "aux", "neg")}
    if helpers & _OUGHT and verb.tag_ == "VB":
        return frozenset({"infinitive", "object", "clause"})
    if helpers & _AHEAD:
        return frozenset({"infinitive", "object"})
    if not helpers & _NEGATIONS:
        return frozenset()
    undone = {"infinitive", "object", "on", "about"} if form in lexicon().nouns["disclosing"] else {"infinitive"}
    return frozenset(undone)


def _unheld(verb: Token, subject: Token | None, attitudes: frozenset[str]) -> frozenset[str]:
    """Give the attitudes that nobody is said to hold: "free to support her", "if you want to win", "may oppose it".

    An attitude is a finding about a person, so it needs one who has it; "went on to attack the plan" has.
    """
    helpers = {word.lower_ for word in children(verb, "aux")}
    lifted = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _LIFTERS
    held = subject is not None and subject.lower_ != "you" and (not helpers & _OPEN or lifted)
    return frozenset() if held else attitudes - {"passive", "raising"}


def _evaluated(subject: Token | None, form: str) -> frozenset[str]:
    """Give the ways in which a verb judges its subject: "the statement by Ruiz shows a lack of …".

    What somebody's words show as a thing is what another sees in them; with a clause they may still say it.
    """
    judged = subject is not None and form in _REVEALING and any(by.lower_ == "by" for by in children(subject, "prep"))
    return frozenset({"object", "quote"} if judged else ())


def _met_with(verb: Token, form: str) -> frozenset[str]:
    """Give the clause as no content of "found the man asleep", "found him lying there": a result has a tense."""
    told = form != "find" or any(is_finite(clause) for clause in children(verb, "ccomp"))
    return frozenset() if told else frozenset({"clause"})


def _sent_away(verb: Token, form: str) -> frozenset[str]:
    """Give the ways in which "dismissed the clerk" says nothing: who holds a post is dismissed from it.

    A claim, or those who only speak ("dismissed his critics"), can be dismissed in words alone.
    """
    if form != "dismiss":
        return frozenset()
    gone = any(is_role(one) and one.lemma_.lower() not in _SPEAKERS for one in children(verb, "dobj", "nsubjpass"))
    return frozenset({"object", "for", "of", "passive"} if gone else ())


def _turned_on(verb: Token, form: str) -> frozenset[str]:
    """Give "against" as no content of "spoke against Ana Ruiz": a bare name tells whom the deed was aimed at.

    "Spoke against the plan" tells what was held of it: that it should not be.
    """
    named = any(
        word.tag_ == "NNP" and not any(inner.dep_ in ("det", "poss") for inner in word.children)
        for against in children(verb, "prep")
        if against.lower_ == "against"
        for word in children(against, "pobj")
    )
    return frozenset({"against"} if form == "speak" and named else ())
