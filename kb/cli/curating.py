"""``kb agents``: who is who, and what people decided about it."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

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
from kb.cli.portraits import SHOWN, print_portrait
from kb.config import Settings, settings
from kb.errors import UsageError

if TYPE_CHECKING:
    from kb.pipeline.reviewing import Outcome

agents = typer.Typer(
    name="agents",
    help="Who is who: list and show agents; merge, split and identify them. Every decision is kept with its reason.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_FORMATS = (
    "table",
    "csv",
    "tsv",
    "json",
    "jsonl",
    "md",
)  # spelled out: importing the query stage costs every `kb --help`
ForceOption = Annotated[bool, typer.Option("--force", help="Also against what types, items or the registry say.")]


class Kind(StrEnum):
    """Types of agents."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    GROUP = "group"
    UNKNOWN = "unknown"


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    app.add_typer(agents)


@agents.command("list", epilog="Example: kb agents list --type person --unregistered")
def list_agents(
    kind: Annotated[Kind | None, typer.Option("--type", help="Only agents of this type.")] = None,
    unregistered: Annotated[bool, typer.Option("--unregistered", help="Only agents that no registry knows.")] = False,
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Only agents that evidence keeps apart from others of their name.")
    ] = False,
    limit: LimitOption = None,
    form: Annotated[str, typer.Option("--format", help=f"{', '.join(_FORMATS)}.")] = "table",
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """List the agents of the store, with mentions, articles and outlets that name them; the most mentioned first."""
    from kb.pipeline.stores import opened
    from kb.query.formats import write_rows
    from kb.query.roster import roster

    messages = Messages(quiet, verbose)
    if form not in _FORMATS:
        raise UsageError(f"There is no format {form!r}.", hint=f"Choose one of: {', '.join(_FORMATS)}.")
    with opened(settings(store=store)) as source:
        rows = roster(
            source, kind=kind.value if kind else "", unregistered=unregistered, doubtful=doubtful, limit=limit
        )
        width = shutil.get_terminal_size().columns if form == "table" and sys.stdout.isatty() else None
        write_rows(rows, form, sys.stdout, base_iri=source.base_iri, width=width)
    if not list(rows.cells):
        messages.note("No agents.")


@agents.command("show", epilog="Example: kb agents show 'Wu Qian'")
def show_agent(
    agent: Annotated[str, typer.Argument(metavar="AGENT", help="An IRI, an identifier or an exact label.")],
    form: ListingOption = Listing.TABLE,
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Show one agent: names, titles, roles, whom of its name it is not, wholes, articles, statements, reviews."""
    from kb.pipeline.showing import shown

    found = shown(settings(store=store), agent)
    if form is Listing.TABLE:
        print_portrait(found, everything=verbose)
        if not verbose and len(found["statements"]) > SHOWN:
            Messages(quiet).note(f"{len(found['statements']) - SHOWN} more statements; --verbose prints all.")
    else:
        print_objects([found], form)


@agents.command(
    "merge", epilog="Example: kb agents merge olsen-shipping olsen-lines --into olsen-lines --reason 'renamed in 2020'"
)
def merge_agents(
    names: Annotated[list[str], typer.Argument(metavar="AGENT…", help="Agents that are one.")],
    reason: ReasonOption,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="AGENT", help="Who stays; by default a registered one, else the best known."),
    ] = None,
    by: ByOption = None,
    force: ForceOption = False,
    form: ListingOption = Listing.TABLE,
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Make agents one in every answer; what was read is kept, and `kb agents split` takes it back."""
    from kb.pipeline import curating

    _print(curating.merge(settings(store=store, reviewer=by), names, into, reason, force=force), form, quiet, verbose)


@agents.command("split", epilog="Example: kb agents split 'John Smith' --article court.txt --reason 'not the striker'")
def split_agent(
    agent: Annotated[str, typer.Argument(metavar="AGENT", help="The agent.")],
    reason: ReasonOption,
    parts: Annotated[
        list[str] | None, typer.Argument(metavar="[PART…]", help="Agents that were merged with it, and are not it.")
    ] = None,
    article: Annotated[
        list[str] | None,
        typer.Option("--article", metavar="DOC", help="An article that means somebody else by that name; repeatable."),
    ] = None,
    by: ByOption = None,
    form: ListingOption = Listing.TABLE,
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Take merged agents apart, or give the mentions of some articles an agent of their own."""
    from kb.pipeline import curating

    chosen = settings(store=store, reviewer=by)
    _print(curating.split(chosen, agent, parts or [], article or [], reason), form, quiet, verbose)


@agents.command(
    "reconcile", epilog="Example: kb agents reconcile 'Wu Qian' --service https://wikidata.reconci.link/en/api"
)
def reconcile_agents(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[AGENT…]", help="By default the agents without a Wikidata item.")
    ] = None,
    service: Annotated[
        str | None,
        typer.Option("--service", metavar="URL", help="Reconciliation service; else [reconcile] service in kb.toml."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most agents to ask for when none is named.")] = 50,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept", metavar="AGENT=QID", help="Record that an agent is this item; asks nobody; repeatable."
        ),
    ] = None,
    reason: ReasonOption = "a person compared the agent with the item",
    by: ByOption = None,
    force: ForceOption = False,
    form: ListingOption = Listing.TABLE,
    store: StoreOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Propose Wikidata items for agents; only names and types are sent, and nothing is stored unless accepted.

    Nothing is sent at all unless a service is named. The Reconciliation Service API 0.2 is spoken.
    """
    chosen = settings(store=store, reviewer=by)
    if accept:
        from kb.pipeline import curating

        if names or service:
            raise UsageError("--accept asks nobody.", hint="Accept in one command, and ask in another.")
        _print(curating.identify(chosen, [_pair(one) for one in accept], reason, force=force), form, quiet, verbose)
        return
    asked = replace(chosen.reconcile, service=service) if service else chosen.reconcile
    _propose(replace(chosen, reconcile=asked), names or [], limit, form, Messages(quiet, verbose))


def _propose(chosen: Settings, names: list[str], limit: int, form: Listing, messages: Messages) -> None:
    from kb.pipeline.showing import proposals
    from kb.resolve.reconciliation.service import Service

    columns = ("agent", "name", "item", "label", "description", "score", "match", "types")
    rows: list[tuple[str, ...]] = []
    lacking = 0
    for agent, candidates in proposals(chosen, names, Service(chosen.reconcile), limit):
        lacking += not candidates
        for one in candidates:
            told = (one.id, one.name, one.description, f"{one.score:g}", str(one.match).lower(), ", ".join(one.types))
            rows.append((agent.id, agent.name, *told))
    print_listing(columns, rows, form)
    if lacking:
        messages.note(f"Nothing proposed for {lacking}.")
    if rows:
        messages.note("Nothing is stored: `kb agents reconcile --accept AGENT=QID` records what you have checked.")


def _pair(given: str) -> tuple[str, str]:
    name, sign, item = given.rpartition("=")
    if not (sign and name.strip() and item.strip()):
        raise UsageError(f"--accept {given!r} is no AGENT=QID.", hint="Write --accept wu-qian=Q42.")
    return name, item


def _print(outcome: Outcome, form: Listing, quiet: bool, verbose: bool) -> None:
    print_outcome(outcome, form, Messages(quiet, verbose))
