"""Look-alikes of place: one account names where something happened more narrowly than the other.

"Off South Carolina" and "in the Atlantic" are one place told twice; "in Lyon" and "in Lille" are not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from kb.compare.accounts import Account
from kb.compare.events import SameEvent
from kb.compare.sides import compatible_pair, told
from kb.model import AgentType, CompatiblePair, CompatibleReason, Mention
from kb.wording import says_where

Around = Callable[[str], Iterable[str]]
"""Gives the places in which, or on whose coast, a place lies, by identifier."""

_CROWD = 60  # accounts of one claim that are compared pairwise


def nowhere(_: str) -> tuple[str, ...]:
    """Say of no place what it lies in."""
    return ()


def parts_of_places(accounts: Sequence[Account], events: Sequence[SameEvent], around: Around) -> list[CompatiblePair]:
    """Give pairs of accounts of one claim or event of which one names a place, and the other what that lies in.

    Args:
        accounts: Of all articles.
        events: Pairs that are about one event.
        around: What a place lies in.
    """
    located = {account.id: (account, place) for account in accounts if (place := _place(account))}
    pairs = {(event.left.id, event.right.id) for event in events}
    claims: dict[str, list[str]] = defaultdict(list)
    for account in accounts:
        if account.claim and account.id in located:
            claims[account.claim].append(account.id)
    for members in claims.values():
        pairs.update(combinations(sorted(members)[:_CROWD], 2))
    found = []
    for one, other in sorted(pairs):
        if one not in located or other not in located or located[one][0].article == located[other][0].article:
            continue
        (left, here), (right, there) = located[one], located[other]
        if here.agent == there.agent or not (there.agent in around(here.agent) or here.agent in around(there.agent)):
            continue
        stands = [(" ".join(place.span.exact.split()), by, place.span) for by, place in ((left, here), (right, there))]
        text = f"One place, told more and less narrowly. {told(stands)}: one lies in the other or on its coast."
        found.append(compatible_pair(CompatibleReason.PART_OF, stands, text))
    return found


def _place(account: Account) -> Mention | None:
    """Give the only place that a clause says something happened at; of several nobody knows which is meant."""
    found = [
        mention
        for mention in account.statement.mentions
        if mention.type is AgentType.PLACE and mention.agent and mention.name
        for span in account.proposition.span
        if span.covers(mention.span) and says_where(span.exact[: mention.span.start - span.start])
    ]
    return found[0] if len(found) == 1 else None
