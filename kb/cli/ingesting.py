"""``kb ingest``: articles into the store."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

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
from kb.cli.output import Messages, print_listing, print_objects
from kb.cli.progress import Progress
from kb.config import settings
from kb.errors import UsageError
from kb.room import memory

if TYPE_CHECKING:
    from kb.config import Settings
    from kb.pipeline.executors import Executor
    from kb.pipeline.sharing import Crew

_PROCESS = 300_000_000  # bytes that a process takes which reads, or compares


class Readers(StrEnum):
    """Who reads articles."""

    LOCAL = "local"
    DASK = "dask"


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("ingest", epilog="Example: kb ingest corpus/articles --store kb.store")(ingest)


def ingest(
    paths: Annotated[list[str], typer.Argument(metavar="PATH|URL…", help="Files, folders, globs or addresses.")],
    manifest: ManifestOption = None,
    extractor: ExtractorOption = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that read; one more writes.")] = 1,
    executor: Annotated[
        Readers, typer.Option("--executor", help="Who reads: processes of this machine, or a Dask cluster.")
    ] = Readers.LOCAL,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Of the cluster, such as tcp://10.0.0.1:8786.")
    ] = None,
    shards: Annotated[
        int | None,
        typer.Option("--shards", min=1, metavar="N", help="Share the work of comparing among so many more processes."),
    ] = None,
    store: StoreOption = None,
    form: ListingOption = Listing.TABLE,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Read articles and store them, each whole or not at all; repeating it changes nothing."""
    from kb.pipeline import ingesting  # what compares articles; no other verb should wait for it

    messages = Messages(quiet, verbose)
    chosen = settings(store=store, extractor=extractor)
    readers = _chosen_executor(executor, jobs, scheduler)
    summary = ingesting.ingest(
        paths,
        manifest,
        chosen,
        messages,
        lambda total: Progress(messages, total),
        executor=readers,
        crew=_chosen_crew(readers, shards, chosen) if shards else None,
    )
    counts = summary.counts()
    if form is Listing.TABLE:
        print_listing(("outcome", "articles"), _rows(counts), form)
        if summary.counted:
            print()
            print_listing(("extractor", "number"), _rows(summary.counted), form)
    else:
        print_objects([counts | ({"extractor": summary.counted} if summary.counted else {})], form)
    raise typer.Exit(summary.exit_code)


def _chosen_executor(readers: Readers, jobs: int, scheduler: str | None) -> Executor:
    if readers is Readers.DASK:
        if not scheduler:
            raise UsageError("A cluster is found by its scheduler.", hint="Add --scheduler tcp://HOST:8786.")
        from kb.pipeline.cluster import Cluster

        return Cluster(scheduler)
    if scheduler:
        raise UsageError("Only a cluster has a scheduler.", hint="Add --executor dask, or leave --scheduler out.")
    from kb.pipeline.executors import Here, Processes

    _fitting("--jobs", jobs)
    return Here() if jobs == 1 else Processes(jobs)


def _chosen_crew(readers: Executor, shards: int, chosen: Settings) -> Crew:
    """Put shards where articles are read: on the cluster, or into processes of this machine."""
    from kb.pipeline.cluster import Cluster, ClusterCrew
    from kb.pipeline.crew import LocalCrew

    if isinstance(readers, Cluster):
        return ClusterCrew(readers, shards, chosen)
    _fitting("--shards", shards)
    return LocalCrew(shards, chosen)


def _fitting(option: str, number: int) -> None:
    """Refuse more processes than there is memory for: they would take the machine down with them."""
    room = memory()
    if room is not None and number > 1 and number * _PROCESS > room:
        raise UsageError(
            f"{option} {number}: so many processes take some {number * _PROCESS / 1e9:,.1f} GB of memory;"
            f" there are {room / 1e9:,.1f}.",
            hint=f"Ask for {int(room // _PROCESS) or 1} at most; one for each processor is fastest.",
        )


def _rows(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    return [(name, str(number)) for name, number in counts.items()]
