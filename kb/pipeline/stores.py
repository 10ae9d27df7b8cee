"""Which store, opened how: a folder on disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kb.config import DEFAULT_BASE, Settings
from kb.errors import StoreError
from kb.ports import Store
from kb.store.opening import open_store


@contextmanager
def opened(chosen: Settings, *, writing: bool = False, creating: bool = True) -> Iterator[Store]:
    """Open the store that the settings name; create it only to write, and only what may be new.

    Raises:
        StoreError: it cannot be used, or ``kb.toml`` asks for another base than it was created with.
    """
    if "://" in chosen.store:
        raise StoreError(
            f"{chosen.store} is an address; this version keeps its stores in folders.",
            hint="Name a folder: --store kb.store.",
        )
    asked = chosen.base_iri if chosen.base_iri != DEFAULT_BASE else None
    store = open_store(chosen.store, create=writing and creating, read_only=not writing, base_iri=asked)
    try:
        yield store
    finally:
        store.close()
