"""Where in which article a node stands, so that a finding can be looked up."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from collections.abc import Set as AnySet
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kb.check.compiled.neighbours import Neighbours
from kb.check.compiled.terms import Term, plain
from kb.vocab import DCTERMS, KB, OA, PROV, XSD

_WORDS = (KB.content, KB.span, KB.source, KB.cue, KB.left)  # from a node to its words, the telling ones first
_PARTS = (KB.side, KB.variant)  # to nodes that have words, each in an article of its own
_OWNERS = (OA.hasSelector, KB.hop, KB.region, KB.proposition, KB.evidence, KB.side, KB.variant, KB.interval)
_ARTICLES = (PROV.wasQuotedFrom, PROV.used)
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}", re.ASCII)
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

    def __init__(self, beside: Neighbours) -> None:
        """Take the graph that was checked."""
        self._beside = beside

    def prepare(self, nodes: Iterable[Term]) -> None:
        """Look up what :meth:`of` will ask about many nodes, all at once; what has a place is followed no further."""
        if self._beside.at_hand:
            return
        named = {node for node in nodes if isinstance(node, NamedNode)}
        self._after(named, DCTERMS.identifier)
        placeless: dict[NamedNode, list[Term]] = {node: [node] for node in named if self._doc(node) is None}
        for _ in range(_STEPS):
            self._prepare_spans({one for near in placeless.values() for one in near})
            placeless = {node: near for node, near in placeless.items() if self._among(near) is None}
            self._before({one for near in placeless.values() for one in near}, *_OWNERS)
            placeless = {node: self._owners(near) for node, near in placeless.items()}
        self._after(self._after(placeless, *_ARTICLES), DCTERMS.identifier)

    def _prepare_spans(self, nodes: AnySet[Term]) -> None:
        """Look up what :meth:`_among` will ask."""
        candidates = nodes | self._after(nodes, *_PARTS)
        spans = candidates | self._after(candidates, *_WORDS)
        self._after(self._before(spans, KB.region) | self._after(spans, OA.hasSource), DCTERMS.identifier)
        self._after(spans | self._after(spans, OA.hasSelector), OA.start, OA.end)

    def _after(self, nodes: Collection[Term], *predicates: str) -> set[Term]:
        """Look up the values of many nodes, and give those that are nodes."""
        for predicate in predicates:
            self._beside.prepare(nodes, predicate)
        found = (value for node in nodes for predicate in predicates for value in self._beside.objects(node, predicate))
        return {value for value in found if isinstance(value, NamedNode)}

    def _before(self, nodes: Collection[Term], *predicates: str) -> set[Term]:
        """Look up the nodes of which many nodes are values, and give them."""
        for predicate in predicates:
            self._beside.prepare(nodes, predicate, inverse=True)
        return {one for node in nodes for predicate in predicates for one in self._beside.subjects(predicate, node)}

    def of(self, *nodes: Term | None) -> Place:
        """Give the best place that one of the nodes stands for: words before a mere article."""
        found = [self._place(node) for node in nodes if isinstance(node, NamedNode)]
        with_words = [place for place in found if place.start is not None]
        with_doc = [place for place in found if place.doc]
        return next(iter(with_words + with_doc), NOWHERE)

    def _place(self, node: NamedNode) -> Place:
        if (doc := self._doc(node)) is not None:
            return Place(doc)
        near: list[Term] = [node]
        for _ in range(_STEPS):
            if place := self._among(near):
                return place
            near = self._owners(near)
        articles = next(filter(None, (self._objects(node, link) for link in _ARTICLES)), [])
        return next((Place(doc) for article in articles if (doc := self._doc(article)) is not None), NOWHERE)

    def _among(self, near: list[Term]) -> Place | None:
        """Give the place of the first of some nodes that has one, or has a part or words that have one."""
        parts = [part for known in near for link in _PARTS for part in self._objects(known, link)]
        for candidate in near + parts:
            for spans in ([candidate], *(self._objects(candidate, words) for words in _WORDS)):
                if place := self._extent(spans):
                    return place
        return None

    def _owners(self, near: Iterable[Term]) -> list[Term]:
        return list(dict.fromkeys(one for known in near for link in _OWNERS for one in self._subjects(link, known)))

    def _extent(self, spans: Iterable[Term]) -> Place | None:
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

    def _doc(self, node: Term) -> str | None:
        return next((term.value for term in self._objects(node, DCTERMS.identifier)), None)

    def _numbers(self, node: Term, predicate: str) -> list[int]:
        found = (term for term in self._objects(node, predicate) if isinstance(term, Literal))
        return [int(term.value) for term in map(plain, found) if _NUMBER.fullmatch(term.value) and _is_number(term)]

    def _objects(self, node: Term, predicate: str) -> list[Term]:
        return sorted(self._beside.objects(node, predicate), key=_value)

    def _subjects(self, predicate: str, node: Term) -> list[Term]:
        return sorted(self._beside.subjects(predicate, node), key=_value)


def _is_number(term: Term) -> bool:
    return isinstance(term, Literal) and term.datatype.value == XSD.integer


def _value(term: Term) -> str:
    return term.value
