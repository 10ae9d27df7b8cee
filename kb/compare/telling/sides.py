"""Sides: who says what, when several accounts are set against one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kb import ids
from kb.compare.telling.accounts import Account
from kb.model import CompatiblePair, CompatibleReason, Discrepancy, DiscrepancyKind, Evidence, Severity, Side, Span

Stand = tuple[str, Account, Span]
"""A value, the account that gives it, and the words that do."""


def sides_of(stands: Iterable[Stand]) -> tuple[Side, ...]:
    """Give one side per value, sorted, each with all its evidence.

    Words that two clauses of a statement share count for the least of them, so that evidence follows from its words.
    """
    evidence: dict[str, set[Evidence]] = defaultdict(set)
    for value, account, span in stands:
        clauses = [
            clause.id for clause in account.statement.propositions if any(part.overlaps(span) for part in clause.span)
        ]
        evidence[value].add(Evidence(account.statement.id, span, min(clauses, default=account.id)))
    return tuple(
        Side(value, tuple(sorted(evidence[value], key=lambda one: (one.statement, one.span))))
        for value in sorted(evidence)
    )


def told(stands: Iterable[Stand], readings: Mapping[str, str] | None = None) -> str:
    """Put into words who says what: ``2020: Morning Post (2021-10-01) “in 2020”; …``.

    Args:
        stands: Who says what.
        readings: Words for a reader in place of a value, where there are any.
    """
    said: dict[str, set[str]] = defaultdict(set)
    for value, account, span in stands:
        said[(readings or {}).get(value, value)].add(f"{account.label} “{' '.join(span.exact.split())}”")
    return "; ".join(f"{value}: {', '.join(sorted(said[value]))}" for value in sorted(said))


def outlets(accounts: Iterable[Account]) -> str:
    """List the outlets and days of publication."""
    return " and ".join(sorted({account.label for account in accounts}))


def disagreement(stands: Iterable[Stand]) -> str:
    """Say that a clash is one of attributed positions, not of outlets; nothing where outlets contradict each other.

    They do where two of them give different values in their own voices, and where two report different values of one
    speaker. Else somebody says what somebody else, or a text of its own, says otherwise: that is news, and no fault.
    """
    voices: dict[str, set[tuple[str, frozenset[str]]]] = defaultdict(set)
    for value, account, _ in stands:
        voices[value].add((account.statement.speaker, frozenset(account.speaker.casefold().split())))
    pairs = combinations(sorted(voices), 2)
    if any(_one_voice(here, there) for one, other in pairs for here in voices[one] for there in voices[other]):
        return ""
    own = any(not speaker for said in voices.values() for speaker, _ in said)
    return "They disagree: a speaker says otherwise than a text does." if own else "The speakers disagree."


def _one_voice(one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> bool:
    """Tell whether one and the same says both: "Lund" of one text is the "Mara Lund" of another on the same matter."""
    (ours, our_words), (theirs, their_words) = one, other
    if ours == theirs:
        return True
    return bool(our_words and their_words) and (our_words <= their_words or their_words <= our_words)


def discrepancy(
    kind: DiscrepancyKind, severity: Severity, stands: Sequence[Stand], explanation: str, shown: Iterable[str] = ()
) -> Discrepancy:
    """Make a discrepancy, named after what it rests on; ``shown`` is what was shown to be the same on all sides."""
    return Discrepancy(
        ids.derived("discrepancy", kind.value, *_basis(stands)),
        kind,
        severity,
        sides_of(stands),
        explanation,
        tuple(shown),
    )


def compatible_pair(reason: CompatibleReason, stands: Sequence[Stand], explanation: str) -> CompatiblePair:
    """Make a compatible pair, named after what it rests on."""
    return CompatiblePair(ids.derived("pair", reason.value, *_basis(stands)), reason, sides_of(stands), explanation)


def _basis(stands: Iterable[Stand]) -> list[str]:
    """Name the printed words: a sentence that is read twice, by the outlet and by whom it reports, differs once."""
    return sorted({f"{account.article}:{span.start}-{span.end}" for _, account, span in stands})
