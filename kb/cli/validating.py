"""``kb validate``: the claim graph, or RDF files, against the shapes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kb.cli.options import OutOption, QuietOption, StoreOption, VerboseOption
from kb.cli.output import Messages, written
from kb.config import settings
from kb.errors import UsageError
from kb.pipeline import exchanging


class FailOn(StrEnum):
    """From which severity on the exit code is 1."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


class Engine(StrEnum):
    """What applies the shapes."""

    COMPILED = "compiled"
    PYSHACL = "pyshacl"


class Form(StrEnum):
    """How to print the report."""

    TABLE = "table"
    JSON = "json"
    TURTLE = "turtle"
    HTML = "html"
    JUNIT = "junit"


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("validate", epilog="Example: kb validate claims.ttl --fail-on warning --format junit")(validate)


def validate(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE…]", help="RDF files; the store by default.")
    ] = None,
    shapes: Annotated[Path | None, typer.Option(help="A folder of shapes of your own, checked beside ours.")] = None,
    engine: Annotated[
        Engine, typer.Option(help="Queries compiled from the shapes, or pySHACL, the slower reference.")
    ] = Engine.COMPILED,
    full: Annotated[
        bool, typer.Option("--full", help="Check all that the store holds, not only read the report it keeps.")
    ] = False,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 when there is a finding this severe.")
    ] = FailOn.VIOLATION,
    form: Annotated[Form, typer.Option("--format", help="How to print the report.")] = Form.TABLE,
    settled: Annotated[
        bool,
        typer.Option("--settled", help="List in a table what reviews waive or reject, too; other formats always do."),
    ] = False,
    out: OutOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Check structure, integrity of quotations, plausibility; discrepancies appear as warnings and infos.

    Discrepancies that reviews reject, or waive until a day that is not past, are counted and no findings.
    """
    messages = Messages(quiet, verbose)
    report = exchanging.validated(_paths(files or []), shapes, settings(store=store), engine=engine.value, full=full)
    from kb.check.formats import rendering
    from kb.model import Severity

    threshold = None if fail_on is FailOn.NEVER else Severity(fail_on.value)
    with written(out) as file:
        file.write(rendering(report, form.value, threshold, settled=settled).encode("utf-8", "backslashreplace"))
    if report.settled and form is Form.TABLE and not settled:
        messages.note("`--settled` lists what reviews waive or reject.")
    for missing in report.not_checked:
        messages.note(f"Not checked: {missing}.")
    for handed in report.handed:
        messages.note(f"Applied by pySHACL: {handed}.")
    if threshold and report.reaches(threshold):
        raise typer.Exit(1)


def _paths(files: Sequence[str]) -> list[Path]:
    if not all(file.strip() for file in files):
        raise UsageError(
            "The name of a file to validate is empty.", hint="Name an RDF file, or leave it out to check the store."
        )
    return [Path(file) for file in files]
