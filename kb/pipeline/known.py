"""What was found in texts that are not at hand any more: an import without texts keeps its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.model import Comparison, CompatiblePair, Credit, Discrepancy, Record, Reuse

Difference = Discrepancy | CompatiblePair


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier comparison found, of which the next may need something."""

    reuses: tuple[Reuse, ...] = ()
    credits: tuple[Credit, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    compatible: tuple[CompatiblePair, ...] = ()

    @classmethod
    def of(cls, comparison: Comparison) -> Known:
        """Keep what the next comparison may need."""
        return cls(comparison.reuses, comparison.credits, comparison.discrepancies, comparison.compatible)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Give discrepancies and compatible pairs."""
        return (*self.discrepancies, *self.compatible)


def kept_of(known: Known, found: Iterable[object], records: Iterable[Record]) -> tuple[Difference, ...]:
    """Give the known differences that rest on texts that are not at hand, and that nothing found covers.

    Args:
        known: From an earlier comparison.
        found: What was found now; a difference with all the statements of a known one, or more, covers it.
        records: All current ones.
    """
    current: set[str] = set()
    textless: set[str] = set()
    for record in records:
        statements = {one.id for one in record.statements}
        current |= statements
        if not record.article.body:
            textless |= statements
    rests = [_statements(one) for one in found if isinstance(one, (Discrepancy, CompatiblePair))] if textless else []
    return tuple(
        one
        for one in known.differences
        if (needed := _statements(one)) & textless and needed <= current and not any(needed <= more for more in rests)
    )


def _statements(difference: Difference) -> set[str]:
    return {given.statement for side in difference.sides for given in side.evidence}
