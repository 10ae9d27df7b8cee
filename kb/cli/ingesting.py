"""``kb ingest``: articles into the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from kb.cli.options import (
    ExtractorOption,
    Listing,
    ListingOption,
    ManifestOption,
    QuietOption,
    StoreOption,
    VerboseOption,
)
from kb.cli.output import Messages, print_listing, print_objects, progress
from kb.config import settings


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("ingest", epilog="Example: kb ingest corpus/articles --store kb.store")(ingest)


def ingest(
    paths: Annotated[list[str], typer.Argument(metavar="PATH|URL…", help="Files, folders, globs or addresses.")],
    manifest: ManifestOption = None,
    extractor: ExtractorOption = None,
    store: StoreOption = None,
    form: ListingOption = Listing.TABLE,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Read articles and store them, each whole or not at all; repeating it changes nothing."""
    from kb.pipeline import ingesting  # what compares articles; no other verb should wait for it

    messages = Messages(quiet, verbose)
    chosen = settings(store=store, extractor=extractor)
    summary = ingesting.ingest(paths, manifest, chosen, messages, lambda total: progress(messages, total))
    counts = summary.counts()
    if form is Listing.TABLE:
        print_listing(("outcome", "articles"), _rows(counts), form)
        if summary.counted:
            print()
            print_listing(("extractor", "number"), _rows(summary.counted), form)
    else:
        print_objects([counts | ({"extractor": summary.counted} if summary.counted else {})], form)
    raise typer.Exit(summary.exit_code)


def _rows(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    return [(name, str(number)) for name, number in counts.items()]
