"""What a graph says of some nodes, as columns: read when it is asked for, and no more than that.

To check what a change touches takes a small part of a graph, most of which is the change itself. Of a node of which the
graph says as much as the change does, nothing has to be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AnySet

from kb.check.compiled import paths
from kb.check.compiled.cells import Cells, Query, table_of
from kb.check.compiled.column import Cell, Column
from kb.check.compiled.paths import Alternative, Inverse, Path, Predicate, Repeated
from kb.check.compiled.refusal import Refused
from kb.vocab import RDF

_AT_ONCE = 1000  # nodes named in one query

Row = tuple[Cell, Cell, Cell]
"""Subject, predicate and object of a triple."""


class _Partial:
    """A column of some nodes.

    Attributes:
        column: What they lead to.
        known: The nodes.
    """

    __slots__ = ("column", "known")

    def __init__(self, column: Column) -> None:
        self.column, self.known = column, set[Cell]()


class Excerpt(Cells):
    """The columns of a part of a graph; what they lack of the nodes that are asked about is read.

    Attributes:
        enclosed: Nodes about which the graph says what was taken from it to begin with, and nothing else, whether they
            are subjects or objects.
    """

    def __init__(self, query: Query) -> None:
        """Take what answers queries over a graph."""
        super().__init__()
        self._query = query
        self._ahead: dict[str, Column] = {}  # by predicate, from subjects
        self._others: dict[Path, _Partial] = {}
        self._described: set[Cell] = set()  # nodes of which all properties are here
        self.enclosed: AnySet[Cell] = frozenset()

    def take(self, rows: Iterable[Row]) -> None:
        """Begin with triples that the graph has, each once and as its tables have it."""
        own = self._texts.setdefault
        pairs: dict[Cell, tuple[list[Cell], list[Cell]]] = {}
        for subject, predicate, value in rows:
            nodes, ends = pairs.setdefault(predicate, ([], []))
            nodes.append(own(subject, subject))
            ends.append(own(value, value))
        after, before = Counter[Cell](), Counter[Cell]()
        for nodes, ends in pairs.values():
            after.update(nodes)
            before.update(ends)
        self._ahead = {predicate[1:-1]: Column(nodes, ends) for predicate, (nodes, ends) in pairs.items()}
        counted = self._counted("?n ?p ?o", after.keys())
        self._described = {node for node, number in counted if number == after[node]}
        told = self._counted("?s ?p ?n", self._described)
        self.enclosed = self._described - {node for node, number in told if number != before[node]}

    def along(self, path: Path, nodes: Collection[Cell]) -> Column:
        """Give what a path leads to, from some nodes; what it leads to from others, if anything, counts for nothing.

        Raises:
            Refused: a part of it is repeated.
        """
        if isinstance(path, Predicate):
            self._describe(nodes)
            return self._ahead.setdefault(path.iri, Column([], []))
        if (held := self._others.get(path)) is None:
            held = self._others[path] = _Partial(self._begun(path))
        lacking = set(nodes) - held.known
        if isinstance(path, Inverse):
            lacking -= self.enclosed
        if lacking:
            starts, ends = self._read(path, lacking)
            held.column.add(starts, ends)
            held.known |= lacking
        return held.column

    def reached(self, path: Path, nodes: AnySet[Cell]) -> set[Cell]:
        """Give all that a path leads to from some nodes."""
        match path:
            case paths.Sequence(steps):
                found = set(nodes)
                for step in steps:
                    found = self.reached(step, found)
                return found
            case Alternative(choices):
                return set[Cell]().union(*(self.reached(choice, nodes) for choice in choices))
            case Repeated(step, mark):
                edge = reached = self.reached(step, nodes)
                while edge and mark != "?":
                    edge = self.reached(step, edge) - reached
                    reached |= edge
                return reached if mark == "+" else reached | nodes
            case _:
                return self.along(path, nodes).values(nodes)

    def instances(self, classes: frozenset[str], nodes: AnySet[Cell]) -> AnySet[Cell]:
        """Give those of some nodes that are instances of some classes."""
        return self.along(Predicate(RDF.type), nodes).leading_to(nodes, {f"<{iri}>" for iri in classes})

    def _begun(self, path: Path) -> Column:
        """Give what is known of a path without asking."""
        given = self._ahead.get(path.iri) if isinstance(path, Inverse) else None
        return Column([], []) if given is None else Column(list(given.ends), list(given.nodes))

    def _read(self, path: Path, nodes: set[Cell]) -> tuple[list[Cell], list[Cell]]:
        """Give what a path leads to from some nodes, as pairs.

        Raises:
            Refused: a part of it is repeated.
        """
        match path:
            case Inverse(iri):
                cells = self._asked("?n ?end", f"?end <{iri}> ?n", nodes)
                return cells[::2], cells[1::2]
            case paths.Sequence(steps):
                pairs = [(node, node) for node in nodes]
                for step in steps:
                    column = self.along(step, {stop for _, stop in pairs})
                    pairs = list(dict.fromkeys((node, end) for node, stop in pairs for end in column.of(stop)))
            case Alternative(choices):
                columns = [self.along(choice, nodes) for choice in choices]
                pairs = [(node, end) for column in columns for node in nodes for end in column.of(node)]
            case _:
                raise Refused("a repeated step is walked node by node")
        return [node for node, _ in pairs], [end for _, end in pairs]

    def _describe(self, nodes: Collection[Cell]) -> None:
        """Read all properties of the nodes of which some may lack."""
        lacking = set(nodes) - self._described
        if not lacking:
            return
        self._described |= lacking
        cells = self._asked("?n ?p ?o", "?n ?p ?o", {node for node in lacking if node[0] == "<"})
        found: dict[Cell, tuple[list[Cell], list[Cell]]] = {}
        for node, predicate, value in zip(cells[::3], cells[1::3], cells[2::3], strict=True):
            starts, ends = found.setdefault(predicate, ([], []))
            starts.append(node)
            ends.append(value)
        for predicate, (starts, ends) in found.items():
            self._ahead.setdefault(predicate[1:-1], Column([], [])).add(starts, ends)

    def _counted(self, pattern: str, nodes: AnySet[Cell]) -> Iterator[tuple[Cell, int]]:
        """Give how many triples of a pattern there are of each node ``?n`` that has any."""
        cells = self._asked("?n (COUNT(*) AS ?number)", pattern, nodes, after="GROUP BY ?n")
        return zip(cells[::2], map(int, cells[1::2]), strict=True)

    def _asked(self, columns: str, pattern: str, nodes: AnySet[Cell], *, after: str = "") -> list[Cell]:
        """Give what a pattern leads to from many nodes ``?n``, row by row, cell by cell; none can name a blank node."""
        named, found = sorted(node for node in nodes if node[0] != "_"), list[Cell]()
        for start in range(0, len(named), _AT_ONCE):
            batch = " ".join(named[start : start + _AT_ONCE])
            asked = f"SELECT {columns} WHERE {{ VALUES ?n {{ {batch} }} {pattern} }} {after}"
            found += self.cut(table_of(self._query, asked))
        return found
