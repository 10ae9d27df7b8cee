"""What keeps two clauses apart, however alike their words are: another day, another name, roles that changed places.

Each has its reason in words, so that whoever asks why two clauses are not one claim gets an answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.resolve.claims.alignment import AlignedClauses
from kb.resolve.claims.clauses import FAR_APART, Clause
from kb.resolve.claims.context import told_apart
from kb.resolve.claims.facets import Fit
from kb.resolve.claims.one_deed import is_turned
from kb.resolve.claims.relating import opposed
from kb.wording import LIGHT, relation_words

_READ_TWICE = 0.85  # share of words, from which on two overlapping clauses are one that was read twice


def odds_between(aligned: AlignedClauses) -> str:
    """Give what keeps two clauses apart whatever the rest says, or the empty string."""
    return next(_odds(aligned), "")


def facts_at_odds(aligned: AlignedClauses) -> bool:
    """Tell whether a time, number or name keeps two clauses apart; for most pairs it is so, and soon known.

    None of it needs their words; what :func:`odds_between` says includes it.
    """
    if aligned.one_utterance:
        return False
    if _of_two_occasions(aligned.left, aligned.right):
        return True
    return any(getattr(aligned, facet).fit is Fit.CLASH for facet in ("times", "figures", "names"))


def _odds(aligned: AlignedClauses) -> Iterator[str]:
    left, right = aligned.left, aligned.right
    yield from filter(None, (told_apart(left, right),))
    if aligned.one_utterance:
        return
    if _overlap(left, right) and not _read_twice(aligned):
        yield "one is part of the other"
    if left.deixis and right.deixis and left.deixis != right.deixis:
        yield "other speakers say I"
    facets = (aligned.times, aligned.figures, aligned.names, aligned.arguments, aligned.scope)
    yield from (facet.reason for facet in facets if facet.fit is Fit.CLASH)
    if opposed(left, right):
        yield "opposite words"
    if _of_two_occasions(left, right):
        yield "another occasion"
    if is_turned(left, right) or is_turned(right, left):
        yield "its end, and not the deed"
    if _other_mood(left, right):
        yield "done, to come, or a duty"
    if _denied_in_part(left, right, aligned.ours) or _denied_in_part(right, left, aligned.theirs):
        yield "only a part of it is denied"


def _overlap(left: Clause, right: Clause) -> bool:
    """Tell whether one is a part of the other in one text."""
    if left.setting.article != right.setting.article or left.tokens == right.tokens:
        return False
    return left.bounds[0] < right.bounds[1] and right.bounds[0] < left.bounds[1]


def _read_twice(aligned: AlignedClauses) -> bool:
    """Tell whether two clauses that overlap have the same words."""
    return aligned.left.relation == aligned.right.relation and min(aligned.cover) >= _READ_TWICE


def _of_two_occasions(left: Clause, right: Clause) -> bool:
    """Tell whether two undated deeds were printed so far apart that each is one of many: "won the cup final"."""
    ours, theirs = left.setting.published, right.setting.published
    if ours is None or theirs is None or abs((ours - theirs).days) <= FAR_APART:
        return False
    return left.fleeting and right.fleeting


def _other_mood(left: Clause, right: Clause) -> bool:
    """Tell whether one tells a deed, and the other that it is to come or ought to be done.

    What is announced for a day may be carried out that day.
    """
    moods = {left.mood, right.mood}
    verbs = left.words & right.words & _naming(left)
    if "" in moods or len(moods) == 1 or left.relation != right.relation or not verbs:
        return False  # who was sentenced "must go to prison"
    return "duty" in moods or not (left.times or right.times)


def _denied_in_part(denial: Clause, other: Clause, more: frozenset[str]) -> bool:
    """Tell whether one denies with a time or a detail what the other affirms: "held no talks since May", "they talked".

    Of what is denied only the last or most special part need be wrong: who did not buy a firm for its name may have
    bought it.

    Source: Quirk et al., A Comprehensive Grammar of the English Language (1985), 10.64-65, on the focus of negation.
    """
    if not denial.negative or other.negative:
        return False
    return bool(more - LIGHT - _naming(denial)) or bool(denial.times and not other.times)


def _naming(clause: Clause) -> frozenset[str]:
    """Give the words that may name what a clause says is done."""
    return relation_words(clause.relation) | {clause.relation}
