"""Files → store. One update writes articles and all the derived changes that they cause, or nothing.

Articles may be read anywhere (:mod:`kb.pipeline.executors`); they are written here. What is reported is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from kb.config import Settings
from kb.errors import KBError
from kb.ingest.files import Inputs
from kb.model import Article
from kb.pipeline.clock import Clock, now
from kb.pipeline.executors import Executor, Here
from kb.pipeline.extractors import extractor_for
from kb.pipeline.garbage import seldom_looked_at
from kb.pipeline.library import Library
from kb.pipeline.reading import is_english
from kb.pipeline.sharing import Crew
from kb.pipeline.stores import opened
from kb.pipeline.taking import Batch, Job, Taken, Task, taken


class Listener(Protocol):
    """Where ingestion says what it is doing."""

    def note(self, text: str) -> None:
        """Say something."""

    def problem(self, error: KBError) -> None:
        """Say what could not be used."""


class Progress(Protocol):
    """Where ingestion says how far it is."""

    def read(self, number: int = 1) -> None:
        """Take note that articles were read, and wait to be written."""

    def stored(self, text: str) -> None:
        """Tell of an article that is in the store."""

    def end(self) -> None:
        """Take note that no more will come."""


class Unwatched:
    """The progress of a command that nobody watches."""

    def __init__(self, total: int = 0) -> None:
        """Ignore how many articles there are."""

    def read(self, number: int = 1) -> None:
        """Ignore it."""

    def stored(self, text: str) -> None:
        """Ignore it."""

    def end(self) -> None:
        """Ignore it."""


@dataclass(slots=True)
class Summary:
    """What became of the inputs: counts by outcome, and the exit code they give.

    Attributes:
        counted: What the extractor counted meanwhile (requests, spans refused), if it counts.
    """

    new: int = 0
    revised: int = 0
    unchanged: int = 0
    not_extracted: int = 0
    problems: list[KBError] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Give articles by outcome."""
        return {
            "new": self.new,
            "revised": self.revised,
            "unchanged": self.unchanged,
            "not extracted": self.not_extracted,
            "not used": len(self.problems),
        }

    def count(self, found: Taken) -> None:
        """Count an article that is stored."""
        self.new += found.outcome == "new"
        self.revised += found.outcome == "revised"
        self.unchanged += found.outcome == "unchanged"
        self.not_extracted += found.record is not None and not is_english(found.record.article)

    @property
    def exit_code(self) -> int:
        """0, or the code of the first problem."""
        return self.problems[0].exit_code if self.problems else 0


def ingest(
    names: Sequence[str],
    manifest: Path | None,
    chosen: Settings,
    listener: Listener,
    progress: Callable[[int], Progress] = Unwatched,
    *,
    executor: Executor | None = None,
    crew: Crew | None = None,
    clock: Clock = now,
) -> Summary:
    """Read what the user named into the store; a bad input is reported, and the rest goes on.

    Args:
        names: Files, folders, globs, addresses.
        manifest: What is stated of them.
        chosen: Which store, which extractor.
        listener: Told what contradicts itself and what cannot be used.
        progress: Given the number of inputs, gives what is told how far it is.
        executor: Who reads; this process by default.
        crew: Shares the work of comparing, and is let go at the end; nobody by default.
        clock: Tells the time.

    Raises:
        InputError: the manifest does not parse; nothing is read then.
        StoreError: the store cannot be written; articles already reported stay stored whole.
        UsageError: the extractor cannot be used; nothing is read then.
        EndpointError, LimitError: what the extractor asks does not answer, or a process that reads or compares ended;
            articles already reported stay stored.
    """
    inputs = Inputs(names, manifest, max_bytes=chosen.max_file_bytes)
    extractor_for(chosen)
    with (
        nullcontext() if crew is None else closing(crew),
        seldom_looked_at(),
        opened(chosen, writing=True) as store,
        Library(store, chosen, clock, listener.note, crew) as library,
    ):
        job = Job(replace(chosen, base_iri=store.base_iri), clock)
        desk = _Desk(library, job, listener)
        for notice in inputs.notices:
            listener.note(notice)
        desk.progress = progress(len(inputs))
        try:
            with closing((executor or Here()).batches(desk.tasks(inputs), job)) as batches:
                desk.take(batches)
        finally:
            desk.progress.end()
    return desk.summary


class _Desk:
    """Where articles go out to be read, and come back to be written and reported."""

    def __init__(self, library: Library, job: Job, listener: Listener) -> None:
        self.progress: Progress = Unwatched()
        self.summary = Summary()
        self._library, self._job, self._listener = library, job, listener
        self._unreported: list[Taken] = []

    def tasks(self, inputs: Inputs) -> Iterator[Task]:
        """Give every article with what is known of it; what is no article is told at once."""
        for found in inputs.articles():
            if isinstance(found, Article):
                yield Task(found, self._library.edition(found.doc))
            else:
                self._refuse(found)

    def take(self, batches: Iterator[Batch]) -> None:
        """Write what comes back, and report what is written; an interruption loses what nobody was told of."""
        for batch in batches:
            for name, number in batch.counted.items():
                self.summary.counted[name] = self.summary.counted.get(name, 0) + number
            for found in batch.taken:
                self._admit(found)
            self.progress.read(len(batch.taken))
            if self._library.is_due:
                self._write(more_follow=True)
        self._write()

    def _admit(self, found: Taken) -> None:
        doc = found.task.article.doc
        if found.task.before != (known := self._library.edition(doc)):  # the same name came twice
            found = taken(Task(found.task.article, known), self._job)
        for notice in found.notices:
            self._listener.note(notice)
        if found.problem is None:
            self._library.admit(found)
            self._unreported.append(found)
        elif found.is_last:
            self._write()
            raise found.problem
        else:
            self._refuse(found.problem)

    def _write(self, *, more_follow: bool = False) -> None:
        self._library.flush(more_follow=more_follow)
        for found in self._unreported:
            self.summary.count(found)
            self.progress.stored(found.report)
        self._unreported.clear()

    def _refuse(self, problem: KBError) -> None:
        self.summary.problems.append(problem)
        self._listener.problem(problem)
