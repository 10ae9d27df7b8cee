"""``kb search``: claims and statements by their words."""

from __future__ import annotations

from typing import Annotated

import typer

from kb import pipeline
from kb.cli.options import Listing, ListingOption, QuietOption, StoreOption, VerboseOption
from kb.cli.output import Messages, print_listing
from kb.config import settings


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("search", epilog='Example: kb search "two days of talks"')(search)


def search(
    text: Annotated[str, typer.Argument(help="Words to look for.")],
    store: StoreOption = None,
    limit: Annotated[int, typer.Option(min=1, help="Most rows to print.")] = 20,
    form: ListingOption = Listing.TABLE,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Find claims and statements that contain or resemble a text, best first."""
    rows = pipeline.search(settings(store=store), text, limit)
    print_listing(("what", "id", "score", "doc", "start", "end", "text"), rows, form)
    if not rows:
        Messages(quiet, verbose).note("Nothing contains or resembles that.")
