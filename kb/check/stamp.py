"""What tells the content of one store from that of another: sums over nodes, which a write changes by those it names.

All that a store holds follows from the runs that read its articles and from its reviews; texts may be absent. Each such
node counts with its own digest, a run with the time of it, and the digests are added up: so a sum is a function of the
content alone, in whatever order it came, and what a write adds and takes away can be added and taken away. Of the nodes
themselves nothing is kept: what a write takes away is looked up before it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from pyoxigraph import NamedNode, Quad

from kb.vocab import DCTERMS, KB, PROV, RDF, SCHEMA

Query = Callable[[str], Any]

_RUN, _REVIEW, _TEXT, _TIME = range(4)
_COUNTED = {
    _RUN: f"?node <{PROV.used}> ?article . ?article <{DCTERMS.identifier}> ?doc",
    _REVIEW: f"?node <{RDF.type}> <{KB.Review}>",
    _TEXT: f"?node <{SCHEMA.articleBody}> ?text",
    _TIME: f"?node <{PROV.endedAtTime}> ?value",
}
_NAMING = frozenset({PROV.used, PROV.endedAtTime, RDF.type, SCHEMA.articleBody})
_TELLING = _NAMING | {DCTERMS.identifier}
_SIZE = 2**256
_AT_ONCE = 1000
_DEARER = 50  # quads of a change that take as long to go through as a run takes to be read


class Stamp:
    """The sums of one store, as it was last looked at."""

    def __init__(self, query: Query) -> None:
        """Look at all that counts.

        Args:
            query: Answers queries about the store.
        """
        self._query = query
        self._look()

    def _look(self) -> None:
        self._sums, self._numbers = [0] * len(_COUNTED), [0] * len(_COUNTED)
        for kind, pattern in _COUNTED.items():
            self._count(kind, self._found(pattern), 1)

    def __str__(self) -> str:
        """Write the sum of everything but times: an article that is read again by the same run says the same."""
        return self._written(_RUN, _REVIEW, _TEXT)

    @property
    def of_articles(self) -> str:
        """Give the sum of the runs with their times, and of the texts; reviews do not count."""
        return self._written(_RUN, _TEXT, _TIME)

    @property
    def runs(self) -> int:
        """Count the runs that read articles."""
        return self._numbers[_RUN]

    @contextmanager
    def following(self, changed: Collection[Quad]) -> Iterator[None]:
        """Follow what is written within: look at what it may change before and after it, or at everything after it.

        Everything is looked at where that is less.

        Where the write raises, the stamp is that of no content.

        Args:
            changed: The quads that come or go.
        """
        if len(changed) > _DEARER * self.runs:
            yield
            self._look()
            return
        nodes = self._nodes_of(quad for quad in changed if quad.predicate.value in _TELLING)
        self._count_all(nodes, -1)
        yield
        self._count_all(nodes, 1)

    def _nodes_of(self, changed: Iterable[Quad]) -> list[str]:
        """Give the nodes that may count otherwise with some quads than without them."""
        nodes, named = set[str](), set[str]()
        for quad in changed:
            if _names(quad):
                nodes.add(str(quad.subject))
            elif quad.predicate.value == DCTERMS.identifier:
                named.add(str(quad.subject))
        for batch in _batches(sorted(named)):
            rows = self._query(f"SELECT ?node WHERE {{ VALUES ?article {{ {batch} }} ?node <{PROV.used}> ?article }}")
            nodes |= {str(row["node"]) for row in rows}
        return sorted(nodes)

    def _count_all(self, nodes: list[str], times: int) -> None:
        for kind, pattern in _COUNTED.items():
            for batch in _batches(nodes):
                self._count(kind, self._found(f"VALUES ?node {{ {batch} }} {pattern}"), times)

    def _count(self, kind: int, nodes: Mapping[str, frozenset[str]], times: int) -> None:
        for node, values in nodes.items():
            self._sums[kind] += times * _digest(" ".join((str(kind), node, *sorted(values))))
        self._numbers[kind] += times * len(nodes)

    def _found(self, pattern: str) -> dict[str, frozenset[str]]:
        """Give nodes with what counts of each."""
        found: dict[str, frozenset[str]] = {}
        for node, value in self._query(f"SELECT DISTINCT ?node ?value WHERE {{ {pattern} }}"):
            told = frozenset() if value is None else frozenset({value.value})
            name = str(node)
            found[name] = found[name] | told if name in found else told
        return found

    def _written(self, *kinds: int) -> str:
        return f"{sum(self._sums[kind] for kind in kinds) % _SIZE:064x}"


def _names(quad: Quad) -> bool:
    """Tell whether the subject of a quad may count with it, or without it no longer."""
    predicate = quad.predicate.value
    return predicate in _NAMING and (predicate != RDF.type or quad.object == NamedNode(KB.Review))


def _batches(nodes: list[str]) -> Iterable[str]:
    return (" ".join(nodes[start : start + _AT_ONCE]) for start in range(0, len(nodes), _AT_ONCE))


def _digest(line: str) -> int:
    return int.from_bytes(sha256(line.encode()).digest(), "big")
