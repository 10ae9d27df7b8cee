"""``kb status``: what the store holds."""

from __future__ import annotations

import typer

from kb.cli.options import Listing, ListingOption, QuietOption, StoreOption, VerboseOption
from kb.cli.output import print_listing, print_objects
from kb.config import settings
from kb.pipeline import asking


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("status", epilog="Example: kb status --format json")(status)


def status(
    store: StoreOption = None,
    form: ListingOption = Listing.TABLE,
    _quiet: QuietOption = False,
    _verbose: VerboseOption = False,
) -> None:
    """Count articles, statements, claims, origins and discrepancies; tell the store's size and versions."""
    counts = asking.status(settings(store=store))
    if form is Listing.TABLE:
        print_listing(("what", "value"), [(name, str(value)) for name, value in counts.items()], form)
    else:
        print_objects([counts], form)
