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

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, starmap
from typing import Any, Generic, TypeVar

from kb.crowds import Crowd, Crowds, Place
from kb.tables import Recent, Tables, in_memory

Item = TypeVar("Item")
Link = TypeVar("Link")

Key = Hashable
Pair = tuple[str, str]
"""Identifiers of two items, the lesser first."""

Glance = tuple[str, ...]


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
        glance: What little of an item shows already that most others it meets are not linked to it, as texts; a
            function of the item alone. It is kept beside the item, which takes far longer to read.
        may_link: Tells of two glances whether the items may be linked; if not, they are not looked at.
    """

    keys: Callable[[Item], Iterable[Key]]
    link: Callable[[Item, Item], Link | None]
    order: Callable[[Item], Any] = lambda _: ()
    crowd: int = 40
    reach: int = 4
    glance: Callable[[Item], Glance] | None = None
    may_link: Callable[[Glance, Glance], bool] = lambda _, __: True


_KEYS = 2_000  # items whose keys are remembered; they follow from the item


@dataclass(frozen=True, slots=True)
class Meeting:
    """The first half of an update: items are out and in, and some meet that did not.

    Attributes:
        pairs: Items that meet and are not linked, in order: whether they are is to be looked at.
        touched: Identifiers whose item or links changed so far.
    """

    pairs: tuple[Pair, ...]
    touched: frozenset[str]


_Row = tuple[str, ...] | Crowd
"""The items under one key, or, where they are too many for all to meet, where these lie in order."""


class Neighbours(Generic[Item, Link]):
    """Items, and the links between those that meet; kept current as items come and go."""

    def __init__(self, matching: Matching[Item, Link]) -> None:
        """Begin without items."""
        self.matching = matching
        self._known_keys: Recent[str, frozenset[Key]] = Recent(_KEYS)
        self._known_places: Recent[str, Place] = Recent(_KEYS)
        self.lie_in(in_memory)

    def lie_in(self, tables: Tables) -> None:
        """Take other tables in place of those in memory, with what is in them."""
        self.items: MutableMapping[str, Item] = tables("items")
        self._rows: MutableMapping[Key, _Row] = tables("rows")
        self._crowds = Crowds(tables)
        self._glances: MutableMapping[str, Glance] = tables("glances")
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
        standing = {one for one in leaving if one in come and self._is_placed_as(one, come[one])}
        for one in leaving:
            touched.update(self._links.get(one, ()))
            for other in self._links.pop(one, {}):
                self._part(other, one)
            if one not in standing:
                self._leave(one, met)
        for one in standing:
            self._put(one, come[one])
        meeting = self._enter({one: item for one, item in come.items() if one not in standing}, doubtful)
        meeting |= {one: self._meeting(one) for one in standing}
        for left, right in sorted(doubtful):
            if right in self._links.get(left, ()) and not self._meet(left, right):
                touched.update((left, right))
                self._part(left, right)
                self._part(right, left)
        away = {one for one in leaving if one not in come}
        for left, right in met:
            if away.isdisjoint((left, right)) and self._meet(left, right):
                meeting.setdefault(left, set()).add(right)
        return Meeting(tuple(self._unlinked(meeting, come)), frozenset(touched))

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

    def _place(self, one: str) -> Place:
        """Give the place of an item in the row of a crowded key."""
        found = self._known_places.get(one)
        if found is None:
            found = self.matching.order(self.items[one]), one
            self._known_places.put(one, found)
        return found

    def _is_placed_as(self, one: str, item: Item) -> bool:
        """Tell whether another item in the place of one would stand in the same rows, at the same places."""
        return frozenset(self.matching.keys(item)) == self._keys(one) and (
            self.matching.order(item) == self._place(one)[0]
        )

    def _put(self, one: str, item: Item) -> None:
        self.items[one] = item
        if self.matching.glance:
            self._glances[one] = self.matching.glance(item)

    def _meeting(self, one: str) -> set[str]:
        """Give those that one meets, maybe itself, too."""
        rows = ((key, self._rows[key]) for key in self._keys(one))
        return set().union(
            *(chain(*self._around(key, row, one)) if isinstance(row, Crowd) else row for key, row in rows)
        )

    def _enter(self, come: Mapping[str, Item], doubtful: set[Pair]) -> dict[str, set[str]]:
        """Put items into the rows of their keys, key by key; give for each those that it meets, maybe itself, too.

        Linked pairs that meet no more under a key are added to ``doubtful``.
        """
        entering: dict[Key, list[str]] = {}
        for one in sorted(come):
            self._put(one, come[one])
            for key in self._keys(one):
                entering.setdefault(key, []).append(one)
        meeting: dict[str, set[str]] = {one: set() for one in come}
        for key, ones in entering.items():
            row = self._rows.get(key, ())
            if isinstance(row, Crowd) or len(row) + len(ones) > self.matching.crowd:
                crowd = self._crowded(key, row, ones, doubtful)
                for one in ones:
                    meeting[one].update(chain(*self._around(key, crowd, one)))
                continue
            self._rows[key] = row = (*row, *ones)
            if len(row) > 1:
                for one in ones:
                    meeting[one].update(row)
        return meeting

    def _crowded(self, key: Key, row: _Row, ones: Iterable[str], doubtful: set[Pair]) -> Crowd:
        """Put items into a row under which only the nearest meet, from now on at least."""
        is_other = not isinstance(row, Crowd)
        if not isinstance(row, Crowd):
            doubtful.update(self._linked_pairs(row))
            row = self._crowds.made(key, sorted(map(self._place, row)))
        for one in ones:
            for left, right in self._across(key, row, one):
                if right in self._links.get(left, ()):
                    doubtful.add(_pair(left, right))
            is_other |= self._crowds.add(key, row, self._place(one))
        if is_other:
            self._rows[key] = row
        return row

    def _around(self, key: Key, crowd: Crowd, one: str) -> tuple[list[str], list[str]]:
        """Give the items that one meets in a crowd, or would meet: before and behind it, in order."""
        return self._crowds.around(key, crowd, self._place(one), self.matching.reach)

    def _across(self, key: Key, crowd: Crowd, one: str) -> list[tuple[str, str]]:
        """Give the pairs that just reach each other over the place of one that is not there, and not if it is."""
        before, behind = self._around(key, crowd, one)
        reach = self.matching.reach
        nearest = enumerate(reversed(before), 1)
        return [(left, behind[reach - at]) for at, left in nearest if reach - at < len(behind)]

    def _unlinked(self, meeting: Mapping[str, set[str]], come: Collection[str]) -> Iterator[Pair]:
        """Give the pairs that are not linked yet and may be, in order, each once, though each may stand beside both.

        What has just come is linked to nothing.
        """
        pairs: dict[str, set[str]] = {}
        for one, others in meeting.items():
            for other in others.difference(() if one in come else self._links.get(one, ()), (one,)):
                left, right = _pair(one, other)
                pairs.setdefault(left, set()).add(right)
        found = ((left, right) for left in sorted(pairs) for right in sorted(pairs[left]))
        return self._likely(found) if self.matching.glance else found

    def _likely(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Leave out pairs of which a glance shows that they are not linked."""
        may_link, glances = self.matching.may_link, dict[str, Glance]()
        for pair in pairs:
            for one in pair:
                if one not in glances:
                    glances[one] = self._glances[one]
            if may_link(glances[pair[0]], glances[pair[1]]):
                yield pair

    def _leave(self, one: str, met: set[Pair]) -> None:
        keys, place = self._keys(one), self._place(one)
        for key in keys:
            row = self._rows[key]
            if isinstance(row, Crowd):
                self._leave_crowd(key, row, one, place, met)
            elif left := tuple(other for other in row if other != one):
                self._rows[key] = left
            else:
                del self._rows[key]
        self._known_keys.drop(one)
        self._known_places.drop(one)
        del self.items[one]
        if self.matching.glance:
            del self._glances[one]

    def _leave_crowd(self, key: Key, crowd: Crowd, one: str, place: Place, met: set[Pair]) -> None:
        is_other = self._crowds.remove(key, crowd, place)
        if not self._crowds.has_more_than(self.matching.crowd, key, crowd):  # few enough again for all to meet
            members = self._crowds.ended(key, crowd)
            met.update(starmap(_pair, combinations(members, 2)))
            self._rows[key] = members
            return
        met.update(starmap(_pair, self._across(key, crowd, one)))
        if is_other:
            self._rows[key] = crowd

    def _linked_pairs(self, members: Iterable[str]) -> Iterator[Pair]:
        known = set(members)
        for one in known:
            yield from (_pair(one, other) for other in self._links.get(one, ()) if other in known)

    def _meet(self, left: str, right: str) -> bool:
        """Tell whether two items, both of which are in, meet under any key."""
        for key in self._keys(left) & self._keys(right):
            row = self._rows[key]
            if not isinstance(row, Crowd) or right in chain(*self._around(key, row, left)):
                return True
        return False


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
