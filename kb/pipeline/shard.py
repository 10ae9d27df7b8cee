"""A shard: what one process does for another that compares. It looks at the articles and pairs that it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kb.compare.finders import FINDERS
from kb.compare.source import Source
from kb.config import Settings
from kb.model import Record
from kb.neighbours import Matching, Pair
from kb.pipeline.looking import CLAIMS, items_of
from kb.pipeline.parcels import packed, unpacked
from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.groups import MATCHING
from kb.resolve.claims.reading import clauses_in
from kb.resolve.registry import Registry

Held = tuple[str, str]
"""An item, by the name under which it is asked about and its identifier."""


class Shard:
    """What one process does for the others: it looks at the articles and pairs that it is sent."""

    def __init__(self, chosen: Settings, rules: Mapping[str, Matching[Any, Any]] | None = None) -> None:
        """Begin without items.

        Args:
            chosen: Which registry tells what places lie in.
            rules: Which items are linked, by the name under which they are asked about; ours by default.
        """
        self._around = Registry.load(Path(chosen.registry) if chosen.registry else None).around
        self._rules = our_rules() if rules is None else rules
        self._held: dict[Held, Any] = {}
        self._answers: dict[str, Callable[..., Any]] = {
            "clauses": self._clauses,
            "items": self._items,
            "links": self._links,
        }

    def answer(self, request: bytes) -> bytes:
        """Answer what :class:`Shards` ask."""
        sort, *about = unpacked(request)
        return packed(self._answers[sort](*about))

    def _clauses(self, records: Sequence[Record]) -> list[dict[str, Clause]]:
        return [dict(clauses_in(record, self._around)) for record in records]

    def _items(self, sources: Sequence[tuple[Record, dict[str, str]]]) -> list[dict[str, dict[str, Any]]]:
        made = (items_of(Source(record, claims, self._around)) for record, claims in sources)
        return [{name: dict(items) for name, items in one.items() if items} for one in made]

    def _links(
        self, anew: bool, items: Mapping[Held, Any], asked: Mapping[str, Sequence[Pair]]
    ) -> list[tuple[str, Pair, Any]]:
        if anew:
            self._held.clear()
        self._held.update(items)
        held, rules = self._held, self._rules
        looked = (
            (name, pair, rules[name].link(held[name, pair[0]], held[name, pair[1]]))
            for name, pairs in asked.items()
            for pair in pairs
        )
        return [(name, pair, link) for name, pair, link in looked if link is not None]


def our_rules() -> dict[str, Matching[Any, Any]]:
    """Give which items are linked, for the claims and for each finder."""
    return {CLAIMS: MATCHING} | {finder.name: finder.groups().neighbours.matching for finder in FINDERS}
