"""What goes into an export: the quads of a store, and the order in which people read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import NamedNode, Quad

from kb.ports import Store
from kb.vocab import SCHEMA

Place = tuple[int, tuple[tuple[int, str], ...], str]

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
    ),
)
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
    kind = iri.removeprefix(base).partition("/")[0] if iri.startswith(base) else ""
    return kind if kind in _SECTIONS else ""


@lru_cache(maxsize=200_000)
def place_of(iri: str, base: str) -> Place:
    """Give a key that sorts nodes by kind in reading order, then by name, with numbers in numerical order."""
    section = section_of(iri, base)
    return (_SECTIONS.index(section) if section else len(_SECTIONS), _natural(iri), iri)


def graph_place(graph: str, base: str) -> Place:
    """Give a key that sorts graphs: articles and their texts first, then what was derived, the archive last."""
    parts = graph.removeprefix(base + "graph/").split("/")
    rank = _GRAPHS.index(parts[0]) if parts[0] in _GRAPHS else len(_GRAPHS)
    return (rank, _natural(graph), graph)


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """Split a name at its hyphens and slashes and mark what is a number, so that hop/10 follows hop/9."""
    parts = name.replace("/", "-").split("-")
    return tuple((int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in parts)


def graph_of(quad: Quad) -> str:
    """Give the name of a quad's graph."""
    graph = quad.graph_name
    return graph.value if isinstance(graph, NamedNode) else ""
