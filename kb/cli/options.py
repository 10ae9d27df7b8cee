"""Options that several commands share, spelled once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="DIR|URL",
        help="Folder of the store, address of a server, or an export to ask; else KB_STORE, kb.toml, ./kb.store.",
    ),
]
ManifestOption = Annotated[
    Path | None,
    typer.Option("--manifest", help="What is known of the files: .jsonl or .csv with doc, outlet, published, …"),
]
ExtractorOption = Annotated[
    str | None, typer.Option("--extractor", help="Extractor to use; `blended` unless kb.toml says otherwise.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notices on stderr.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="More about what is being done, on stderr.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why; kept with the decision.")]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who decides; else KB_REVIEWER, kb.toml, the user's name.")
]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="Most rows to print.")]
OutOption = Annotated[Path | None, typer.Option("--out", "-o", help="File to write; stdout by default.")]


class Listing(StrEnum):
    """Formats of commands that list or count."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


ListingOption = Annotated[Listing, typer.Option("--format", help="How to print the answer.")]
