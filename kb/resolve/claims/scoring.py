"""How much speaks for two clauses saying the same: the share of words that have a counterpart, and what the facts add.

Each number has one reason, and they add up. Words are the measure: .1 is what one word in ten is worth. The numbers
were set on real and invented news.
"""

from __future__ import annotations

from kb.resolve.claims.alignment import AlignedClauses
from kb.resolve.claims.clauses import LENGTH
from kb.resolve.claims.facets import ONE_SIDED, Fit
from kb.resolve.claims.setting import ONE_STORY

WHOLLY = 0.95
"""Share of the words of a clause that stands within another: all but a common one of a long clause."""

FEW = 2
"""Words that may stand in any clause: a doer and a deed."""

_RELATION = {
    Fit.SAME: 0.0,  # two clauses in one story tell one deed of each doer, as a rule: that it is the same adds nothing
    Fit.ABSENT: -0.04,  # a headline, or "be": the words alone must carry it
    Fit.OPEN: -0.06,  # a verb that no list knows, or one that may tell the same deed: arrested, seized
    Fit.LEFT: -0.12,  # a deed and a state: who leads a firm may have founded it
    Fit.RIGHT: -0.12,
    Fit.CLASH: -0.18,  # two verbs that name two deeds; more words than one must agree to make up for it
}

_SAME_DAY = 0.1  # few things happen to the same people on one day; a month or a year holds many
_SAME_NUMBERS = 0.15  # a sum or a large number is hardly ever printed twice by chance
_SAME_FEW = 0.08  # "two" or "six" may be
_COUNTED = 0.06  # a number is told by many verbs (recorded, put at, stood at), so that another verb says less

_MORE_TIME = -0.1  # the other may be about another day
_MORE_NUMBERS = -0.17  # the other may be about fewer, or about a part
_MORE_NAMES = -0.02  # names are left out freely; that each has one of its own keeps clauses apart before
_OTHER_ROLES = -0.03  # "the city", "its mayor": a doer has many descriptions
_REPLACED = -0.15  # the same is told of another thing: schools closed, churches closed
_STRANGERS = -0.14  # the articles have little in common: what a few common words tell, they tell of two matters

_NESTED = 0.12  # all that one says of a deed, its doer and its object, the other says too: what is more is detail
_CONTAINED = 0.2  # one is part of the other, word for word: a partial quotation


def score_of(aligned: AlignedClauses) -> float:
    """Give how much speaks for two clauses saying the same; a copy may have more than 1, strangers less than 0."""
    times, figures, names = aligned.times.fit, aligned.figures.fit, aligned.names.fit
    score = aligned.shared + _RELATION[aligned.relation.fit] + _REPLACED * aligned.replaced
    score += _COUNTED * (figures is Fit.SAME and aligned.relation.fit in ONE_SIDED)
    score += _SAME_DAY * (times is Fit.SAME and _days(aligned)) + _MORE_TIME * (times in ONE_SIDED)
    score += (_SAME_NUMBERS if _telling(aligned) else _SAME_FEW) * (figures is Fit.SAME)
    score += _MORE_NUMBERS * (figures in ONE_SIDED and _counts(aligned))
    score += _MORE_NAMES * (names in ONE_SIDED) + _OTHER_ROLES * (aligned.arguments.fit is Fit.OPEN)
    score += max(_CONTAINED * (aligned.contained and aligned.relation.fit is Fit.SAME), _NESTED * _nested(aligned))
    return score + _STRANGERS * (aligned.alike < ONE_STORY)


def _telling(aligned: AlignedClauses) -> bool:
    return any(figure.telling for figure in aligned.left.figures)


def _counts(aligned: AlignedClauses) -> bool:
    """Tell whether the numbers that only one gives count something, and are no mere length: "the two-day meeting"."""
    return any(figure.unit != LENGTH for figure in aligned.left.figures ^ aligned.right.figures)


def _nested(aligned: AlignedClauses) -> bool:
    same = aligned.relation.reason == "same relation" and aligned.arguments.fit is Fit.SAME
    return same and max(aligned.cover) >= WHOLLY and min(len(aligned.left.words), len(aligned.right.words)) > FEW


def _days(aligned: AlignedClauses) -> bool:
    """Tell whether the time is a day: many things happen in one year."""
    return any(time.is_day for time in aligned.left.times)
