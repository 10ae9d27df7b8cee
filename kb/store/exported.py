"""An export as a store for asking: read into memory, with nothing to create first."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Quad, RdfFormat
from pyoxigraph import Store as Database

from kb.errors import InputError
from kb.store.files import Blocks, is_archived, is_in_lines, lines_in, ours_in, quads_in
from kb.store.snapshot import Snapshot


def open_export(path: Path) -> Snapshot:
    """Read what queries would see of a store that the export was imported into.

    Raises:
        InputError: the file cannot be read, does not parse, or is no export of one store.
    """
    base = _base_of(next(quads_in(path), None), path)
    copy = Database()
    if not is_in_lines(path):
        copy.bulk_extend(Quad(*quad.triple) for quad in ours_in(path, base) if not is_archived(quad, base))
        return Snapshot(base, copy, Database(), name=str(path))
    try:
        copy.bulk_load(Blocks(triple for _, triple in lines_in(path, base)), RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
    except (SyntaxError, ValueError) as error:
        for _ in ours_in(path, base):  # finds the line, and says what is wrong with it
            pass
        raise InputError(f"{path} does not parse: {error}", hint="Export it anew.") from error
    return Snapshot(base, copy, Database(), name=str(path))


def _base_of(first: Quad | None, path: Path) -> str:
    """Give the base of the exported store, which the name of every graph begins with."""
    base, mark, _ = str(getattr(getattr(first, "graph_name", None), "value", "")).rpartition("graph/")
    while "graph/" in base:  # a base may not, the rest of a name may: graph/archive/…
        base = base.rpartition("graph/")[0]
    if not mark:
        raise InputError(f"{path} is no export: its first statement is in no graph of a store.", hint="Name another.")
    return base
