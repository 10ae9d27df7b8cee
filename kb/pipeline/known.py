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


@dataclass(frozen=True, slots=True)
class Remembered:
    """Known differences that rest on texts that are not at hand, beside what is found now.

    Attributes:
        kept: Those that nothing found covers; a found one with all their statements, or more, does.
        parts: Found ones that are a part of one that is kept: the rest of their sides lies in the absent texts.
    """

    kept: tuple[Difference, ...] = ()
    parts: frozenset[Difference] = frozenset()


def remembered(known: Known, found: Iterable[object], records: Iterable[Record]) -> Remembered:
    """Weigh what is known against what is found.

    Args:
        known: From an earlier comparison.
        found: What was found now.
        records: All current ones.
    """
    current: set[str] = set()
    textless: set[str] = set()
    for record in records:
        statements = {one.id for one in record.statements}
        current |= statements
        if not record.article.body:
            textless |= statements
    if not textless:
        return Remembered()
    now = [(one, _statements(one)) for one in found if isinstance(one, (Discrepancy, CompatiblePair))]
    kept = [
        (one, needed)
        for one in known.differences
        if (needed := _statements(one)) & textless
        and needed <= current
        and not any(needed <= rests for _, rests in now)
    ]
    parts = (one for one, rests in now if any(rests < needed and _sort(one) == _sort(more) for more, needed in kept))
    return Remembered(tuple(one for one, _ in kept), frozenset(parts))


def _sort(difference: Difference) -> str:
    return difference.kind if isinstance(difference, Discrepancy) else difference.reason


def _statements(difference: Difference) -> set[str]:
    return {given.statement for side in difference.sides for given in side.evidence}
