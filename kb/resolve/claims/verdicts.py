"""What follows from an alignment: two clauses say the same, may say the same, or one says more; or nothing follows.

The score is the share of words that have a counterpart, raised or lowered by what the facts show. Its bars were set on
real and invented news; each of the numbers has one reason, and they add up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.model import LinkKind, LinkStatus
from kb.resolve.claims.alignment import Alignment
from kb.resolve.claims.clauses import FAR_APART, LENGTH, SHORT, Clause
from kb.resolve.claims.facets import ONE_SIDED, Fit
from kb.resolve.claims.setting import ONE_STORY, likeness

ASSERTED = 0.7
"""Least score of two clauses that are held to say the same."""

SUGGESTED = 0.58
"""Least score of a pair that a person should look at."""

_REFINING = 0.45  # least score of a clause that refines another: both must still be about one thing
_ENOUGH = 0.4  # share of the words, below which the facts are not looked at
_SAYS_ALL = 0.85  # share of the words of a clause that one which refines it has

_WHOLLY = 0.95  # share of the words of a clause that stands within another
_WHOLLY_LOOSE = 0.9  # share of the words, from which on two sayings of one speaker about "them" are one
_FEW = 2  # words that may stand in any clause

_RELATION = {Fit.SAME: 0.0, Fit.ABSENT: -0.04, Fit.OPEN: -0.06, Fit.LEFT: -0.12, Fit.RIGHT: -0.12, Fit.CLASH: -0.18}
"""An unknown verb may mean the same; a deed and a state hardly do, and two verbs that name two events still less."""

_SAME_DAY, _SAME_NUMBERS, _SAME_FEW = 0.1, 0.15, 0.08  # what two clauses on two matters hardly share; "two" they may
_MORE_TIME, _MORE_NUMBERS, _MORE_NAMES = -0.1, -0.17, -0.02  # one clause tells something that the other does not
_OTHER_ROLES = -0.03  # subjects and objects are not the same words
_REPLACED = -0.15  # the same is told of another subject or object
_COUNTED = 0.06  # a number is told by many verbs: recorded, put at, stood at
_STRANGERS = -0.14  # the articles have little in common: their clauses may be on two matters
_NESTED = 0.12  # all that one says of a deed, its doer and its object, the other says too
_CONTAINED = 0.2  # one is part of the other, word for word: a partial quotation


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two clauses hang together.

    Attributes:
        kind: What is held of them.
        status: Whether it stands, or is to be looked at.
        score: From 0 to 1.
        reasons: On what they agree, in words.
        turned: Of two that refine, the right one says more.
        decided: A review says so, whatever the words.
    """

    kind: LinkKind
    status: LinkStatus
    score: float
    reasons: tuple[str, ...]
    turned: bool = False
    decided: bool = False

    def as_suggestion(self) -> Verdict:
        """Give the same as something to be looked at."""
        return replace(self, status=LinkStatus.SUGGESTED)

    @property
    def joins(self) -> bool:
        """Tell whether the two belong into one claim as far as the pair shows."""
        return self.kind is LinkKind.SAME and self.status is LinkStatus.ASSERTED


def verdict(left: Clause, right: Clause) -> Verdict | None:
    """Say how two clauses hang together, or ``None``; a function of the two alone, and of both alike."""
    if right.id in left.parted or left.id in right.parted:
        return None
    if right.id in left.joined or left.id in right.joined:
        return Verdict(LinkKind.SAME, LinkStatus.ASSERTED, 1.0, ("accepted in review",), decided=True)
    if not _comparable(left, right):
        return None
    aligned = Alignment.of(left, right)
    if aligned.shared < _ENOUGH or aligned.at_odds:
        return None
    if left.loose or right.loose:
        return _of_pronouns(aligned)
    return _weighed(aligned)


def _comparable(left: Clause, right: Clause) -> bool:
    """Tell whether the words of the two can show anything: each says enough, on one event or by itself."""
    if left.tokens != right.tokens and (left.trivial or right.trivial):
        return _one_saying(left, right)
    return (left.singular and right.singular) or likeness(left.setting, right.setting) >= ONE_STORY


def _one_saying(left: Clause, right: Clause) -> bool:
    """Tell whether one speaker says the same few words in two articles on one event."""
    return bool(left.saying) and left.saying == right.saying and likeness(left.setting, right.setting) >= ONE_STORY


def _of_pronouns(aligned: Alignment) -> Verdict | None:
    """Of two clauses about an unresolved "it", a long sentence of one speaker is the same, and one quotation twice."""
    left, right = aligned.left, aligned.right
    if left.signature == right.signature or aligned.one_utterance or _one_saying(left, right):
        return Verdict(LinkKind.SAME, LinkStatus.ASSERTED, 1.0, ("same wording",))
    if not left.speaker or left.speaker != right.speaker or aligned.alike < ONE_STORY:
        return None
    if aligned.shared < _WHOLLY_LOOSE or min(len(left.words), len(right.words)) <= _FEW:
        return None
    return Verdict(LinkKind.SAME, LinkStatus.ASSERTED, round(aligned.shared, 3), tuple(_reasons(aligned)))


def _weighed(aligned: Alignment) -> Verdict | None:
    score = _score(aligned)
    if _another_occasion(aligned) or (aligned.substituted and aligned.alike < ONE_STORY):
        return None
    more = _says_more(aligned)
    if more is None:  # each tells something that the other does not
        return None
    reasons = tuple(_reasons(aligned))
    rounded = round(max(0.0, min(1.0, score)), 3)
    if more and _refines(aligned, more):
        status = LinkStatus.ASSERTED if score >= SUGGESTED and _wholly(aligned, more) else LinkStatus.SUGGESTED
        if score >= _REFINING and (_stated_twice(aligned) or score < ASSERTED):
            return Verdict(LinkKind.REFINES, status, rounded, (*reasons, *_more(aligned)), more is Fit.RIGHT)
    if score >= ASSERTED:
        return Verdict(LinkKind.SAME, LinkStatus.ASSERTED, rounded, reasons)
    if score >= SUGGESTED and aligned.alike >= ONE_STORY:
        return Verdict(LinkKind.SAME, LinkStatus.SUGGESTED, rounded, reasons)
    return None


def _score(aligned: Alignment) -> float:
    times, figures, names = aligned.times.fit, aligned.figures.fit, aligned.names.fit
    score = aligned.shared + _RELATION[aligned.relation.fit] + _REPLACED * aligned.replaced
    score += _COUNTED * (figures is Fit.SAME and aligned.relation.fit in ONE_SIDED)
    score += _SAME_DAY * (times is Fit.SAME and _days(aligned)) + _MORE_TIME * (times in ONE_SIDED)
    score += (_SAME_NUMBERS if _telling(aligned) else _SAME_FEW) * (figures is Fit.SAME) + _MORE_NUMBERS * (
        figures in ONE_SIDED and _counts(aligned)
    )
    score += _MORE_NAMES * (names in ONE_SIDED) + _OTHER_ROLES * (aligned.arguments.fit is Fit.OPEN)
    score += max(_CONTAINED * (aligned.contained and aligned.relation.fit is Fit.SAME), _NESTED * _nested(aligned))
    return score + _STRANGERS * (aligned.alike < ONE_STORY)


def _telling(aligned: Alignment) -> bool:
    return any(figure.telling for figure in aligned.left.figures)


def _counts(aligned: Alignment) -> bool:
    """Tell whether the numbers that only one gives count something, and are no mere length: "the two-day meeting"."""
    return any(figure.unit != LENGTH for figure in aligned.left.figures ^ aligned.right.figures)


def _nested(aligned: Alignment) -> bool:
    same = aligned.relation.reason == "same relation" and aligned.arguments.fit is Fit.SAME
    return same and max(aligned.cover) >= _WHOLLY and min(len(aligned.left.words), len(aligned.right.words)) > _FEW


def _days(aligned: Alignment) -> bool:
    """Tell whether the time is a day: many things happen in one year."""
    return any(time.is_day for time in aligned.left.times)


def _another_occasion(aligned: Alignment) -> bool:
    left, right = aligned.left, aligned.right
    if left.times or right.times or not (left.setting.published and right.setting.published):
        return False
    if abs((left.setting.published - right.setting.published).days) <= FAR_APART:
        return False
    return aligned.shared < _SAYS_ALL or min(left.length, right.length) < SHORT


def _says_more(aligned: Alignment) -> Fit | None:
    """Give which clause tells more in times and numbers, ``Fit.SAME`` where none does, ``None`` where each does."""
    sides = {facet.fit for facet in (aligned.times, aligned.figures) if facet.fit in ONE_SIDED}
    if len(sides) > 1:
        return None
    return next(iter(sides), Fit.SAME)


def _stated_twice(aligned: Alignment) -> bool:
    """Tell whether both give a time or a number, one more exactly: a day and its month are no one claim."""
    left, right = aligned.left, aligned.right
    return (aligned.times.fit in ONE_SIDED and bool(left.times and right.times)) or (
        aligned.figures.fit in ONE_SIDED and bool(left.figures and right.figures)
    )


def _refines(aligned: Alignment, more: Fit) -> bool:
    """Tell whether one clause says all that the other says, and more."""
    if more is Fit.SAME:
        return False
    names = aligned.names.fit not in ONE_SIDED or aligned.names.fit is more
    denied = aligned.left.negative or aligned.right.negative  # who did not buy it for its name may have bought it
    return names and not denied and _less(aligned, more) >= _SAYS_ALL and aligned.relation.fit is not Fit.CLASH


def _wholly(aligned: Alignment, more: Fit) -> bool:
    """Tell whether one clause surely says all of the other: of one deed in one story, more exactly or of the same."""
    if aligned.relation.fit is not Fit.SAME or aligned.alike < ONE_STORY:
        return False
    of_the_same = aligned.arguments.fit is Fit.SAME and _less(aligned, more) >= _WHOLLY
    return of_the_same or _stated_twice(aligned)


def _less(aligned: Alignment, more: Fit) -> float:
    """Give the share of the clause that says less which the other one has."""
    return aligned.cover[1 if more is Fit.LEFT else 0]


def _reasons(aligned: Alignment) -> Iterator[str]:
    left, right = aligned.left, aligned.right
    if left.tokens == right.tokens:
        yield "same wording"
    elif aligned.copied:
        yield "nearly the same wording"
    else:
        yield f"{aligned.shared:.0%} of the words agree"
    facets = (aligned.relation, aligned.arguments, aligned.names, aligned.times, aligned.figures, aligned.scope)
    yield from (facet.reason for facet in facets if facet.fit is Fit.SAME and facet.reason)


def _more(aligned: Alignment) -> Iterator[str]:
    facets = (aligned.times, aligned.figures, aligned.names)
    yield from (facet.reason for facet in facets if facet.fit in ONE_SIDED and facet.reason)
