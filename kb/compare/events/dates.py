"""Dates that cannot both hold: one event on days that have none in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from kb.compare.events.events import Shown
from kb.compare.groups import groups_of
from kb.compare.telling.accounts import Account
from kb.compare.telling.dated import Dated
from kb.compare.telling.sides import Stand, disagreement, discrepancy, told
from kb.model import Discrepancy, DiscrepancyKind, Interval, Kind, Severity
from kb.neighbours import Pair

_UNTIL_PRINTED = timedelta(days=4)  # from speaking to printing


def date_discrepancies(accounts: Mapping[str, Account], links: Mapping[Pair, Shown]) -> Iterator[Discrepancy]:
    """Set the dates of one event against each other, all accounts of it together.

    Args:
        accounts: By identifier.
        links: Pairs that are about one event; only those that are so on strict grounds count.
    """
    single = {one: account for one, account in accounts.items() if len(account.times) == 1}
    strict = {pair: shown for pair, shown in links.items() if shown.strict and pair[0] in single and pair[1] in single}
    for group in groups_of(sorted(single), strict):
        clashing = [pair for pair in sorted(strict) if pair[0] in group and _clash(single[pair[0]], single[pair[1]])]
        if clashing:
            members = [single[one] for one in group if single[one].times[0].interval.earliest]
            yield _discrepancy(members, [(single[one], single[other]) for one, other in clashing], strict[clashing[0]])


def _clash(left: Account, right: Account) -> bool:
    """No day lies in both dates, even with room for words such as "nearly" and for the day on which "tonight" was said.

    "Tonight", told by others than the outlet, is one day on whatever days it is printed.
    """
    ours, theirs = left.times[0], right.times[0]
    if not (ours.interval.earliest and theirs.interval.earliest):
        return False
    told_on = Kind.NARRATOR not in (left.statement.kind, right.statement.kind)
    if told_on and ours.counted and ours.text.casefold() == theirs.text.casefold():
        return False
    night = ours.runs_into(theirs) or theirs.runs_into(ours)
    return not (night or _room(left).overlaps(_room(right)))


def _room(account: Account) -> Interval:
    """Give the days of a time; what somebody counted from the day of speaking may have been printed days later."""
    time = account.times[0]
    first, last = time.room.earliest, time.room.latest
    if not (first and last and time.counted) or account.statement.kind is Kind.NARRATOR:
        return time.room
    return Interval(first - _UNTIL_PRINTED, last)


def _discrepancy(members: Sequence[Account], clashing: Sequence[tuple[Account, Account]], shown: Shown) -> Discrepancy:
    parties = {account.id: account for pair in clashing for account in pair}
    dates = [account.times[0] for account in members if account.id in parties]
    stands: list[Stand] = []
    for account in members:
        value = _side_of(account.times[0], dates)
        if value:
            stands.append((value, account, account.times[0].expression.span))
    told_of = [account for pair in clashing for account in pair]
    subject = next((account.proposition.subject for account in told_of if account.subject_known), "")
    verbs = "/".join(sorted({account.proposition.relation for account in told_of}))
    same = [*([f"the subject ({subject})"] if subject else []), f"the relation ({verbs})", shown.ground]
    disagree = disagreement(stands)
    text = (
        f"{disagree or 'Different dates for one event.'} {told(stands)}. Shown to be the same: {', '.join(same)}."
        " The dates have no day in common, so they cannot both hold."
    )
    severity = Severity.INFO if disagree else Severity.WARNING
    return discrepancy(DiscrepancyKind.DATE, severity, stands, text, same)


def _side_of(date: Dated, dates: Iterable[Dated]) -> str:
    """Give the narrowest date that this one has a day in common with, as the side's value."""
    values = {other.value: _length(other.interval) for other in dates if other.meets(date)}
    return min(values, key=lambda value: (values[value], value)) if values else ""


def _length(interval: Interval) -> int:
    return (interval.latest - interval.earliest).days if interval.earliest and interval.latest else 10**6
