"""``kb search``: claims and statements by their words."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.options import Listing, ListingOption, QuietOption, StoreOption, VerboseOption
from kb.cli.output import Messages, print_listing
from kb.config import settings
from kb.pipeline.stores import opened
from kb.query.search import Hit, hits_for


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
    with opened(settings(store=store)) as source:
        hits = hits_for(source, text, limit)
        base = source.base_iri
    rows = [_row(hit, base if form is Listing.TABLE else "") for hit in hits]
    print_listing(("what", "id", "score", "doc", "start", "end", "text"), rows, form)
    if not hits:
        Messages(quiet, verbose).note("Nothing contains or resembles that.")


def _row(hit: Hit, base: str) -> tuple[str, ...]:
    start, end = ("" if place is None else str(place) for place in (hit.start, hit.end))
    return (hit.what, hit.id.removeprefix(base), str(hit.score), hit.doc, start, end, hit.text)
