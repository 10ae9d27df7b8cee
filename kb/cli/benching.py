"""``kb bench``: how fast we are, predictions for the scorers of evaluation corpora, and corpora of known truth."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.options import ExtractorOption, Listing, ListingOption, OutOption, QuietOption, VerboseOption
from kb.cli.output import Messages, print_listing, print_objects, progress, written
from kb.config import settings
from kb.errors import InputError, UsageError

if TYPE_CHECKING:
    from kb.bench.speed import Measurement

# Spelled out, because importing them takes as long as all the rest of `kb --help`; a test compares the two.
_GROUPS = ("extraction", "ingestion", "loading", "queries", "validation", "exports", "starting", "memory")
_ENGINE = (
    *("starting", "loading", "memory", "queries", "validation", "validation of a change", "queries, large", "exports"),
    "ingestion",
)
bench = typer.Typer(
    name="bench",
    help="Speed beside the peers, predictions for evaluation files, and invented corpora of known truth.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class Form(StrEnum):
    """How to print predictions."""

    JSONL = "jsonl"


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    app.add_typer(bench)


@bench.command("speed", epilog="Example: kb bench speed --quick --only queries")
def speed(
    quick: Annotated[bool, typer.Option("--quick", help="Two repetitions in place of seven.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="GROUP", help=f"Only one of: {', '.join(_GROUPS)}; repeatable."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="JSON file for all figures.")] = None,
    page: Annotated[Path | None, typer.Option(help="Markdown file for a page of the tables.")] = None,
    form: ListingOption = Listing.TABLE,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Measure every stage on the shipped corpus, beside spaCy and rdflib; your store is left alone."""
    messages = Messages(quiet, verbose)
    _check_folders(out, page)
    from kb.bench import page as pages
    from kb.bench.speed import QUICK_REPETITIONS, REPETITIONS, measured

    messages.note("The shipped corpus is read and stored once; then the clock runs.")
    found = measured(
        settings(),
        progress=lambda total: progress(messages, total),
        repetitions=QUICK_REPETITIONS if quick else REPETITIONS,
        only=only or (),
    )
    _print(found, form)
    _write(out, json.dumps(found.figures(), ensure_ascii=False, indent=2) + "\n", messages)
    _write(page, pages.page(found), messages)


@bench.command("engine", epilog="Example: kb bench engine --quick --only queries")
def engine(
    quick: Annotated[bool, typer.Option("--quick", help="Small graphs, once: whether all can be measured.")] = False,
    long: Annotated[bool, typer.Option("--long", help="With 10,000 articles, once: twenty minutes more.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="GROUP", help=f"Only one of: {'; '.join(_ENGINE)}. Repeatable."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="JSON file for all figures.")] = None,
    page: Annotated[Path | None, typer.Option(help="Markdown file for a page of the tables.")] = None,
    form: ListingOption = Listing.TABLE,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Measure store, queries, validation, export and ingestion on large invented graphs, beside rdflib and pySHACL."""
    messages = Messages(quiet, verbose)
    _check_folders(out, page)
    from kb.bench.engine import page as pages
    from kb.bench.engine.measuring import measured
    from kb.bench.engine.scale import FULL, LONG, QUICK

    if quick and long:
        raise UsageError("A run is quick or long.", hint="Leave one of --quick and --long out.")
    found = measured(settings(), QUICK if quick else LONG if long else FULL, progress=messages.note, only=only or ())
    _print(found.measurement, form)
    if form is Listing.TABLE:
        print()
        print_listing(("goal", "figure", "target", "verdict"), [one.row() for one in found.outcomes], form)
    _write(out, json.dumps(found.figures(), ensure_ascii=False, indent=2) + "\n", messages)
    _write(page, pages.page(found), messages)


@bench.command("predict", epilog="Example: kb bench predict attribution dev.jsonl --out predictions.jsonl")
def predict(
    task: Annotated[str, typer.Argument(help="attribution, dates, clusters, factuality or stance.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Evaluation file, one JSON object a line.")],
    out: OutOption = None,
    extractor: ExtractorOption = None,
    _form: Annotated[Form, typer.Option("--format", help="How to print the predictions.")] = Form.JSONL,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Predict what an evaluation file annotates, without looking at its annotations."""
    messages = Messages(quiet, verbose)
    from kb.bench.predict import lines_of, task_named

    chosen = task_named(task)
    lines = lines_of(file, chosen)
    number = 0
    with written(out) as target:
        for line, rows in chosen.predictions(lines, settings(extractor=extractor)):
            target.write("".join(json.dumps(row) + "\n" for row in rows).encode())
            messages.detail(f"{line.where}: {len(rows)}")
            number += len(rows)
    messages.note(f"Predictions: {number}, for {len(lines)} lines of {file}.")


@bench.command("corpus", epilog="Example: kb bench corpus --articles 200 --seed spring --out invented")
def corpus(
    articles: Annotated[int, typer.Option(min=1, help="How many at least; the last story is finished.")] = 200,
    seed: Annotated[str, typer.Option(help="Any text; the same text gives the same corpus.")] = "0",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="DIR", help="Write articles, manifest.jsonl and truth.jsonl.")
    ] = None,
    sizes: Annotated[
        list[int] | None,
        typer.Option("--time", metavar="N", min=2, help="Time the comparison of N articles; repeatable."),
    ] = None,
    examples: Annotated[int, typer.Option(min=0, help="Examples of errors to print for each kind.")] = 0,
    extractor: ExtractorOption = None,
    form: ListingOption = Listing.TABLE,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Write an invented corpus of known truth; without --out, read one and score what is found in it."""
    messages = Messages(quiet, verbose)
    from kb.bench.synthetic import corpus as corpora

    if out:
        try:
            number = corpora.write(out, corpora.corpus(seed, articles))
        except OSError as error:
            hint = "Name a folder in a place that you may write to."
            raise InputError(f"{out} cannot be written: {error.strerror}.", hint=hint) from error
        messages.note(f"Wrote {number} articles, manifest.jsonl and truth.jsonl to {out}.")
    elif sizes:
        _print_growth(seed, sorted(set(sizes)), extractor, form)
    else:
        _print_scores(seed, articles, examples, extractor, form)


@bench.command("graph", epilog="Example: kb bench graph --quads 100000 --seed spring --out graph.nq")
def graph(
    quads: Annotated[int, typer.Option(min=1, help="How many at least; the last story is finished.")] = 100_000,
    seed: Annotated[str, typer.Option(help="Any text; the same text gives the same bytes.")] = "0",
    out: OutOption = None,
    faults: Annotated[
        Path | None, typer.Option(help="JSON Lines file for the planted faults: what `kb validate` must find.")
    ] = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Write an invented claim graph of any size as N-Quads, with some known faults; `kb import` reads it."""
    messages = Messages(quiet, verbose)
    _check_folders(out, faults)
    from kb.bench.claim_graphs.graphs import ClaimGraph
    from kb.bench.claim_graphs.writing import lines_of, written_to

    made = ClaimGraph(seed, quads)
    with written(out) as target:
        written_to(target, made)
    messages.note(f"Wrote {made.size} quads of {made.chapters} stories, with {len(made.faults)} planted faults.")
    _write(faults, lines_of(made.faults), messages)


def _print_growth(seed: str, sizes: list[int], extractor: str | None, form: Listing) -> None:
    from kb.bench.synthetic import growth

    rows = [one.row() for one in growth.growth(seed, sizes, settings(extractor=extractor))]
    print_listing(growth.COLUMNS, rows, form)


def _print_scores(seed: str, articles: int, examples: int, extractor: str | None, form: Listing) -> None:
    from kb.bench.synthetic import scoring, tally

    found = scoring.scored(seed, articles, settings(extractor=extractor))
    print_listing(tally.COLUMNS, list(tally.rows_of(found)), form)
    if examples:
        print_listing(("kind", "error", "example"), list(tally.examples_of(found, examples)), form)


def _check_folders(*paths: Path | None) -> None:
    """Refuse at once what could only be told after minutes of measuring."""
    for path in paths:
        if path and (path.is_dir() or not path.parent.is_dir()):
            raise InputError(f"{path} cannot be written.", hint="Name a file in a folder that exists.")


def _print(found: Measurement, form: Listing) -> None:
    from kb.bench.speed import COLUMNS, cells

    if form is Listing.JSON:
        print_objects([found.figures()], form)
    elif form is Listing.JSONL:
        print_objects([result.figures() for result in found.results], form)
    else:
        about = [*found.machine.items(), *found.versions.items(), ("repetitions", str(found.repetitions))]
        print_listing(("measured with", ""), about, form)
        print()
        print_listing(COLUMNS, [cells(result) for result in found.results], form)


def _write(path: Path | None, text: str, messages: Messages) -> None:
    if path:
        with written(path) as file:
            file.write(text.encode())
        messages.note(f"Wrote {path}.")
