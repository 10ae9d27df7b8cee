"""The articles of a store, read and reviewed, and the one update that writes what changes with all that follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from time import monotonic
from typing import Self

from pyoxigraph import NamedNode, Quad

from kb import ids
from kb.config import Settings
from kb.errors import EndpointError, LimitError, StoreError
from kb.graph.history import history_quads, revived_quads, superseded
from kb.graph.lines import quads_of
from kb.graph.record import archived_quads, record_quads
from kb.graph.review import review_quads, reviews_from
from kb.graph.run import activity_lines, software_lines
from kb.model import Article, Record, Review
from kb.pipeline.checking import CheckedWrites
from kb.pipeline.clock import Clock
from kb.pipeline.comparing import Delta
from kb.pipeline.derived import DerivedGraphs, Rederived
from kb.pipeline.garbage import give_back
from kb.pipeline.holdings import Holdings
from kb.pipeline.known import Known
from kb.pipeline.memory import Memory
from kb.pipeline.rebuilding import Corrections, Turn, rebuilt, turn
from kb.pipeline.sharing import Crew
from kb.pipeline.standing import Standing
from kb.pipeline.taking import Edition, Job, Taken, Task, taken
from kb.pipeline.unseen import Unseen
from kb.ports import Store
from kb.tables import in_memory

_FEW = 64  # articles that are written together while there are few …
_SHARE = 256  # … and this part of those that are stored, for which some is read at each write …
_MANY = 512  # … up to as many as memory holds easily
_LONG = 5.0  # seconds that articles wait at most
_LATELY = 2_000  # articles that are written before the memory is emptied: to read again what is used takes seconds
_LENGTHY = 300  # articles of which the making again is told


class Library:
    """The current records of a store, and the articles on their way into it.

    An article is looked at in its neighbourhood only, whatever else the store holds. Writing costs something beside, so
    articles wait until they are some, or a while has passed; the outcome is the same as after each one.

    Attributes:
        reviews: All reviews of the store, withdrawn ones too, in order of time.
    """

    def __init__(
        self,
        store: Store,
        chosen: Settings,
        clock: Clock,
        tell: Callable[[str], None] = lambda _: None,
        crew: Crew | None = None,
    ) -> None:
        """Open what is remembered of a store, or read what it holds.

        Args:
            store: Which.
            chosen: How articles are read and compared.
            clock: Tells when.
            tell: Told what takes long.
            crew: Shares the work of comparing; nobody by default.
        """
        self._store, self._chosen, self._clock = store, replace(chosen, base_iri=store.base_iri), clock
        self._base = store.base_iri
        self._writes = CheckedWrites(store, chosen)
        self.reviews = reviews_from(self._graph("reviews"), self._base)
        self._memory = Memory(store, self._chosen, self._writes.stamp)
        self._before: dict[str, frozenset[str]] = {}  # claims with their propositions, of those that changed since
        self._born: set[str] = set()  # claims that came since
        self._waiting: dict[str, Taken] = {}
        self._tell, self._crew, self._corrections = tell, crew, Corrections()
        self._derived = self._opened()
        self._noted: frozenset[Quad] = frozenset()
        self._written_at = monotonic()
        self._lately = 0  # articles since the memory was emptied
        self._software = set[Quad]()  # what is known to be said of software
        self._replaced: list[Record] = []
        self._revisions: dict[str, tuple[str, ...]] = {}

    @property
    def standing(self) -> Standing:
        """Give the records as they stand after the reviews, without those that wait."""
        return self._derived.standing

    def close(self) -> None:
        """Let go of what is remembered; articles that wait are not written."""
        self._memory.close()

    def __enter__(self) -> Self:
        """Give the library, to be closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def edition(self, doc: str) -> Edition | None:
        """Tell what is known of the article of a name: what was read so far, else what is stored."""
        record = self._latest(doc)
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
        if doc not in self._waiting and (before := self._latest(doc)) is not None:
            self._replaced.append(before)
        self._waiting[doc] = found

    @property
    def is_due(self) -> bool:
        """Tell whether enough waits, or something has waited long enough, or nothing waits: that costs nothing."""
        waiting = len(self._waiting)
        return (
            waiting == 0
            or waiting >= max(_FEW, min(_MANY, self._memory.articles // _SHARE))
            or monotonic() - self._written_at > _LONG
        )

    def review(self, decided: Sequence[Review]) -> None:
        """Record reviews and write all that they change, in one update; articles that wait are written with it."""
        new = tuple(one for one in decided if one not in self.reviews)
        self.reviews = tuple(sorted((*self.reviews, *new), key=lambda one: one.order))
        if new:  # it may change anything
            self._memory.discard()
            self._derived = self._opened()
        self._write(review_quads(new, self._base))
        self._settle()

    def flush(self, *, more_follow: bool = False) -> None:
        """Write everything that waits, with all that it changes and all that was not right before, in one update.

        Args:
            more_follow: More articles will come: the report of what is wrong waits for them.
        """
        if self._waiting or (self._corrections and not more_follow):
            self._write()
            self._written_at = monotonic()
        if not more_follow:
            self._settle()

    def _opened(self) -> DerivedGraphs:
        """Open what is remembered; where nothing is to be trusted, make it again from what the store holds."""
        tables = self._memory.open(self.reviews)
        if self._memory.is_good:
            self._writes.take_up(Unseen(tables("unseen"), self._base))
            return DerivedGraphs(self._chosen, Known(), self.reviews, tables, self._crew)
        held = Holdings(self._store)
        self._memory.articles = len(held)
        if len(held) >= _LENGTHY:
            self._tell(f"What comparing must know is made again from the {len(held):,} articles of the store.")
        if held.lacks_texts:  # what was known of these follows from no record
            self._memory.discard()
            tables = in_memory
        self._writes.take_up(None if tables is in_memory else Unseen(tables("unseen"), self._base))
        derived, found = rebuilt(held, self._store, self._chosen, self.reviews, tables, crew=self._crew)
        self._before = {name: all_ for name, all_ in found.partition.items() if name not in self._born} | self._before
        self._born |= found.born - self._before.keys()
        self._corrections = found
        if not found:
            self._memory.commit()
        return derived

    def _latest(self, doc: str) -> Record | None:
        """Give the record of a name as it was read, be it that it waits."""
        if doc in self._waiting:
            return self._waiting[doc].record
        return self._derived.standing.read.get(doc)

    def _write(self, more: Sequence[Quad] = ()) -> None:
        try:
            self._write_all(more)
        except BaseException:
            self._memory.close()  # it is ahead of the store: what is written next must not be told to follow from it
            raise
        self._writes.look()
        if self._writes.is_overdue:
            self._settle()

    def _settle(self) -> None:
        """Bring the report up to date, with all the room that it may need."""
        if self._writes.is_settled:
            return
        is_whole = self._writes.is_behind
        self._let_go(whole_check=is_whole)
        self._writes.settle()
        self._memory.commit()
        if is_whole:
            give_back()

    def _write_all(self, more: Sequence[Quad]) -> None:
        base, at = self._base, self._clock()
        try:
            found = self._derived.update(come=list(self._read_anew()))
        except (EndpointError, LimitError):
            raise  # whoever shares the work is gone; what is remembered is as good as it was
        except Exception as error:
            self._memory.discard()  # it is damaged, as it seems; the next command makes it again
            if isinstance(error, LookupError):
                raise _lost() from error
            raise
        ended = self._ended(found.delta)  # claims between two writes of one command were never cited
        successors: dict[str, tuple[str, ...]] = {
            one.revises: (one.article.id,) for one in self._read_anew() if one.revises
        }
        own = {graph for record in self._replaced for graph in _graphs_of(record.article.id)}
        old = [quad for graph in sorted(own) for quad in self._graph(graph)]
        standing = self._derived.standing
        new = [quad for doc, taken in self._waiting.items() for quad in self._quads_of(taken, standing[doc])]
        gone, come = self._turned(found)
        self._revisions |= successors
        history = history_quads(ended | self._revisions, at, base)
        revived = self._revived(found.delta)
        software = self._of_software()
        self._memory.prepare()
        self._writes.write(
            add=[*new, *sorted((*come, *(history - self._noted), *self._unsaid(software), *more), key=_place)],
            remove=[*old, *self._repeated_runs(), *gone, *revived, *(self._noted - history)],
            archive=[quad for record in self._superseded() for quad in self._archived(record, old)],
        )
        self._memory.commit()
        self._lately += len(self._waiting)
        self._software |= software
        self._waiting, self._replaced, self._noted, self._corrections = {}, [], history, Corrections()
        self._let_go()

    def _let_go(self, *, whole_check: bool = False) -> None:
        """Empty the memory now and then, for it fills with gaps; and before a check that needs the room."""
        if self._lately > _LATELY or whole_check:
            self._memory.let_go()
            self._lately = 0
            give_back()

    def _turned(self, found: Rederived) -> Turn:
        """Give the quads that go and come with an update, with what of the store was not right before."""
        wrong = self._corrections
        gone, come = {*wrong.gone}, {*wrong.come}
        turns = [turn for doc, turn in wrong.links.items() if doc not in self._waiting]
        turns += [
            turn(before, now, self._base)
            for doc, (before, now) in found.moves.records.items()
            if before and now and doc not in self._waiting
        ]
        for less, more in (*turns, (found.gone, found.come)):
            gone, come = (gone - more) | (less - come), (come - less) | (more - gone)
        return frozenset(gone), frozenset(come)

    def _ended(self, delta: Delta) -> dict[str, tuple[str, ...]]:
        """Give the claims that were there when the store was opened and are no more, with those that they became."""
        for claim in delta.gone.claims:
            if claim.id not in self._born:
                self._before.setdefault(claim.id, frozenset(claim.propositions))
        self._born.update(claim.id for claim in delta.come.claims if claim.id not in self._before)
        return superseded(self._before, self._derived.claims, self._derived.claim_of)

    def _revived(self, delta: Delta) -> list[Quad]:
        """Give the quads of the history that call a claim superseded that is current again."""
        come = {*self._corrections.born, *(claim.id for claim in delta.come.claims)}
        return list(revived_quads(self._store.query, come, self._base))

    def _read_anew(self) -> Iterator[Record]:
        return (taken.record for taken in self._waiting.values() if taken.record is not None)

    def _quads_of(self, found: Taken, standing: Record) -> tuple[Quad, ...]:
        """Give what is written of an article: as it was read, unless its agents are others after the reviews."""
        if standing is found.record:
            return found.quads()
        return (*record_quads(standing, self._base), *quads_of(activity_lines(standing, self._base)))

    def _repeated_runs(self) -> list[Quad]:
        """Give what was told of runs that were done again: the same reading of the same text has one time."""
        again = {record.run.id for record in self._read_anew()}
        runs = (activity_lines(record, self._base) for record in self._replaced if record.run.id in again)
        return [quad for run in runs for quad in quads_of(run)]

    def _of_software(self) -> set[Quad]:
        """Give what is said of the software that ran."""
        ran = {line for record in self._read_anew() for line in software_lines(record, self._base)}
        return set(quads_of(tuple(ran)))

    def _unsaid(self, quads: set[Quad]) -> set[Quad]:
        """Give those of some quads that are not stored; what is said of software again would touch all its runs."""
        return {
            quad
            for quad in quads - self._software
            if not self._store.query(f"ASK {{ GRAPH {quad.graph_name} {{ {quad.triple} }} }}")
        }

    def _superseded(self) -> list[Record]:
        """Give the records replaced by another version of the text; a mere re-reading archives nothing."""
        current = {record.article.id for record in self._read_anew()}
        return [record for record in self._replaced if record.article.id not in current]

    def _archived(self, record: Record, old: Sequence[Quad]) -> tuple[Quad, ...]:
        graphs = {NamedNode(self._base + ids.graph(graph)) for graph in _graphs_of(record.article.id)}
        return archived_quads([quad for quad in old if quad.graph_name in graphs], record.article.id, self._base)

    def _graph(self, name: str) -> frozenset[Quad]:
        return frozenset(self._store.quads(self._base + ids.graph(name)))


def _lost() -> StoreError:
    return StoreError(
        "What is remembered of the articles beside the store lacks something; nothing was written.",
        hint="Do it again: it is made anew from the store, which is whole.",
    )


def _place(quad: Quad) -> tuple[str, str]:
    """Tell where a quad stands: what is written in order is written quicker."""
    return quad.graph_name.value, quad.subject.value  # type: ignore[union-attr]


def _graphs_of(article_id: str) -> tuple[str, str]:
    key = article_id.split("/", 1)[1]
    return f"article/{key}", f"text/{key}"
