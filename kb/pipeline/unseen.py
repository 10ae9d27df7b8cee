"""What was written to a store since its report was right, kept beside the store until the report is right again.

A command may end between a write and the look at what it touches. Who comes next looks at that, and not at all that the
store holds. Of what came in the graphs of an article only their names are kept: they are there to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping
from typing import Any
from zlib import compress, decompress

from pyoxigraph import Quad

from kb import ids
from kb.graph.lines import Line, nquads, quads_in

_CONTENT = "content"
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
        self._keys = sorted(key for key in table if key != _CONTENT)

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self._keys)

    def leads_to(self, content: str) -> bool:
        """Tell whether these are all changes from a right report up to a certain content of the store."""
        return bool(self._table.get(_CONTENT) == content)

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
        key = f"{len(self._keys):06}"
        self._table[key] = tuple(sorted(graphs)), _packed(come), _packed(map(str, removed))
        self._table[_CONTENT] = content
        self._keys.append(key)

    def forget(self) -> None:
        """Forget all changes."""
        for key in self._keys:
            del self._table[key]
        self._table.pop(_CONTENT, None)
        self._keys = []

    def changes(self, quads: Callable[[str], Iterator[Quad]]) -> Iterator[tuple[list[Quad], list[Quad]]]:
        """Give what came and what went with each change; with it what else came into the graph of an article since.

        Args:
            quads: Gives the quads of a graph.
        """
        for key in self._keys:
            graphs, come, gone = self._table[key]
            yield [*(quad for graph in graphs for quad in quads(graph)), *_unpacked(come)], [*_unpacked(gone)]


def _packed(lines: Iterable[Line]) -> bytes:
    return compress(nquads(lines), level=1)


def _unpacked(packed: bytes) -> tuple[Quad, ...]:
    return quads_in(decompress(packed))
