"""What goes into an export: the quads of a store, and the order in which people read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kb.ports import Store
from kb.vocab import SCHEMA

_SECTIONS = (
    *("article", "original", "fact", "region", "statement", "proposition", "time", "quantity", "mention", "span"),
    "relation",
    *(
        "interval",
        "instant",
        "agent",
        "claim",
        "claim-link",
        "event",
        "origin",
        "reuse",
        "discrepancy",
        "pair",
        "quotation",
        "run",
        "software",
        "review",
        "reviewer",
        "link",
        "report",
        "result",
    ),
)
_RANKS = {section: rank for rank, section in enumerate(_SECTIONS)}
_NUMBER = re.compile(r"(?<![^/-])[0-9]+(?![^/-])")
_LEAST = "\1"
_GRAPHS = [
    "article",
    "text",
    "claims",
    "agents",
    "origins",
    "discrepancies",
    "history",
    "identities",
    "reviews",
    "runs",
    "report",
]


def current_quads(store: Store, *, with_text: bool) -> Iterator[Quad]:
    """Give the current quads, without the articles' texts unless asked for."""
    return _texts_apart(store.quads(), with_text)


def archived_quads(store: Store, *, with_text: bool) -> Iterator[Quad]:
    """Give the quads of the archive, without the articles' texts unless asked for."""
    return _texts_apart(store.archived(), with_text)


def _texts_apart(quads: Iterable[Quad], with_text: bool) -> Iterator[Quad]:
    return (quad for quad in quads if with_text or quad.predicate.value != SCHEMA.articleBody)


def section_of(iri: str, base: str) -> str:
    """Give the kind of node that an IRI names: ``statement`` for ``<base>statement/9c41/hop/2``, or nothing."""
    kind = iri[len(base) :].partition("/")[0] if iri.startswith(base) else ""
    return kind if kind in _RANKS else ""


def reading_order(iri: str, base: str) -> str:
    """Give a key that sorts nodes by kind in reading order, then by name, with numbers in numerical order.

    >>> sorted(["hop/10", "hop/9", "claim/1"], key=lambda name: reading_order(f"b:{name}", "b:"))
    ['claim/1', 'hop/9', 'hop/10']
    """
    rank = _RANKS.get(section_of(iri, base), len(_RANKS))
    return f"{rank:02}{_natural(iri)}"


def graph_order(graph: str, base: str) -> str:
    """Give a key that sorts graphs: articles and their texts first, then what was derived, the archive last."""
    kind = graph.removeprefix(base + "graph/").partition("/")[0]
    rank = _GRAPHS.index(kind) if kind in _GRAPHS else len(_GRAPHS)
    return f"{rank:02}{_natural(graph)}"


def _natural(name: str) -> str:
    """Mark the numbers between hyphens and slashes with how long they are, so that hop/10 follows hop/9.

    Separators sort before all else, as the ends of names do, and numbers after words. Two names that differ in leading
    zeros alone get keys that differ too: the name itself stands at the end.
    """
    marked = _NUMBER.sub(_numeral, name)
    return marked.replace("/", _LEAST).replace("-", _LEAST) + f"\0{name}"


def _numeral(found: re.Match[str]) -> str:
    digits = found[0].lstrip("0")
    return f"~{len(digits):03}{digits}"


def graph_of(quad: Quad) -> str:
    """Give the name of a quad's graph."""
    graph = quad.graph_name
    return graph.value if isinstance(graph, NamedNode) else ""
