"""Tables on disk: one SQLite file, with what was used lately in memory.

Changes are gathered in memory, and written when somebody says so, or when there are very many: all in one transaction,
which ends with :meth:`StateFile.commit`. A process that dies before leaves the file as it was.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kb.errors import StoreError
from kb.state.codec import Codec
from kb.state.keys import key_bytes, text_of

_HELD = 250_000  # rows of one generation in memory that are as on disk; some 150 MB
_CHANGED = 150_000  # rows in memory that differ from those on disk
_PAGES = -65_536  # KiB of SQLite's own memory
_SHARED = 0  # number of the table of shared objects
_SETTINGS = ("journal_mode = WAL", "synchronous = NORMAL", f"cache_size = {_PAGES}", "temp_store = MEMORY")
_MISREAD = (pickle.PickleError, EOFError, AttributeError, LookupError, TypeError, ValueError)
_NONE = object()
GONE = object()
"""Stands in memory for a row that is not there."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS named (number INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS entry (number INTEGER, key BLOB, row BLOB, PRIMARY KEY (number, key)) WITHOUT ROWID;
"""


class StateFile:
    """Tables by name in one file; for one process at a time."""

    def __init__(self, path: Path | str, shared: frozenset[type] = frozenset()) -> None:
        """Open a file, or make it.

        Args:
            path: The file; ``""`` for one that ends with the process.
            shared: Classes whose objects very many rows refer to.

        Raises:
            StoreError: it is no such file, or damaged, or cannot be written. All other methods raise it, too.
        """
        self._path = path
        with self._explained():
            self._db = sqlite3.connect(path, isolation_level=None)
            for setting in _SETTINGS:
                self._db.execute(f"PRAGMA {setting}")
            self._db.executescript(_SCHEMA)
            self._numbers: dict[str, int] = dict(self._db.execute("SELECT name, number FROM named"))
        self._tables: dict[str, DiskTable] = {}
        self._fresh: dict[bytes, bytes] = {}  # shared objects that are not written yet
        self._held = self._changed = 0
        self.codec = Codec(self._keep, self._kept, shared)

    def table(self, name: str) -> DiskTable:
        """Give a table."""
        if name not in self._tables:
            if name not in self._numbers:
                self._numbers[name] = len(self._numbers) + 1
                with self._explained():
                    self._begin()
                    self._db.execute("INSERT INTO named VALUES (?, ?)", (self._numbers[name], name))
            self._tables[name] = DiskTable(self, self._numbers[name])
        return self._tables[name]

    def commit(self) -> None:
        """Write all changes, and end the transaction."""
        self.write()
        with self._explained():
            self._db.execute("COMMIT")

    def write(self) -> None:
        """Write all changes, within a transaction that goes on."""
        with self._explained():
            self._begin()
            for table in self._tables.values():
                table.write()
            fresh = [(_SHARED, key, row) for key, row in sorted(self._fresh.items())]
            self._db.executemany("INSERT OR IGNORE INTO entry VALUES (?, ?, ?)", fresh)
        self._fresh.clear()
        self._changed = 0

    def close(self) -> None:
        """Let go; what was not committed is lost."""
        with suppress(sqlite3.Error):
            self._db.close()

    # -- for tables ---------------------------------------------------------------------------------------------------

    def row(self, number: int, key: bytes) -> Any:
        """Give a row; ``GONE`` where there is none."""
        with self._explained():
            written = self._read(number, key)
            return GONE if written is None else self.codec.row_of(written)

    def is_empty(self, number: int) -> bool:
        """Tell whether a table has no rows on disk."""
        with self._explained():
            return self._db.execute("SELECT 1 FROM entry WHERE number = ? LIMIT 1", (number,)).fetchone() is None

    def keys(self, number: int) -> list[bytes]:
        """Give all keys of a table, in their order."""
        with self._explained():
            found = self._db.execute("SELECT key FROM entry WHERE number = ? ORDER BY key", (number,))
            return [key for (key,) in found]

    def replace(self, number: int, rows: list[tuple[bytes, bytes]], gone: list[bytes]) -> None:
        """Write rows of a table."""
        self._db.executemany("REPLACE INTO entry VALUES (?, ?, ?)", ((number, key, row) for key, row in rows))
        self._db.executemany("DELETE FROM entry WHERE number = ? AND key = ?", ((number, key) for key in gone))

    def was_changed(self) -> None:
        """Take note of one more row that differs from what is on disk."""
        self._changed += 1
        if self._changed > _CHANGED:
            self.write()

    def was_held(self, number: int = 1) -> None:
        """Take note of more rows in memory that are as on disk."""
        self._held += number
        if self._held > _HELD:
            self._held = 0
            for table in self._tables.values():
                table.age()

    def _begin(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")

    def _read(self, number: int, key: bytes) -> bytes | None:
        found = self._db.execute("SELECT row FROM entry WHERE number = ? AND key = ?", (number, key)).fetchone()
        return None if found is None else found[0]

    def _keep(self, digest: bytes, written: bytes) -> None:
        self._fresh[digest] = written

    def _kept(self, digest: bytes) -> bytes:
        written = self._fresh.get(digest) or self._read(_SHARED, digest)
        if written is None:
            raise sqlite3.DatabaseError("A row refers to an object that is not there.")
        return written

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, *_MISREAD) as error:
            raise StoreError(
                f"{self._path} cannot be used: {error}.",
                hint="Remove the folder that it is in: it follows from the store, and is made again.",
            ) from error


class DiskTable(MutableMapping[Any, Any]):
    """One table: three layers, of which the upper ones are in memory.

    What changed stands above what was read lately, in two generations, and that above what is on disk.
    """

    def __init__(self, file: StateFile, number: int) -> None:
        """Take a table of a file."""
        self._file, self._number = file, number
        self._changed: dict[Any, Any] = {}
        self._young: dict[Any, Any] = {}
        self._old: dict[Any, Any] = {}
        self._is_whole = file.is_empty(number)  # all of it is in memory: what is not there is nowhere

    def get(self, key: Any, default: Any = None) -> Any:
        """Give a row, or another thing where there is none."""
        found = self._changed.get(key, _NONE)
        if found is _NONE:
            found = self._young.get(key, _NONE)
        if found is _NONE:
            found = self._found(key)
        return default if found is GONE else found

    def __getitem__(self, key: Any) -> Any:
        found = self.get(key, GONE)
        if found is GONE:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return self.get(key, GONE) is not GONE

    def __setitem__(self, key: Any, row: Any) -> None:
        if key not in self._changed:
            self._file.was_changed()
        self._changed[key] = row

    def __delitem__(self, key: Any) -> None:
        if key not in self:
            raise KeyError(key)
        self[key] = GONE

    def __iter__(self) -> Iterator[Any]:
        """Give the keys, in their order; only texts can be listed."""
        self._file.write()
        return iter([text_of(key) for key in self._file.keys(self._number)])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def write(self) -> None:
        """Write what changed."""
        if not self._changed:
            return
        codec = self._file.codec
        rows, gone = [], []
        for key, row in self._changed.items():
            if row is GONE:
                gone.append(key_bytes(key))
            else:
                rows.append((key_bytes(key), codec.bytes_of(row)))
        self._file.replace(self._number, sorted(rows), gone)
        changed, self._changed = self._changed, {}
        self._young |= changed
        self._file.was_held(len(changed))

    def age(self) -> None:
        """Let go of what nobody asked for since the last time."""
        self._is_whole = self._is_whole and not self._old
        self._old, self._young = self._young, {}

    def _found(self, key: Any) -> Any:
        found = self._old.get(key, _NONE)
        if found is _NONE and self._is_whole:
            return GONE
        if found is _NONE:
            found = self._file.row(self._number, key_bytes(key))
        if found is not GONE:
            self._young[key] = found
            self._file.was_held()
        return found
