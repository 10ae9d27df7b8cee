"""What follows from an alignment: two clauses say the same, may say the same, or one says more; or nothing follows.

How much speaks for a pair is told by :mod:`kb.resolve.claims.scoring`; here are the bars that it has to reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.model import LinkKind, LinkStatus
from kb.resolve.claims.alignment import AlignedClauses
from kb.resolve.claims.clauses import FAR_APART, SHORT, Clause
from kb.resolve.claims.facets import ONE_SIDED, Fit
from kb.resolve.claims.odds import facts_at_odds, odds_between
from kb.resolve.claims.scoring import FEW, WHOLLY, score_of
from kb.resolve.claims.setting import ONE_STORY, likeness

ASSERTED = 0.7
"""Least score of two clauses that are held to say the same: where no fact is at odds, three words of ten may differ.

At .66 recall gains a point and precision loses one and a half (decision 0021).
"""

SUGGESTED = 0.58
"""Least score of a pair that a person should look at: one more word in ten is missing."""

_REFINING = 0.45  # least score of a clause that refines another: it may have as many words more as both have in common
_ENOUGH = 0.4  # share of the words, below which too little is left to be told twice: the facts are not looked at
_SAYS_ALL = 0.85  # share of the words of a clause that one which refines it has: one common word in six may be another
_WHOLLY_LOOSE = 0.9  # share of the words, from which on two sayings of one speaker about "them" are one: no name helps


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
    aligned = AlignedClauses(left, right)
    if facts_at_odds(aligned) or aligned.shared < _ENOUGH or odds_between(aligned):
        return None
    if left.loose or right.loose:
        return _of_pronouns(aligned)
    return _weighed(aligned)


def _comparable(left: Clause, right: Clause) -> bool:
    """Tell whether the words of the two can show anything: each says enough, on one event or by itself."""
    if left.tokens != right.tokens and (left.trivial or right.trivial):
        return _one_saying(left, right)
    if (left.singular and right.singular) or _word_for_word(left, right):
        return True
    return likeness(left.setting, right.setting) >= ONE_STORY


def _word_for_word(left: Clause, right: Clause) -> bool:
    """Tell whether one known speaker is quoted with the same words, whatever else the two articles print."""
    same = left.tokens == right.tokens and bool(left.speaker) and left.speaker == right.speaker
    return same and left.quoted and right.quoted and not left.trivial


def _one_saying(left: Clause, right: Clause) -> bool:
    """Tell whether one speaker says the same few words in two articles on one event."""
    return bool(left.saying) and left.saying == right.saying and likeness(left.setting, right.setting) >= ONE_STORY


def _of_pronouns(aligned: AlignedClauses) -> Verdict | None:
    """Of two clauses about an unresolved "it", a long sentence of one speaker is the same, and one quotation twice."""
    left, right = aligned.left, aligned.right
    if left.signature == right.signature or aligned.one_utterance or _one_saying(left, right):
        return Verdict(LinkKind.SAME, LinkStatus.ASSERTED, 1.0, ("same wording",))
    if not left.speaker or left.speaker != right.speaker or aligned.alike < ONE_STORY:
        return None
    if aligned.shared < _WHOLLY_LOOSE or min(len(left.words), len(right.words)) <= FEW:
        return None
    return Verdict(LinkKind.SAME, LinkStatus.ASSERTED, round(aligned.shared, 3), tuple(_reasons(aligned)))


def _weighed(aligned: AlignedClauses) -> Verdict | None:
    score = score_of(aligned)
    if _another_occasion(aligned) or (aligned.substituted and aligned.alike < ONE_STORY):
        return None
    more = _says_more(aligned)
    if more is None:  # each tells something that the other does not
        return None
    reasons = tuple(_reasons(aligned))
    rounded = round(max(0.0, min(1.0, score)), 3)
    if more and _refines(aligned, more):
        status = LinkStatus.ASSERTED if score >= SUGGESTED and _wholly(aligned, more) else LinkStatus.SUGGESTED
        if score >= _REFINING and (_stated_twice(aligned) or aligned.narrower in ONE_SIDED or score < ASSERTED):
            return Verdict(LinkKind.REFINES, status, rounded, (*reasons, *_more(aligned)), more is Fit.RIGHT)
    if aligned.narrower in ONE_SIDED or score < (SUGGESTED if aligned.alike >= ONE_STORY else ASSERTED):
        return None
    return Verdict(LinkKind.SAME, LinkStatus.ASSERTED if score >= ASSERTED else LinkStatus.SUGGESTED, rounded, reasons)


def _another_occasion(aligned: AlignedClauses) -> bool:
    left, right = aligned.left, aligned.right
    if left.times or right.times or not (left.setting.published and right.setting.published):
        return False
    if abs((left.setting.published - right.setting.published).days) <= FAR_APART:
        return False
    return aligned.shared < _SAYS_ALL or min(left.length, right.length) < SHORT


def _says_more(aligned: AlignedClauses) -> Fit | None:
    """Give which clause tells more of times, numbers or places, ``Fit.SAME`` where none does, ``None`` where both."""
    fits = (aligned.times.fit, aligned.figures.fit, aligned.narrower)
    sides = {fit for fit in fits if fit in ONE_SIDED}
    if len(sides) > 1:
        return None
    return next(iter(sides), Fit.SAME)


def _stated_twice(aligned: AlignedClauses) -> bool:
    """Tell whether both give a time or a number, one more exactly: a day and its month are no one claim."""
    left, right = aligned.left, aligned.right
    return (aligned.times.fit in ONE_SIDED and bool(left.times and right.times)) or (
        aligned.figures.fit in ONE_SIDED and bool(left.figures and right.figures)
    )


def _refines(aligned: AlignedClauses, more: Fit) -> bool:
    """Tell whether one clause says all that the other says, and more."""
    if more is Fit.SAME:
        return False
    names = aligned.names.fit not in ONE_SIDED or aligned.names.fit is more
    denied = aligned.left.negative or aligned.right.negative  # who did not buy it for its name may have bought it
    return names and not denied and _less(aligned, more) >= _SAYS_ALL and aligned.relation.fit is not Fit.CLASH


def _wholly(aligned: AlignedClauses, more: Fit) -> bool:
    """Tell whether one clause surely says all of the other: of one deed in one story, more exactly or of the same."""
    if aligned.relation.fit is not Fit.SAME or aligned.alike < ONE_STORY or aligned.narrower in ONE_SIDED:
        return False
    of_the_same = aligned.arguments.fit is Fit.SAME and _less(aligned, more) >= WHOLLY
    return of_the_same or _stated_twice(aligned)


def _less(aligned: AlignedClauses, more: Fit) -> float:
    """Give the share of the clause that says less which the other one has."""
    return aligned.cover[1 if more is Fit.LEFT else 0]


def _reasons(aligned: AlignedClauses) -> Iterator[str]:
    left, right = aligned.left, aligned.right
    if left.tokens == right.tokens:
        yield "same wording"
    elif aligned.copied:
        yield "nearly the same wording"
    else:
        yield f"{aligned.shared:.0%} of the words agree"
    facets = (aligned.relation, aligned.arguments, aligned.names, aligned.times, aligned.figures, aligned.scope)
    yield from (facet.reason for facet in facets if facet.fit is Fit.SAME and facet.reason)


def _more(aligned: AlignedClauses) -> Iterator[str]:
    facets = (aligned.times, aligned.figures, aligned.names)
    yield from (facet.reason for facet in facets if facet.fit in ONE_SIDED and facet.reason)
