"""Discrepancies between accounts of one event: dates, numbers, yes and no.

Precision before recall: a difference is reported only where subject, relation, event and scope are
shown to be the same; what only looks at odds goes to :mod:`kb.compare.compatible` with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from kb.compare.accounts import Account, Dated, accounts_in
from kb.compare.compatible import compatible_pairs
from kb.compare.events import SameEvent, names_at_odds, same_events
from kb.compare.groups import groups_of
from kb.compare.stories import Stories
from kb.compare.sides import Stand, discrepancy, told
from kb.model import Claim, CompatiblePair, Discrepancy, DiscrepancyKind, Interval, Polarity, Quantity, Record, Severity
from kb.wording import aligned_share, opposites_among

_FRESH = 7  # days between two publications in which nothing undated can have changed
_ALIKE = 0.75  # share of words, figures aside, that two counts of one thing have in common
_CROWD = 60


def differences(
    records: Sequence[Record], claims: Sequence[Claim]
) -> tuple[tuple[Discrepancy, ...], tuple[CompatiblePair, ...]]:
    """Give what differs between articles, and what only looks as if it did.

    Args:
        records: In any order, each article once.
        claims: As :func:`kb.resolve.same_claim.claims_from` gives them.

    Returns:
        Discrepancies of kind date, number and polarity, and compatible pairs; each sorted.
    """
    accounts = accounts_in(records, claims)
    stories = Stories(records)
    events = same_events(accounts, stories)
    found = [*_dates(events), *_numbers(accounts), *_polarities(accounts)]
    pairs = compatible_pairs(records, accounts, events)
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
    """No day lies in both dates, even with room for words such as "nearly"."""
    ours, theirs = left.times[0], right.times[0]
    if not (ours.interval.earliest and theirs.interval.earliest):
        return False
    return not ours.room.overlaps(theirs.room)


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


# -- numbers ----------------------------------------------------------------------------------------------------------


def _numbers(accounts: Sequence[Account]) -> list[Discrepancy]:
    index: dict[tuple[object, ...], list[Account]] = defaultdict(list)
    for account in accounts:
        for quantity in account.proposition.quantities:
            if quantity.kind != "ordinal" and quantity.unit:
                words = sorted({word for name in account.names for word in name} | account.words)
                for word in words:
                    index[quantity.kind, quantity.unit, word].append(account)
    pairs = {
        tuple(sorted((one.id, other.id))): (one, other)
        for members in index.values()
        if len(members) <= _CROWD
        for one, other in combinations(members, 2)
        if one.article != other.article
    }
    found = [_number_discrepancy(*pairs[key]) for key in sorted(pairs)]
    return [one for one in found if one]


def _number_discrepancy(left: Account, right: Account) -> Discrepancy | None:
    apart = left.days_from(right)
    if apart is None or apart > _FRESH or not _same_matter(left, right):
        return None
    differing = _differing(left.proposition.quantities, right.proposition.quantities)
    if differing is None:
        return None
    stands = [
        (_amount(quantity), account, quantity.span) for quantity, account in zip(differing, (left, right), strict=True)
    ]
    later = " The later text may bring the number up to date." if apart > 1 else ""
    text = (
        f"Different numbers in otherwise like sentences. {told(stands)}. Shown to be the same: the relation"
        f" ({left.proposition.relation}), the unit ({differing[0].unit}), the names and the other words.{later}"
    )
    return discrepancy(DiscrepancyKind.NUMBER, Severity.INFO if later else Severity.WARNING, stands, text)


def _same_matter(left: Account, right: Account) -> bool:
    if not left.classes & right.classes or names_at_odds(left, right) or not (left.names and right.names):
        return False
    if any(
        not one.room.overlaps(other.room)
        for one in left.times
        for other in right.times
        if one.interval.earliest and other.interval.earliest
    ):
        return False
    if opposites_among(left.words, right.words):
        return False
    return len(left.words) >= 4 and aligned_share(left.words, right.words) >= _ALIKE


def _differing(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Give the one pair of quantities of one unit that cannot both hold, all others being equal."""
    left = [one for one in ours if all(_key(one) != _key(other) for other in theirs)]
    right = [one for one in theirs if all(_key(one) != _key(other) for other in ours)]
    if len(left) != 1 or len(right) != 1:
        return None
    (one,), (other,) = left, right
    if (one.kind, one.unit) != (other.kind, other.unit) or one.kind == "ordinal" or _ranges_meet(one, other):
        return None
    return one, other


def _key(quantity: Quantity) -> tuple[str, str, str, str]:
    return (quantity.kind, quantity.unit, quantity.low, quantity.high)


def _ranges_meet(one: Quantity, other: Quantity) -> bool:
    """Ranges overlap; "about 300" leaves a tenth either way."""
    bounds = []
    for quantity in (one, other):
        low = float(quantity.low) if quantity.low else float("-inf")
        high = float(quantity.high) if quantity.high else float("inf")
        room = 0.1 if quantity.approximate else 0.0
        bounds.append((low - abs(low) * room if room else low, high + abs(high) * room if room else high))
    return bounds[0][0] <= bounds[1][1] and bounds[1][0] <= bounds[0][1]


def _amount(quantity: Quantity) -> str:
    value = quantity.low if quantity.low == quantity.high else f"{quantity.low or '..'}–{quantity.high or '..'}"
    return f"{value} {quantity.unit}"


# -- yes and no -------------------------------------------------------------------------------------------------------


def _polarities(accounts: Sequence[Account]) -> list[Discrepancy]:
    """One outlet asserts in its own voice what another denies in its own."""
    claims: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if account.own_voice and account.claim:
            claims[account.claim].append(account)
    found = []
    for claim in sorted(claims):
        yes = [account for account in claims[claim] if account.proposition.polarity is Polarity.POSITIVE]
        no = [account for account in claims[claim] if account.proposition.polarity is Polarity.NEGATIVE]
        clash = any(one.outlet != other.outlet and _at_one_time(one, other) for one in yes for other in no)
        if clash:
            stands = [
                (account.proposition.polarity.value, account, account.proposition.span[0]) for account in (*yes, *no)
            ]
            text = f"One text asserts in its own voice what another denies in its own. {told(stands)}."
            found.append(discrepancy(DiscrepancyKind.POLARITY, Severity.WARNING, stands, text))
    return found


def _at_one_time(left: Account, right: Account) -> bool:
    """Dated alike, or published so close together that nothing will have changed."""
    if left.times and right.times:
        return any(one.interval == other.interval for one in left.times for other in right.times)
    apart = left.days_from(right)
    return apart is not None and apart <= _FRESH
