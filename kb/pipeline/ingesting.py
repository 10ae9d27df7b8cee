"""Files → store. One update writes articles and all the derived changes that they cause, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from kb import ids
from kb.config import Settings
from kb.errors import EndpointError, KBError, LimitError, ReadingError
from kb.graph.comparison import comparison_quads
from kb.graph.differences_reader import differences_from
from kb.graph.history import history_quads, partition_in, revived_quads, superseded
from kb.graph.reader import credits_from, records_from, reuses_from
from kb.graph.record import archived_quads, record_quads
from kb.graph.run import run_quads
from kb.ingest.files import Inputs
from kb.model import Article, Record
from kb.pipeline.deriving import Known, agents_of, comparison_of
from kb.pipeline.extractors import Tally
from kb.pipeline.reading import Clock, is_english, now, planned_run, record_of
from kb.pipeline.stores import opened
from kb.ports import Store

DERIVED = ("claims", "agents", "origins", "discrepancies")


class Listener(Protocol):
    """Where ingestion says what it is doing."""

    def note(self, text: str) -> None:
        """Say something."""

    def problem(self, error: KBError) -> None:
        """Say what could not be used."""


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

    @property
    def exit_code(self) -> int:
        """0, or the code of the first problem."""
        return self.problems[0].exit_code if self.problems else 0


def ingest(
    names: Sequence[str],
    manifest: Path | None,
    chosen: Settings,
    listener: Listener,
    progress: Callable[[int], Callable[[str], None]],
    *,
    clock: Clock = now,
) -> Summary:
    """Read what the user named into the store; a bad input is reported, and the rest goes on.

    Raises:
        InputError: the manifest does not parse; nothing is read then.
        StoreError: the store cannot be written; articles already reported stay stored whole.
        UsageError: the extractor cannot be used; nothing is read then.
        EndpointError, LimitError: what the extractor asks does not answer; articles already reported stay stored.
    """
    inputs = Inputs(names, manifest, max_bytes=chosen.max_file_bytes)
    summary, tally = Summary(), Tally(chosen)
    with opened(chosen, writing=True) as store:
        library = Library(store, chosen, clock)
        for notice in inputs.notices:
            listener.note(notice)
        report = progress(len(inputs))
        for found in inputs.articles():
            problem = _problem_with(found, library, summary, report) if isinstance(found, Article) else found
            if problem is not None:
                summary.problems.append(problem)
                listener.problem(problem)
        library.flush()
    summary.counted = tally.read()
    return summary


def _problem_with(
    article: Article, library: Library, summary: Summary, report: Callable[[str], None]
) -> ReadingError | None:
    """Store one article and report it; or give the reason why it cannot be read, which stops no other."""
    try:
        report(_taken_in(article, library, summary))
    except ReadingError as error:
        return error
    except (EndpointError, LimitError):
        library.flush()
        raise
    return None


def _taken_in(article: Article, library: Library, summary: Summary) -> str:
    """Store one article, and say what became of it."""
    outcome = library.add(article)
    if outcome == "unchanged":
        summary.unchanged += 1
        return f"{article.doc}: unchanged"
    if outcome == "revised":
        summary.revised += 1
    else:
        summary.new += 1
    if not is_english(article):
        summary.not_extracted += 1
        return f"{article.doc}: {outcome}, stored; not extracted (language {article.language!r})"
    return f"{article.doc}: {outcome}, {len(library.records[article.doc].statements)} statements"


class Library:
    """The current records of a store, and the articles on their way into it.

    Deriving everything anew costs about as much as all records are long, so it is done when the
    articles that wait are an eighth of those that are stored: the total stays near linear, and the
    outcome is the same as after each one.

    Attributes:
        records: Current record of each ``doc``, those that wait included.
    """

    def __init__(self, store: Store, chosen: Settings, clock: Clock) -> None:
        """Read what the store holds."""
        self._store, self._chosen, self._clock = store, replace(chosen, base_iri=store.base_iri), clock
        self._base = store.base_iri
        quads = list(store.quads())
        self.records: dict[str, Record] = {one.article.doc: one for one in records_from(quads, self._base)}
        self._stored = len(self.records)
        self._known = Known(
            reuses_from(quads, self._base),
            credits_from(quads, self._base),
            *differences_from(quads, self._base),
        )
        self._opening = partition_in(quads, self._base)
        self._noted: frozenset[Quad] = frozenset()
        self._waiting: dict[str, Record] = {}
        self._replaced: list[Record] = []
        self._revisions: dict[str, tuple[str, ...]] = {}

    def add(self, article: Article) -> str:
        """Read an article unless it is stored already, as the same extractor would read it; tell what it is."""
        before = self.records.get(article.doc)
        if before is not None and _is_same(before, article, self._chosen):
            return "unchanged"
        revises = "" if before is None else before.revises if before.article.id == article.id else before.article.id
        record = self._as_stored(record_of(article, self._chosen, revises=revises, clock=self._clock))
        if before is not None and article.doc not in self._waiting:
            self._replaced.append(before)
        self.records[article.doc] = self._waiting[article.doc] = record
        if len(self._waiting) >= max(1, self._stored // 8):
            self.flush()
        return "new" if before is None else "revised"

    def _as_stored(self, record: Record) -> Record:
        """Give a record as it will be read back, so that fresh and stored ones compare alike."""
        (again,) = records_from((*record_quads(record, self._base), *run_quads(record, self._base)), self._base)
        return replace(record, statements=again.statements)

    def flush(self) -> None:
        """Write everything that waits, with all that it changes, in one update."""
        if not self._waiting:
            return
        base, at = self._base, self._clock()
        records = sorted(self.records.values(), key=lambda one: one.article.id)
        comparison = comparison_of(records, self._known, self._chosen)
        derived = comparison_quads(
            agents_of(records, comparison, self._chosen),
            comparison,
            {record.article.id: record.article for record in records},
            {statement.id: statement for record in records for statement in record.statements},
            base,
        )
        before = frozenset(quad for name in DERIVED for quad in self._graph(name))
        gone = superseded(self._opening, comparison.claims)  # claims between two writes of one command were never cited
        successors: dict[str, tuple[str, ...]] = {
            one.revises: (one.article.id,) for one in self._waiting.values() if one.revises
        }
        own = {graph for record in self._replaced for graph in _graphs_of(record.article.id)}
        old = [quad for graph in sorted(own) for quad in self._graph(graph)]
        new = [
            quad
            for record in self._waiting.values()
            for quad in (*record_quads(record, base), *run_quads(record, base))
        ]
        self._revisions |= successors
        history = history_quads(gone | self._revisions, at, base)
        revived = revived_quads(self._graph("history"), comparison.claims, base)
        self._store.update(
            add=[*new, *(derived - before), *(history - self._noted)],
            remove=[*old, *(before - derived), *revived, *(self._noted - history)],
            archive=[quad for record in self._superseded() for quad in self._archived(record, old)],
        )
        self._stored, self._known = len(self.records), Known.of(comparison)
        self._waiting, self._replaced, self._noted = {}, [], history

    def _superseded(self) -> list[Record]:
        """Give the records replaced by another version of the text; a mere re-reading archives nothing."""
        current = {record.article.id for record in self._waiting.values()}
        return [record for record in self._replaced if record.article.id not in current]

    def _archived(self, record: Record, old: Sequence[Quad]) -> tuple[Quad, ...]:
        graphs = {NamedNode(self._base + ids.graph(graph)) for graph in _graphs_of(record.article.id)}
        return archived_quads([quad for quad in old if quad.graph_name in graphs], record.article.id, self._base)

    def _graph(self, name: str) -> frozenset[Quad]:
        return frozenset(self._store.quads(self._base + ids.graph(name)))


def _graphs_of(article_id: str) -> tuple[str, str]:
    key = article_id.split("/", 1)[1]
    return f"article/{key}", f"text/{key}"


def _is_same(before: Record, article: Article, chosen: Settings) -> bool:
    """Tell whether a stored article is this one, stated alike and read by the same extractor."""
    stated = ("id", "outlet", "published", "url", "author", "credit", "title", "language", "derived_from")
    if any(getattr(before.article, one) != getattr(article, one) for one in stated):
        return False
    return before.run.id == planned_run(article, chosen)[0]
