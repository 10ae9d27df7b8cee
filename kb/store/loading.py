"""Read an export back: N-Quads or TriG into a store.

A file may be larger than memory. Into an empty store it is loaded in steps, of which the first ones stay when the
process dies; an import that broke off is completed in the same way (``--bulk``). When something is wrong with the file,
the steps are taken back; where they cannot be, the file is read before it is loaded. A store that holds something is
changed in one write, for which the file has to fit in memory.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from kb.errors import InputError
from kb.ports import Loading, Store
from kb.store.engine import QuadStore
from kb.store.files import is_archived, is_in_lines, ours_in, parts_in

_BATCH = 20_000  # archived quads in one write


def import_file(path: Path, store: Store, *, at_once: bool | None = None) -> int:
    """Add all quads of an export to a store.

    Archive graphs go to the archive, everything else to the current graphs.

    Args:
        path: The export.
        store: Where to.
        at_once: Load it as into an empty store, also where it is not empty: to complete an import whose process died.
            By default only an empty store is loaded so.

    Returns:
        How many quads the file has.

    Raises:
        InputError: the file cannot be read, does not parse (with its line), or is not an export of a store
            with the same base; nothing was written.
        StoreError: the store cannot be written.
    """
    base = store.base_iri
    fast = next(store.quads(), None) is None if at_once is None else at_once
    if fast and isinstance(store, Loading):
        return _loaded(path, store)
    quads = list(ours_in(path, base))
    store.update(
        add=(quad for quad in quads if not is_archived(quad, base)),
        archive=(quad for quad in quads if is_archived(quad, base)),
    )
    return len(quads)


def _loaded(path: Path, store: Loading) -> int:
    """Load a file in steps."""
    if isinstance(store, QuadStore) and is_in_lines(path):
        return _loaded_as_text(path, store)
    base = store.base_iri
    number = sum(1 for _ in ours_in(path, base))  # without a complaint
    archived = (quad for quad in ours_in(path, base) if is_archived(quad, base))
    while batch := list(islice(archived, _BATCH)):  # first, so that what queries see comes last
        store.update(archive=batch)
    store.load(quad for quad in ours_in(path, base) if not is_archived(quad, base))
    return number


def _loaded_as_text(path: Path, store: QuadStore) -> int:
    """Load N-Quads that the engine reads itself: read once, and taken back, where nothing was stored before."""
    base, blank = store.base_iri, store.is_blank()
    if not blank:
        _complain_of(path, base)
    try:
        return store.load_parts(parts_in(path, base, store.part_size))
    except BaseException as error:
        if blank:
            store.clear()
        if isinstance(error, SyntaxError | ValueError):  # of some line in some part
            _complain_of(path, base)
            raise InputError(f"{path} does not parse: {error}", hint="Export it anew; nothing was imported.") from error
        raise


def _complain_of(path: Path, base_iri: str) -> None:
    """Read a file quad by quad, which finds the line that something is wrong with, and says what."""
    for _ in ours_in(path, base_iri):
        pass
