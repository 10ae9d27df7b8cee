"""Times of two clauses: the same days, one inside the other, or at odds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kb.model import Interval
from kb.resolve.claims.clauses import Clause, When
from kb.resolve.claims.facets import Facet, Fit

_PRINTED_AFTER = 7  # days within which outlets print what was said once


def times_of(left: Clause, right: Clause) -> Facet:
    """Compare when two clauses say that it happened."""
    if not left.times and not right.times:
        return Facet(Fit.ABSENT)
    ours, theirs = {time.days: time for time in left.times}, {time.days: time for time in right.times}
    if ours.keys() == theirs.keys() or _one_moment(left, right):
        return Facet(Fit.SAME, "same time")
    if ours.keys() < theirs.keys() or theirs.keys() < ours.keys():
        return Facet(Fit.LEFT if len(ours) > len(theirs) else Fit.RIGHT, "one gives a time more")
    if _hull(ours.values()) == _hull(theirs.values()) and None not in _hull(ours.values()):
        return Facet(Fit.SAME, "same time")  # "Tuesday and Wednesday" read as one interval, or as two
    only_ours = [time for days, time in ours.items() if days not in theirs]
    only_theirs = [time for days, time in theirs.items() if days not in ours]
    return _told_apart(only_ours, only_theirs)


def _told_apart(ours: Sequence[When], theirs: Sequence[When]) -> Facet:
    """Compare times of which neither clause has the other's."""
    if all(any(_year_missing(one, other) for other in theirs) for one in ours):
        return Facet(Fit.SAME, "same day, without its year")
    if all(any(_within(one, other) for other in theirs) for one in ours):
        return Facet(Fit.LEFT, "one time lies in the other")
    if all(any(_within(other, one) for one in ours) for other in theirs):
        return Facet(Fit.RIGHT, "one time lies in the other")
    return Facet(Fit.CLASH, "other times")


def _one_moment(left: Clause, right: Clause) -> bool:
    """Tell whether both report the same words for the time, or the same day counted from that of the print.

    In what somebody is said to have said, "tonight" is the day of the utterance, and outlets print it on several days.
    """
    if not (left.reported and right.reported and all(time.leaning for time in (*left.times, *right.times))):
        return False
    ours, theirs = left.setting.published, right.setting.published
    if ours and theirs and abs((ours - theirs).days) > _PRINTED_AFTER:
        return False
    if sorted(map(_in_words, left.times)) == sorted(map(_in_words, right.times)):
        return True
    mine, yours = _from_print(left), _from_print(right)
    return None not in mine and mine == yours


def _in_words(time: When) -> tuple[str, bool, bool]:
    """Give the words of a time, and whether it has a first and a last day: "since April" is not "in April"."""
    return time.words, time.earliest is None, time.latest is None


def _from_print(clause: Clause) -> set[tuple[int | None, ...] | None]:
    """Give how many days after publication each time begins and ends; ``None`` for one without any bound."""
    published = clause.setting.published
    if published is None:
        return {None}
    return {
        tuple((day - published).days if day else None for day in (time.earliest, time.latest))
        if time.earliest or time.latest
        else None
        for time in clause.times
    }


def _hull(times: Iterable[When]) -> tuple[date | None, date | None]:
    found = list(times)
    starts, ends = [time.earliest for time in found], [time.latest for time in found]
    first = min(day for day in starts if day) if all(starts) else None
    last = max(day for day in ends if day) if all(ends) else None
    return first, last


def _within(one: When, other: When) -> bool:
    """Tell whether a day lies in the other's month or year; an open bound holds nothing."""
    if one.yearless or other.yearless or not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    return Interval(other.earliest, other.latest).covers(Interval(one.earliest, one.latest))


def _year_missing(one: When, other: When) -> bool:
    for short, full in ((one, other), (other, one)):
        if short.yearless and full.earliest and full.earliest == full.latest:
            return full.earliest.isoformat()[5:] == short.yearless
    return bool(one.yearless) and one.yearless == other.yearless
