"""What stands beside a node in the graph that is checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from enum import Enum
from functools import cached_property
from itertools import islice
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kb.check.compiled.cells import Query, Unreadable
from kb.check.compiled.columns import Columns
from kb.check.compiled.paths import Alternative, Inverse, Path, Predicate, Repeated, Sequence
from kb.check.compiled.terms import UNION, Term
from kb.vocab import PREFIXES, RDF

_AT_ONCE = 1000  # nodes named in one query; a query of a thousand takes a millisecond in memory
_CORES = 2
_SUBCLASS = PREFIXES["rdfs"] + "subClassOf"


class Place(Enum):
    """Where a graph is, which tells how it is best asked."""

    MEMORY = "in the memory of this process: it answers two queries at once"
    DISK = "on disk: it does, too, and takes longer to read than what it gives takes to look at"
    ELSEWHERE = "wherever"


class Neighbours:
    """Looks up values of nodes: in a database at hand one by one, through queries many at once, each once.

    A database of files is read directly, for files have blank nodes, which no query can name. A store has none.

    Attributes:
        columns: The graph as columns, while somebody reads those (:meth:`read`); while all have room, nothing else is
            asked.
    """

    def __init__(self, query: Query, database: Store | None = None, *, place: Place = Place.ELSEWHERE) -> None:
        """Take what answers.

        Args:
            query: Answers queries over the graph.
            database: The database itself, where it is at hand; its default graph is the graph.
            place: Where it is.
        """
        self._query, self._database, self._place = query, database, place
        self.columns: Columns | None = None
        self._after: dict[str, dict[Term, tuple[Term, ...]]] = {}
        self._before: dict[str, dict[Term, tuple[Term, ...]]] = {}
        self._below: dict[str, frozenset[str]] = {}

    def read(self) -> Columns:
        """Look up everything in columns from now on, as long as all have room."""
        self.columns = Columns(self._query, slow=self._place is Place.DISK)
        return self.columns

    def objects(self, node: Term, predicate: str) -> tuple[Term, ...]:
        """Give the values of a node."""
        if isinstance(node, Literal):
            return ()
        if (held := self._held(node, Predicate(predicate))) is not None:
            return held
        if self._database is not None:
            found = self._database.quads_for_pattern(node, NamedNode(predicate), None, UNION)
            return tuple(quad.object for quad in found)  # type: ignore[misc]
        known = self._after.setdefault(predicate, {})
        if node not in known:
            self._ask((node,), predicate, known, inverse=False)
        return known[node]

    def subjects(self, predicate: str, node: Term) -> tuple[Term, ...]:
        """Give the nodes that have a node as a value."""
        if not isinstance(node, Literal) and (held := self._held(node, Inverse(predicate))) is not None:
            return held
        if self._database is not None:
            found = self._database.quads_for_pattern(None, NamedNode(predicate), node, UNION)
            return tuple(quad.subject for quad in found)  # type: ignore[misc]
        known = self._before.setdefault(predicate, {})
        if node not in known:
            self._ask((node,), predicate, known, inverse=True)
        return known[node]

    def _held(self, node: Term, path: Path) -> tuple[Term, ...] | None:
        """Give what columns say of a node; a graph that turns out to be too large for them is asked again."""
        if columns := self._in_columns:
            with self._unless_too_large():
                return columns.values(node, path)
        return None

    def prepare(self, nodes: Iterable[Term], predicate: str, *, inverse: bool = False) -> None:
        """Look up many nodes at once, for :meth:`objects` or :meth:`subjects` to have."""
        if not self.at_hand:
            known = (self._before if inverse else self._after).setdefault(predicate, {})
            self._ask([node for node in nodes if node not in known], predicate, known, inverse=inverse)

    @property
    def at_hand(self) -> bool:
        """Tell whether looking up one by one costs nothing."""
        return self._database is not None or self._in_columns is not None

    @property
    def _in_columns(self) -> Columns | None:
        """Give the columns while all have room; then reading one for a few nodes would cost another."""
        return None if self.columns is None or self.columns.is_partial else self.columns

    @contextmanager
    def _unless_too_large(self) -> Iterator[None]:
        """Read a column; where it cannot be held, the graph is asked from now on."""
        try:
            yield
        except Unreadable:
            self.columns = None

    def _ask(
        self, nodes: Iterable[Term], predicate: str, known: dict[Term, tuple[Term, ...]], *, inverse: bool
    ) -> None:
        waiting = iter(nodes)
        step = f"?value <{predicate}> ?node" if inverse else f"?node <{predicate}> ?value"
        while batch := list(islice(waiting, _AT_ONCE)):
            found: dict[Term, list[Term]] = {node: [] for node in batch}
            named = [
                node for node in batch if not isinstance(node, BlankNode) and (inverse or isinstance(node, NamedNode))
            ]
            if named:
                rows = self._query(
                    f"SELECT ?node ?value WHERE {{ VALUES ?node {{ {' '.join(map(str, named))} }} {step} }}"
                )
                for node, value in rows:
                    found[node].append(value)
            known.update((node, tuple(values)) for node, values in found.items())

    def along(self, path: Path, nodes: Iterable[Term]) -> dict[Term, frozenset[Term]]:
        """Give what a path leads to from each of some nodes."""
        nodes = list(dict.fromkeys(nodes))
        match path:
            case Predicate(iri):
                self.prepare(nodes, iri)
                return {node: frozenset(self.objects(node, iri)) for node in nodes}
            case Inverse(iri):
                self.prepare(nodes, iri, inverse=True)
                return {node: frozenset(self.subjects(iri, node)) for node in nodes}
            case Alternative(choices):
                found = [self.along(choice, nodes) for choice in choices]
                return {node: frozenset().union(*(one[node] for one in found)) for node in nodes}
            case Sequence(steps):
                reached: dict[Term, frozenset[Term]] = {node: frozenset({node}) for node in nodes}
                for step in steps:
                    reached = self._further(reached, step)
                return reached
            case Repeated(step, mark):
                return self._repeated(nodes, step, mark)

    def _further(self, reached: Mapping[Term, frozenset[Term]], step: Path) -> dict[Term, frozenset[Term]]:
        after = self.along(step, (node for nodes in reached.values() for node in nodes))
        return {start: frozenset().union(*(after[node] for node in nodes)) for start, nodes in reached.items()}

    def _repeated(self, nodes: list[Term], step: Path, mark: str) -> dict[Term, frozenset[Term]]:
        start: dict[Term, frozenset[Term]] = {node: frozenset({node}) for node in nodes}
        reached = self._further(start, step)
        if mark == "?":
            return {node: reached[node] | start[node] for node in nodes}
        edge = reached
        while any(edge.values()):
            after = self._further(edge, step)
            edge = {node: after[node] - reached[node] for node in nodes}
            reached = {node: reached[node] | edge[node] for node in nodes}
        return {node: reached[node] | start[node] for node in nodes} if mark == "*" else reached

    def properties(self, node: Term) -> tuple[tuple[str, Term], ...]:
        """Give all predicates of a node, with their values."""
        if isinstance(node, Literal):
            return ()
        if self._database is not None:
            found = self._database.quads_for_pattern(node, None, None, UNION)
            return tuple((quad.predicate.value, quad.object) for quad in found)  # type: ignore[misc]
        return tuple((row["p"].value, row["o"]) for row in self._query(f"SELECT ?p ?o WHERE {{ {node} ?p ?o }}"))

    def rows(self, text: str) -> Iterable[Any]:
        """Answer a query, row by row."""
        return self._query(text)  # type: ignore[no-any-return]

    @contextmanager
    def answers(self, asked: Iterable[str], *, parallel: bool = False) -> Iterator[Iterator[Iterable[Any]]]:
        """Answer many queries, in order; in the background, where that is possible.

        Args:
            asked: The queries.
            parallel: Two queries may be asked at once, whatever was said of the graph.
        """
        if self._place is Place.ELSEWHERE and not parallel:
            yield map(self._query, asked)
            return
        pool = ThreadPoolExecutor(_CORES)
        try:
            yield pool.map(lambda text: list(self._query(text)), asked)
        finally:
            pool.shutdown(cancel_futures=True)  # what nobody came for

    @cached_property
    def _above(self) -> dict[str, set[str]]:
        """Which classes a class is directly above."""
        found: dict[str, set[str]] = {}
        for row in self._query(f"SELECT ?low ?high WHERE {{ ?low <{_SUBCLASS}> ?high }}"):
            if isinstance(row["low"], NamedNode) and isinstance(row["high"], NamedNode):
                found.setdefault(row["high"].value, set()).add(row["low"].value)
        return found

    def classes_below(self, iri: str) -> frozenset[str]:
        """Give a class and all that the graph says are below it."""
        if iri not in self._below:
            found, waiting = {iri}, [iri]
            while waiting:
                new = self._above.get(waiting.pop(), set()) - found
                found |= new
                waiting += sorted(new)
            self._below[iri] = frozenset(found)
        return self._below[iri]

    def is_instance(self, node: Term, iri: str) -> bool:
        """Tell whether a node is an instance of a class, or of one below it."""
        classes = self.classes_below(iri)
        if columns := self._in_columns:
            with self._unless_too_large():
                return str(node) in columns.instances(classes)
        return any(isinstance(one, NamedNode) and one.value in classes for one in self.objects(node, RDF.type))
