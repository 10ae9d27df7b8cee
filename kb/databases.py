"""Databases on disk, opened for reading while another process may write."""

from __future__ import annotations

from pathlib import Path
from time import sleep

from pyoxigraph import Store as Database

_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)  # seconds before a reader looks again


def read_only(folder: str | Path) -> Database:
    """Open a database for reading; where a writer changes its files at that very moment, look again.

    Raises:
        OSError, RuntimeError: it cannot be read; the engine raises either, and calls a file that is gone a corruption.
    """
    for pause in _PAUSES:
        try:
            return Database.read_only(str(folder))
        except (OSError, RuntimeError):
            sleep(pause)
    return Database.read_only(str(folder))
