"""A large change of a database: what comes as new files beside the old ones, then what goes; all of it, or nothing.

One transaction of 60,000 quads takes the engine more than twice as long as files of them, which it takes in whole or
not at all. But files only add. So what is to go is noted beside the database before the files are taken in; a process
that dies in between leaves the note, and whoever opens the database next brings the change to its end. While a note is
there, nobody should read: the database holds what comes and what goes at the same time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse, serialize
from pyoxigraph import Store as Database

from kb.errors import StoreError


class Journal:
    """The note of a change that is under way, if there is one."""

    def __init__(self, file: Path) -> None:
        """Say where it is, beside the folder of the database."""
        self._file = file

    @property
    def is_open(self) -> bool:
        """Tell whether a change has begun and not ended."""
        return self._file.exists()

    def change(self, database: Database, added: Iterable[Quad], witness: Quad, removal: str) -> None:
        """Add quads, then remove others.

        Args:
            database: To be changed.
            added: What comes; none of it goes.
            witness: A quad of these that the database does not hold.
            removal: SPARQL that removes what goes, and can be applied twice.

        Raises:
            OSError, RuntimeError: the engine, or the disk; the change has not happened, or :meth:`finish` completes it.
        """
        self._note(witness, removal)
        try:
            database.bulk_extend(added)
        except BaseException:
            if witness not in database:
                self._forget()
            raise
        self._end(database, removal)

    def finish(self, database: Database) -> None:
        """Bring a change to its end that a process began, or forget it where nothing of it was written.

        Raises:
            OSError, RuntimeError: the engine, or the disk.
            StoreError: the note is not one of ours.
        """
        if not self.is_open:
            return
        try:
            line, removal = self._file.read_text("utf-8").split("\n", 1)
            (witness,) = parse(line, format=RdfFormat.N_QUADS)
            if witness in database:
                self._end(database, removal)
            else:
                self._forget()
        except (ValueError, SyntaxError) as error:
            raise StoreError(
                f"The note {self._file} of a large write that did not end is damaged.",
                hint="Bring back a backup. Without the file the store opens, but may hold what that write replaced.",
            ) from error

    def _note(self, witness: Quad, removal: str) -> None:
        """Write the note whole, and have it on the disk before anything else is."""
        line = (serialize([witness], format=RdfFormat.N_QUADS) or b"").decode()
        draft = self._file.with_suffix(".new")
        with draft.open("w", encoding="utf-8", newline="\n") as out:
            out.write(line + removal)  # the line ends itself
            out.flush()
            os.fsync(out.fileno())
        draft.replace(self._file)
        folder = os.open(self._file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _end(self, database: Database, removal: str) -> None:
        if removal:
            database.update(removal)
        database.flush()  # the log alone may be lost with the machine; the note must outlast it
        self._forget()

    def _forget(self) -> None:
        self._file.unlink(missing_ok=True)
