"""An export as a store for asking: read into memory, with nothing to create first."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Quad

from kb.errors import InputError
from kb.store.files import quads_in
from kb.store.loading import import_file
from kb.store.memory import MemoryStore


def open_export(path: Path) -> MemoryStore:
    """Read an export into memory.

    Raises:
        InputError: the file cannot be read, does not parse, or is no export of one store.
    """
    store = MemoryStore(_base_of(next(quads_in(path), None), path))
    import_file(path, store)
    return store


def _base_of(first: Quad | None, path: Path) -> str:
    """Give the base of the exported store, which the name of every graph begins with."""
    base, mark, _ = str(getattr(getattr(first, "graph_name", None), "value", "")).rpartition("graph/")
    while "graph/" in base:  # a base may not, the rest of a name may: graph/archive/…
        base = base.rpartition("graph/")[0]
    if not mark:
        raise InputError(f"{path} is no export: its first statement is in no graph of a store.", hint="Name another.")
    return base
