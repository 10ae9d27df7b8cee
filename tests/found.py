"""What a finder finds in records."""

from __future__ import annotations

from collections.abc import Sequence

from kb.compare.finder import Difference, Finder
from kb.compare.source import Source
from kb.model import Record


def found_by(finder: Finder, *records: Record) -> list[Difference]:
    """Ask a finder once, all records together."""
    groups = finder.groups()
    groups.update(come={one: item for record in records for one, item in finder.items(Source(record, {})).items()})
    return list(groups.outcomes())


def found_one_by_one(finder: Finder, records: Sequence[Record]) -> list[Difference]:
    """Ask a finder after each record came on its own, the first one twice."""
    groups = finder.groups()
    for record in (*records, records[0]):
        groups.update(come=finder.items(Source(record, {})))
    return list(groups.outcomes())


def told_of(found: Sequence[Difference], kind: type[Difference]) -> list[Difference]:
    """Keep what is of one type."""
    return [one for one in found if isinstance(one, kind)]
