"""Read an export back: N-Quads or TriG into a store.

A file may be larger than memory. Into an empty store it is read twice: first to see that it is whole and fits, then to
load it in steps, of which the first ones stay when the process dies; an import that broke off is completed in the same
way (``--bulk``). A store that holds something is changed in one write, for which the file has to fit in memory.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from kb.ports import Loading, Store
from kb.store.engine import QuadStore
from kb.store.files import is_archived, is_in_lines, lines_in, ours_in, quads_in

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
    """Load a file in steps, when all of it was read once without a complaint."""
    base = store.base_iri
    by_line = store if isinstance(store, QuadStore) and is_in_lines(path) else None
    number = sum(1 for _ in (ours_in(path, base) if by_line is None else quads_in(path)))
    whole = by_line is not None and number == sum(
        1 for _ in lines_in(path, base)
    )  # nothing of it belongs to the archive
    archived = (quad for quad in ours_in(path, base) if is_archived(quad, base)) if not whole else iter(())
    while batch := list(islice(archived, _BATCH)):  # first, so that what queries see comes last
        store.update(archive=batch)
    if by_line is not None:
        by_line.load_lines(lines_in(path, base))
    else:
        store.load(quad for quad in ours_in(path, base) if not is_archived(quad, base))
    return number
