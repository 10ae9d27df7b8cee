"""``kb review``: what waits for a person (discrepancies, suggested links, doubts), and what people decided about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.matters import print_matter
from kb.cli.options import (
    ByOption,
    LimitOption,
    Listing,
    ListingOption,
    QuietOption,
    ReasonOption,
    StoreOption,
    VerboseOption,
)
from kb.cli.outcomes import print_outcome
from kb.cli.output import Messages, print_listing, print_objects
from kb.config import settings

if TYPE_CHECKING:
    from kb.query.matters import Matter

review = typer.Typer(
    name="review",
    help="What waits for a person: accept, reject or waive it. Every decision is kept with its reason.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_COLUMNS = ("id", "sort", "kind", "weight", "state", "text")
IdsArgument = Annotated[
    list[str], typer.Argument(metavar="ID…", help="IRIs, identifiers, or beginnings that only one has.")
]


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    app.add_typer(review)


@review.command("list", epilog="Example: kb review list --kind date --kind number")
def list_matters(
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            help="Only discrepancy, link or doubt, or one of their kinds (date, same, refines …); repeatable.",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what was decided, and links that stand by their evidence.")
    ] = False,
    limit: LimitOption = None,
    form: ListingOption = Listing.TABLE,
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """List what waits for a person: discrepancies and doubts without a decision, suggested links; the gravest first."""
    from kb.pipeline import judging

    found = judging.waiting(settings(store=store), kind or [], everything=everything, limit=limit)
    rows = [(one.id, one.sort.value, one.kind, one.weight, _state(one), one.text) for one in found]
    print_listing(_COLUMNS, rows, form)
    if not rows:
        Messages(quiet, verbose).note("Nothing to review." if everything else "Nothing waits for a person.")


@review.command("show", epilog="Example: kb review show discrepancy/5b1")
def show_matter(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="An IRI, an identifier, or the beginning of one that only one has.")
    ],
    form: ListingOption = Listing.TABLE,
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Show one thing to decide about: what it says, the words on each side, on what it rests, and its reviews."""
    from kb.pipeline import judging

    found = judging.examined(settings(store=store), name)
    Messages(quiet, verbose).detail(
        f"{len(found['reviews'])} reviews, {len(found.get('evidence', ()))} pieces of evidence."
    )
    if form is Listing.TABLE:
        print_matter(found)
    else:
        print_objects([found], form)


@review.command("accept", epilog="Example: kb review accept claim-link/0c claim-link/7f --reason 'the same vote'")
def accept_matters(
    names: IdsArgument,
    reason: ReasonOption,
    by: ByOption = None,
    form: ListingOption = Listing.TABLE,
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Confirm discrepancies, which stay findings, or links, which join their claims from then on, or doubts."""
    from kb.pipeline import judging

    outcome = judging.accept(settings(store=store, reviewer=by), names, reason)
    print_outcome(outcome, form, Messages(quiet, verbose))


@review.command("reject", epilog="Example: kb review reject discrepancy/5b1 --reason 'the papers write of two ferries'")
def reject_matters(
    names: IdsArgument,
    reason: ReasonOption,
    by: ByOption = None,
    form: ListingOption = Listing.TABLE,
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Say that discrepancies or links are none: no findings any more, claims that stay apart; all stay on record."""
    from kb.pipeline import judging

    outcome = judging.reject(settings(store=store, reviewer=by), names, reason)
    print_outcome(outcome, form, Messages(quiet, verbose))


@review.command(
    "waive", epilog="Example: kb review waive discrepancy/5b1 --until 2025-01-31 --reason 'a correction is promised'"
)
def waive_matters(
    names: IdsArgument,
    reason: ReasonOption,
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Last day of the waiver, as YYYY-MM-DD.")],
    by: ByOption = None,
    form: ListingOption = Listing.TABLE,
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Silence discrepancies as findings until a day, that day included; then they are findings again."""
    from kb.pipeline import judging

    outcome = judging.waive(settings(store=store, reviewer=by), names, reason, until)
    print_outcome(outcome, form, Messages(quiet, verbose))


@review.command("undo", epilog="Example: kb review undo review/3f --reason 'there was one ferry after all'")
def undo_reviews(
    names: Annotated[
        list[str], typer.Argument(metavar="REVIEW…", help="Reviews, or what they are about, named as above.")
    ],
    reason: ReasonOption,
    by: ByOption = None,
    form: ListingOption = Listing.TABLE,
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Take acceptances, rejections and waivers back; what was decided before them holds again."""
    from kb.pipeline import judging

    outcome = judging.undo(settings(store=store, reviewer=by), names, reason)
    print_outcome(outcome, form, Messages(quiet, verbose))


def _state(one: Matter) -> str:
    until = f" until {one.until}" if one.until else ""
    gone = " (gone)" if one.status == "gone" else ""
    return f"{one.verdict}{until}{gone}" if one.verdict else one.status or "open"
