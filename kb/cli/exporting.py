"""``kb export``: the store's content in standard formats, the same bytes for the same content."""

from __future__ import annotations

from typing import Annotated

import typer

from kb import plugins
from kb.cli.options import OutOption, QuietOption, StoreOption, VerboseOption
from kb.cli.output import Messages, written
from kb.config import settings
from kb.pipeline import exchanging
from kb.pipeline.stores import opened


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("export", epilog="Example: kb export --format turtle --out claims.ttl")(export)


def _formats() -> list[str]:
    return sorted(plugins.registered("kb.exporters"))


def export(
    form: Annotated[
        str, typer.Option("--format", help="turtle, trig, nquads, jsonld, csv or jsonl.", autocompletion=_formats)
    ] = "turtle",
    out: OutOption = None,
    claim: Annotated[
        list[str] | None,
        typer.Option("--claim", metavar="ID", help="Only this claim and what it rests on; repeatable."),
    ] = None,
    with_text: Annotated[bool, typer.Option("--with-text", help="Include the articles' full texts.")] = False,
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Write the claim graph; quotations may be passed on, articles may not, so texts stay out unless asked for."""
    messages = Messages(quiet, verbose)
    exporter = exchanging.exporter(form)
    with opened(settings(store=store)) as source:
        chosen = exchanging.restricted(source, claim or [])
        with written(out) as file:
            exporter.write(chosen, file, with_text=with_text)
    if out:
        messages.note(f"Wrote {out} ({out.stat().st_size} bytes).")
