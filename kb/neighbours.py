"""Neighbours: which items meet, which of them are linked, and what each connected group of them gives.

Comparing everything with everything is too dear, and comparing everything anew for each article is too. So items
(clauses, quotations, articles) meet under *keys*; those that meet are looked at in pairs; linked pairs form groups; and
an outcome belongs to a group. When items come or go, only the groups that they touch are looked at again.

All of it is a function of the set of items: keys depend on one item, a link on two, an outcome on a group. What came
first makes no difference, and adding one by one gives what adding all at once gives.

Under a key that very many items have, each meets its next few in a fixed order only: it bounds the work per item.

Source: sorted neighbourhoods after Hernández, Stolfo, The merge/purge problem (1995); blocking and the two ways to keep
an outcome current as in Gruenheid, Dong, Srivastava, Incremental record linkage (VLDB 2014).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import Any, Generic, TypeVar

from kb.tables import Recent, Tables, in_memory

Item = TypeVar("Item")
Link = TypeVar("Link")

Key = Hashable
Pair = tuple[str, str]
"""Identifiers of two items, the lesser first."""


@dataclass(frozen=True, slots=True)
class Matching(Generic[Item, Link]):
    """Which items meet, and which of these are linked.

    Attributes:
        keys: Under which keys an item meets others; a function of the item alone. Items without keys meet nobody.
        link: What links two items that meet, or ``None``; a function of the two alone, called with the item of the
            lesser identifier first.
        order: Where an item stands in the row of a crowded key, as something that sorts; identifiers break ties.
        crowd: Most items under one key that all meet each other.
        reach: How many of the next in the row an item under a crowded key meets.
    """

    keys: Callable[[Item], Iterable[Key]]
    link: Callable[[Item, Item], Link | None]
    order: Callable[[Item], Any] = lambda _: ()
    crowd: int = 40
    reach: int = 4


_KEYS = 2_000  # items whose keys are remembered; they follow from the item


@dataclass(slots=True)
class _Crowd:
    """The items under a key that very many have, in order: ``(order, identifier)``."""

    places: list[tuple[Any, str]]

    def __len__(self) -> int:
        """Count them."""
        return len(self.places)

    def add(self, place: tuple[Any, str]) -> None:
        insort(self.places, place)

    def remove(self, place: tuple[Any, str]) -> None:
        del self.places[bisect_left(self.places, place)]

    def around(self, place: tuple[Any, str], reach: int) -> tuple[list[str], list[str]]:
        """Give the nearest identifiers before and behind a place, whether or not the place is taken."""
        at = bisect_left(self.places, place)
        taken = at < len(self.places) and self.places[at] == place
        before = self.places[max(0, at - reach) : at]
        behind = self.places[at + taken : at + taken + reach]
        return [one for _, one in before], [one for _, one in behind]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The first half of an update: items are out and in, and some meet that did not.

    Attributes:
        pairs: Items that meet and are not linked, in order: whether they are is to be looked at.
        touched: Identifiers whose item or links changed so far.
    """

    pairs: tuple[Pair, ...]
    touched: frozenset[str]


_Row = tuple[str, ...] | _Crowd
"""The items under one key; in order only where they are too many for all to meet."""


class Neighbours(Generic[Item, Link]):
    """Items, and the links between those that meet; kept current as items come and go."""

    def __init__(self, matching: Matching[Item, Link]) -> None:
        """Begin without items."""
        self.matching = matching
        self._known_keys: Recent[str, frozenset[Key]] = Recent(_KEYS)
        self._known_places: Recent[str, tuple[Any, str]] = Recent(_KEYS)
        self.lie_in(in_memory)

    def lie_in(self, tables: Tables) -> None:
        """Take other tables in place of those in memory, with what is in them."""
        self.items: MutableMapping[str, Item] = tables("items")
        self._rows: MutableMapping[Key, _Row] = tables("rows")
        self._links: MutableMapping[str, dict[str, Link]] = tables("links")

    def update(self, gone: Iterable[str] = (), come: Mapping[str, Item] | None = None) -> frozenset[str]:
        """Take items out and in; an item that comes under a known identifier replaces the one that was there.

        Args:
            gone: Identifiers of items to leave out; unknown ones are ignored.
            come: Identifier → item.

        Returns:
            Identifiers whose item, links, or links' existence changed; those that are gone included.
        """
        begun = self.begin(gone, come)
        return self.end(begun, self.looked_at(begun.pairs))

    def begin(self, gone: Iterable[str] = (), come: Mapping[str, Item] | None = None) -> Meeting:
        """Begin an update, which :meth:`end` ends, with the links of those that meet; anybody may look at the pairs."""
        come = come or {}
        leaving = sorted(one for one in {*gone, *come} if one in self.items)
        touched: set[str] = {*leaving, *come}
        met: set[Pair] = set()
        doubtful: set[Pair] = set()
        for one in leaving:
            touched.update(self._links.get(one, ()))
            self._leave(one, met)
        meeting = self._enter(come, met, doubtful)
        for left, right in sorted(doubtful):
            if right in self._links.get(left, ()) and not self._meet(left, right):
                touched.update((left, right))
                self._part(left, right)
                self._part(right, left)
        for left, right in met:
            if self._meet(left, right):
                meeting.setdefault(left, set()).add(right)
        return Meeting(tuple(self._unlinked(meeting)), frozenset(touched))

    def looked_at(self, pairs: Iterable[Pair]) -> dict[Pair, Link]:
        """Give the links of those pairs that are linked."""
        items, link = dict[str, Item](), self.matching.link
        found: dict[Pair, Link] = {}
        for pair in pairs:
            for one in pair:
                if one not in items:
                    items[one] = self.items[one]
            shown = link(items[pair[0]], items[pair[1]])
            if shown is not None:
                found[pair] = shown
        return found

    def end(self, begun: Meeting, links: Mapping[Pair, Link]) -> frozenset[str]:
        """End an update, with the links of its pairs; give what :meth:`update` gives."""
        joined: dict[str, dict[str, Link]] = {}
        for (left, right), link in links.items():
            joined.setdefault(left, {})[right] = link
            joined.setdefault(right, {})[left] = link
        for one, beside in joined.items():
            self._links[one] = {**self._links.get(one, {}), **beside}
        return begun.touched.union(*links)

    def shared_keys(self, left: str, right: str) -> frozenset[Key]:
        """Give the keys that two items have in common."""
        return self._keys(left) & self._keys(right)

    def linked(self, one: str) -> Mapping[str, Link]:
        """Give the items that one is linked to, and the links."""
        return self._links.get(one, {})

    def group(self, one: str) -> tuple[str, ...]:
        """Give all items that links join with one, directly or through others, it included, sorted."""
        found, waiting = {one}, [one]
        while waiting:
            for other in self._links.get(waiting.pop(), ()):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return tuple(sorted(found))

    def links(self, group: Sequence[str]) -> dict[Pair, Link]:
        """Give the links within a group, sorted by pair."""
        return {
            (one, other): link
            for one in group
            for other, link in sorted(self._links.get(one, {}).items(), key=lambda pair: pair[0])
            if one < other
        }

    def _part(self, one: str, other: str) -> None:
        if left := {key: link for key, link in self._links[one].items() if key != other}:
            self._links[one] = left
        else:
            del self._links[one]

    def _keys(self, one: str) -> frozenset[Key]:
        """Give the keys of an item."""
        found = self._known_keys.get(one)
        if found is None:
            found = frozenset(self.matching.keys(self.items[one]))
            self._known_keys.put(one, found)
        return found

    def _place(self, one: str) -> tuple[Any, str]:
        """Give the place of an item in the row of a crowded key."""
        found = self._known_places.get(one)
        if found is None:
            found = self.matching.order(self.items[one]), one
            self._known_places.put(one, found)
        return found

    def _enter(self, come: Mapping[str, Item], met: set[Pair], doubtful: set[Pair]) -> dict[str, set[str]]:
        """Put items into the rows of their keys, key by key; give for each those that it meets where all meet.

        Each is among those that it meets. Where only the nearest do, pairs that may meet are added to ``met``.
        """
        entering: dict[Key, list[str]] = {}
        for one in sorted(come):
            self.items[one] = come[one]
            for key in self._keys(one):
                entering.setdefault(key, []).append(one)
        meeting: dict[str, set[str]] = {one: set() for one in come}
        for key, ones in entering.items():
            row = self._rows.get(key, ())
            if isinstance(row, _Crowd) or len(row) + len(ones) > self.matching.crowd:
                self._rows[key] = self._crowded(row, ones, met, doubtful)
                continue
            self._rows[key] = row = (*row, *ones)
            if len(row) > 1:
                for one in ones:
                    meeting[one].update(row)
        return meeting

    def _crowded(self, row: _Row, ones: Iterable[str], met: set[Pair], doubtful: set[Pair]) -> _Crowd:
        """Put items into a row under which only the nearest meet, from now on at least."""
        if not isinstance(row, _Crowd):
            doubtful.update(self._linked_pairs(row))
            row = _Crowd(sorted(map(self._place, row)))
        for one in ones:
            place = self._place(one)
            before, behind = row.around(place, self.matching.reach)
            met.update(_pair(one, other) for other in (*before, *behind))
            for left in before:
                linked = self._links.get(left, ())
                doubtful.update(_pair(left, right) for right in behind if right in linked)
            row.add(place)
        return row

    def _unlinked(self, meeting: Mapping[str, set[str]]) -> Iterator[Pair]:
        """Give the pairs that are not linked yet, in order, each once, though each may stand beside the other."""
        pairs: dict[str, set[str]] = {}
        for one, others in meeting.items():
            for other in others.difference(self._links.get(one, ()), (one,)):
                left, right = _pair(one, other)
                pairs.setdefault(left, set()).add(right)
        return ((left, right) for left in sorted(pairs) for right in sorted(pairs[left]))

    def _leave(self, one: str, met: set[Pair]) -> None:
        keys, place = self._keys(one), self._place(one)
        self._known_keys.drop(one)
        self._known_places.drop(one)
        for key in keys:
            row = self._rows[key]
            if not isinstance(row, _Crowd):
                if left := tuple(other for other in row if other != one):
                    self._rows[key] = left
                else:
                    del self._rows[key]
                continue
            row.remove(place)
            if len(row) == self.matching.crowd:  # few enough again for all to meet
                members = tuple(other for _, other in row.places)
                met.update(_pair(left, right) for left, right in combinations(members, 2))
                self._rows[key] = members
            else:
                before, behind = row.around(place, self.matching.reach)
                met.update(_pair(left, right) for left, right in product(before, behind))
                self._rows[key] = row
        for other in self._links.pop(one, {}):
            self._part(other, one)
        del self.items[one]

    def _linked_pairs(self, members: Iterable[str]) -> Iterator[Pair]:
        known = set(members)
        for one in known:
            yield from (_pair(one, other) for other in self._links.get(one, ()) if other in known)

    def _meet(self, left: str, right: str) -> bool:
        """Tell whether two items meet under any key."""
        if left not in self.items or right not in self.items:
            return False
        for key in self._keys(left) & self._keys(right):
            row = self._rows[key]
            if not isinstance(row, _Crowd) or right in chain(*row.around(self._place(left), self.matching.reach)):
                return True
        return False


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
