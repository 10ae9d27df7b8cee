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
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from typing import Any, Generic, TypeVar

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


@dataclass(slots=True)
class _Row:
    """The items under one key, in order: ``(order, identifier)``."""

    places: list[tuple[Any, str]] = field(default_factory=list)

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


class Neighbours(Generic[Item, Link]):
    """Items, and the links between those that meet; kept current as items come and go."""

    def __init__(self, matching: Matching[Item, Link]) -> None:
        """Begin without items."""
        self._matching = matching
        self.items: dict[str, Item] = {}
        self._keys: dict[str, frozenset[Key]] = {}
        self._places: dict[str, tuple[Any, str]] = {}
        self._rows: dict[Key, _Row] = {}
        self._links: dict[str, dict[str, Link]] = defaultdict(dict)

    def update(self, gone: Iterable[str] = (), come: Mapping[str, Item] | None = None) -> frozenset[str]:
        """Take items out and in; an item that comes under a known identifier replaces the one that was there.

        Args:
            gone: Identifiers of items to leave out; unknown ones are ignored.
            come: Identifier → item.

        Returns:
            Identifiers whose item, links, or links' existence changed; those that are gone included.
        """
        come = come or {}
        leaving = sorted(({*gone} | {one for one in come if one in self.items}) & self.items.keys())
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
                del self._links[left][right], self._links[right][left]
        for left, right in sorted(met):
            if right in self._links.get(left, ()) or not self._meet(left, right):
                continue
            link = self._matching.link(self.items[left], self.items[right])
            if link is not None:
                self._links[left][right] = self._links[right][left] = link
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
            (one, other): self._links[one][other]
            for one in group
            if one in self._links
            for other in sorted(self._links[one])
            if one < other
        }

    def _enter(self, one: str, item: Item, met: set[Pair], doubtful: set[Pair]) -> None:
        keys = frozenset(self._matching.keys(item))
        place = (self._matching.order(item), one)
        self.items[one], self._keys[one], self._places[one] = item, keys, place
        reach, crowd = self._matching.reach, self._matching.crowd
        for key in keys:
            row = self._rows.setdefault(key, _Row())
            size = len(row.places)
            if size < crowd:
                met.update(_pair(one, other) for _, other in row.places)
            else:
                before, behind = row.around(place, reach)
                met.update(_pair(one, other) for other in (*before, *behind))
                if size == crowd:  # from now on only the nearest meet under this key
                    doubtful.update(self._linked_pairs(other for _, other in row.places))
                else:
                    doubtful.update(
                        _pair(left, right)
                        for left, right in product(before, behind)
                        if right in self._links.get(left, ())
                    )
            row.add(place)

    def _leave(self, one: str, met: set[Pair]) -> None:
        place = self._places.pop(one)
        for key in self._keys.pop(one):
            row = self._rows[key]
            row.remove(place)
            size = len(row.places)
            if not size:
                del self._rows[key]
            elif size == self._matching.crowd:  # few enough again for all to meet
                members = [other for _, other in row.places]
                met.update(_pair(left, right) for left, right in combinations(members, 2))
            elif size > self._matching.crowd:
                before, behind = row.around(place, self._matching.reach)
                met.update(_pair(left, right) for left, right in product(before, behind))
        for other in self._links.pop(one, {}):
            del self._links[other][one]
        del self.items[one]

    def _linked_pairs(self, members: Iterable[str]) -> Iterator[Pair]:
        known = set(members)
        for one in known:
            yield from (_pair(one, other) for other in self._links.get(one, ()) if other in known)

    def _meet(self, left: str, right: str) -> bool:
        """Tell whether two items meet under any key."""
        for key in self._keys.get(left, frozenset()) & self._keys.get(right, frozenset()):
            row = self._rows[key]
            if len(row.places) <= self._matching.crowd:
                return True
            if right in chain(*row.around(self._places[left], self._matching.reach)):
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
        self._group_of: dict[str, str] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        self._outcomes: dict[str, tuple[Outcome, ...]] = {}

    @property
    def items(self) -> Mapping[str, Item]:
        """Give the items by identifier."""
        return self.neighbours.items

    def update(self, gone: Iterable[str] = (), come: Mapping[str, Item] | None = None) -> Change[Outcome]:
        """Take items out and in; give the outcomes of the groups that this touches, before and after."""
        touched = self.neighbours.update(gone, come)
        old = {self._group_of[one] for one in touched if one in self._group_of}
        waiting = {one for least in old for one in self._members[least]} | touched
        before = [outcome for least in sorted(old) for outcome in self._outcomes.pop(least)]
        for least in old:
            for one in self._members.pop(least):
                del self._group_of[one]
        after: list[Outcome] = []
        for one in sorted(waiting):
            if one in self.neighbours.items and one not in self._group_of:
                after += self._grouped(self.neighbours.group(one))
        return Change(tuple(before), tuple(after))

    def _grouped(self, members: tuple[str, ...]) -> tuple[Outcome, ...]:
        items = {one: self.neighbours.items[one] for one in members}
        found = tuple(self._outcome(items, self.neighbours.links(members)))
        self._group_of.update(dict.fromkeys(members, members[0]))
        self._members[members[0]] = members
        self._outcomes[members[0]] = found
        return found

    def outcomes(self) -> Iterator[Outcome]:
        """Give the outcomes of all groups, by the least identifier of each."""
        for least in sorted(self._outcomes):
            yield from self._outcomes[least]


class Shelves(Generic[Item, Outcome]):
    """Items by a key that they share, and what each shelf gives; only touched shelves are looked at again."""

    def __init__(
        self,
        keys: Callable[[Item], Iterable[Key]],
        outcome: Callable[[Mapping[str, Item]], Iterable[Outcome]],
    ) -> None:
        """Begin without items.

        Args:
            keys: The shelves that an item stands on; a function of the item alone.
            outcome: What a shelf gives: a function of its items, by identifier, sorted.
        """
        self._keys, self._outcome = keys, outcome
        self.items: dict[str, Item] = {}
        self._shelves: dict[Key, set[str]] = defaultdict(set)
        self._outcomes: dict[Key, tuple[Outcome, ...]] = {}

    def update(self, gone: Iterable[str] = (), come: Mapping[str, Item] | None = None) -> Change[Outcome]:
        """Take items out and in; give the outcomes of the shelves that this touches, before and after."""
        come = come or {}
        touched: set[Key] = set()
        for one in ({*gone} | come.keys()) & self.items.keys():
            keys = frozenset(self._keys(self.items.pop(one)))
            touched |= keys
            for key in keys:
                self._shelves[key].discard(one)
        for one, item in come.items():
            self.items[one] = item
            for key in frozenset(self._keys(item)):
                touched.add(key)
                self._shelves[key].add(one)
        before: list[Outcome] = []
        after: list[Outcome] = []
        for key in sorted(touched, key=repr):
            before += self._outcomes.pop(key, ())
            members = {one: self.items[one] for one in sorted(self._shelves[key])}
            if not members:
                del self._shelves[key]
            elif found := tuple(self._outcome(members)):
                self._outcomes[key] = found
                after += found
        return Change(tuple(before), tuple(after))

    def outcomes(self) -> Iterator[Outcome]:
        """Give the outcomes of all shelves, in a fixed order of their keys."""
        for key in sorted(self._outcomes, key=repr):
            yield from self._outcomes[key]
