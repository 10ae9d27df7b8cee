"""``kb query``: stored questions and ad-hoc ones."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from kb.cli.options import Listing, ListingOption, QuietOption, StoreOption, VerboseOption
from kb.cli.output import Messages, print_listing, print_objects
from kb.config import settings
from kb.errors import UsageError
from kb.pipeline import asking
from kb.pipeline.stores import opened
from kb.query.formats import FORMATS, write_rows
from kb.query.rows import Rows

query = typer.Typer(
    name="query",
    help="Stored questions, and questions of your own, over the claim graph.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
RowsFormat = Annotated[
    str, typer.Option("--format", help=f"{', '.join(FORMATS)}.", autocompletion=lambda: list(FORMATS))
]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="Most rows to print.")]
OffsetOption = Annotated[int, typer.Option("--offset", min=0, help="Rows to leave out first, for the next page.")]


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    app.add_typer(query)


@query.command("list", epilog="Example: kb query list --format json")
def list_queries(
    form: ListingOption = Listing.TABLE, quiet: QuietOption = False, verbose: VerboseOption = False
) -> None:
    """List the stored questions: ours, and those of the folder that kb.toml names."""
    messages = Messages(quiet, verbose)
    found = asking.questions(settings())
    rows = [
        (one.name, " ".join(_usage(parameter) for parameter in one.parameters), one.summary)
        for one in found.queries.values()
    ]
    print_listing(("name", "parameters", "answers"), rows, form)
    for problem in found.problems:
        messages.problem(problem)


@query.command("show", epilog="Example: kb query show claims-by-speaker")
def show_query(
    name: Annotated[str, typer.Argument(help="A stored query, as in `kb query list`.")],
    form: ListingOption = Listing.TABLE,
    _quiet: QuietOption = False,
    _verbose: VerboseOption = False,
) -> None:
    """Explain one stored question: what it answers, what it takes, what each column means, and its SPARQL."""
    one = asking.questions(settings()).query(name)
    if form is not Listing.TABLE:
        about = {"name": one.name, "summary": one.summary, "description": one.description, "tags": list(one.tags)}
        takes = [{"name": each.name, "optional": each.optional, "takes": each.expected} for each in one.parameters]
        returns = [{"name": column.name, "meaning": column.meaning} for column in one.columns]
        print_objects([about | {"parameters": takes, "returns": returns, "sparql": one.sparql}], form)
        return
    print(f"{one.name}: {one.summary}\n\n{one.description}\n")
    for parameter in one.parameters:
        print(f"  --param {_usage(parameter)}   {parameter.expected}")
    for column in one.columns:
        print(f"  {column.name:<14} {column.meaning}")
    body = "\n".join(line for line in one.sparql.splitlines() if not line.startswith("#+"))
    print(f"\n{body.strip()}")


@query.command("run", epilog="Example: kb query run claims-by-speaker --param speaker='Wu Qian' --format csv")
def run_query(
    name: Annotated[str, typer.Argument(help="A stored query, as in `kb query list`.")],
    param: Annotated[list[str] | None, typer.Option("--param", metavar="k=v", help="A parameter; repeatable.")] = None,
    columns: Annotated[
        str | None, typer.Option(metavar="A,B,…", help="Only these columns, in this order; all by default.")
    ] = None,
    limit: LimitOption = None,
    offset: OffsetOption = 0,
    form: RowsFormat = "table",
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Answer one stored question; rows go to stdout."""
    chosen = settings(store=store)
    _check(form)
    asking.questions(chosen).query(name)  # an unknown name is told before a missing store
    with opened(chosen) as source:
        rows = asking.answered(source, chosen, name, _mapping(param or []), limit, offset=offset)
        _print(_chosen(rows, columns), form, source.base_iri, Messages(quiet, verbose))


@query.command("sparql", epilog="Example: kb query sparql 'SELECT ?s { ?s a schema:Claim } LIMIT 5'")
def run_sparql(
    text: Annotated[str | None, typer.Argument(help="A SELECT, ASK or CONSTRUCT query.")] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="Read the query from a file; - is stdin.")] = None,
    limit: LimitOption = None,
    form: RowsFormat = "table",
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Answer an ad-hoc question, read-only, under limits of time and rows; common prefixes are known."""
    chosen = settings(store=store)
    _check(form)
    rows = asking.answered_adhoc(chosen, _sparql(text, file), limit)
    with opened(chosen) as source:
        base = source.base_iri
    _print(rows, form, base, Messages(quiet, verbose))


def _usage(parameter: object) -> str:
    name, optional = parameter.name, parameter.optional  # type: ignore[attr-defined]
    return f"{name}?" if optional else name


def _check(form: str) -> None:
    if form not in FORMATS:
        raise UsageError(f"There is no format {form!r}.", hint=f"Choose one of: {', '.join(FORMATS)}.")


def _chosen(rows: Rows, columns: str | None) -> Rows:
    """Give the rows with the columns that the user named, in that order."""
    if columns is None:
        return rows
    wanted = [name.strip() for name in columns.split(",") if name.strip()]
    for name in wanted:
        if name not in rows.columns:
            raise UsageError(f"There is no column {name!r}.", hint=f"Choose from: {', '.join(rows.columns)}.")
    places = [rows.columns.index(name) for name in wanted]
    return Rows(tuple(wanted), (tuple(row[place] for place in places) for row in rows.cells), rows.triples)


def _mapping(given: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or not name:
            raise UsageError(f"--param {one!r} is no k=v.", hint="Write --param speaker='Wu Qian'.")
        if name in values:
            raise UsageError(f"--param {name} is given twice.", hint="Give each parameter once.")
        values[name] = value
    return values


def _sparql(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise UsageError("Give a query, or a file with one.", hint="kb query sparql 'SELECT …', or -f FILE.")
    if file is None:
        return text or ""
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}.", hint="It has to be a text file in UTF-8.") from error


def _print(rows: Rows, form: str, base: str, messages: Messages) -> None:
    width = shutil.get_terminal_size().columns if form == "table" and sys.stdout.isatty() else None
    counted = _Counted(rows)
    if form == "table":  # a broken pipe must not leave half a line
        text = io.StringIO()
        write_rows(counted.rows, form, text, base_iri=base, width=width)
        sys.stdout.write(text.getvalue())
    else:
        write_rows(counted.rows, form, sys.stdout, base_iri=base)
    messages.detail(f"{counted.number} rows")
    if not counted.number:
        messages.note("No rows.")


class _Counted:
    """Counts rows as they pass."""

    def __init__(self, rows: Rows) -> None:
        self.number = 0
        self.rows = Rows(rows.columns, self._passing(rows), rows.triples)

    def _passing(self, rows: Rows):  # type: ignore[no-untyped-def]
        for row in rows.cells:
            self.number += 1
            yield row
