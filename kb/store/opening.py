"""Open or create the folder of a store, and refuse every other folder untouched.

::

    kb.store/
      claimgraph.json   {"format": 1, "base_iri": "https://kb.example/id/", "created_by": "0.1.0"}
      quads/            the current graphs
      archive/          superseded and retracted graphs
      journal           there while a large change is under way (:mod:`kb.store.journal`)
      counts.json       how much it holds (:mod:`kb.pipeline.counting`)
      comparison/       what comparing remembers of the articles; it follows from them (:mod:`kb.pipeline.memory`)
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from kb.config import DEFAULT_BASE
from kb.errors import StoreError
from kb.store.oxigraph import ARCHIVE, CURRENT, OxigraphStore, opened_together
from kb.store.problems import explained, problem

FORMAT = 1
MARKER = "claimgraph.json"


@dataclass(frozen=True, slots=True)
class _Marker:
    format: int
    base_iri: str
    created_by: str


def open_store(
    path: Path | str, *, create: bool = False, read_only: bool = False, base_iri: str | None = None
) -> OxigraphStore:
    """Open the store in a folder.

    Args:
        path: The folder.
        create: Make it where nothing is yet.
        read_only: Take a snapshot; no lock, no updates, another process may go on writing.
        base_iri: What instance IRIs must begin with; ``None`` takes what the store was created with.

    Raises:
        StoreError: the folder is missing, is no store, is of another format, was created with another base,
            or the engine cannot open it.
    """
    folder = Path(path)
    with explained(folder):
        vacant = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    if vacant and not create:
        raise StoreError(
            f"There is no store at {folder}.",
            hint=f"Make one with `kb ingest FILE… --store {folder}`, or name another.",
        )
    if vacant:
        _create(folder, base_iri or DEFAULT_BASE)
    marker = _marker_of(folder)
    if base_iri is not None and base_iri != marker.base_iri:
        raise StoreError(
            f"The store {folder} was created with the base {marker.base_iri}, not {base_iri}.",
            hint="Set base_iri in kb.toml to that, or ingest into a new folder.",
        )
    return OxigraphStore(folder, marker.base_iri, read_only=read_only)


def _create(folder: Path, base_iri: str) -> None:
    """Build a store beside its place and move it there, so that a crash never leaves half a store."""
    from importlib.metadata import version  # noqa: PLC0415 - only a new store needs it

    scratch = ""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = mkdtemp(prefix=f".{folder.name}-", dir=folder.parent)
        new = Path(scratch) / folder.name
        parts = [new / CURRENT, new / ARCHIVE]
        for part in parts:
            part.mkdir(parents=True)
        for database in opened_together(parts):
            database.flush()
        del database  # lets go of the last lock
        marker = {"format": FORMAT, "base_iri": base_iri, "created_by": version("claimgraph")}
        (new / MARKER).write_text(json.dumps(marker, indent=2) + "\n", encoding="utf-8")
        new.rename(folder)
    except (OSError, RuntimeError) as error:
        raise problem(folder, error) from error
    finally:
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)


def _marker_of(folder: Path) -> _Marker:
    """Read the marker file.

    Raises:
        StoreError: there is none, or it does not say what it should.
    """
    file = folder / MARKER
    with explained(folder):
        marked = file.is_file()
    if not marked:
        raise StoreError(
            f"{folder} is not a store: it has no {MARKER}.",
            hint="Name the folder of a store, or one that is empty or does not exist yet. Nothing was written.",
        )
    try:
        said: Any = json.loads(file.read_text(encoding="utf-8"))
        marker = _Marker(int(said["format"]), str(said["base_iri"]), str(said.get("created_by", "?")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise StoreError(
            f"The store {folder} is damaged: {MARKER} does not parse ({type(error).__name__}: {error}).",
            hint="Bring back a backup of that file, or ingest the articles into a new folder.",
        ) from error
    if marker.format != FORMAT:
        raise StoreError(
            f"The store {folder} has format {marker.format} (claimgraph {marker.created_by}); this is format {FORMAT}.",
            hint="Use that version to export it as N-Quads, and `kb import` the file here.",
        )
    return marker
