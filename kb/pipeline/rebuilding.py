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

from pyoxigraph import Quad, RdfFormat, parse

from kb import ids
from kb.config import Settings
from kb.graph.identity import differing
from kb.graph.record import record_quads
from kb.model import Record, Review
from kb.pipeline.derived import GRAPHS, DerivedGraphs
from kb.pipeline.holdings import Holdings
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
    held: Holdings, store: Store, chosen: Settings, reviews: Iterable[Review], tables: Tables
) -> tuple[DerivedGraphs, Corrections]:
    """Derive everything from what a store holds.

    Args:
        held: What it holds.
        store: The store itself.
        chosen: Which registry names the agencies.
        reviews: Those of the store.
        tables: Empty; what they are filled with.

    Returns:
        The derived graphs, and what of the store differs from them.
    """
    known = held.known()
    derived = DerivedGraphs(chosen, known, reviews, tables)
    with closing(StateFile("")) as scratch:  # a temporary file, which only large stores need
        lines = scratch.table("lines")
        # What is known of texts that are not at hand is weighed against all articles at once.
        for some in _parts(held.records(), len(held) if known.differences else _AT_ONCE):
            found = derived.update(come=some)
            lines.update((str(quad), True) for quad in found.come)
            for quad in found.gone:
                del lines[str(quad)]
        gone = frozenset(quad for quad in _stored(store) if lines.pop(str(quad), None) is None)
        missing = "".join(f"{line} .\n" for line in lines)
    come = frozenset(parse(missing.encode(), format=RdfFormat.N_QUADS))
    links = dict(_relinked(held.standing(), derived, store.base_iri))
    partition = held.partition()
    born = frozenset(claim for claim in derived.claims if claim not in partition)
    return derived, Corrections(come, gone, links, _otherwise(partition, derived), born)


def turn(stored: Record, standing: Record, base: str) -> Turn:
    """Give what changes in an article's graph where its agents are others than those that it is stored with."""
    if stored is standing or _alike(stored, standing):
        return frozenset(), frozenset()
    old, new = (frozenset(record_quads(one, base)) for one in differing(stored, standing))
    return old - new, new - old


def _alike(left: Record, right: Record) -> bool:
    """Tell whether two records of one article link alike."""
    ours, theirs = ((one.article, one.statements, one.mentions, one.tenures) for one in (left, right))
    return ours == theirs


def _stored(store: Store) -> Iterator[Quad]:
    return (quad for name in GRAPHS for quad in store.quads(store.base_iri + ids.graph(name)))


def _relinked(stored: Iterable[Record], derived: DerivedGraphs, base: str) -> Iterator[tuple[str, Turn]]:
    for record in stored:
        doc = record.article.doc
        standing = derived.standing[doc]
        if record.article.id != standing.article.id:  # another version of the text has the name
            continue
        gone, come = turn(record, standing, base)
        if gone or come:
            yield doc, (gone, come)


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
