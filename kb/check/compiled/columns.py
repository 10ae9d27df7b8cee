"""A graph by predicate, each a column of subjects and values, as text: sets of nodes are followed along at once.

To ask a database about each focus node takes it some microseconds, most of which is looking for the node. Here a column
is read once, and what holds of a thousand nodes is one operation of Python's sets and dictionaries, which are written
in C. Terms stay text, as the tab-separated results of SPARQL have them, until one has to be looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Set as AnySet
from contextlib import suppress
from functools import cached_property
from typing import TypeVar

from kb.check.compiled import paths
from kb.check.compiled.ahead import Ahead
from kb.check.compiled.cells import Cells, Query, Unreadable, table_of
from kb.check.compiled.column import Cell, Column
from kb.check.compiled.paths import Alternative, Inverse, Path, Predicate
from kb.check.compiled.refusal import Refused
from kb.check.compiled.terms import Term
from kb.vocab import RDF

_MOST = 2_000_000  # triples that are held at a time: 300 bytes each, 500 where their terms are long
_MANY = 5_000  # types of nodes, which some 40,000 triples have …
_TOO_MANY = 250_000  # … and some two million

Name = Path | frozenset[str]
"""A path, of a column; or classes, of the set of their instances."""

Kept = TypeVar("Kept", Column, AnySet[Cell])


class TooLarge(Unreadable):
    """What is to be read of a graph is more than may be held."""


class _Reader:
    """Gives the answers of one graph as tab-separated text."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._too_large: set[str] = set()  # what was asked for, and had no room

    def __call__(self, asked: str) -> bytes:
        """Give an answer.

        Raises:
            Unreadable: see :class:`Columns`.
        """
        if asked in self._too_large:
            raise TooLarge
        written = table_of(self._query, f"{asked} LIMIT {_MOST + 1}")
        if written.count(b"\n") > _MOST + 1:
            self._too_large.add(asked)
            del written  # it is large, and what is raised would keep it
            raise TooLarge
        return written


class Columns(Cells):
    """The columns of one graph; each is read when it is asked for, and let go when there is no room for others.

    All that reads one may say that the graph is :class:`Unreadable`, or the column :class:`TooLarge`.

    Attributes:
        is_partial: Something was let go: the graph is larger than what may be held of it.
    """

    def __init__(self, query: Query, *, slow: bool = False) -> None:
        """Take what answers queries over a graph.

        Args:
            query: Answers them; several threads may ask.
            slow: To read takes longer than to look at what was read, so that the one is done beside the other.
        """
        super().__init__()
        self._query, self._slow = query, slow
        self._known: dict[Name, Column | AnySet[Cell]] = {}  # what was used last stands last
        self._held = 0
        self._sizes: dict[str, int] | None = None  # triples by predicate
        self.is_partial = False
        self._answers = Ahead(_Reader(query))

    def probe(self) -> None:
        """See whether the answers of the graph are the engine's own.

        Raises:
            Unreadable: they are not.
        """
        table_of(self._query, "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")

    def along(self, path: Path, nodes: Collection[Cell] = ()) -> Column:  # noqa: ARG002 - an excerpt needs them
        """Give what a path leads to, from all nodes, whichever are asked about.

        Raises:
            Refused: a part of it is repeated.
        """
        found = self._known.pop(path, None)
        if isinstance(found, Column):
            self._known[path] = found
            return found
        return self._keep(path, self._made(path))

    def lacking(self, wanted: Iterable[Name]) -> set[str]:
        """Give the predicates that have to be read before all of some paths are there; classes need none."""
        found: set[str] = set()
        for name in wanted:
            if name in self._known:
                continue
            match name:
                case Predicate(iri):
                    found.add(iri)
                case Inverse(iri):
                    found |= self.lacking([Predicate(iri)])
                case paths.Sequence(parts) | Alternative(parts):
                    found |= self.lacking(parts)
        return found

    @cached_property
    def is_long(self) -> bool:
        """Tell whether reading takes so long that it is worth threads of its own."""
        return self._slow and self._has_typed(_MANY)

    @cached_property
    def has_room(self) -> bool:
        """Tell whether all columns of the graph can be held, as its nodes are so few; there may be exceptions."""
        return not self._has_typed(_TOO_MANY)

    def _has_typed(self, most: int) -> bool:
        return any(True for _ in self._query(f"SELECT ?s WHERE {{ ?s <{RDF.type}> ?o }} OFFSET {most} LIMIT 1"))

    def triples(self, predicates: Iterable[str]) -> int:
        """Count the triples of some predicates."""
        if self._sizes is None:
            rows = self._query("SELECT ?p (COUNT(*) AS ?number) WHERE { ?s ?p ?o } GROUP BY ?p")
            self._sizes = {row["p"].value: int(row["number"].value) for row in rows}
        return sum(self._sizes.get(iri, 0) for iri in predicates)

    def expect(self, wanted: Iterable[Name]) -> None:
        """Read in the background, from now on, what will be asked for in this order.

        Once something had to go, what was expected is forgotten.
        """
        self._answers.expect(asked for name in wanted for asked in self._asked_for(name))

    def _asked_for(self, name: Name) -> list[str]:
        """Give the queries that have to be answered before something is there."""
        if isinstance(name, frozenset):
            return [] if name in self._known else [_instances_of(name)]
        return [_all_of(iri) for iri in sorted(self.lacking([name]))]

    def prepare(self, wanted: Iterable[Name]) -> None:
        """Read what some paths lack, two columns at a time; what they have stays longest."""
        wanted = list(wanted)
        for name in wanted:
            if (found := self._known.pop(name, None)) is not None:
                self._known[name] = found
        lacking = [Predicate(iri) for iri in sorted(self.lacking(wanted))]
        if len(lacking) > 1 and self.triples(path.iri for path in lacking) <= _MOST:
            self.expect(lacking)
            for path in lacking:
                self.along(path)

    def close(self) -> None:
        """Read nothing more in the background; what is asked for is still read."""
        self._answers.close()

    def instances(self, classes: frozenset[str], nodes: AnySet[Cell] = frozenset()) -> AnySet[Cell]:  # noqa: ARG002
        """Give the instances of some classes, all of them."""
        found = self._known.pop(classes, None)
        if found is None:
            return self._keep(classes, self._instances(classes))
        assert not isinstance(found, Column)
        self._known[classes] = found
        return found

    def _instances(self, classes: frozenset[str]) -> AnySet[Cell]:
        """Read the types of all nodes, or the nodes of these types only, where types are many."""
        if not (self.is_partial or self.is_long):
            with suppress(TooLarge):
                return self.along(Inverse(RDF.type)).values({f"<{iri}>" for iri in classes})
        return frozenset(self._cells(_instances_of(classes)))

    def _keep(self, name: Name, found: Kept) -> Kept:
        """Hold something; what nobody asked for the longest goes, if need be."""
        self._held += len(found)
        while self._held > _MOST and self._known:
            self._held -= len(self._known.pop(next(iter(self._known))))
            if not self.is_partial:
                self.is_partial = True
                self._answers.close()  # what was expected for as long as all has room
            self._texts.clear()
        self._known[name] = found
        return found

    def values(self, node: Term, path: Path) -> tuple[Term, ...]:
        """Give what a path leads to from one node."""
        found = self.along(path).of(str(node))
        return tuple(self.terms(found).values()) if found else ()

    def _made(self, path: Path) -> Column:
        match path:
            case Predicate(iri):
                return _column(self._cells(_all_of(iri)))
            case Inverse(iri):
                column = self.along(Predicate(iri))
                return Column(column.ends, column.nodes)
            case paths.Sequence((first, *rest)):
                column = self.along(first)
                for step in rest:
                    column = column.followed_by(self.along(step))
                return column
            case Alternative(choices):
                parts = [self.along(choice) for choice in choices]
                return Column(
                    [one for part in parts for one in part.nodes], [one for part in parts for one in part.ends]
                )
            case _:
                raise Refused("a repeated step is walked node by node")

    def _cells(self, asked: str) -> list[Cell]:
        """Give the terms of all rows of an answer, row by row."""
        return self.cut(self._answers.get(asked))


def _all_of(iri: str) -> str:
    return f"SELECT ?s ?o WHERE {{ ?s <{iri}> ?o }}"


def _instances_of(classes: frozenset[str]) -> str:
    named = " ".join(f"<{iri}>" for iri in sorted(classes))
    return f"SELECT ?s WHERE {{ VALUES ?class {{ {named} }} ?s <{RDF.type}> ?class }}"


def _column(cells: list[Cell]) -> Column:
    return Column(cells[::2], cells[1::2])
