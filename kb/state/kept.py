"""What many rows refer to: each object once, under a digest of its bytes, until no row refers to it any more.

Nobody counts who refers to an object: rows come and go far too often. Instead all rows are looked through once there
are several times as many objects as were of use the last time. So the cost of one look is spread over as many
changes as it takes to get there, and what is of no use is never more than a multiple of what is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from kb.state.codec import REFERRING, references

_TIMES = 3  # as many objects as were of use the last time …
_FEW = 5_000  # … and these more: some 200 articles

SCHEMA = """
CREATE TABLE IF NOT EXISTS shared (digest BLOB PRIMARY KEY, row BLOB);
CREATE TABLE IF NOT EXISTS swept (kept INTEGER, live INTEGER);
"""


class Kept:
    """Objects in a table of a database; whoever owns that explains its errors and ends its transactions."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Take a database that has the tables of the schema."""
        self._db = db
        self._fresh: dict[bytes, bytes] = {}  # not written yet; an object after those that it refers to
        self._number: int  # of objects on disk
        self._live: int  # of those that were of use the last time
        self._number, self._live = db.execute("SELECT kept, live FROM swept").fetchone() or (0, 0)

    def put(self, digest: bytes, written: bytes) -> None:
        """Keep an object."""
        self._fresh[digest] = written

    def get(self, digest: bytes) -> bytes:
        """Give an object.

        Raises:
            LookupError: it is not there.
        """
        written = self._fresh.get(digest)
        if written is None:
            found = self._db.execute("SELECT row FROM shared WHERE digest = ?", (digest,)).fetchone()
            if found is None:
                raise LookupError("a row refers to an object that is not there")
            written = found[0]
        return written

    def write(self) -> bool:
        """Write what is fresh, after all rows were written; tell whether objects were removed."""
        if not self._fresh:
            return False
        added = self._db.executemany("INSERT OR IGNORE INTO shared VALUES (?, ?)", self._fresh.items())
        self._number += added.rowcount
        self._fresh = {}
        is_due = self._number > _TIMES * self._live + _FEW
        if is_due:
            self._number = self._live = self._swept()
        self._db.execute("DELETE FROM swept")
        self._db.execute("INSERT INTO swept VALUES (?, ?)", (self._number, self._live))
        return is_due

    def _swept(self) -> int:
        """Remove the objects that nothing refers to; tell how many stay."""
        self._db.execute("CREATE TEMP TABLE live (digest BLOB PRIMARY KEY) WITHOUT ROWID")
        for (row,) in self._db.execute("SELECT row FROM entry WHERE substr(row, 1, 1) = ?", (REFERRING,)):
            self._mark(references(row))
        # an object was kept after those that it refers to: whether it is of use is known before these are looked at
        objects = "SELECT digest, row FROM shared NOT INDEXED WHERE substr(row, 1, 1) = ? ORDER BY rowid DESC"
        for digest, row in self._db.execute(objects, (REFERRING,)):
            if self._db.execute("SELECT 1 FROM live WHERE digest = ?", (digest,)).fetchone():
                self._mark(references(row))
        self._db.execute("DELETE FROM shared WHERE digest NOT IN (SELECT digest FROM live)")
        self._db.execute("DROP TABLE live")
        (number,) = self._db.execute("SELECT count(*) FROM shared").fetchone()
        return int(number)

    def _mark(self, digests: Iterable[bytes]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO live VALUES (?)", ((one,) for one in digests))
