"""The default store: two RocksDB folders, run by Oxigraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import Store as Database

from kb.databases import read_only as for_reading
from kb.errors import StoreError
from kb.store.engine import QuadStore
from kb.store.problems import explained

CURRENT = "quads"
ARCHIVE = "archive"


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
        for folder in (path / CURRENT, path / ARCHIVE):
            if not (folder / "CURRENT").is_file():  # RocksDB would start an empty database there
                raise StoreError(
                    f"The store {path} is damaged: {folder.name}/ holds no database.",
                    hint="Bring back a backup, or ingest the articles into a new folder.",
                )
        with explained(path):
            current, archive = opened_together(
                [path / CURRENT, path / ARCHIVE], by=for_reading if read_only else Database
            )
        super().__init__(base_iri, current, archive, name=str(path))
        self._open = True

    def size(self) -> int:
        """Give the bytes on disk."""
        folders = (self.path / CURRENT, self.path / ARCHIVE)
        return sum(file.stat().st_size for folder in folders for file in folder.rglob("*") if file.is_file())

    def close(self) -> None:
        """Flush and let go of the folder; closing twice does no harm.

        Without the flush, opening it again has to replay the log, which takes seconds.

        Raises:
            StoreError: the disk is full, or gone.
        """
        if not self._open:
            return
        self._open = False
        try:
            if not self.read_only:
                with explained(self.path):
                    self._archive.flush()
                    self._current.flush()
        finally:
            del self._current, self._archive  # Oxigraph releases its lock with the last reference

    def __enter__(self) -> Self:
        """Give the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()


def opened_together(folders: Iterable[Path], *, by: Callable[[str], Database] = Database) -> list[Database]:
    """Open databases at the same time, for each mostly waits for the disk; if one cannot be, none stays open."""
    with ThreadPoolExecutor() as threads:
        opening = [threads.submit(by, str(folder)) for folder in folders]
    try:
        return [one.result() for one in opening]
    finally:
        opening.clear()  # an error would hold on to them, and they to their locks
