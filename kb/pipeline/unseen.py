"""What was written to a store since its report was right, kept beside the store until the report is right again.

A command may end between a write and the look at what it touches. Who comes next looks at that, and not at everything.
Of what came in the graphs of an article only their names are kept: it is there to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping
from contextlib import suppress
from typing import Any
from zlib import compress, decompress

from pyoxigraph import Quad

from kb import ids
from kb.errors import StoreError
from kb.graph.lines import Line, nquads, quads_in

_UP_TO = "up to"  # how many changes there are, and the content of the store after them
_OF_ARTICLES = (ids.graph("article/"), ids.graph("text/"))


class Unseen:
    """The changes of one store that nobody looked at yet, in the order in which they were written."""

    def __init__(self, table: MutableMapping[str, Any], base: str) -> None:
        """Take where they lie.

        Args:
            table: Written and committed by its owner.
            base: What IRIs of the store begin with.
        """
        self._table = table
        self._own = tuple(base + prefix for prefix in _OF_ARTICLES)
        self._number, self._content = 0, ""
        with suppress(StoreError):  # it is damaged: nobody knows what there is
            self._number, self._content = table.get(_UP_TO, (0, ""))

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return self._number > 0

    def lead_to(self, content: str) -> bool:
        """Tell whether these are all changes from a right report up to a certain content of the store."""
        return self._content == content

    def keep(self, added: Collection[Quad], removed: Collection[Quad], content: str) -> None:
        """Keep a change.

        Args:
            added: What came.
            removed: What went.
            content: What tells the content of the store after it from any other.
        """
        graphs, come = set[str](), list[str]()
        for quad in added:
            graph: str = quad.graph_name.value  # type: ignore[union-attr]
            if graph.startswith(self._own):
                graphs.add(graph)
            else:
                come.append(str(quad))
        self._table[_name(self._number)] = tuple(sorted(graphs)), _packed(come), _packed(map(str, removed))
        self._are_up_to(self._number + 1, content)

    def forget(self) -> None:
        """Forget all changes; where they lie, others will."""
        if self._number:
            self._are_up_to(0, "")

    def changes(self, quads: Callable[[str], Iterator[Quad]]) -> Iterator[tuple[list[Quad], list[Quad]]]:
        """Give what came and what went with each change; with it what else came into the graph of an article since.

        Args:
            quads: Gives the quads of a graph.

        Raises:
            StoreError: one of them is damaged.
        """
        for number in range(self._number):
            graphs, come, gone = self._table[_name(number)]
            yield [*(quad for graph in graphs for quad in quads(graph)), *_unpacked(come)], [*_unpacked(gone)]

    def _are_up_to(self, number: int, content: str) -> None:
        self._number, self._content = number, content
        self._table[_UP_TO] = number, content


def _name(number: int) -> str:
    return f"change {number}"


def _packed(lines: Iterable[Line]) -> bytes:
    return compress(nquads(lines), level=1)


def _unpacked(packed: bytes) -> tuple[Quad, ...]:
    return quads_in(decompress(packed))
