"""What tells the content of one store from that of another: sums over nodes, which a write changes by those it names.

All that a store holds follows from the runs that read its articles and from its reviews; texts may be absent. Each such
node counts with its own digest, a run with the time of it, and the digests are added up: so a sum is a function of the
content alone, in whatever order it came, and what a write adds and takes away can be added and taken away. Of the nodes
themselves nothing is kept: what a write takes away is looked up before it. So a stamp is a few numbers, and where these
outlast the process, the next one need not look at the store.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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
_TELLING = frozenset({PROV.used, PROV.endedAtTime, RDF.type, SCHEMA.articleBody, DCTERMS.identifier})
_SIZE = 2**256
_AT_ONCE = 1000
_DEARER = 50  # quads of a change that take as long to go through as a run takes to be read
_FORM = 1  # to be raised whenever the same nodes give another digest
_RULE = sha256(repr((_FORM, _COUNTED)).encode()).hexdigest()  # tells what is added up from what another release may


class Stamp:
    """The sums of one store, as it was last looked at.

    Attributes:
        is_known: No write that it follows is under way, and none did not end.
    """

    def __init__(self, query: Query, kept: Sequence[str] = ()) -> None:
        """Begin with what another stamp kept of the same content, or look at all that counts.

        Args:
            query: Answers queries about the store.
            kept: What :attr:`kept` gave; that of another release, or none, is of no use.
        """
        self._query = query
        self.is_known = True
        if not self._took(kept):
            self._look()

    def _look(self) -> None:
        self._sums, self._numbers = [0] * len(_COUNTED), [0] * len(_COUNTED)
        for kind, pattern in _COUNTED.items():
            self._count(kind, self._found(pattern), 1)

    @property
    def kept(self) -> tuple[str, ...]:
        """Give what a stamp of the same content can begin with; nothing where that is not known."""
        if not self.is_known:
            return ()
        sums = zip(self._numbers, self._sums, strict=True)
        return (_RULE, *(f"{number} {total % _SIZE:064x}" for number, total in sums))

    def _took(self, kept: Sequence[str]) -> bool:
        """Begin with what was kept; tell whether it is of use."""
        if len(kept) != len(_COUNTED) + 1 or kept[0] != _RULE:
            return False
        try:
            told = [(int(number), int(total, 16)) for number, total in (line.split() for line in kept[1:])]
        except ValueError:
            return False
        self._numbers, self._sums = [number for number, _ in told], [total for _, total in told]
        return True

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

        Everything is looked at where that is less, or where the stamp is not known.

        Where the write raises, it is not known any more.

        Args:
            changed: The quads that come or go.
        """
        was_known, self.is_known = self.is_known, False
        if not was_known or len(changed) > _DEARER * self.runs:
            yield
            self._look()
        else:
            nodes = self._nodes_of(filter(tells, changed))
            self._count_all(nodes, -1)
            yield
            self._count_all(nodes, 1)
        self.is_known = True

    def _nodes_of(self, changed: Iterable[Quad]) -> list[str]:
        """Give the nodes that may count otherwise with some quads than without them."""
        nodes, named = set[str](), set[str]()
        for quad in changed:
            (named if quad.predicate.value == DCTERMS.identifier else nodes).add(str(quad.subject))
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


def tells(quad: Quad) -> bool:
    """Tell whether a stamp may be another one with a quad than without it."""
    predicate = quad.predicate.value
    return predicate in _TELLING and (predicate != RDF.type or quad.object == NamedNode(KB.Review))


def _batches(nodes: list[str]) -> Iterable[str]:
    return (" ".join(nodes[start : start + _AT_ONCE]) for start in range(0, len(nodes), _AT_ONCE))


def _digest(line: str) -> int:
    return int.from_bytes(sha256(line.encode()).digest(), "big")
