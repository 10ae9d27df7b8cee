"""What a store holds, in numbers: kept beside it, and changed by what a write adds and takes away.

There are counts, for whoever asks what is in it, and the sums of its stamp, which tell its content from any other.
They stand in a file of the store's folder, with what tells the files of its database from those of any other moment. So
they hold for the very database that they were taken of: whoever else opens it to write, and a process that dies while
it writes, leaves files that they do not fit, and the store is counted anew. Who opens it by way of
:func:`kb.pipeline.stores.opened` writes by way of :func:`tallied`, or says :func:`lose` first.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from kb.ports import Store
from kb.store.fit import refuse_foreign
from kb.vocab import DCTERMS, KB, PROV, RDF, SCHEMA

if TYPE_CHECKING:
    from kb.check.stamp import Stamp

Counts = dict[str, int]

_FILE, _DATABASE = "counts.json", "quads"
_NEWEST = "CURRENT"  # of the database's files: names another one after each opening for writing
_QUADS = "quads"
_AT_ONCE = 500
_DEARER = 10  # times that a quad of a write costs more to count than one of the store, once it is closed


@dataclass(frozen=True, slots=True)
class Kind:
    """Nodes that are counted: those of a class that have all of some properties."""

    type: str
    having: frozenset[str] = frozenset()


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "articles": Kind(SCHEMA.NewsArticle, frozenset([KB.digest, DCTERMS.identifier])),
        "statements": Kind(KB.Statement),
        "claims": Kind(KB.Claim, frozenset([SCHEMA.text])),
        "origins": Kind(KB.Origin),
        "discrepancies": Kind(KB.Discrepancy),
        "compatible pairs": Kind(KB.CompatiblePair),
        "agents": Kind(PROV.Agent),
        "reviews": Kind(KB.Review),
    }
)
_TYPES = frozenset(kind.type for kind in KINDS.values())
_PROPERTIES = frozenset[str]().union(*(kind.having for kind in KINDS.values()))


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is kept beside a store.

    Attributes:
        counts: How many nodes of each kind, and how many quads.
        stamp: What its stamp can begin with; empty where nobody knows it.
    """

    counts: Counts
    stamp: tuple[str, ...] = ()


def counts_of(store: Store) -> Counts:
    """Give how many nodes of each kind a store holds, and how many quads: those kept beside it, else counted anew."""
    kept = _read.get(store)
    return kept.counts if kept else counted_anew(store)


def stamp_of(store: Store) -> Stamp:
    """Give the stamp of a store: the one that follows what is written to it, as it was kept, else made by a look."""
    from kb.check.stamp import Stamp

    if (tally := _open.get(store)) is not None:
        return tally.stamp()
    kept = _read.get(store)
    return Stamp(store.query, kept.stamp if kept else ())


def kept_numbers(folder: Path) -> Numbers | None:
    """Give what is kept beside the store in a folder; nothing where nothing is, or it is of another moment."""
    try:
        files, numbers = _said(folder)
        return numbers if files == _files(folder) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def taken_up(folder: Path, kept: Numbers | None) -> Numbers | None:
    """Give what was kept of a store, once nobody else can write to it; if it still stands there, for it goes now.

    Somebody may have written between the look at the files and the opening: he put down other numbers, or, where he was
    killed, none.

    Args:
        folder: Of the store.
        kept: What :func:`kept_numbers` gave before it was opened.
    """
    try:
        _, numbers = _said(folder)
        (folder / _FILE).unlink()
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return kept if kept == numbers else None


def opening_of(folder: Path) -> str:
    """Give what tells the last opening for writing of a store from any other; empty where that cannot be told."""
    try:
        return (folder / _DATABASE / _NEWEST).read_text("utf-8")
    except (OSError, ValueError):
        return ""


def keep_numbers(folder: Path, numbers: Numbers, opening: str) -> None:
    """Put numbers beside a store that is closed; where that cannot be written, they are made when somebody asks.

    Args:
        folder: Of the store.
        numbers: As they were when it was closed.
        opening: What :func:`opening_of` gave before it was closed; where somebody has opened it since, nothing is kept.
    """
    new = folder / f"{_FILE}.new"
    try:
        told = {"files": _files(folder), "counts": numbers.counts, "stamp": numbers.stamp}
        if not opening or opening_of(folder) != opening:
            return
        new.write_text(json.dumps(told, indent=2) + "\n", "utf-8")
        new.replace(folder / _FILE)
    except OSError:
        return


class Tally:
    """The numbers of a store that is open for writing; it is written to by way of this.

    Attributes:
        counts: ``None`` where nobody knows them: they were not kept, a write failed on its way, or so much was written
            that it is quicker to count the store.
    """

    def __init__(self, store: Store, counts: Counts | None, stamp: tuple[str, ...] = ()) -> None:
        """Begin with the numbers of a store.

        Args:
            store: Which.
            counts: As they were kept.
            stamp: What was kept of its stamp.
        """
        self.counts = counts
        self._store, self.base_iri = store, store.base_iri
        self._kept = stamp
        self._stamp: Stamp | None = None
        self._is_followed = True

    def update(self, *, add: Iterable[Quad] = (), remove: Iterable[Quad] = (), archive: Iterable[Quad] = ()) -> None:
        """Write as :meth:`kb.ports.Store.update` does, and count what came and went.

        Raises:
            StoreError: the store cannot be written.
        """
        added = dict.fromkeys(add)
        removed = [quad for quad in dict.fromkeys(remove) if quad not in added]
        for quad in (*added, *removed):
            refuse_foreign(quad)
        before, self.counts = self.counts, None  # should the write fail
        self._mistrust((*added, *removed))
        was_followed, self._is_followed = self._is_followed, False
        if before is None or (len(added) + len(removed)) * _DEARER > before[_QUADS]:
            self._store.update(add=added, remove=removed, archive=archive)
            self._is_followed = was_followed
            return
        nodes = sorted({str(quad.subject) for quad in (*added, *removed) if _bears(quad)})
        held, going = self._among(nodes), self._held(removed)
        coming = len(added) - self._held(added)
        self._store.update(add=added, remove=removed, archive=archive)
        self._is_followed = was_followed
        holds = self._among(nodes)
        after = {name: before[name] + holds[name] - held[name] for name in KINDS}
        self.counts = after | {_QUADS: before[_QUADS] + coming - going}

    def stamp(self) -> Stamp:
        """Give the stamp of the store, which whoever writes has to follow what is written."""
        if self._stamp is None or not self._stamp.is_known:
            from kb.check.stamp import Stamp

            self._stamp, self._kept = Stamp(self._store.query, self._kept), ()
        return self._stamp

    def lose(self) -> None:
        """Forget the numbers: the store is about to be written in another way."""
        self.counts = None
        self._doubt()

    def numbers(self) -> Numbers:
        """Give what is to be kept of the store as it is."""
        kept = self._stamp.kept if self._stamp else self._kept
        return Numbers(self.counts or counted_anew(self._store), kept if self._is_followed else ())

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Give the current quads, or those of one current graph."""
        return self._store.quads(graph)

    def archived(self) -> Iterator[Quad]:
        """Give the quads of the archive."""
        return self._store.archived()

    def query(self, sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a read-only query."""
        return self._store.query(sparql)

    def __len__(self) -> int:
        """Count the current quads."""
        return len(self._store)

    def size(self) -> int:
        """Give the bytes on disk."""
        return self._store.size()

    def close(self) -> None:
        """Do nothing: the store is closed by whoever opened it."""

    def _mistrust(self, changed: Iterable[Quad]) -> None:
        """Believe no stamp from before where what it rests on is written, and it does not follow."""
        if self._stamp is None or self._stamp.is_known:
            from kb.check.stamp import tells

            if any(map(tells, changed)):
                self._doubt()

    def _doubt(self) -> None:
        """Have the stamp made anew for whoever asks next, and keep none."""
        self._kept, self._is_followed = (), False
        if self._stamp is not None:
            self._stamp.is_known = False

    def _held(self, quads: Iterable[Quad]) -> int:
        """Count how many of some quads the store holds."""
        by_graph: dict[str, list[Quad]] = defaultdict(list)
        for quad in quads:
            by_graph[str(quad.graph_name)].append(quad)
        return sum(self._held_in(graph, some) for graph, some in by_graph.items())

    def _held_in(self, graph: str, quads: list[Quad]) -> int:
        if next(self._store.quads(graph[1:-1]), None) is None:
            return 0  # as of a new article
        number = 0
        for some in _batches(f"({quad.subject} {quad.predicate} {quad.object})" for quad in quads):
            (row,) = self._store.query(  # type: ignore[misc]
                f"SELECT (COUNT(*) AS ?n) {{ VALUES (?s ?p ?o) {{ {some} }} GRAPH {graph} {{ ?s ?p ?o }} }}"
            )
            number += int(row["n"].value)
        return number

    def _among(self, nodes: list[str]) -> Counter[str]:
        """Count how many of some nodes are of each kind."""
        asked = ", ".join(f"<{one}>" for one in sorted((RDF.type, *_PROPERTIES)))
        types: dict[str, set[str]] = defaultdict(set)
        known: dict[str, set[str]] = defaultdict(set)
        for some in _batches(nodes):
            rows = self._store.query(f"SELECT ?x ?p ?o {{ VALUES ?x {{ {some} }} ?x ?p ?o FILTER(?p IN ({asked})) }}")
            for row in rows:  # type: ignore[union-attr]
                node, predicate = row["x"].value, row["p"].value
                known[node].add(predicate)
                if predicate == RDF.type:
                    types[node].add(row["o"].value)
        return Counter(
            name
            for node, classes in types.items()
            for name, kind in KINDS.items()
            if kind.type in classes and kind.having <= known[node]
        )


_open: WeakKeyDictionary[Store, Tally] = WeakKeyDictionary()
_read: WeakKeyDictionary[Store, Numbers] = WeakKeyDictionary()


def begin(store: Store, kept: Numbers | None) -> None:
    """Keep count of what is written to a store by way of :func:`tallied`, until :func:`settled`.

    Args:
        store: Open for writing.
        kept: What was kept beside it, if anything was.
    """
    if kept is None and next(store.quads(), None) is None:
        kept = Numbers(dict.fromkeys((*KINDS, _QUADS), 0))
    _open[store] = Tally(store, kept.counts, kept.stamp) if kept else Tally(store, None)


def begin_reading(store: Store, kept: Numbers | None) -> None:
    """Take note of the numbers of a store that is only read, as it was when it was opened.

    Args:
        store: Open for reading.
        kept: What was kept beside it before it was opened, and still was after that.
    """
    if kept is not None:
        _read[store] = kept


def lose(store: Store) -> None:
    """Forget the numbers of a store: it is about to be written in another way."""
    if store in _open:
        _open[store].lose()


def tallied(store: Store) -> Store:
    """Give a store that counts what is written to it, where somebody wants the numbers; else the store itself."""
    return _open.get(store, store)


def settled(store: Store) -> Numbers:
    """Give what is to be kept of a store that is about to be closed."""
    return _open.pop(store).numbers()


def counted_anew(store: Store) -> Counts:
    """Count what a store holds: some 0.4 s for a million quads."""
    counts: Counts = {}
    for name, kind in KINDS.items():
        having = "".join(f" ; <{one}> ?_{place}" for place, one in enumerate(sorted(kind.having)))
        (row,) = store.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a <{kind.type}>{having} }}")  # type: ignore[misc]
        counts[name] = int(row["n"].value)
    return counts | {_QUADS: len(store)}


def _said(folder: Path) -> tuple[str, Numbers]:
    """Give what is kept beside a store, and for which files of the database."""
    said = json.loads((folder / _FILE).read_text("utf-8"))
    counts = {name: int(said["counts"][name]) for name in (*KINDS, _QUADS)}
    return str(said["files"]), Numbers(counts, tuple(map(str, said.get("stamp", ()))))


def _bears(quad: Quad) -> bool:
    """Tell whether a quad may decide that its subject is counted."""
    predicate = quad.predicate.value
    if predicate == RDF.type:
        return isinstance(quad.object, NamedNode) and quad.object.value in _TYPES
    return predicate in _PROPERTIES


def _files(folder: Path) -> str:
    """Give what tells the files of a database from those of another moment; its protocol does not count."""
    with os.scandir(folder / _DATABASE) as entries:
        names = sorted((one.name, one.stat()) for one in entries if not one.name.startswith("LOG"))
    return sha256(
        "\n".join(f"{name} {about.st_size} {about.st_mtime_ns}" for name, about in names).encode()
    ).hexdigest()


def _batches(written: Iterable[str]) -> Iterator[str]:
    rest = iter(written)
    while some := " ".join(islice(rest, _AT_ONCE)):
        yield some
