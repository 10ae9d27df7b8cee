"""The page that quads are written on: one named graph, as lines of N-Quads, each once and in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import wraps
from typing import TypeVar

from pyoxigraph import Quad

from kb import ids
from kb.graph.lines import Line, Lines, quads_of
from kb.graph.terms import Term, iri
from kb.model import Article
from kb.vocab import RDF

Known = Mapping[str, Term | Iterable[Term] | None]
Part = TypeVar("Part", bound=Hashable)
Write = Callable[["Page", Article, Part], Term]

_PLAIN = re.compile(r"[\w/.-]+", re.ASCII)  # identifiers of ours: they make an IRI of every base


class Page:
    """One named graph being written.

    Attributes:
        base: What stands before every identifier.
    """

    def __init__(self, name: str, base: str) -> None:
        """Open the graph ``graph/<name>``.

        Raises:
            ValueError: the base makes no IRI.
        """
        self.base = base
        self._start = iri(base).removesuffix(">")
        self._end = f" {self._start}{ids.graph(name)}>"
        self._lines: dict[Line, None] = {}
        self._parts: dict[tuple[Callable[..., Term], str, Hashable], Term] = {}

    @property
    def lines(self) -> Lines:
        """All that was written, each quad once, in order."""
        return tuple(self._lines)

    @property
    def quads(self) -> tuple[Quad, ...]:
        """The same, to be stored."""
        return quads_of(self._lines)

    def node(self, identifier: str) -> Term:
        """Give the node of an identifier.

        Raises:
            ValueError: it makes no IRI.
        """
        if _PLAIN.fullmatch(identifier):
            return Term(f"{self._start}{identifier}>")
        return iri(self.base + identifier)

    def nodes(self, identifiers: Iterable[str]) -> list[Term]:
        """Give the nodes of the identifiers that are not empty."""
        return [self.node(identifier) for identifier in identifiers if identifier]

    def describe(self, identifier: str, *types: str, known: Known) -> Term:
        """Write the classes of a node and what is known of it; ``None`` and empty lists write nothing."""
        subject, lines, end = self.node(identifier), self._lines, self._end
        for type_ in types:
            lines[f"{subject} <{RDF.type}> <{type_}>{end}"] = None
        for predicate, value in known.items():
            for term in (value,) if isinstance(value, str) else value or ():
                lines[f"{subject} <{predicate}> {term}{end}"] = None
        return subject

    def once(self, write: Write[Part], article: Article, part: Part) -> Term:
        """Write a part of an article unless it stands here already: clauses, hops and mentions share most spans."""
        key = (write, article.id, part)
        node = self._parts.get(key)
        if node is None:
            node = self._parts[key] = write(self, article, part)
        return node


def shared(write: Write[Part]) -> Write[Part]:
    """Let a function write every part once on a page, however many refer to it."""

    @wraps(write)
    def written(page: Page, article: Article, part: Part) -> Term:
        return page.once(write, article, part)

    return written
