"""The current records by article, and their parts by identifier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Generic, TypeVar

from kb.model import Article, Proposition, Record, Statement
from kb.tables import Recent, Tables

Said = tuple[Statement, Proposition]
Part = TypeVar("Part")

_OPEN = 2_000  # articles whose parts are at hand


class Shelf:
    """Records by the identifier of their article.

    Attributes:
        records: By identifier of the article.
    """

    def __init__(self, tables: Tables) -> None:
        """Take where they lie."""
        self.records: MutableMapping[str, Record] = tables("records")
        self._article_of: MutableMapping[str, str] = tables("article of")  # statement or proposition →
        self._parts: Recent[str, _Parts] = Recent(_OPEN)

    def put(self, record: Record) -> None:
        """Take a record in; it replaces the one of the same article."""
        article = record.article.id
        if article in self.records:
            self.remove(article)
        self.records[article] = record
        for one in _Parts(record).names():
            self._article_of[one] = article

    def remove(self, article: str) -> None:
        """Take a record out."""
        for one in self._parts_of(article).names():
            del self._article_of[one]
        self._parts.drop(article)
        del self.records[article]

    def article(self, identifier: str) -> Article:
        """Give an article."""
        return self.records[identifier].article

    def statement(self, identifier: str) -> Statement:
        """Give a statement."""
        return self._parts_of(self._article_of[identifier]).statements[identifier]

    def maker(self, proposition: str) -> Statement:
        """Give the statement that makes a proposition."""
        return self.said(proposition)[0]

    def said(self, proposition: str) -> Said:
        """Give a proposition, and the statement that makes it."""
        return self._parts_of(self._article_of[proposition]).said[proposition]

    def _parts_of(self, article: str) -> _Parts:
        parts = self._parts.get(article)
        if parts is None:
            parts = _Parts(self.records[article])
            self._parts.put(article, parts)
        return parts


class _Parts:
    """One record, by the identifiers of its parts."""

    def __init__(self, record: Record) -> None:
        self.statements = {one.id: one for one in record.statements}
        self.said = said_in([record])

    def names(self) -> Iterator[str]:
        yield from self.statements
        yield from self.said


class View(Mapping[str, Part], Generic[Part]):
    """What a function gives by identifier, as a mapping that cannot be listed."""

    def __init__(self, give: Callable[[str], Part]) -> None:
        """Take the function; it raises :class:`KeyError` for what is not there."""
        self._give = give

    def __getitem__(self, identifier: str) -> Part:
        return self._give(identifier)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("These are too many to be listed.")

    def __len__(self) -> int:
        raise TypeError("These are too many to be counted.")


def said_in(records: Iterable[Record]) -> dict[str, Said]:
    """Give all propositions of some records, each with the statement that makes it."""
    return {
        clause.id: (said, clause) for record in records for said in record.statements for clause in said.propositions
    }
