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
Outcome = TypeVar("Outcome")

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


_KEYS = 20_000  # items whose keys are remembered; they follow from the item


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


_Row = tuple[str, ...] | _Crowd
"""The items under one key; in order only where they are too many for all to meet."""


class Neighbours(Generic[Item, Link]):
    """Items, and the links between those that meet; kept current as items come and go."""

    def __init__(self, matching: Matching[Item, Link]) -> None:
        """Begin without items."""
        self._matching = matching
        self._seen: Recent[str, tuple[frozenset[Key], tuple[Any, str]]] = Recent(_KEYS)
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
        come = come or {}
        leaving = sorted(one for one in {*gone, *come} if one in self.items)
        touched: set[str] = {*leaving, *come}
        met: set[Pair] = set()
        doubtful: set[Pair] = set()
        for one in leaving:
            touched.update(self._links.get(one, ()))
            self._leave(one, met)
        for one in sorted(come):
            self._enter(one, come[one], met, doubtful)
        for left, right in sorted(doubtful):
            if right in self._links.get(left, ()) and not self._meet(left, right):
                touched.update((left, right))
                self._part(left, right)
                self._part(right, left)
        for left, right in sorted(met):
            if right in self._links.get(left, ()) or not self._meet(left, right):
                continue
            link = self._matching.link(self.items[left], self.items[right])
            if link is not None:
                self._join(left, right, link)
                self._join(right, left, link)
                touched.update((left, right))
        return frozenset(touched)

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

    def _join(self, one: str, other: str, link: Link) -> None:
        self._links[one] = {**self._links.get(one, {}), other: link}

    def _part(self, one: str, other: str) -> None:
        if left := {key: link for key, link in self._links[one].items() if key != other}:
            self._links[one] = left
        else:
            del self._links[one]

    def _traits(self, one: str) -> tuple[frozenset[Key], tuple[Any, str]]:
        """Give the keys of an item, and its place in the row of a crowded one."""
        found = self._seen.get(one)
        if found is None:
            item = self.items[one]
            found = frozenset(self._matching.keys(item)), (self._matching.order(item), one)
            self._seen.put(one, found)
        return found

    def _enter(self, one: str, item: Item, met: set[Pair], doubtful: set[Pair]) -> None:
        self.items[one] = item
        keys, place = self._traits(one)
        reach, crowd = self._matching.reach, self._matching.crowd
        for key in keys:
            row = self._rows.get(key, ())
            if not isinstance(row, _Crowd):
                if len(row) < crowd:
                    met.update(_pair(one, other) for other in row)
                    self._rows[key] = (*row, one)
                    continue
                doubtful.update(self._linked_pairs(row))  # from now on only the nearest meet under this key
                row = _Crowd(sorted(self._traits(other)[1] for other in row))
            before, behind = row.around(place, reach)
            met.update(_pair(one, other) for other in (*before, *behind))
            doubtful.update(
                _pair(left, right) for left, right in product(before, behind) if right in self._links.get(left, ())
            )
            row.add(place)
            self._rows[key] = row

    def _leave(self, one: str, met: set[Pair]) -> None:
        keys, place = self._traits(one)
        self._seen.drop(one)
        for key in keys:
            row = self._rows[key]
            if not isinstance(row, _Crowd):
                if left := tuple(other for other in row if other != one):
                    self._rows[key] = left
                else:
                    del self._rows[key]
                continue
            row.remove(place)
            if len(row) == self._matching.crowd:  # few enough again for all to meet
                members = tuple(other for _, other in row.places)
                met.update(_pair(left, right) for left, right in combinations(members, 2))
                self._rows[key] = members
            else:
                before, behind = row.around(place, self._matching.reach)
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
        ours, place = self._traits(left)
        for key in ours & self._traits(right)[0]:
            row = self._rows[key]
            if not isinstance(row, _Crowd) or right in chain(*row.around(place, self._matching.reach)):
                return True
        return False


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class Change(Generic[Outcome]):
    """What an update changed: outcomes that hold no more, and new ones. What is in neither stays as it was."""

    gone: tuple[Outcome, ...] = ()
    come: tuple[Outcome, ...] = ()

    @classmethod
    def net(cls, gone: Iterable[Outcome], come: Iterable[Outcome]) -> Change[Outcome]:
        """Give a change without what went and came back the same.

        >>> Change.net(["a", "b"], ["b", "c"])
        Change(gone=('a',), come=('c',))
        """
        before, after = dict.fromkeys(gone), dict.fromkeys(come)
        return cls(tuple(one for one in before if one not in after), tuple(one for one in after if one not in before))


class Groups(Generic[Item, Link, Outcome]):
    """Linked items by connected group, and what each group gives; only touched groups are looked at again."""

    def __init__(
        self,
        matching: Matching[Item, Link],
        outcome: Callable[[Mapping[str, Item], Mapping[Pair, Link]], Iterable[Outcome]],
    ) -> None:
        """Begin without items.

        Args:
            matching: Which items are linked.
            outcome: What a group gives: a function of its items (by identifier, sorted) and their links (by pair,
                sorted). Items that nothing links are groups of one.
        """
        self.neighbours = Neighbours(matching)
        self._outcome = outcome
        self.lie_in(in_memory)

    def lie_in(self, tables: Tables) -> None:
        """Take other tables in place of those in memory, with what is in them."""
        self.neighbours.lie_in(tables)
        self._group_of: MutableMapping[str, str] = tables("group of")  # of items that are not alone
        self._members: MutableMapping[str, tuple[str, ...]] = tables("members")
        self._outcomes: MutableMapping[str, tuple[Outcome, ...]] = tables("outcomes")

    @property
    def items(self) -> Mapping[str, Item]:
        """Give the items by identifier."""
        return self.neighbours.items

    def update(self, gone: Iterable[str] = (), come: Mapping[str, Item] | None = None) -> Change[Outcome]:
        """Take items out and in; give the outcomes of the groups that this touches, before and after."""
        touched = self.neighbours.update(gone, come)
        waiting = set(touched)
        before: list[Outcome] = []
        for least in sorted({self._group_of.get(one, one) for one in touched}):
            before += self._outcomes.pop(least, ())
            members = self._members.pop(least, ())
            waiting.update(members)
            for one in members:
                del self._group_of[one]
        after: list[Outcome] = []
        seen: set[str] = set()
        for one in sorted(waiting):
            if one not in seen and one in self.neighbours.items:
                members = self.neighbours.group(one)
                seen.update(members)
                after += self._grouped(members)
        return Change(tuple(before), tuple(after))

    def _grouped(self, members: tuple[str, ...]) -> tuple[Outcome, ...]:
        items = {one: self.neighbours.items[one] for one in members}
        found = tuple(self._outcome(items, self.neighbours.links(members)))
        least = members[0]
        if len(members) > 1:
            self._members[least] = members
            for one in members:
                self._group_of[one] = least
        if found:
            self._outcomes[least] = found
        return found

    def of(self, one: str) -> tuple[Outcome, ...]:
        """Give the outcomes of the group of an item."""
        return self._outcomes.get(self._group_of.get(one, one), ())

    def outcomes(self) -> Iterator[Outcome]:
        """Give the outcomes of all groups, by the least identifier of each."""
        for least in sorted(self._outcomes):
            yield from self._outcomes[least]
