"""What an engine complains about, said so that a reader can act on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import StoreError

_LOCK = ("/lock:", "lock hold by", "lock file")

# RocksDB reports everything as text; the first phrase that occurs decides, so the order matters.
_ADVICE = (
    (
        ("no space left", "disk quota", "file too large"),
        "has no room left on its disk",
        "Free some space and do it again; what was stored before is still there.",
    ),
    (
        ("read-only", "permission denied", "only possible on read-write"),
        "cannot be written",
        "Check who owns the folder and whether its disk is mounted read-only; reading commands still work.",
    ),
    (
        ("in the middle of a large write",),
        "cannot be read just now",
        "Try again when that write has ended; if its process died, any command that writes ends it.",
    ),
    (
        _LOCK,
        "is in use by another process",
        "Wait for the other `kb` to end, or stop it; reading commands may run at the same time.",
    ),
    (
        ("too many open files",),
        "needs more open files than the system grants",
        "Raise the limit, for example with `ulimit -n 1024`.",
    ),
    (
        ("corruption", "checksum", "no such file", "not a directory", "invalid argument", "magic number"),
        "is damaged",
        "Bring back a backup, or ingest the articles into a new folder.",
    ),
)


@contextmanager
def explained(where: Path | str) -> Iterator[None]:
    """Turn what the engine raises inside the block into a ``StoreError`` about the store at ``where``.

    Raises:
        StoreError: the engine could not read or write.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise problem(where, error) from error


def is_damage(error: Exception) -> bool:
    """Tell whether the engine says that a file of its does not hold what was written."""
    return str(error).startswith("Corruption: ")


def is_lock(error: Exception) -> bool:
    """Tell whether the engine says that another process has the database."""
    return any(phrase in str(error).casefold() for phrase in _LOCK)


def problem(where: Path | str, error: Exception) -> StoreError:
    """Give the error to raise for what the engine said."""
    said = str(error)
    for phrases, trouble, hint in _ADVICE:
        if any(phrase in said.casefold() for phrase in phrases):
            return StoreError(f"The store {where} {trouble}: {said}", hint=hint)
    return StoreError(f"The store {where} could not be used: {said}", hint="Try again; if it stays, restore a backup.")
