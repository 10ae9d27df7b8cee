"""Discrepancies between accounts of one event: dates, numbers, yes and no.

Precision before recall: a difference is reported only where subject, relation, event and scope are
shown to be the same; what only looks at odds goes to :mod:`kb.compare.compatible` with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from kb.compare.accounts import Account, Dated, accounts_in
from kb.compare.compatible import compatible_pairs
from kb.compare.denials import polarity_discrepancies
from kb.compare.events import SameEvent, same_events
from kb.compare.figures import number_discrepancies
from kb.compare.groups import groups_of
from kb.compare.places import Around, nowhere
from kb.compare.sides import Stand, discrepancy, told
from kb.compare.stories import Stories
from kb.model import Claim, CompatiblePair, Discrepancy, DiscrepancyKind, Interval, Kind, Record, Severity

_UNTIL_PRINTED = timedelta(days=4)  # from speaking to printing


def differences(
    records: Sequence[Record], claims: Sequence[Claim], around: Around = nowhere
) -> tuple[tuple[Discrepancy, ...], tuple[CompatiblePair, ...]]:
    """Give what differs between articles, and what only looks as if it did.

    Args:
        records: In any order, each article once.
        claims: As :func:`kb.resolve.claims.same_claim.claims_from` gives them.
        around: What a place lies in, by identifiers; without it, places that differ are never one.

    Returns:
        Discrepancies of kind date, number and polarity, and compatible pairs; each sorted.
    """
    accounts = accounts_in(records, claims)
    stories = Stories(records)
    events = same_events(accounts, stories)
    found = [*_dates(events), *number_discrepancies(accounts, stories), *polarity_discrepancies(accounts)]
    pairs = compatible_pairs(records, accounts, events, stories, around)
    return tuple(sorted(set(found), key=lambda one: (one.kind, one.id))), pairs


# -- dates ------------------------------------------------------------------------------------------------------------


def _dates(events: Sequence[SameEvent]) -> list[Discrepancy]:
    """Set the dates of one event against each other, all accounts of it together."""
    by_id = {
        account.id: account for event in events for account in (event.left, event.right) if len(account.times) == 1
    }
    singles = [event for event in events if event.left.id in by_id and event.right.id in by_id]
    clashing: dict[str, list[SameEvent]] = defaultdict(list)
    for event in singles:
        if _clash(event.left, event.right):
            clashing[event.left.id].append(event)
    found = []
    for group in groups_of(sorted(by_id), [(event.left.id, event.right.id) for event in singles]):
        members = [by_id[key] for key in group if by_id[key].times[0].interval.earliest]
        clashes = [event for key in group for event in clashing.get(key, ())]
        if clashes:
            found.append(_date_discrepancy(members, clashes))
    return found


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
    return not _room(left).overlaps(_room(right))


def _room(account: Account) -> Interval:
    """Give the days of a time; what somebody counted from the day of speaking may have been printed days later."""
    time = account.times[0]
    first, last = time.room.earliest, time.room.latest
    if not (first and last and time.counted) or account.statement.kind is Kind.NARRATOR:
        return time.room
    return Interval(first - _UNTIL_PRINTED, last)


def _date_discrepancy(members: Sequence[Account], clashing: Sequence[SameEvent]) -> Discrepancy:
    parties = {account.id for event in clashing for account in (event.left, event.right)}
    stands: list[Stand] = []
    dates = [account.times[0] for account in members if account.id in parties]
    for account in members:
        value = _side_of(account.times[0], dates)
        if value:
            stands.append((value, account, account.times[0].expression.span))
    first = clashing[0]
    subject = next(
        (
            account.proposition.subject
            for event in clashing
            for account in (event.left, event.right)
            if account.subject_known
        ),
        "",
    )
    verbs = "/".join(
        sorted({account.proposition.relation for event in clashing for account in (event.left, event.right)})
    )
    same = f"the subject ({subject}), " if subject else ""
    text = (
        f"Different dates for one event. {told(stands)}. Shown to be the same: {same}"
        f"the relation ({verbs}), {first.ground}. The dates have no day in common, so they cannot both hold."
    )
    return discrepancy(DiscrepancyKind.DATE, Severity.WARNING, stands, text)


def _side_of(date: Dated, dates: Iterable[Dated]) -> str:
    """Give the narrowest date that this one has a day in common with, as the side's value."""
    overlapping = [other for other in dates if other.room.overlaps(date.room)]
    values = {other.value: _length(other.interval) for other in overlapping}
    return min(values, key=lambda value: (values[value], value)) if values else ""


def _length(interval: Interval) -> int:
    return (interval.latest - interval.earliest).days if interval.earliest and interval.latest else 10**6
