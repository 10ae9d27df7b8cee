"""What tells the content of one store from that of another: sums over nodes, which a write changes by those it names.

All that a store holds follows from the runs that read its articles and from its reviews; texts may be absent. Each such
node counts with its own digest, a run with the time of it, and the digests are added up: so a sum is a function of the
content alone, in whatever order it came, and what a write adds and takes away can be added and taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
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
        self._known = {kind: _digests(kind, self._found(pattern)) for kind, pattern in _COUNTED.items()}
        self._sums = {kind: sum(known.values()) for kind, known in self._known.items()}

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
        return len(self._known[_RUN])

    def follow(self, changed: Collection[Quad]) -> None:
        """Look again at what a write may have changed; at everything, where that is less.

        Args:
            changed: The quads that came or went; the store is as it is after them.
        """
        if len(changed) > _DEARER * self.runs:
            self._look()
            return
        changed = [quad for quad in changed if quad.predicate.value in _TELLING]
        nodes = {str(quad.subject) for quad in changed if _names(quad)}
        named = [str(quad.subject) for quad in changed if quad.predicate.value == DCTERMS.identifier]
        for batch in _batches(named):
            rows = self._query(f"SELECT ?node WHERE {{ VALUES ?article {{ {batch} }} ?node <{PROV.used}> ?article }}")
            nodes |= {str(row["node"]) for row in rows}
        for kind, pattern in _COUNTED.items():
            known, found = self._known[kind], dict[str, frozenset[str]]()
            for batch in _batches(sorted(nodes)):
                found |= self._found(f"VALUES ?node {{ {batch} }} {pattern}")
            come = _digests(kind, found)
            self._sums[kind] += sum(come.values()) - sum(known.pop(node) for node in nodes & known.keys())
            known |= come

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


def _digests(kind: int, nodes: Mapping[str, frozenset[str]]) -> dict[str, int]:
    return {node: _digest(" ".join((str(kind), node, *sorted(values)))) for node, values in nodes.items()}


def _digest(line: str) -> int:
    return int.from_bytes(sha256(line.encode()).digest(), "big")
