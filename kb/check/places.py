"""Where in which article a node stands, so that a finding can be looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.term import Node

from kb.vocab import DCTERMS, KB, OA, PROV

_WORDS = (KB.content, KB.span, KB.source, KB.cue, KB.left)  # from a node to its words, the telling ones first
_PARTS = (KB.side, KB.variant)  # to nodes that have words, each in an article of its own
_OWNERS = (OA.hasSelector, KB.hop, KB.region, KB.proposition, KB.evidence, KB.side, KB.variant, KB.interval)
_STEPS = 3  # selector → span; evidence → side → discrepancy; instant → interval → time expression


@dataclass(frozen=True, slots=True)
class Place:
    """An article, and the characters of it that a node is about, first to last."""

    doc: str
    start: int | None = None
    end: int | None = None


NOWHERE = Place("")


class Places:
    """Looks places up in a graph."""

    def __init__(self, graph: Graph) -> None:
        """Take the graph that was checked."""
        self._graph = graph

    def of(self, *nodes: Node | None) -> Place:
        """Give the best place that one of the nodes stands for: words before a mere article."""
        found = [self._place(node) for node in nodes if isinstance(node, URIRef)]
        with_words = [place for place in found if place.start is not None]
        with_doc = [place for place in found if place.doc]
        return next(iter(with_words + with_doc), NOWHERE)

    def _place(self, node: URIRef) -> Place:
        if (doc := self._doc(node)) is not None:
            return Place(doc)
        here: list[Node] = [node]
        for _ in range(_STEPS):
            parts = [part for known in here for link in _PARTS for part in self._objects(known, link)]
            for candidate in here + parts:
                for spans in ([candidate], *(self._objects(candidate, words) for words in _WORDS)):
                    if place := self._extent(spans):
                        return place
            here = [owner for known in here for link in _OWNERS for owner in self._subjects(link, known)]
        articles = self._objects(node, PROV.wasQuotedFrom) or self._objects(node, PROV.used)
        return next((Place(doc) for article in articles if (doc := self._doc(article)) is not None), NOWHERE)

    def _extent(self, spans: Iterable[Node]) -> Place | None:
        """Give the place from the first character of some spans or regions to the last, in the first of their docs."""
        offsets: dict[str, list[int]] = {}
        for span in spans:
            articles = self._subjects(KB.region, span) or self._objects(span, OA.hasSource)
            doc = next((doc for article in articles if (doc := self._doc(article)) is not None), None)
            for holder in (span, *self._objects(span, OA.hasSelector)):
                found = self._numbers(holder, OA.start) + self._numbers(holder, OA.end)
                if doc is not None and found:
                    offsets.setdefault(doc, []).extend(found)
        for doc in sorted(offsets):
            return Place(doc, min(offsets[doc]), max(offsets[doc]))
        return None

    def _doc(self, node: Node) -> str | None:
        return next(map(str, self._objects(node, DCTERMS.identifier)), None)

    def _numbers(self, node: Node, predicate: str) -> list[int]:
        values = (getattr(term, "value", None) for term in self._objects(node, predicate))
        return [value for value in values if isinstance(value, int)]

    def _objects(self, node: Node, predicate: str) -> list[Node]:
        return sorted(self._graph.objects(node, URIRef(predicate)), key=str)

    def _subjects(self, predicate: str, node: Node) -> list[Node]:
        return sorted(self._graph.subjects(URIRef(predicate), node), key=str)
