"""Groups: items that links join, and what each group of them gives; kept current as items come and go.

An outcome is a function of its group alone, so only the groups that a change touches are looked at again.

Source: as of :mod:`kb.neighbours`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from kb.neighbours import Matching, Meeting, Neighbours, Pair
from kb.tables import Tables, in_memory

Item = TypeVar("Item")
Link = TypeVar("Link")
Outcome = TypeVar("Outcome")


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
        begun = self.begin(gone, come)
        return self.end(begun, self.neighbours.looked_at(begun.pairs))

    def begin(self, gone: Iterable[str] = (), come: Mapping[str, Item] | None = None) -> Meeting:
        """Begin an update, which :meth:`end` ends, with the links of those that meet."""
        return self.neighbours.begin(gone, come)

    def end(self, begun: Meeting, links: Mapping[Pair, Link]) -> Change[Outcome]:
        """End an update, with the links of its pairs; give what :meth:`update` gives."""
        touched = self.neighbours.end(begun, links)
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
