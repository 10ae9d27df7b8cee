"""Sides: who says what, when several accounts are set against one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kb import ids
from kb.compare.accounts import Account
from kb.model import CompatiblePair, CompatibleReason, Discrepancy, DiscrepancyKind, Evidence, Severity, Side, Span

Stand = tuple[str, Account, Span]
"""A value, the account that gives it, and the words that do."""


def sides_of(stands: Iterable[Stand]) -> tuple[Side, ...]:
    """Give one side per value, sorted, each with all its evidence."""
    evidence: dict[str, set[Evidence]] = defaultdict(set)
    for value, account, span in stands:
        evidence[value].add(Evidence(account.statement.id, span))
    return tuple(
        Side(value, tuple(sorted(evidence[value], key=lambda one: (one.statement, one.span))))
        for value in sorted(evidence)
    )


def told(stands: Iterable[Stand]) -> str:
    """Put into words who says what: ``Morning Post (2021-10-01): 2020 (“in 2020”); …``."""
    said: dict[str, set[str]] = defaultdict(set)
    for value, account, span in stands:
        said[value].add(f"{account.label} “{' '.join(span.exact.split())}”")
    return "; ".join(f"{value}: {', '.join(sorted(said[value]))}" for value in sorted(said))


def outlets(accounts: Iterable[Account]) -> str:
    """List the outlets and days of publication."""
    return " and ".join(sorted({account.label for account in accounts}))


def discrepancy(kind: DiscrepancyKind, severity: Severity, stands: Sequence[Stand], explanation: str) -> Discrepancy:
    """Make a discrepancy, named after what it rests on."""
    return Discrepancy(
        ids.derived("discrepancy", kind.value, *_basis(stands)), kind, severity, sides_of(stands), explanation
    )


def compatible_pair(reason: CompatibleReason, stands: Sequence[Stand], explanation: str) -> CompatiblePair:
    """Make a compatible pair, named after what it rests on."""
    return CompatiblePair(ids.derived("pair", reason.value, *_basis(stands)), reason, sides_of(stands), explanation)


def _basis(stands: Iterable[Stand]) -> list[str]:
    return sorted({f"{account.statement.id}:{span.start}-{span.end}" for _, account, span in stands})
