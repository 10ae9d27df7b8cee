"""The articles of a store, read and reviewed, and the one update that writes what changes with all that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kb import ids
from kb.config import Settings
from kb.graph.differences_reader import differences_from
from kb.graph.history import history_quads, partition_in, revived_quads, superseded
from kb.graph.identity import as_read, differing
from kb.graph.reader import credits_from, records_from, reuses_from
from kb.graph.record import archived_quads, record_quads
from kb.graph.review import review_quads, reviews_from
from kb.graph.run import run_quads
from kb.model import Article, Record, Review
from kb.pipeline.derived import GRAPHS, DerivedGraphs
from kb.pipeline.known import Known
from kb.pipeline.reading import Clock, planned_run, record_of
from kb.pipeline.standing import Standing
from kb.ports import Store
from kb.resolve.identities.partings import partings_of
from kb.resolve.identities.standing import Identities
from kb.resolve.registry import Registry


class Library:
    """The current records of a store, and the articles on their way into it.

    What an article changes is looked at in its neighbourhood only; what else a write costs (who is who, the history)
    is as long as all records are. So articles wait until they are an eighth of those that are stored: the total stays
    near linear, and the outcome is the same as after each one.

    Attributes:
        records: Current record of each ``doc`` as it was read, before any review; those that wait included.
        reviews: All reviews of the store, withdrawn ones too, in order of time.
    """

    def __init__(self, store: Store, chosen: Settings, clock: Clock) -> None:
        """Read what the store holds."""
        self._store, self._chosen, self._clock = store, replace(chosen, base_iri=store.base_iri), clock
        self._base = store.base_iri
        quads = list(store.quads())
        self.reviews = reviews_from(self._graph("reviews"), self._base)
        self.records: dict[str, Record] = _by_doc(records_from(as_read(quads, self._base), self._base))
        moved = self._graph("identities")  # by reviews or by doubts
        self._stored_as = _by_doc(records_from(quads, self._base)) if moved else dict(self.records)
        self._stored = len(self.records)
        self._known = Known(
            reuses_from(quads, self._base),
            credits_from(quads, self._base),
            *differences_from(quads, self._base),
        )
        self._derived: DerivedGraphs | None = None
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

    def flush(self) -> None:
        """Write everything that waits, with all that it changes, in one update."""
        if self._waiting:
            self._write()

    def _write(self, more: Sequence[Quad] = ()) -> None:
        base, at = self._base, self._clock()
        standing = self.standing()
        records = {record.article.doc: record for record in standing.records}
        come, gone = self._rederived(standing)
        claims = self._derived.comparison.claims if self._derived else ()
        ended = superseded(self._opening, claims)  # claims between two writes of one command were never cited
        successors: dict[str, tuple[str, ...]] = {
            one.revises: (one.article.id,) for one in self._waiting.values() if one.revises
        }
        own = {graph for record in self._replaced for graph in _graphs_of(record.article.id)}
        old = [quad for graph in sorted(own) for quad in self._graph(graph)]
        new = [
            quad
            for record in (records[doc] for doc in self._waiting)
            for quad in (*record_quads(record, base), *run_quads(record, base))
        ]
        gone_links, new_links = self._relinked(records)
        self._revisions |= successors
        history = history_quads(ended | self._revisions, at, base)
        revived = revived_quads(self._graph("history"), claims, base)
        self._store.update(
            add=[*new, *new_links, *come, *(history - self._noted), *more],
            remove=[*old, *gone_links, *gone, *revived, *(self._noted - history)],
            archive=[quad for record in self._superseded() for quad in self._archived(record, old)],
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

    def _superseded(self) -> list[Record]:
        """Give the records replaced by another version of the text; a mere re-reading archives nothing."""
        current = {record.article.id for record in self._waiting.values()}
        return [record for record in self._replaced if record.article.id not in current]

    def _archived(self, record: Record, old: Sequence[Quad]) -> tuple[Quad, ...]:
        graphs = {NamedNode(self._base + ids.graph(graph)) for graph in _graphs_of(record.article.id)}
        return archived_quads([quad for quad in old if quad.graph_name in graphs], record.article.id, self._base)

    def _graph(self, name: str) -> frozenset[Quad]:
        return frozenset(self._store.quads(self._base + ids.graph(name)))


def _by_doc(records: Iterable[Record]) -> dict[str, Record]:
    return {one.article.doc: one for one in records}


def _alike(left: Record, right: Record) -> bool:
    """Tell whether two records of one article link alike."""
    ours, theirs = ((one.article, one.statements, one.mentions, one.tenures) for one in (left, right))
    return ours == theirs


def _graphs_of(article_id: str) -> tuple[str, str]:
    key = article_id.split("/", 1)[1]
    return f"article/{key}", f"text/{key}"


def _is_same(before: Record, article: Article, chosen: Settings) -> bool:
    """Tell whether a stored article is this one, stated alike and read by the same extractor."""
    stated = ("id", "outlet", "published", "url", "author", "credit", "title", "language", "derived_from", "facts")
    if any(getattr(before.article, one) != getattr(article, one) for one in stated):
        return False
    return before.run.id == planned_run(article, chosen)[0]
