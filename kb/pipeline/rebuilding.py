"""Store → everything that a library remembers of it, made from all its articles, some at a time.

What is derived ought to be what is stored. Where it is not (another release, an import, damage), the next write
corrects the store; the same holds of the links in the graphs of articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from pyoxigraph import Quad

from kb import ids
from kb.config import Settings
from kb.graph.identity import differing
from kb.graph.lines import quads_of
from kb.graph.record import record_lines
from kb.model import Record, Review
from kb.pipeline.derived import GRAPHS, DerivedGraphs
from kb.pipeline.holdings import Holdings
from kb.pipeline.sharing import Crew
from kb.pipeline.standing import Standing
from kb.ports import Store
from kb.state.disk import StateFile
from kb.tables import Tables

_AT_ONCE = 400  # articles

One = TypeVar("One")
Turn = tuple[frozenset[Quad], frozenset[Quad]]
"""Quads that go, and quads that come."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What of a store does not follow from its articles and reviews.

    Attributes:
        come, gone: Quads of derived graphs that are missing, and those that are too many.
        links: Name of an article → what changes in its graph.
        partition: The stored claims that are otherwise now, with their propositions.
        born: Claims that are not stored.
    """

    come: frozenset[Quad] = frozenset()
    gone: frozenset[Quad] = frozenset()
    links: Mapping[str, Turn] = field(default_factory=dict)
    partition: Mapping[str, frozenset[str]] = field(default_factory=dict)
    born: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether anything has to be corrected."""
        return bool(self.come or self.gone or self.links)


def rebuilt(
    held: Holdings,
    store: Store,
    chosen: Settings,
    reviews: Iterable[Review],
    tables: Tables,
    *,
    crew: Crew | None = None,
) -> tuple[DerivedGraphs, Corrections]:
    """Derive everything from what a store holds.

    Args:
        held: What it holds.
        store: The store itself.
        chosen: Which registry names the agencies.
        reviews: Those of the store.
        tables: Empty; what they are filled with.
        crew: Shares the work of comparing; nobody by default.

    Returns:
        The derived graphs, and what of the store differs from them.
    """
    known = held.known()
    derived = DerivedGraphs(chosen, known, reviews, tables, crew)
    with closing(StateFile("")) as scratch:  # a temporary file, which only large stores need
        lines = scratch.table("lines")
        # What is known of texts that are not at hand is weighed against all articles at once.
        for some in _parts(held.records(), len(held) if known.differences else _AT_ONCE):
            found = derived.update(come=some)
            lines.update(dict.fromkeys(found.added, True))
            for line in found.removed:
                del lines[line]
        gone = frozenset(quad for quad in _stored(store) if lines.pop(str(quad), None) is None)
        come = frozenset(quads_of(lines))
    links = {doc: turned for doc, turned in _relinked(held, derived.standing, store.base_iri) if any(turned)}
    partition = held.partition()
    born = frozenset(claim for claim in derived.claims if claim not in partition)
    return derived, Corrections(come, gone, links, _otherwise(partition, derived), born)


def turn(stored: Record, standing: Record, base: str) -> Turn:
    """Give what changes in an article's graph where its agents are others than those that it is stored with."""
    if stored is standing or _alike(stored, standing):
        return frozenset(), frozenset()
    old, new = (frozenset(record_lines(one, base)) for one in differing(stored, standing))
    return frozenset(quads_of(old - new)), frozenset(quads_of(new - old))


def _alike(left: Record, right: Record) -> bool:
    """Tell whether two records of one article link alike."""
    ours, theirs = ((one.article, one.statements, one.mentions, one.tenures) for one in (left, right))
    return ours == theirs


def _stored(store: Store) -> Iterator[Quad]:
    return (quad for name in GRAPHS for quad in store.quads(store.base_iri + ids.graph(name)))


def _relinked(held: Holdings, standing: Standing, base: str) -> Iterator[tuple[str, Turn]]:
    """Give the articles that are linked otherwise than they are stored: moved in the store, or now, or both."""
    seen = set()
    for record in held.otherwise():
        now = standing[record.article.doc]
        if record.article.id == now.article.id:  # else another version of the text has the name
            seen.add(now.article.doc)
            yield now.article.doc, turn(record, now, base)
    for doc in standing.moved:
        if doc not in seen:
            yield doc, turn(standing.read[doc], standing[doc], base)


def _otherwise(partition: Mapping[str, frozenset[str]], derived: DerivedGraphs) -> dict[str, frozenset[str]]:
    """Give the stored claims that are no more, or have other propositions."""
    found = {}
    for name, propositions in partition.items():
        claim = derived.claims.get(name)
        if claim is None or propositions != frozenset(claim.propositions):
            found[name] = propositions
    return found


def _parts(ones: Iterable[One], size: int) -> Iterator[list[One]]:
    waiting = iter(ones)
    while some := list(islice(waiting, max(1, size))):
        yield some
