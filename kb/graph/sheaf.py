"""Quads sorted by what they are about: one pass over a store, then everything is look-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from kb import ids
from kb.errors import StoreError
from kb.vocab import KB, SCHEMA, compact

Node = dict[str, list[str]]
Nodes = dict[str, Node]

SUBJECT_AGENT, OBJECT_AGENT = "subject agent", "object agent"
_LINKED = {KB.subject: SUBJECT_AGENT, KB.object: OBJECT_AGENT}  # terms that take an agent or mere words


@dataclass(slots=True)
class Sheaf:
    """The quads of a store by graph, node and predicate.

    Nodes are identifiers without the base. Values are identifiers or the characters of literals; an agent as the
    subject or object of a proposition stands under ``SUBJECT_AGENT`` or ``OBJECT_AGENT``.

    Attributes:
        articles: Article key → nodes of its graph.
        texts: Article identifier → text.
        shared: Name of a derived graph (``claims``, ``agents`` …) → nodes.
    """

    articles: dict[str, Nodes] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    shared: dict[str, Nodes] = field(default_factory=dict)


def sheaf_of(quads: Iterable[Quad], base: str) -> Sheaf:
    """Group quads; the archive and graphs that are not ours are left out."""
    sheaf, texts = Sheaf(), Nodes()
    places: dict[str, Nodes | None] = {}
    prefix = base + ids.graph("")
    for subject, predicate, value, graph in quads:
        name = getattr(graph, "value", "")  # the default graph has no name
        if name not in places:
            places[name] = _place(sheaf, texts, name.removeprefix(prefix) if name.startswith(prefix) else "")
        nodes = places[name]
        if nodes is None:
            continue
        key, text = predicate.value, value.value
        if isinstance(value, NamedNode):
            key, text = _LINKED.get(key, key), text.removeprefix(base)
        nodes.setdefault(subject.value.removeprefix(base), {}).setdefault(key, []).append(text)
    sheaf.texts.update({identifier: first(node, SCHEMA.articleBody) for identifier, node in texts.items()})
    return sheaf


def _place(sheaf: Sheaf, texts: Nodes, graph: str) -> Nodes | None:
    kind, _, key = graph.partition("/")
    if kind == "article":
        return sheaf.articles.setdefault(key, {})
    if kind == "text":
        return texts
    return sheaf.shared.setdefault(graph, {}) if graph and not key else None


def first(node: Node, predicate: str) -> str:
    """Give the only value, the least of several, or an empty string for none."""
    return min(node.get(predicate, ()), default="")


def only(node: Node, predicate: str, identifier: str) -> str:
    """Give a value that cannot be missing.

    Raises:
        StoreError: it is missing.
    """
    if predicate not in node:
        raise StoreError(
            f"{identifier} has no {compact(predicate)}, so it cannot be read back.",
            hint="`kb validate` lists all that is missing; import a complete export, or ingest the article again.",
        )
    return first(node, predicate)
