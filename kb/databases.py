"""Databases on disk, opened for reading while another process may write."""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep

from pyoxigraph import Store as Database

JOURNAL = "journal"
"""The note beside a database that a large change of it is under way; who reads then sees what comes and what goes."""

_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)  # seconds before a reader looks again
_PATIENCE = 20.0  # seconds that a reader waits for the end of a change
_PAUSE = 0.02  # seconds between two looks at it


def read_only(folder: str | Path) -> Database:
    """Open a database for reading, as it is before or after a large change.

    Where a writer changes its files at that very moment, look again.

    Raises:
        OSError, RuntimeError: it cannot be read; the engine raises either, and calls a file that is gone a corruption.
        TimeoutError: a change does not end; an ``OSError``, too.
    """
    beside = Path(folder).parent
    until = monotonic() + _PATIENCE
    while monotonic() < until:
        before = beside.stat().st_mtime_ns
        if not (beside / JOURNAL).exists():
            found = _opened(str(folder))
            # a change that began or ended meanwhile leaves its time on the folder
            if not (beside / JOURNAL).exists() and beside.stat().st_mtime_ns == before:
                return found
        sleep(_PAUSE)
    raise TimeoutError("in the middle of a large write that does not end")


def _opened(folder: str) -> Database:
    for pause in _PAUSES:
        try:
            return Database.read_only(folder)
        except (OSError, RuntimeError):
            sleep(pause)
    return Database.read_only(folder)
