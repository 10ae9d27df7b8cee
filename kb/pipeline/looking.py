"""What comparing asks of articles and of pairs alone: anybody may answer it, and all give the same answer.

That is most of its work. What is left (which items meet, which groups links join) needs all items, and stays with one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kb.compare.finders import FINDERS
from kb.compare.source import Around, Source
from kb.model import Record
from kb.neighbours import Meeting, Neighbours, Pair
from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.reading import clauses_in

CLAIMS = "same claim"
"""The name under which clauses are asked about; finders have their own."""

Items = Mapping[str, Mapping[str, Any]]
"""Finder → identifier → item."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Pairs that wait to be looked at, and where their items are."""

    neighbours: Neighbours[Any, Any]
    meeting: Meeting


class Looker(Protocol):
    """Looks at articles, and at pairs of their items."""

    def clauses(self, records: Sequence[Record]) -> Iterator[Mapping[str, Clause]]:
        """Give the clauses of each record, by proposition; a function of the record and the registry."""

    def items(self, sources: Sequence[Source]) -> Iterator[Items]:
        """Give what is compared of each article."""

    def links(self, asked: Mapping[str, Asked]) -> Mapping[str, Mapping[Pair, Any]]:
        """Give the links of those pairs that are linked, in the order of the pairs; by the same names."""


class Here:
    """Looks at everything in this process."""

    def __init__(self, around: Around) -> None:
        """Take what tells what a place lies in."""
        self._around = around

    def clauses(self, records: Sequence[Record]) -> Iterator[Mapping[str, Clause]]:
        """Give them one by one."""
        return (clauses_in(record, self._around) for record in records)

    def items(self, sources: Sequence[Source]) -> Iterator[Items]:
        """Give them one by one."""
        return map(items_of, sources)

    def links(self, asked: Mapping[str, Asked]) -> Mapping[str, Mapping[Pair, Any]]:
        """Look at the pairs of one name after the other."""
        return {name: one.neighbours.looked_at(one.meeting.pairs) for name, one in asked.items()}


def items_of(source: Source) -> Items:
    """Give what is compared of one article."""
    return {finder.name: finder.items(source) for finder in FINDERS}
