"""Dates of one event that only seem to differ: one text leaves the year out, or the day.

Recorded only where a reader who sets the two side by side could take them for a contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kb.compare.groups import groups_of
from kb.compare.telling.accounts import Account
from kb.compare.telling.dated import Dated
from kb.compare.telling.sides import Stand, compatible_pair, told
from kb.model import CompatiblePair, CompatibleReason, Span
from kb.neighbours import Pair


def years_missing(accounts: Mapping[str, Account], pairs: Iterable[Pair]) -> list[CompatiblePair]:
    """October 30 in one text, October 30, 2020 in the other; one side per way of printing the days.

    Args:
        accounts: Of one event, by identifier.
        pairs: Those of them that are about one event, sorted.
    """
    times: dict[str, set[Dated]] = defaultdict(set)
    links: list[Pair] = []
    for pair in pairs:
        left, right = accounts[pair[0]], accounts[pair[1]]
        for one, other in ((left, right), (right, left)):
            short = [time for time in one.times if time.day_of_year and time.has_day and not time.has_year]
            full = {time.day_of_year: time for time in other.times if time.day_of_year and time.has_year}
            if short and all(time.day_of_year in full for time in short):
                links.append(pair)
                times[one.id].update(short)
                times[other.id].update(full[time.day_of_year] for time in short)
    found: dict[tuple[tuple[str, Span], ...], CompatiblePair] = {}  # by the printed days: a clause may hold another
    for group in groups_of(sorted(times), links):
        stands: list[Stand] = []
        for key in group:
            printed = sorted(times[key], key=lambda time: time.expression.span)
            value = "; ".join(time.text for time in printed)
            stands += [(value, accounts[key], time.expression.span) for time in printed]
        text = (
            f"The same days, printed with the year and without. {told(stands)}."
            " The shorter form leaves the year to the reader; the two do not differ."
        )
        days = tuple(sorted({(account.article, span) for _, account, span in stands}))
        found.setdefault(days, compatible_pair(CompatibleReason.YEAR_MISSING, stands, text))
    return list(found.values())


def less_precise(accounts: Mapping[str, Account], pairs: Iterable[Pair]) -> Iterator[CompatiblePair]:
    """One text names the month, the other the day in it; one pair for each two dates, however many texts give them."""
    stands: dict[tuple[str, str], dict[tuple[str, Span], Stand]] = defaultdict(dict)
    exact: dict[tuple[str, str], bool] = {}
    for pair in pairs:
        both = [accounts[one] for one in pair if len(accounts[one].times) == 1]
        if len(both) < 2 or not _one_vaguer(*(account.times[0] for account in both)):
            continue
        dates = [account.times[0] for account in both]
        values = [time.text if "/" in time.value else time.value for time in dates]  # "spring 2025"
        low, high = sorted(values)
        if low == high:
            continue
        ours, theirs = (time.interval for time in dates)
        exact[low, high] = ours.covers(theirs) or theirs.covers(ours)
        for value, account, time in zip(values, both, dates, strict=True):
            stands[low, high][account.id, time.expression.span] = (value, account, time.expression.span)
    for key in sorted(stands):
        given = [stands[key][place] for place in sorted(stands[key])]
        how = "one lies within the other" if exact[key] else "the vaguer one leaves room for the other"
        text = f"Two dates of one event, one less precise. {told(given)}: {how}, so both can hold."
        yield compatible_pair(CompatibleReason.LESS_PRECISE, given, text)


def _one_vaguer(ours: Dated, theirs: Dated) -> bool:
    """Tell whether one text says less of the day; "tonight" says it all, though we may not know who spoke when."""
    known = ours.interval.earliest and theirs.interval.earliest
    if any(time.expression.rule.endswith("-of-uncertain-day") for time in (ours, theirs)):
        return False
    return bool(known) and ours.interval != theirs.interval and ours.meets(theirs)
