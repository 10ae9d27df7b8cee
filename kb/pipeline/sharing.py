"""Shards: several processes share the work of comparing, by (agent, time).

Items meet under keys, which tell whom they are about and when (a name and a week, a speaker and a word of what was
said), and a pair is looked at by the shard of the least key that both have. So an item goes to few shards, however many
there are, and a shard holds what it was sent: what is of one agent and time is at one place. Articles, of which items
are made, need nothing beside them, and go to one shard after the other.

Who asks keeps all that must be kept: items, rows of keys, links, groups. So the outcome, and what is remembered beside
the store, are the same whoever looked; the next command may have other shards, or none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol
from zlib import crc32

from kb.compare.finders import FINDERS
from kb.compare.source import Source
from kb.model import Record
from kb.neighbours import Pair
from kb.pipeline.looking import Asked, Items, Looker
from kb.pipeline.parcels import packed, unpacked
from kb.pipeline.shard import Held
from kb.resolve.claims.clauses import Clause
from kb.state.keys import key_bytes

ARTICLES = 32
"""Articles that are worth to be shared: fewer are looked at sooner than they are sent."""

PAIRS = 3_000
"""Pairs that are worth to be shared."""

_HELD = 20_000  # items that one shard holds at most; some 4 KB each
_KEYS = 100_000  # keys of which the checksum is remembered


class Crew(Protocol):
    """Processes, here or elsewhere, each of which has one shard.

    Attributes:
        number: How many.
    """

    number: int

    def ask(self, requests: Mapping[int, bytes]) -> Mapping[int, bytes]:
        """Ask shards by number, all at once, each something of its own; give their answers.

        Raises:
            LimitError: a process ended before its time.
            EndpointError: a cluster does not answer.
        """

    def close(self) -> None:
        """Let the processes go."""


class Shards:
    """Has articles and pairs looked at by a crew, wherever they are enough to be worth it."""

    def __init__(self, crew: Crew, here: Looker) -> None:
        """Begin with shards that hold nothing.

        Args:
            crew: Who has the shards.
            here: Looks at what is too little to be shared.
        """
        self._crew, self._here = crew, here
        self._sent: list[set[Held]] = [set() for _ in range(crew.number)]

    def clauses(self, records: Sequence[Record]) -> Iterator[Mapping[str, Clause]]:
        """Give the clauses of each record."""
        if len(records) < ARTICLES:
            return self._here.clauses(records)
        return self._shared("clauses", records)

    def items(self, sources: Sequence[Source]) -> Iterator[Items]:
        """Give what is compared of each article."""
        if len(sources) < ARTICLES:
            return self._here.items(sources)
        made = self._shared("items", [(source.record, dict(source.claims)) for source in sources])
        return ({finder.name: items.get(finder.name, {}) for finder in FINDERS} for items in made)

    def links(self, asked: Mapping[str, Asked]) -> Mapping[str, Mapping[Pair, Any]]:
        """Give the links of the pairs, each found by the shard of its least key."""
        changed = {(name, one) for name, waiting in asked.items() for one in waiting.meeting.touched}
        for sent in self._sent:
            sent.difference_update(changed)
        if sum(len(waiting.meeting.pairs) for waiting in asked.values()) < PAIRS:
            return self._here.links(asked)
        parts: dict[int, dict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
        for name, waiting in asked.items():
            for pair in waiting.meeting.pairs:
                parts[shard_of(waiting.neighbours.shared_keys(*pair), self._crew.number)][name].append(pair)
        answers = self._crew.ask({shard: self._request(shard, part, asked) for shard, part in parts.items()})
        found: dict[str, dict[Pair, Any]] = {name: {} for name in asked}
        for answer in answers.values():
            for name, pair, link in unpacked(answer):
                found[name][pair] = link
        return {name: dict(sorted(links.items(), key=lambda one: one[0])) for name, links in found.items()}

    def _request(self, shard: int, part: Mapping[str, Collection[Pair]], asked: Mapping[str, Asked]) -> bytes:
        """Write what a shard is asked, with the items that it does not hold."""
        needed = {(name, one) for name, pairs in part.items() for pair in pairs for one in pair}
        sent = self._sent[shard]
        if len(sent) + len(needed) > _HELD:
            sent.clear()
        anew, new = not sent, sorted(needed - sent)
        sent |= needed
        items = {(name, one): asked[name].neighbours.items[one] for name, one in new}
        return packed(("links", anew, items, {name: list(pairs) for name, pairs in part.items()}))

    def _shared(self, sort: str, ones: Sequence[Any]) -> Iterator[Any]:
        """Ask about articles, which go to one shard after the other, and come back in their order."""
        number = self._crew.number
        parts = {shard: ones[shard::number] for shard in range(min(number, len(ones)))}
        answers = self._crew.ask({shard: packed((sort, list(part))) for shard, part in parts.items()})
        made = {shard: iter(unpacked(answers[shard])) for shard in parts}
        return (next(made[at % number]) for at in range(len(ones)))


def shard_of(keys: Collection[Hashable], number: int) -> int:
    """Give the shard of two items by the keys that both have: the same one in every process.

    >>> shard_of([("Olsen", 2874), ("harbour", 2874)], 4) == shard_of([("harbour", 2874), ("Olsen", 2874)], 4)
    True
    """
    return min(map(_checksum, keys)) % number


@lru_cache(_KEYS)
def _checksum(key: Hashable) -> int:
    return crc32(key_bytes(key))
