"""What a store holds, read article by article: the quads of the whole store are never in memory at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from pyoxigraph import Quad

from kb import ids
from kb.graph.differences_reader import differences_from
from kb.graph.history import partition_in
from kb.graph.identity import Unreviewed
from kb.graph.reader import RecordReader, credits_from, reuses_from
from kb.model import Record
from kb.pipeline.described import as_described
from kb.pipeline.known import Known
from kb.ports import Store
from kb.vocab import SCHEMA

_SHARED = ("agents", "origins", "runs")
_ARTICLES = f"SELECT DISTINCT ?graph {{ GRAPH ?graph {{ ?article a <{SCHEMA.NewsArticle}> }} }}"


class Holdings:
    """The records of a store, and what was derived from them.

    Attributes:
        records: Current record of each ``doc`` as it was read, before any review.
        stored_as: The same as they stand in the store, after the reviews.
    """

    def __init__(self, store: Store) -> None:
        """Read all articles of a store."""
        self._store, self._base = store, store.base_iri
        before = Unreviewed(self.graph("identities"), self._base)
        shared = [quad for name in _SHARED for quad in self.graph(name)]
        read = RecordReader(chain(before.agents(), before.links(shared)), self._base)
        self.records = _by_doc(as_described(read.record(before.links(quads))) for quads in self._articles())
        self.stored_as = dict(self.records)
        if before:  # reviews or doubts moved something
            standing = RecordReader(shared, self._base)
            self.stored_as = _by_doc(standing.record(quads) for quads in self._articles())

    def graph(self, name: str) -> Iterator[Quad]:
        """Give the quads of a current graph."""
        return self._store.quads(self._base + ids.graph(name))

    def partition(self) -> dict[str, frozenset[str]]:
        """Give the claims with their propositions."""
        return partition_in(self.graph("claims"), self._base)

    @cached_property
    def lacks_texts(self) -> bool:
        """Tell whether the text of an article is not at hand."""
        return not all(record.article.body for record in self.records.values())

    def known(self) -> Known:
        """Give what was found in texts that are not at hand any more; nothing where all are."""
        if not self.lacks_texts:
            return Known()
        quads = list(self._store.quads())
        found = (reuses_from(quads, self._base), credits_from(quads, self._base))
        return Known(*found, *differences_from(quads, self._base))

    def _articles(self) -> Iterator[Iterator[Quad]]:
        """Give the quads of each article and its text."""
        prefix = self._base + ids.graph("article/")
        names = {row["graph"].value for row in self._store.query(_ARTICLES)}  # type: ignore[union-attr]
        for name in sorted(names):
            if name.startswith(prefix):
                yield chain(self._store.quads(name), self.graph(f"text/{name.removeprefix(prefix)}"))


def _by_doc(records: Iterable[Record]) -> dict[str, Record]:
    return {one.article.doc: one for one in sorted(records, key=lambda one: (one.article.doc, one.article.id))}
