"""Discrepancies and look-alikes of a batch of articles: every finder, asked once.

Precision before recall: a difference is reported only where subject, relation, event and scope are
shown to be the same; what only looks at odds is a compatible pair, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from kb.compare.finders import FINDERS
from kb.compare.source import Around, Source, nowhere
from kb.model import Claim, CompatiblePair, Discrepancy, Record

_ELSEWHERE = frozenset({"quotations"})  # what a batch function of its own gives


def differences(
    records: Sequence[Record], claims: Sequence[Claim], around: Around = nowhere
) -> tuple[tuple[Discrepancy, ...], tuple[CompatiblePair, ...]]:
    """Give what differs between articles, and what only looks as if it did.

    Args:
        records: In any order, each article once.
        claims: As :func:`kb.resolve.claims.same_claim.claims_from` gives them.
        around: What a place lies in, by identifiers; without it, places that differ are one only where a text says so.

    Returns:
        Discrepancies and compatible pairs, each sorted.
    """
    claim_of = {key: claim.id for claim in claims for key in claim.propositions}
    sources = [Source(record, claim_of, around) for record in records]
    apart: set[Discrepancy] = set()
    alike: set[CompatiblePair] = set()
    for finder in FINDERS:
        if finder.name in _ELSEWHERE:
            continue
        groups = finder.groups()
        groups.update(come={one: item for source in sources for one, item in finder.items(source).items()})
        for found in groups.outcomes():
            if isinstance(found, Discrepancy):
                apart.add(found)
            elif isinstance(found, CompatiblePair):
                alike.add(found)
    return (
        tuple(sorted(apart, key=lambda one: (one.kind, one.id))),
        tuple(sorted(alike, key=lambda pair: (pair.reason, pair.id))),
    )
