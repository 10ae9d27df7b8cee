"""Which store, opened how: a folder on disk, an address on a server, or an export that is only asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.config import DEFAULT_BASE, Settings
from kb.errors import StoreError
from kb.pipeline.counting import (
    begin,
    begin_reading,
    keep_numbers,
    kept_numbers,
    opening_of,
    settled,
    taken_up,
)
from kb.ports import Store
from kb.store.address import is_address, is_export
from kb.store.opening import open_store
from kb.store.problems import is_damage, problem


@contextmanager
def opened(chosen: Settings, *, writing: bool = False, creating: bool = True) -> Iterator[Store]:
    """Open the store that the settings name; create it only to write, and only what may be new.

    Raises:
        StoreError: it cannot be used, ``kb.toml`` asks for another base than it was created with, or what is read
            turns out to be damaged.
    """
    folder: Path | None = None
    asked = chosen.base_iri if chosen.base_iri != DEFAULT_BASE else None
    create, read_only = writing and creating, not writing
    store: Store
    if is_address(chosen.store):
        from kb.store.remote import open_server

        store = open_server(chosen.store, create=create, read_only=read_only, base_iri=asked, server=chosen.server)
    elif is_export(chosen.store):
        from kb.store.exported import open_export

        if writing:
            raise StoreError(
                f"{chosen.store} is an export, which is only asked.",
                hint=f"Make a store of it with `kb import {chosen.store} --store DIR`.",
            )
        store = open_export(Path(chosen.store))
    else:
        kept = kept_numbers(Path(chosen.store))  # before it is opened, which may change its files
        store = open_store(chosen.store, create=create, read_only=read_only, base_iri=asked)
        folder = Path(chosen.store) if writing else None
        if folder:
            begin(store, taken_up(folder, kept))
        else:
            begin_reading(store, kept if kept == kept_numbers(Path(chosen.store)) else None)
    numbers, opening = None, opening_of(folder) if folder else ""
    try:
        yield store
        numbers = settled(store) if folder else None
    except RuntimeError as error:  # the rows of an answer are read when somebody takes them
        if not is_damage(error):
            raise
        raise problem(chosen.store, error) from error
    finally:
        store.close()
    if folder and numbers:
        keep_numbers(folder, numbers, opening)
