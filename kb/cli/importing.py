"""``kb import``: N-Quads or TriG exports back into a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.options import QuietOption, StoreOption, VerboseOption
from kb.cli.output import Messages
from kb.config import settings
from kb.pipeline import exchanging
from kb.pipeline.stores import opened


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("import", epilog="Example: kb import claims.nq --store copy.store")(import_)


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Exports in N-Quads (.nq) or TriG (.trig).")],
    bulk: Annotated[
        bool,
        typer.Option("--bulk", help="Load in steps, as into an empty store: large files, and imports that broke off."),
    ] = False,
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Read exports into a store, each file in one write; into an empty store, or with --bulk, in fast steps."""
    messages = Messages(quiet, verbose)
    with opened(settings(store=store), writing=True) as target:
        for path in files:
            number = exchanging.imported(path, target, bulk=bulk)
            messages.note(f"{path}: {number} quads.")
