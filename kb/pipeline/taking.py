"""Article → what the writer of a store needs of it: the part of ingestion that any process can do.

What goes in and what comes out is plain and small, so that it can be sent to another process, or another machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Quad

from kb.config import Settings
from kb.errors import EndpointError, KBError, LimitError, ReadingError
from kb.graph.lines import nquads, quads_in
from kb.graph.record import record_lines
from kb.graph.run import activity_lines
from kb.graph.stored import as_stored
from kb.model import Article, Record
from kb.pipeline.clock import Clock, now
from kb.pipeline.described import as_described
from kb.pipeline.extractors import Tally
from kb.pipeline.informing import conflicts_in, informed
from kb.pipeline.reading import is_english, planned_run, record_of

_STATED = ("id", "outlet", "published", "url", "author", "credit", "title", "language", "derived_from", "facts")


@dataclass(frozen=True, slots=True)
class Edition:
    """What a store holds of an article: enough to tell whether another one is the same, and what it revises.

    Attributes:
        stated: All that is stated of it, its identifier first.
        has_text: Its text is in the store, too.
        run: Identifier of the run that read it.
        revises: Identifier of the version before it.
    """

    stated: tuple[Any, ...]
    has_text: bool
    run: str
    revises: str

    @classmethod
    def of(cls, record: Record) -> Edition:
        """Give the edition that a record is of."""
        return cls(_stated(record.article), bool(record.article.body), record.run.id, record.revises)

    def is_of(self, article: Article, chosen: Settings) -> bool:
        """Tell whether an article is this one, stated alike and read by the same extractor from the same text.

        What was imported without its text is not: the text that comes now is what was missing.
        """
        known = self.stated == _stated(article) and self.has_text == bool(article.body)
        return known and self.run == planned_run(article, chosen)[0]

    def revised_by(self, article: Article) -> str:
        """Give the version that an article revises; a mere re-reading revises what was revised before."""
        return self.revises if self.stated[0] == article.id else self.stated[0]


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all articles of one command.

    Attributes:
        chosen: Which extractor and registry, and what stands before every identifier of the store.
        clock: Tells when a run began and ended; a function of a module, where other processes are to call it.
    """

    chosen: Settings
    clock: Clock = now


@dataclass(frozen=True, slots=True)
class Task:
    """An article to take in, and what the store holds under its name."""

    article: Article
    before: Edition | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an article.

    Attributes:
        task: What was to be taken in.
        record: What was read; nothing where the store has it already, or where it cannot be read.
        nquads: The record and its run as N-Quads; what software ran is for the writer to add, where that is new.
        notices: What contradicts itself in it, for the person who ingests it.
        problem: Why it cannot be read, or why none can.
    """

    task: Task
    record: Record | None = None
    nquads: bytes = b""
    notices: tuple[str, ...] = ()
    problem: KBError | None = None

    @property
    def is_last(self) -> bool:
        """Tell whether no further article can be read either."""
        return self.problem is not None and not isinstance(self.problem, ReadingError)

    @property
    def outcome(self) -> str:
        """Tell in a word what became of it: new, revised, unchanged, not used."""
        if self.problem is not None:
            return "not used"
        if self.record is None:
            return "unchanged"
        return "new" if self.task.before is None else "revised"

    @property
    def report(self) -> str:
        """Give the line that says so."""
        doc = self.task.article.doc
        if self.record is None:
            return f"{doc}: {self.outcome}"
        if not is_english(self.record.article):
            return f"{doc}: {self.outcome}, stored; not extracted (language {self.record.article.language!r})"
        return f"{doc}: {self.outcome}, {len(self.record.statements)} statements"

    def quads(self) -> tuple[Quad, ...]:
        """Give the record and its run as quads."""
        return quads_in(self.nquads)


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of some articles, and what the extractor counted meanwhile."""

    taken: tuple[Taken, ...]
    counted: Mapping[str, int] = field(default_factory=dict)


def taken_in(tasks: Sequence[Task], job: Job) -> Batch:
    """Read some articles; after one that shows that no other can be read, stop."""
    tally, found = Tally(job.chosen), list[Taken]()
    for task in tasks:
        found.append(taken(task, job))
        if found[-1].is_last:
            break
    return Batch(tuple(found), tally.read())


def taken(task: Task, job: Job) -> Taken:
    """Read one article, unless the store has it as the same extractor would read it."""
    article = informed(task.article, job.chosen)
    notices = tuple(conflicts_in(article))
    before = task.before
    if before is not None and before.is_of(article, job.chosen):
        return Taken(task, notices=notices)
    revises = "" if before is None else before.revised_by(article)
    try:
        read = as_described(record_of(article, job.chosen, revises=revises, clock=job.clock))
    except (ReadingError, EndpointError, LimitError) as problem:
        return Taken(task, notices=notices, problem=problem)
    base = job.chosen.base_iri
    written = nquads((*record_lines(read, base), *activity_lines(read, base)))
    return Taken(task, as_stored(read), written, notices)


def _stated(article: Article) -> tuple[Any, ...]:
    return tuple(getattr(article, one) for one in _STATED)
