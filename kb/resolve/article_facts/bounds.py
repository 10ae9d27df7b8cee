"""The day of publication as what is left when every expression has had its say.

Each expression bounds the day: it is not before an event that is told as past, not after one that lies ahead, within
the weeks after a year-less date. What binds by logic comes first; if it leaves no day, the article contradicts itself
and nobody can tell. Conventions of the trade then narrow what is left, and are dropped where they do not fit;
what is meant to tell the day, such as a file name, is then kept beside it as contested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from kb.model import Fact, FactKind, Interval, Span
from kb.resolve.article_facts.signs import unknown

LONGEST = 366  # days: a longer interval is no day of publication, only a bound to one
ENOUGH = 0.6  # days less sure than this are not used
_ALWAYS = Interval(None, None)
_STEPS = 4000  # days looked at for one that every rule of the calendar allows: weekdays of a day recur within 12 years


@dataclass(frozen=True, slots=True)
class Bound:
    """What one expression says of the day of publication.

    Attributes:
        days: The days it allows; an open end is ``None``.
        ground: The sort of expression.
        confidence: How often such an expression is right.
        span: The words; ``None`` where a name or address says it.
        reason: What it says, in words.
        firm: It binds by logic, not by convention.
        allows: Which days of any year it allows, for what names no year.
        stated: It is meant to tell the day of publication.
    """

    days: Interval
    ground: str
    confidence: float
    span: Span | None
    reason: str
    firm: bool = True
    allows: Callable[[date], bool] | None = None
    stated: bool = False


def published_facts(bounds: Iterable[Bound], problems: Sequence[str] = ()) -> tuple[Fact, ...]:
    """Give the days of publication that all bounds leave, or that nobody can tell and why.

    Args:
        bounds: What the expressions of an article and its address say.
        problems: What was printed as a date and is none; told when nothing else is known.

    Returns:
        The days first. What is meant to tell the day and does not fit (a file named after another one) follows; both
        are marked as contested.
    """
    ordered = sorted(bounds, key=lambda one: (not one.firm, -one.confidence, one.span or Span(0, 0, ""), one.reason))
    kept: list[Bound] = []
    dropped: list[Bound] = []
    days: Interval | None = _ALWAYS
    for bound in ordered:
        left = _left_by([*kept, bound])
        if left is not None:
            kept, days = [*kept, bound], left
        elif bound.firm:
            return (_contradiction(kept, bound),)
        elif bound.stated:
            dropped.append(bound)
    if days is None or days == _ALWAYS:
        said = "; ".join(problems) or "no line states the day, and no dated event bounds it"
        return (unknown(FactKind.PUBLISHED, said),)
    found = _fact(days, _telling(kept, days))
    others = [replace(_fact(bound.days, [bound]), conflict=True) for bound in dropped]
    return (replace(found, conflict=bool(others)), *others)


def usable(fact: Fact) -> bool:
    """Tell whether days are close and sure enough to be used as those of publication."""
    days = fact.days
    if days is None or days.earliest is None or days.latest is None:
        return False
    return fact.confidence >= ENOUGH and (days.latest - days.earliest).days < LONGEST


def _left_by(bounds: Sequence[Bound]) -> Interval | None:
    """Give the days that some bounds leave; ``None`` when there are none."""
    first = max((bound.days.earliest for bound in bounds if bound.days.earliest), default=None)
    last = min((bound.days.latest for bound in bounds if bound.days.latest), default=None)
    rules = tuple(dict.fromkeys(bound.allows for bound in bounds if bound.allows))
    if rules and first:
        first = _next_allowed(first, 1, rules)
        if first is None:
            return None
    if rules and last:
        last = _next_allowed(last, -1, rules)
        if last is None:
            return None
    return None if first and last and last < first else Interval(first, last)


@lru_cache(maxsize=64)
def _next_allowed(day: date, step: int, rules: tuple[Callable[[date], bool], ...]) -> date | None:
    for _ in range(_STEPS):
        if all(allows(day) for allows in rules):
            return day
        if not date.min < day < date.max:
            return None
        day += timedelta(days=step)
    return None


def _telling(kept: Sequence[Bound], days: Interval) -> list[Bound]:
    """Leave out bounds without which the same days would be left, the least sure first."""
    telling = list(kept)
    for bound in sorted(kept, key=lambda one: (one.stated, one.confidence, one.firm), reverse=False):
        rest = [other for other in telling if other is not bound]
        if rest and _left_by(rest) == days:
            telling = rest
    return telling


def _fact(days: Interval, telling: Sequence[Bound]) -> Fact:
    shown = sorted(telling, key=lambda bound: (bound.span.start if bound.span else -1, bound.ground))
    return Fact(
        kind=FactKind.PUBLISHED,
        value=str(days),
        ground="; ".join(dict.fromkeys(bound.ground for bound in shown)),
        confidence=min(bound.confidence for bound in telling),
        spans=tuple(sorted({bound.span for bound in shown if bound.span})),
        reason="; ".join(dict.fromkeys(bound.reason for bound in shown)),
        days=days,
    )


def _contradiction(kept: Sequence[Bound], bound: Bound) -> Fact:
    """Say which expressions leave no day together: the new one, and the fewest of the others."""
    against = list(kept)
    for other in kept:
        rest = [one for one in against if one is not other]
        if _left_by([*rest, bound]) is None:
            against = rest
    both = [*against, bound]
    return Fact(
        kind=FactKind.PUBLISHED,
        value="",
        ground="; ".join(dict.fromkeys(one.ground for one in both)),
        spans=tuple(sorted({one.span for one in both if one.span})),
        reason="the article contradicts itself: " + "; ".join(dict.fromkeys(one.reason for one in both)),
        conflict=True,
    )
