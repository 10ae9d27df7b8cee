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
from kb.state import classes, kept
from kb.state.classes import Classes
from kb.state.codec import Codec
from kb.state.kept import Kept
from kb.state.keys import key_bytes, text_of

_HELD = 2**24  # bytes on disk of the rows of one generation in memory; it is there some six times as large
_GENERATIONS = 2
_USUAL = 200  # bytes of a row whose size is not at hand
_CHANGED = 150_000  # rows in memory that differ from those on disk
_CACHE = -65_536  # KiB of SQLite's own memory
_SETTINGS = ("page_size = 8192", "journal_mode = WAL", "synchronous = NORMAL", f"cache_size = {_CACHE}")
_FAILURES = (
    sqlite3.Error,
    pickle.PickleError,
    EOFError,
    AttributeError,
    ImportError,
    LookupError,
    TypeError,
    ValueError,
)
_NONE = object()
GONE = object()
"""Stands in memory for a row that is not there."""

# Rows lie in the order in which they were written, and only their keys, which are short, in the order of keys: new rows
# have keys all over, and each would turn a page of its own.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS named (number INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS entry (number INTEGER, key BLOB, row BLOB, PRIMARY KEY (number, key));
"""
_READ = "SELECT row FROM entry WHERE number = ? AND key = ?"


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
            self._db.executescript(_SCHEMA + classes.SCHEMA + kept.SCHEMA)
            self._db.execute("BEGIN")  # reading within a transaction takes no lock for each row
            self._numbers: dict[str, int] = dict(self._db.execute("SELECT name, number FROM named"))
            self._kept = Kept(self._db)
            self.codec = Codec(self._kept, Classes(self._db), shared)
        self._tables: dict[str, DiskTable] = {}
        self._held = self._changed = 0

    def table(self, name: str) -> DiskTable:
        """Give a table."""
        if name not in self._tables:
            is_new = name not in self._numbers
            if is_new:
                self._numbers[name] = len(self._numbers) + 1
                with self._explained():
                    self._db.execute("INSERT INTO named VALUES (?, ?)", (self._numbers[name], name))
            number = self._numbers[name]
            self._tables[name] = DiskTable(self, number, is_whole=is_new or self._is_empty(number))
        return self._tables[name]

    def commit(self) -> None:
        """Write all changes, and end the transaction."""
        self.write()
        with self._explained():
            self._db.execute("COMMIT")
            self._db.execute("BEGIN")

    def write(self) -> None:
        """Write all changes, within a transaction that goes on."""
        with self._explained():
            for table in self._tables.values():
                table.write()
            if self._kept.write():
                self.codec.forget()
        self._changed = 0

    def let_go(self) -> None:
        """Keep nothing in memory that is written."""
        for table in self._tables.values():
            for _ in range(_GENERATIONS):
                table.age()
        self.codec.forget()
        self._held = 0

    def close(self) -> None:
        """Let go; what was not committed is lost."""
        with suppress(sqlite3.Error):
            self._db.close()

    # -- for tables ---------------------------------------------------------------------------------------------------

    def row(self, number: int, key: bytes) -> Any:
        """Give a row; ``GONE`` where there is none."""
        try:
            found = self._db.execute(_READ, (number, key)).fetchone()
            if found is None:
                return GONE
            self.was_held(len(found[0]))
            return self.codec.row_of(found[0])
        except _FAILURES as error:
            raise self._explanation(error) from error

    def keys(self, number: int) -> list[bytes]:
        """Give all keys of a table, in their order."""
        with self._explained():
            found = self._db.execute("SELECT key FROM entry WHERE number = ? ORDER BY key", (number,))
            return [key for (key,) in found]

    def replace(self, rows: list[tuple[int, bytes, bytes]], gone: list[tuple[int, bytes]]) -> None:
        """Write rows of tables: number of the table, key, row; and remove some."""
        self._db.executemany("REPLACE INTO entry VALUES (?, ?, ?)", rows)
        self._db.executemany("DELETE FROM entry WHERE number = ? AND key = ?", gone)

    def was_changed(self) -> None:
        """Take note of one more row that differs from what is on disk."""
        self._changed += 1
        if self._changed > _CHANGED:
            self.write()

    def was_held(self, size: int) -> None:
        """Take note of rows in memory that are as on disk, where they have so many bytes."""
        self._held += size
        if self._held > _HELD:
            self._held = 0
            for table in self._tables.values():
                table.age()

    def _is_empty(self, number: int) -> bool:
        with self._explained():
            return self._db.execute("SELECT 1 FROM entry WHERE number = ? LIMIT 1", (number,)).fetchone() is None

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except _FAILURES as error:
            raise self._explanation(error) from error

    def _explanation(self, error: Exception) -> StoreError:
        return StoreError(
            f"{self._path} cannot be used: {error}.",
            hint="Remove the folder that it is in: it follows from the store, and is made again.",
        )


class DiskTable(MutableMapping[Any, Any]):
    """One table, of which two generations are in memory: what was used lately, be it changed or not, and before.

    What is in neither is on disk, if anywhere.
    """

    def __init__(self, file: StateFile, number: int, *, is_whole: bool) -> None:
        """Take a table of a file.

        Args:
            file: Which.
            number: Of the table.
            is_whole: There is nothing of it on disk.
        """
        self._file, self._number = file, number
        self._young: dict[Any, Any] = {}
        self._old: dict[Any, Any] = {}
        self._changed: dict[Any, None] = {}  # keys of young rows that differ from those on disk
        self._is_whole = is_whole  # all of it is in memory …
        self._is_young = is_whole  # … and used lately: what is not there is nowhere

    def get(self, key: Any, default: Any = None) -> Any:
        """Give a row, or another thing where there is none."""
        found = self._young.get(key, _NONE)
        if found is _NONE:
            if self._is_young:
                return default
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
            self._changed[key] = None
        self._young[key] = row

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
        number, young, bytes_of = self._number, self._young, self._file.codec.bytes_of
        rows, gone = [], []
        for key in self._changed:
            row = young[key]
            if row is GONE:
                gone.append((number, key_bytes(key)))
            else:
                rows.append((number, key_bytes(key), bytes_of(row)))
        rows.sort()
        self._file.replace(rows, gone)
        self._changed = {}
        self._file.was_held(sum(len(row) for _, _, row in rows) + _USUAL * len(gone))

    def age(self) -> None:
        """Let go of what nobody asked for since the last time."""
        self._is_whole = self._is_whole and not self._old
        self._is_young = False
        self._old, self._young = self._young, {key: self._young[key] for key in self._changed}

    def _found(self, key: Any) -> Any:
        found = self._old.get(key, _NONE)
        if found is _NONE and self._is_whole:
            return GONE
        if found is _NONE:
            found = self._file.row(self._number, key_bytes(key))
        else:
            self._file.was_held(_USUAL)
        if found is not GONE:
            self._young[key] = found
        return found
