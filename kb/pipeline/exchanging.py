"""Store ↔ files: exports, imports, and the check of either."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kb import plugins
from kb.config import Settings
from kb.pipeline.checking import report_of
from kb.pipeline.clock import Clock, now
from kb.pipeline.counting import lose
from kb.pipeline.stores import opened
from kb.ports import Exporter, Store
from kb.query.naming import claim_named

if TYPE_CHECKING:
    from kb.check.report import Report


def exporter(form: str) -> Exporter:
    """Give the exporter of a format.

    Raises:
        PluginError: there is none of that name.
    """
    found: Exporter = plugins.backend("kb.exporters", form)()
    return found


def restricted(store: Store, claims: Sequence[str]) -> Store:
    """Give the store, or the part of it that some claims rest on.

    Args:
        store: Where the claims are.
        claims: IRIs, identifiers or exact texts; all claims when empty.

    Raises:
        QueryError: one of them names no claim, or several.
    """
    from kb.export.selection import Selection

    return Selection(store, [claim_named(store, claim) for claim in claims]) if claims else store


def imported(path: Path, store: Store, *, bulk: bool = False) -> int:
    """Read an export into a store; give the number of its quads.

    An empty store is loaded in steps, anything else is changed in one write.

    Args:
        path: The export.
        store: Where to.
        bulk: Load in steps also where the store is not empty.

    Raises:
        InputError: the file is no export, or one with another base.
    """
    from kb.pipeline.memory import forget
    from kb.store.loading import import_file

    lose(store)
    forget(store)  # it may bring what does not follow from articles that look the same
    return import_file(path, store, at_once=bulk or None)


def validated(
    files: Sequence[Path],
    shapes: Path | None,
    chosen: Settings,
    *,
    engine: str = "compiled",
    full: bool = False,
    clock: Clock = now,
) -> Report:
    """Check RDF files, or the store when none is named, against the shapes.

    Args:
        files: The files.
        shapes: A folder with more shapes, else the configured one.
        chosen: Which store.
        engine: What applies the shapes: ``compiled`` or ``pyshacl``.
        full: Apply them to all that the store holds, although its own report may be current.
        clock: Tells today, by which waivers hold or are over.

    Raises:
        InputError: a file or shape cannot be read.
    """
    from kb.check.files import quads_in
    from kb.check.validation import Engine, report_on

    folder = shapes or (Path(chosen.shapes) if chosen.shapes else None)
    if files:
        return report_on(quads_in(files), folder, today=clock().date(), engine=Engine(engine))
    with opened(chosen) as store:
        return report_of(store, folder, clock().date(), engine=engine, full=full)
