"""One deed, told in two ways that share no verb: from its two sides, by a noun, through a wire, or by its beginning."""

from __future__ import annotations

from kb.resolve.claims.clauses import Clause, Name
from kb.resolve.claims.lists import (
    BEGINNING,
    BESIDE_A_NOUN,
    CARRYING,
    CONVERSES,
    EMPTY,
    LASTING,
    OF_WIRES,
    PHASES,
    TURNING_POINTS,
    UNDONE,
    WIRES,
)
from kb.resolve.claims.setting import ONE_STORY, likeness
from kb.wording import event_classes, relation_words

CALL, TALK = "call", "talk"
"""The relations of those who talk by telephone, and of those who talk."""


def why_one_deed(left: Clause, right: Clause) -> str:
    """Give the reason why two clauses tell one deed, though in other words; the empty string where none shows."""
    if from_two_sides(left, right):
        return "same deed told from two sides"
    if _by_wire(left, right):
        return "talks from afar are calls"
    if _not_begun(left, right) or _not_begun(right, left):
        return "what is not begun is not done"
    return "same relation, told by a noun" if _by_noun(left, right) or _by_noun(right, left) else ""


def is_turned(turn: Clause, deed: Clause) -> bool:
    """Tell whether one tells that the other's deed ended, went on or was put off: "the talks ended", "they talked".

    Where both deny it, who did not go on did not do it either.
    """
    if turn.negative and deed.negative:
        return False
    turned = turn.relation in UNDONE or (turn.relation in TURNING_POINTS and deed.relation in LASTING)
    return turned and deed.relation in named_by(turn.words) - UNDONE - TURNING_POINTS


def shared_naming(left: Clause, right: Clause) -> Name:
    """Give all words that may name what both do, where they do the same; none where nothing shows that they do."""
    if left.relation == right.relation:
        return relation_words(left.relation)
    both = relation_words(left.relation) | relation_words(right.relation)
    if _by_wire(left, right):
        return both | OF_WIRES
    return both | CARRYING if _not_begun(left, right) or _not_begun(right, left) else frozenset()


def from_two_sides(left: Clause, right: Clause) -> bool:
    """Tell whether A sells to B what B buys from A."""
    if frozenset({left.relation, right.relation}) not in CONVERSES:
        return False
    return not (left.subject and left.subject == right.subject)


def is_by_wire(clause: Clause) -> bool:
    """Tell whether a clause tells of talks between people who are apart."""
    return clause.relation == TALK and not clause.words.isdisjoint(WIRES)


def _by_wire(left: Clause, right: Clause) -> bool:
    """Tell whether one tells of calls and the other of talks through a wire: "the calls", "the video conference"."""
    calls, talks = sorted((left, right), key=lambda clause: clause.relation)
    return calls.relation == CALL and is_by_wire(talks)


def _not_begun(deed: Clause, beginning: Clause) -> bool:
    """Tell whether one denies a deed, the other its beginning: "refused to talk", "refused to resume the talks".

    Denied, the two come to the same: who does not begin a thing does not do it. What is affirmed differs (who talks may
    have talked all along), and so do two stories in which somebody refused.
    """
    if not (deed.negative and beginning.negative and beginning.relation in BEGINNING):
        return False
    named = deed.relation not in BEGINNING and deed.relation in named_by(beginning.words)
    return named and likeness(deed.setting, beginning.setting) >= ONE_STORY


def _by_noun(verb: Clause, noun: Clause) -> bool:
    """Tell whether a noun of one clause, beside a verb that says little, names what the other's verb does.

    "The sale was a surprise" says something of a sale, and not that there was one; "the price was 9 dollars" does. And
    talks that ended are not the talks that were held, as a purchase is that was completed.

    Source: Vendler, Verbs and Times (1957), on what lasts (activities) and what is over when it is done.
    """
    if noun.relation not in BESIDE_A_NOUN or (noun.relation in PHASES and verb.relation in LASTING):
        return False
    words = noun.words - noun.subject if noun.relation == "be" and not noun.figures else noun.words
    return not _classes(verb.relation).isdisjoint(named_by(words))


def _classes(relation: str) -> frozenset[str]:
    return frozenset() if relation in EMPTY else frozenset({relation}) | event_classes(relation)


def named_by(words: Name) -> frozenset[str]:
    """Give the classes of events that words can name."""
    return frozenset().union(*map(event_classes, words))
