"""What tells the content of one store from that of another: a sum over nodes, which a write changes by those it names.

All that a store holds follows from the runs that read its articles and from its reviews; texts may be absent. Each such
node counts with its own digest, and the digests are added up: so the sum is a function of the content alone, in
whatever order it came, and what a write adds and takes away can be added and taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any

from pyoxigraph import NamedNode, Quad

from kb.vocab import DCTERMS, KB, PROV, RDF, SCHEMA

Query = Callable[[str], Any]

_COUNTED = (
    f"?node <{PROV.used}> ?article . ?article <{DCTERMS.identifier}> ?doc",
    f"?node <{RDF.type}> <{KB.Review}>",
    f"?node <{SCHEMA.articleBody}> ?text",
)
_NAMING = frozenset({PROV.used, RDF.type, SCHEMA.articleBody})
_SIZE = 2**256
_AT_ONCE = 1000


class Stamp:
    """The sum of one store, as it was last looked at."""

    def __init__(self, query: Query) -> None:
        """Look at all that counts.

        Args:
            query: Answers queries about the store.
        """
        self._query = query
        self._known = [self._found(pattern) for pattern in _COUNTED]
        self._sum = sum(_digest(kind, node) for kind, nodes in enumerate(self._known) for node in nodes)

    def __str__(self) -> str:
        """Write the sum."""
        return f"{self._sum % _SIZE:064x}"

    def follow(self, changed: Iterable[Quad]) -> None:
        """Look again at what a write may have changed.

        Args:
            changed: The quads that came or went; the store is as it is after them.
        """
        changed = [quad for quad in changed if quad.predicate.value in _NAMING | {DCTERMS.identifier}]
        nodes = {str(quad.subject) for quad in changed if _names(quad)}
        named = [str(quad.subject) for quad in changed if quad.predicate.value == DCTERMS.identifier]
        for batch in _batches(named):
            rows = self._query(f"SELECT ?node WHERE {{ VALUES ?article {{ {batch} }} ?node <{PROV.used}> ?article }}")
            nodes |= {str(row["node"]) for row in rows}
        for kind, (pattern, known) in enumerate(zip(_COUNTED, self._known, strict=True)):
            found: set[str] = set()
            for batch in _batches(sorted(nodes)):
                found |= self._found(f"VALUES ?node {{ {batch} }} {pattern}")
            gone, come = (known & nodes) - found, found - known
            self._sum += sum(_digest(kind, node) for node in come) - sum(_digest(kind, node) for node in gone)
            known.difference_update(gone)
            known.update(come)

    def _found(self, pattern: str) -> set[str]:
        return {str(row["node"]) for row in self._query(f"SELECT DISTINCT ?node WHERE {{ {pattern} }}")}


def _names(quad: Quad) -> bool:
    """Tell whether the subject of a quad may count with it, or without it no longer."""
    predicate = quad.predicate.value
    return predicate in _NAMING and (predicate != RDF.type or quad.object == NamedNode(KB.Review))


def _batches(nodes: list[str]) -> Iterable[str]:
    return (" ".join(nodes[start : start + _AT_ONCE]) for start in range(0, len(nodes), _AT_ONCE))


def _digest(kind: int, node: str) -> int:
    return int.from_bytes(sha256(f"{kind} {node}".encode()).digest(), "big")
