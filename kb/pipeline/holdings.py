"""What a store holds, read article by article: neither all quads nor all records are ever in memory at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Any

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
_TEXTS = f"SELECT (COUNT(DISTINCT ?article) AS ?number) {{ ?article <{SCHEMA.articleBody}> ?text }}"


class Holdings:
    """The records of a store, and what was derived from them."""

    def __init__(self, store: Store) -> None:
        """Take a store."""
        self._store, self._base = store, store.base_iri
        self._before = Unreviewed(self.graph("identities"), self._base)

    def __len__(self) -> int:
        """Count the articles."""
        return len(self._graphs)

    def records(self) -> Iterator[Record]:
        """Give each record as it was read, before any review, by the identifier of its article."""
        shared = chain.from_iterable(map(self.graph, _SHARED))
        read = RecordReader(chain(self._before.agents(), self._before.links(shared)), self._base)
        return (as_described(read.record(self._before.links(quads))) for quads in self._articles())

    def standing(self) -> Iterator[Record]:
        """Give each record as it stands in the store, after the reviews."""
        if not self._before:  # no review and no doubt moved anything
            yield from self.records()
            return
        read = RecordReader(chain.from_iterable(map(self.graph, _SHARED)), self._base)
        yield from map(read.record, self._articles())

    def graph(self, name: str) -> Iterator[Quad]:
        """Give the quads of a current graph."""
        return self._store.quads(self._base + ids.graph(name))

    def partition(self) -> dict[str, frozenset[str]]:
        """Give the claims with their propositions."""
        return partition_in(self.graph("claims"), self._base)

    @property
    def lacks_texts(self) -> bool:
        """Tell whether the text of an article is not at hand."""
        (row,) = self._rows(_TEXTS)
        return int(row["number"].value) < len(self)

    def known(self) -> Known:
        """Give what was found in texts that are not at hand any more; nothing where all are."""
        if not self.lacks_texts:
            return Known()
        quads = list(self._store.quads())
        found = (reuses_from(quads, self._base), credits_from(quads, self._base))
        return Known(*found, *differences_from(quads, self._base))

    @cached_property
    def _graphs(self) -> tuple[str, ...]:
        prefix = self._base + ids.graph("article/")
        names = {row["graph"].value for row in self._rows(_ARTICLES)}
        return tuple(sorted(name for name in names if name.startswith(prefix)))

    def _articles(self) -> Iterator[Iterator[Quad]]:
        """Give the quads of each article and its text."""
        prefix = self._base + ids.graph("article/")
        for name in self._graphs:
            yield chain(self._store.quads(name), self.graph(f"text/{name.removeprefix(prefix)}"))

    def _rows(self, sparql: str) -> Iterator[Any]:
        return iter(self._store.query(sparql))  # type: ignore[arg-type]
