"""Which nodes lead to which values, as text: a step of any number of nodes is one operation of sets or dictionaries."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AnySet

Cell = str
"""A term as text; each has one form only, so that equal text is the same term."""


class Column:
    """Which nodes lead to which values.

    Attributes:
        nodes, ends: Pairs of a node and a value; an equal pair may come again.
        one: A value of each node that has any.
        several: All values of those that have more than one.
    """

    __slots__ = ("ends", "nodes", "one", "several")

    def __init__(self, nodes: Sequence[Cell], ends: Sequence[Cell]) -> None:
        """Take pairs."""
        self.nodes, self.ends = nodes, ends
        self.one: dict[Cell, Cell] = dict(zip(nodes, ends, strict=True))
        self.several: dict[Cell, set[Cell]] = {}
        if len(self.one) < len(nodes):
            one = self.one
            for node, end in [pair for pair in zip(nodes, ends, strict=True) if one[pair[0]] != pair[1]]:
                self.several.setdefault(node, {one[node]}).add(end)

    def add(self, nodes: Sequence[Cell], ends: Sequence[Cell]) -> None:
        """Take more pairs; it must have been made with lists of its own."""
        assert isinstance(self.nodes, list)
        assert isinstance(self.ends, list)
        self.nodes += nodes
        self.ends += ends
        for node, end in zip(nodes, ends, strict=True):
            if (one := self.one.setdefault(node, end)) != end:
                self.several.setdefault(node, {one}).add(end)

    def __len__(self) -> int:
        """Count the pairs."""
        return len(self.nodes)

    def of(self, node: Cell) -> AnySet[Cell]:
        """Give the values of a node."""
        return self.several.get(node) or ({self.one[node]} if node in self.one else frozenset())

    def values(self, nodes: AnySet[Cell]) -> set[Cell]:
        """Give all values of some nodes."""
        found = set(map(self.one.get, nodes))
        found.discard(None)
        return found.union(*(self.several[node] for node in self.several.keys() & nodes))  # type: ignore[return-value]

    def leading_to(self, nodes: AnySet[Cell], values: AnySet[Cell]) -> set[Cell]:
        """Give those of some nodes that have one of some values."""
        if not values:
            return set()
        found = {node for node in self.one.keys() & nodes if self.one[node] in values}
        return found | {node for node in self.several.keys() & nodes if not self.several[node].isdisjoint(values)}

    def followed_by(self, onward: Column) -> Column:
        """Give what two steps lead to."""
        pairs = [(node, end) for node, stop in zip(self.nodes, self.ends, strict=True) for end in onward.of(stop)]
        return Column([node for node, _ in pairs], [end for _, end in pairs])

    def with_fewer(self, nodes: AnySet[Cell], least: int) -> set[Cell]:
        """Give those of some nodes that have fewer values than asked for."""
        if least <= 1:
            return set(nodes - self.one.keys()) if least else set()
        return {node for node in nodes if len(self.several.get(node, ())) < least}

    def with_more(self, nodes: AnySet[Cell], most: int) -> set[Cell]:
        """Give those of some nodes that have more values than allowed."""
        if most < 1:
            return set(self.one.keys() & nodes)
        return {node for node in self.several.keys() & nodes if len(self.several[node]) > most}
