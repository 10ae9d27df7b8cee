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
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Read exports into a store, each file whole or not at all."""
    messages = Messages(quiet, verbose)
    with opened(settings(store=store), writing=True) as target:
        for path in files:
            number = exchanging.imported(path, target)
            messages.note(f"{path}: {number} quads.")
