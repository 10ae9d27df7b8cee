"""Quads by subject and predicate: what formats that follow links from node to node look things up in."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kb.vocab import KB, OA, RDF, RDFS, TIME

Term = NamedNode | Literal


class Index:
    """The union of some quads; everything it gives is sorted, whatever order they came in."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Read the quads once."""
        self._known: dict[str, dict[str, set[Term]]] = {}
        for quad in quads:
            properties = self._known.setdefault(quad.subject.value, {})  # type: ignore[union-attr]
            properties.setdefault(quad.predicate.value, set()).add(quad.object)  # type: ignore[arg-type]

    def of_class(self, iri: str) -> list[str]:
        """Give the nodes of a class."""
        wanted = NamedNode(iri)
        return sorted(node for node, known in self._known.items() if wanted in known.get(RDF.type, ()))

    def values(self, node: str, *path: str) -> list[str]:
        """Give the texts or IRIs at the end of a path of predicates."""
        nodes = [node]
        for predicate in path:
            nodes = sorted({term.value for one in nodes for term in self._known.get(one, {}).get(predicate, ())})
        return nodes

    def value(self, node: str, *path: str) -> str:
        """Give the least value at the end of a path, or nothing."""
        return next(iter(self.values(node, *path)), "")

    def spans(self, node: str, predicate: str) -> list[tuple[int, int, str]]:
        """Give the spans that a property points at, in the order of the text: start, end, words."""
        found = []
        for span in self.values(node, predicate):
            starts, ends = self.values(span, OA.hasSelector, OA.start), self.values(span, OA.hasSelector, OA.end)
            if starts and ends:
                found.append((int(starts[0]), int(ends[0]), self.value(span, OA.hasSelector, OA.exact)))
        return sorted(found)

    def days(self, interval: str) -> tuple[str | None, str | None]:
        """Give the first and last day of an interval; ``None`` where it is open."""
        first = self.value(interval, TIME.hasBeginning, TIME.inXSDDate)
        return first or None, self.value(interval, TIME.hasEnd, TIME.inXSDDate) or None

    def published(self, article: str) -> str:
        """Give when an article was published: a date, ``earliest/latest``, or nothing."""
        interval = self.value(article, KB.publishedDuring)
        if not interval:
            return ""
        first, last = self.days(interval)
        return first if first and first == last else f"{first or '..'}/{last or '..'}"

    def label(self, node: str) -> str:
        """Give the label of a node, or nothing."""
        return self.value(node, RDFS.label)
