"""Which quads come and go when derived nodes do: what several nodes share stays until the last of them goes."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping

from pyoxigraph import NamedNode, Quad

from kb.tables import Tables, in_memory

Written = tuple[str, Iterable[Quad]]
"""A derived node's identifier, and its quads."""

_OF_ONE_CLAIM = "proposition/"  # a proposition expresses one claim, which alone writes about it


class Sheets:
    """Counts the quads that more than one derived node may write: a span that two point at, a voice of a statement."""

    def __init__(self, base: str, tables: Tables = in_memory) -> None:
        """Begin with what the tables hold; with an empty graph by default.

        Args:
            base: What stands before every identifier.
            tables: Where the counts lie.
        """
        self._base = base
        self._shared: MutableMapping[str, int] = tables("shared quads")

    def change(self, gone: Iterable[Written], come: Iterable[Written]) -> tuple[frozenset[Quad], frozenset[Quad]]:
        """Take nodes out and in.

        Args:
            gone: Nodes that hold no more, with the quads that they were written with.
            come: New ones.

        Returns:
            The quads to add, and those to remove; they have none in common.
        """
        removed: set[Quad] = set()
        added: set[Quad] = set()
        for node, quads in gone:
            for quad in frozenset(quads):
                if not self._own(node, quad):
                    shared = str(quad)
                    if (left := self._shared[shared] - 1) > 0:
                        self._shared[shared] = left
                        continue
                    del self._shared[shared]
                removed.add(quad)
        for node, quads in come:
            for quad in frozenset(quads):
                if not self._own(node, quad):
                    shared = str(quad)
                    self._shared[shared] = many = self._shared.get(shared, 0) + 1
                    if many > 1:
                        continue
                added.add(quad)
        return frozenset(added - removed), frozenset(removed - added)

    def _own(self, node: str, quad: Quad) -> bool:
        """Tell whether no other node can write a quad: it is about the node, or a part of it, or its proposition."""
        if not isinstance(quad.subject, NamedNode):
            return False
        subject = quad.subject.value.removeprefix(self._base)
        return subject == node or subject.startswith((f"{node}/", _OF_ONE_CLAIM))
