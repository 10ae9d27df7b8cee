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
        self._otherwise: list[str] = []

    def __len__(self) -> int:
        """Count the articles."""
        return len(self._graphs)

    def records(self) -> Iterator[Record]:
        """Give each record as it was read, before any review, by the identifier of its article."""
        shared = chain.from_iterable(map(self.graph, _SHARED))
        reader = RecordReader(chain(self._before.agents(), self._before.links(shared)), self._base)
        self._otherwise = []
        for name in self._graphs:
            stored = list(self._article(name))
            read = list(self._before.links(stored)) if self._before else stored
            if read != stored:
                self._otherwise.append(name)
            yield as_described(reader.record(read))

    def otherwise(self) -> Iterator[Record]:
        """Give, of :meth:`records`, those that stand otherwise in the store than they were read: as they stand."""
        if self._otherwise:
            reader = RecordReader(chain.from_iterable(map(self.graph, _SHARED)), self._base)
            yield from (reader.record(self._article(name)) for name in self._otherwise)

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

    def _article(self, name: str) -> Iterator[Quad]:
        """Give the quads of an article's graph, and of its text's."""
        key = name.removeprefix(self._base + ids.graph("article/"))
        return chain(self._store.quads(name), self.graph(f"text/{key}"))

    def _rows(self, sparql: str) -> Iterator[Any]:
        return iter(self._store.query(sparql))  # type: ignore[arg-type]
