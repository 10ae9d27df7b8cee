"""The articles of a store, read and reviewed, and the one update that writes what changes with all that follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic

from pyoxigraph import NamedNode, Quad

from kb import ids
from kb.config import Settings
from kb.graph.history import history_quads, revived_quads, superseded
from kb.graph.identity import differing
from kb.graph.record import archived_quads, record_quads
from kb.graph.review import review_quads, reviews_from
from kb.graph.run import run_quads
from kb.model import Article, Record, Review
from kb.pipeline.checking import CheckedWrites
from kb.pipeline.clock import Clock
from kb.pipeline.derived import GRAPHS, DerivedGraphs
from kb.pipeline.holdings import Holdings
from kb.pipeline.standing import Standing
from kb.pipeline.taking import Edition, Job, Taken, Task, taken
from kb.ports import Store
from kb.resolve.identities.partings import partings_of
from kb.resolve.identities.standing import Identities
from kb.resolve.registry import Registry

_FEW = 32  # articles that are written together while there are few
_LONG = 5.0  # seconds that articles wait at most
_QUICK = 1.0  # seconds of a write that may be done that often


class Library:
    """The current records of a store, and the articles on their way into it.

    What an article changes is looked at in its neighbourhood only; what else a write costs (who is who, the history)
    is as long as all records are. So articles wait until they are a sixteenth of those that are stored: the total stays
    near linear, and the outcome is the same as after each one. Where a write is quick, they wait a few seconds at most.

    Attributes:
        records: Current record of each ``doc`` as it was read, before any review; those that wait included.
        reviews: All reviews of the store, withdrawn ones too, in order of time.
    """

    def __init__(self, store: Store, chosen: Settings, clock: Clock) -> None:
        """Read what the store holds."""
        self._store, self._chosen, self._clock = store, replace(chosen, base_iri=store.base_iri), clock
        self._base = store.base_iri
        self._writes = CheckedWrites(store, chosen)
        held = Holdings(store)
        self.reviews = reviews_from(held.graph("reviews"), self._base)
        self.records, self._stored_as = held.records, held.stored_as
        self._stored = len(self.records)
        self._known, self._opening = held.known(), held.partition()
        self._derived: DerivedGraphs | None = None
        self._noted: frozenset[Quad] = frozenset()
        self._waiting: dict[str, Taken] = {}
        self._written_at, self._took = monotonic(), 0.0
        self._replaced: list[Record] = []
        self._revisions: dict[str, tuple[str, ...]] = {}

    def edition(self, doc: str) -> Edition | None:
        """Tell what is known of the article of a name: what was read so far, else what is stored."""
        record = self.records.get(doc)
        return None if record is None else Edition.of(record)

    def add(self, article: Article) -> Taken:
        """Read an article unless it is stored already, as the same extractor would read it; tell what became of it."""
        found = taken(Task(article, self.edition(article.doc)), Job(self._chosen, self._clock))
        self.admit(found)
        return found

    def admit(self, found: Taken) -> None:
        """Let an article that was read wait for the next write; what was not read changes nothing."""
        record = found.record
        if record is None:
            return
        doc = record.article.doc
        before = self.records.get(doc)
        if before is not None and doc not in self._waiting:
            self._replaced.append(before)
        self.records[doc], self._waiting[doc] = record, found

    @property
    def is_due(self) -> bool:
        """Tell whether enough waits, or something has waited long enough."""
        waiting = len(self._waiting)
        if waiting >= max(_FEW, self._stored // 16):
            return True
        return waiting > 0 and self._took < _QUICK and monotonic() - self._written_at > _LONG

    def review(self, decided: Sequence[Review]) -> None:
        """Record reviews and write all that they change, in one update; articles that wait are written with it."""
        new = tuple(one for one in decided if one not in self.reviews)
        self.reviews = tuple(sorted((*self.reviews, *new), key=lambda one: one.order))
        self._derived = None  # a decision may change anything
        self._write(review_quads(new, self._base))

    def standing(self) -> Standing:
        """Give the records as they stand after the reviews."""
        registry = Registry.load(Path(self._chosen.registry) if self._chosen.registry else None)
        records = sorted(self.records.values(), key=lambda one: one.article.id)
        partings = partings_of(records, registry, Identities(self.reviews))
        return Standing(records, Identities(self.reviews, partings), registry)

    def flush(self, *, more_follow: bool = False) -> None:
        """Write everything that waits, with all that it changes, in one update.

        Args:
            more_follow: More articles will come: the report of what is wrong waits for them.
        """
        if self._waiting:
            began = monotonic()
            self._write(more_follow=more_follow)
            self._written_at = monotonic()
            self._took = self._written_at - began
        if not more_follow:
            self._writes.settle()

    def _write(self, more: Sequence[Quad] = (), *, more_follow: bool = False) -> None:
        base, at = self._base, self._clock()
        standing = self.standing()
        records = {record.article.doc: record for record in standing.records}
        come, gone = self._rederived(standing)
        claims = self._derived.comparison.claims if self._derived else ()
        ended = superseded(self._opening, claims)  # claims between two writes of one command were never cited
        successors: dict[str, tuple[str, ...]] = {
            one.revises: (one.article.id,) for one in self._read_anew() if one.revises
        }
        own = {graph for record in self._replaced for graph in _graphs_of(record.article.id)}
        old = [quad for graph in sorted(own) for quad in self._graph(graph)]
        new = [quad for doc, found in self._waiting.items() for quad in self._quads_of(found, records[doc])]
        gone_links, new_links = self._relinked(records)
        self._revisions |= successors
        history = history_quads(ended | self._revisions, at, base)
        revived = revived_quads(self._graph("history"), claims, base)
        self._writes.update(
            add=[*new, *sorted((*new_links, *come, *(history - self._noted), *more), key=_place)],
            remove=[*old, *self._repeated_runs(), *gone_links, *gone, *revived, *(self._noted - history)],
            archive=[quad for record in self._superseded() for quad in self._archived(record, old)],
            more_follow=more_follow,
        )
        self._stored, self._stored_as = len(self.records), records
        self._waiting, self._replaced, self._noted = {}, [], history

    def _rederived(self, standing: Standing) -> tuple[frozenset[Quad], frozenset[Quad]]:
        """Bring the derived graphs up to date; at first they are held against what is stored, whatever wrote it."""
        if self._derived is not None:
            return self._derived.update(standing)
        self._derived = DerivedGraphs(self._chosen, self._known, self.reviews)
        all_, _ = self._derived.update(standing)
        stored = frozenset(quad for name in GRAPHS for quad in self._graph(name))
        return all_ - stored, stored - all_

    def _relinked(self, records: Mapping[str, Record]) -> tuple[frozenset[Quad], frozenset[Quad]]:
        """Give what goes from and what comes to the graphs of stored articles whose agents are others now."""
        gone: set[Quad] = set()
        come: set[Quad] = set()
        for doc, record in records.items():
            stored = self._stored_as.get(doc)
            if stored is None or stored is record or doc in self._waiting or _alike(stored, record):
                continue
            old, new = (frozenset(record_quads(one, self._base)) for one in differing(stored, record))
            gone |= old - new
            come |= new - old
        return frozenset(gone), frozenset(come)

    def _read_anew(self) -> Iterator[Record]:
        return (self.records[doc] for doc in self._waiting)

    def _quads_of(self, found: Taken, standing: Record) -> tuple[Quad, ...]:
        """Give what is written of an article: as it was read, unless its agents are others after the reviews."""
        if standing is found.record:
            return found.quads()
        return (*record_quads(standing, self._base), *run_quads(standing, self._base))

    def _repeated_runs(self) -> list[Quad]:
        """Give what was told of runs that were done again: the same reading of the same text has one time."""
        again = {record.run.id for record in self._read_anew()}
        return [quad for record in self._replaced if record.run.id in again for quad in run_quads(record, self._base)]

    def _superseded(self) -> list[Record]:
        """Give the records replaced by another version of the text; a mere re-reading archives nothing."""
        current = {record.article.id for record in self._read_anew()}
        return [record for record in self._replaced if record.article.id not in current]

    def _archived(self, record: Record, old: Sequence[Quad]) -> tuple[Quad, ...]:
        graphs = {NamedNode(self._base + ids.graph(graph)) for graph in _graphs_of(record.article.id)}
        return archived_quads([quad for quad in old if quad.graph_name in graphs], record.article.id, self._base)

    def _graph(self, name: str) -> frozenset[Quad]:
        return frozenset(self._store.quads(self._base + ids.graph(name)))


def _place(quad: Quad) -> tuple[str, str]:
    """Tell where a quad stands: what is written in order is written quicker."""
    return quad.graph_name.value, quad.subject.value  # type: ignore[union-attr]


def _alike(left: Record, right: Record) -> bool:
    """Tell whether two records of one article link alike."""
    ours, theirs = ((one.article, one.statements, one.mentions, one.tenures) for one in (left, right))
    return ours == theirs


def _graphs_of(article_id: str) -> tuple[str, str]:
    key = article_id.split("/", 1)[1]
    return f"article/{key}", f"text/{key}"
