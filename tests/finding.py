"""What a finder makes of records: at once, and one by one in any order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Any

from kb.compare.finder import Difference, Finder
from kb.compare.source import Source
from kb.model import Record


def found_by(finder: Finder, *records: Record) -> tuple[Difference, ...]:
    """Give the outcomes for records that come together, sorted."""
    groups = finder.groups()
    groups.update(come=_items(finder, records))
    return _sorted(groups.outcomes())


def found_in_every_order(finder: Finder, records: Sequence[Record]) -> set[tuple[Difference, ...]]:
    """Give the different outcomes of adding records one by one, in every order, the last of them twice."""
    found = set()
    for order in permutations(records):
        groups = finder.groups()
        for record in (*order, order[-1]):
            groups.update(come=_items(finder, [record]))
        found.add(_sorted(groups.outcomes()))
    return found


def found_one_by_one(finder: Finder, records: Sequence[Record]) -> tuple[Difference, ...]:
    """Give the outcomes after each record came on its own, the first one twice; sorted."""
    groups = finder.groups()
    for record in (*records, records[0]):
        groups.update(come=_items(finder, [record]))
    return _sorted(groups.outcomes())


def found_without(finder: Finder, records: Sequence[Record], gone: Record) -> tuple[Difference, ...]:
    """Give the outcomes once a record was there and has left."""
    groups = finder.groups()
    groups.update(come=_items(finder, records))
    groups.update(gone=_items(finder, [gone]))
    return _sorted(groups.outcomes())


def _items(finder: Finder, records: Iterable[Record]) -> dict[str, Any]:
    return {key: item for record in records for key, item in finder.items(Source(record, {})).items()}


def _sorted(found: Iterable[Difference]) -> tuple[Difference, ...]:
    return tuple(sorted(found, key=lambda one: one.id))
