"""Crowds: the items under a key that very many have, in order. Only the nearest of them meet.

A row of thousands would be read and written whole for each item that comes or goes. So it lies in blocks of some
twenty, as in the leaves of a B-tree, and a list tells which block holds which places: a change reads the list and one
block or two, and writes one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Hashable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.tables import Tables

Place = tuple[Any, str]
"""Where an item stands in a crowd: something that sorts, and the item's identifier, which breaks ties."""

_MOST = 32  # places of one block; one that has more is cut into two


@dataclass(slots=True)
class Crowd:
    """Which block of one key holds which places.

    Attributes:
        blocks: Their numbers, in the order of their places.
        least: Of each block but the first: no place in it is below, and none before it is not.
    """

    blocks: list[int]
    least: list[Place]


class Crowds:
    """The blocks of all crowded keys. A crowd that a method changes is for the caller to put back."""

    def __init__(self, tables: Tables) -> None:
        """Lie in some tables, with what is in them."""
        self._blocks: MutableMapping[Hashable, list[Place]] = tables("blocks")

    def made(self, key: Hashable, places: Sequence[Place]) -> Crowd:
        """Give the crowd of a key that had none.

        Args:
            key: Which.
            places: In order; there may be none yet.
        """
        begins = range(0, max(1, len(places)), _MOST // 2)
        for number, begin in enumerate(begins):
            self._blocks[_named(key, number)] = list(places[begin : begin + _MOST // 2])
        return Crowd([*range(len(begins))], [places[begin] for begin in begins[1:]])

    def add(self, key: Hashable, crowd: Crowd, place: Place) -> bool:
        """Put in a place; tell whether that changed the crowd itself."""
        at = bisect_right(crowd.least, place)
        block = self._block(key, crowd, at)
        insort(block, place)
        if is_full := len(block) > _MOST:
            half = len(block) // 2
            crowd.least.insert(at, block[half])
            crowd.blocks.insert(at + 1, max(crowd.blocks) + 1)
            self._put(key, crowd, at + 1, block[half:])
            block = block[:half]
        self._put(key, crowd, at, block)
        return is_full

    def remove(self, key: Hashable, crowd: Crowd, place: Place) -> bool:
        """Take out a place that is there; tell whether that changed the crowd itself."""
        at = bisect_right(crowd.least, place)
        block = self._block(key, crowd, at)
        del block[bisect_left(block, place)]
        if block or len(crowd.blocks) == 1:
            self._put(key, crowd, at, block)
            return False
        del self._blocks[_named(key, crowd.blocks.pop(at))], crowd.least[max(0, at - 1)]
        return True

    def around(self, key: Hashable, crowd: Crowd, place: Place, reach: int) -> tuple[list[str], list[str]]:
        """Give the nearest identifiers before and behind a place, in order, whether or not the place is taken."""
        at = bisect_right(crowd.least, place)
        block = self._block(key, crowd, at)
        begin = bisect_left(block, place)
        before, behind = block[max(0, begin - reach) : begin], block[begin : begin + reach + 1]
        if behind[:1] == [place]:
            del behind[0]
        others = at
        while len(before) < reach and others:
            others -= 1
            before = [*self._block(key, crowd, others)[len(before) - reach :], *before]
        while len(behind) < reach and at + 1 < len(crowd.blocks):
            at += 1
            behind += self._block(key, crowd, at)
        return [one for _, one in before], [one for _, one in behind[:reach]]

    def has_more_than(self, number: int, key: Hashable, crowd: Crowd) -> bool:
        """Tell whether there are more places than so many; of a large crowd, few blocks are looked at."""
        counted = 0
        for at in range(len(crowd.blocks)):
            counted += len(self._block(key, crowd, at))
            if counted > number:
                return True
        return False

    def ended(self, key: Hashable, crowd: Crowd) -> tuple[str, ...]:
        """Take the crowd of a key apart; give the identifiers that were in it, in order."""
        return tuple(one for _, one in self._ended(key, crowd))

    def _ended(self, key: Hashable, crowd: Crowd) -> Iterator[Place]:
        for number in crowd.blocks:
            yield from self._blocks.pop(_named(key, number))

    def _block(self, key: Hashable, crowd: Crowd, at: int) -> list[Place]:
        return self._blocks[_named(key, crowd.blocks[at])]

    def _put(self, key: Hashable, crowd: Crowd, at: int, block: list[Place]) -> None:
        self._blocks[_named(key, crowd.blocks[at])] = block


def _named(key: Hashable, number: int) -> Hashable:
    """Name a block; flat, as such keys are written soonest."""
    return (number, *key) if isinstance(key, tuple) else (number, (key,))
