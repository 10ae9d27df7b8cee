"""Which quads come and go when derived nodes do: what several nodes share stays until the last of them goes."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping

from kb.graph.lines import Line, Lines
from kb.tables import Tables, in_memory

Written = tuple[str, Iterable[Line]]
"""A derived node's identifier, and its quads as lines."""

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
        self._shared: MutableMapping[Line, int] = tables("shared quads")

    def change(self, gone: Iterable[Written], come: Iterable[Written]) -> tuple[Lines, Lines]:
        """Take nodes out and in.

        Args:
            gone: Nodes that hold no more, with the lines that they were written with.
            come: New ones.

        Returns:
            The lines to add, and those to remove, each once; they have none in common.
        """
        removed: dict[Line, None] = {}
        added: dict[Line, None] = {}
        for node, lines in gone:
            own = self._own(node)
            for line in dict.fromkeys(lines):
                if not line.startswith(own):
                    if (left := self._shared[line] - 1) > 0:
                        self._shared[line] = left
                        continue
                    del self._shared[line]
                removed[line] = None
        for node, lines in come:
            own = self._own(node)
            for line in dict.fromkeys(lines):
                if not line.startswith(own):
                    self._shared[line] = many = self._shared.get(line, 0) + 1
                    if many > 1:
                        continue
                added[line] = None
        return (
            tuple(line for line in added if line not in removed),
            tuple(line for line in removed if line not in added),
        )

    def _own(self, node: str) -> tuple[str, ...]:
        """Tell how lines begin that no other node can write: about the node, or a part of it, or its proposition."""
        start = f"<{self._base}"
        return f"{start}{node}>", f"{start}{node}/", f"{start}{_OF_ONE_CLAIM}"
