"""The default store: two RocksDB folders, run by Oxigraph."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BufferedWriter, RawIOBase
from itertools import takewhile
from pathlib import Path
from time import sleep
from types import TracebackType
from typing import TYPE_CHECKING, Self
from weakref import WeakMethod

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple
from pyoxigraph import Store as Database

from kb.databases import JOURNAL
from kb.databases import read_only as for_reading
from kb.errors import StoreError
from kb.store.engine import QuadStore, deletion, twice
from kb.store.journal import Journal
from kb.store.problems import explained, is_damage, is_lock, problem
from kb.store.watch import Watch

if TYPE_CHECKING:
    from typing_extensions import Buffer

CURRENT = "quads"
ARCHIVE = "archive"

_MANY = 10_000  # quads from which on it pays to write files
_PAUSES = (0.1, 0.4, 1.0)  # seconds before somebody looks again for what another process may be doing


class OxigraphStore(QuadStore):
    """An opened store on disk; :func:`kb.store.opening.open_store` checks the folder and gives one.

    Attributes:
        path: The folder of the store.
        database: The folder of the current graphs, which a worker process may open for reading.
        read_only: It is a snapshot that takes no updates and holds no lock.
    """

    def __init__(self, path: Path, base_iri: str, *, read_only: bool = False) -> None:
        """Open both databases of a folder that is known to be a store.

        Raises:
            StoreError: locked, damaged, or without the rights needed.
        """
        self.path, self.read_only = path, read_only
        self.database = path / CURRENT
        self._folders = (path / CURRENT, path / ARCHIVE)
        for folder in self._folders:
            if not (folder / "CURRENT").is_file():  # RocksDB would start an empty database there
                raise StoreError(
                    f"The store {path} is damaged: {folder.name}/ holds no database.",
                    hint="Bring back a backup, or ingest the articles into a new folder.",
                )
        self._journal = Journal(path / JOURNAL)
        with explained(path):
            current, archive = self._databases()
            if not read_only:
                self._journal.finish(current)
        super().__init__(base_iri, current, archive, name=str(path))
        self._watch = self._watched = Watch(_weakly(self._prove))
        self._open = True

    def update(self, *, add: Iterable[Quad] = (), remove: Iterable[Quad] = (), archive: Iterable[Quad] = ()) -> None:
        """Remove, then add, in one atomic write; ``archive`` quads are put aside first.

        Raises:
            StoreError: the engine could not write, or a quad is not one of ours (blank node, default graph).
        """
        if not self.read_only:
            with explained(self.path):
                self._journal.finish(self._current)  # of a change that failed on its way
        super().update(add=add, remove=remove, archive=archive)

    def size(self) -> int:
        """Give the bytes on disk."""
        return sum(file.stat().st_size for folder in self._folders for file in folder.rglob("*") if file.is_file())

    def close(self) -> None:
        """Flush and let go of the folder; closing twice does no harm.

        Without the flush, opening it again has to replay the log, which takes seconds.

        Raises:
            StoreError: the disk is full, or gone.
        """
        if not self._open:
            return
        self._open = False
        self._watch.close()
        try:
            if not self.read_only:
                with explained(self.path):
                    self._archive.flush()
                    self._current.flush()
        finally:
            del self._current, self._archive  # Oxigraph releases its lock with the last reference

    def _change(self, added: Collection[Quad], removed: Collection[Quad], lost: Collection[Triple]) -> None:
        """Change the current graphs: a little in one transaction, much by way of the journal."""
        new = next((quad for quad in added if quad not in self._current), None) if len(added) > _MANY else None
        if new is None:
            super()._change(added, removed, lost)
        else:
            self._archive.flush()  # what was put aside must outlast the machine before it goes
            removal = deletion(removed, lost) if removed else ""
            self._journal.change(self._current, twice(added), new, removal)

    def _prove(self, wanted: Callable[[], bool]) -> None:
        """Read the current graphs from end to end, as they are written and by predicate; the first error ends it.

        A snapshot whose files a writer has joined meanwhile cannot be read to its end; that is no damage.

        Args:
            wanted: Tells whether to go on.

        Raises:
            StoreError: something is damaged.
        """
        try:
            self._current.dump(BufferedWriter(_Nowhere(wanted)), RdfFormat.N_QUADS)
            for row in self._current.query("SELECT DISTINCT ?predicate { ?subject ?predicate ?object }"):  # type: ignore[union-attr]
                for graph in (DefaultGraph(), None):
                    quads = self._current.quads_for_pattern(None, row["predicate"], None, graph)
                    deque(takewhile(lambda _: wanted(), quads), maxlen=0)
        except (OSError, RuntimeError) as error:
            if is_damage(error) and "no such file" not in str(error).casefold():
                raise problem(self.path, error) from error

    def _databases(self) -> list[Database]:
        """Open both databases; a change that a process began and did not end is brought to its end first."""
        if self.read_only:
            self._help()
            return opened_together(self._folders, by=for_reading)
        for pause in _PAUSES:
            try:
                return opened_together(self._folders)
            except (OSError, RuntimeError):
                if not self._journal.is_open:
                    raise
                sleep(pause)  # a reader may be helping
        return opened_together(self._folders)

    def _help(self) -> None:
        """Bring a change to its end whose process died; while that lives, it holds the lock, and this only waits."""
        for pause in _PAUSES:
            if not self._journal.is_open:
                return
            sleep(pause)  # mostly somebody is at work
            try:
                database = Database(str(self.database))
            except (OSError, RuntimeError) as error:
                if not is_lock(error):
                    raise
            else:
                self._journal.finish(database)

    def __enter__(self) -> Self:
        """Give the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()


def _weakly(method: Callable[[Callable[[], bool]], None]) -> Callable[[Callable[[], bool]], None]:
    """Give a method for somebody who must not keep its object: a store that nobody has any more lets go of its lock."""
    held = WeakMethod(method)

    def call(wanted: Callable[[], bool]) -> None:
        if (found := held()) is not None:
            found(wanted)

    return call


class _Nowhere(RawIOBase):
    """Takes what is written for as long as somebody wants it, and keeps nothing."""

    def __init__(self, wanted: Callable[[], bool]) -> None:
        self._wanted = wanted

    def writable(self) -> bool:
        return True

    def write(self, written: Buffer, /) -> int:
        if not self._wanted():
            raise OSError("nobody asks any more")
        return memoryview(written).nbytes


def opened_together(folders: Iterable[Path], *, by: Callable[[str], Database] = Database) -> list[Database]:
    """Open databases at the same time, for each mostly waits for the disk; if one cannot be, none stays open."""
    with ThreadPoolExecutor() as threads:
        opening = [threads.submit(by, str(folder)) for folder in folders]
    try:
        return [one.result() for one in opening]
    finally:
        opening.clear()  # an error would hold on to them, and they to their locks
