"""Names that people give → nodes: an IRI, an identifier, or an exact label will do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from pyoxigraph import NamedNode

from kb.errors import QueryError
from kb.ports import Store
from kb.query.binding import Parameter, Type, bound, mistyped
from kb.terminal import shortened
from kb.vocab import PREFIXES

_PROLOGUE = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
_LABELS = {
    "agent": "?node a prov:Agent ; rdfs:label|skos:altLabel ?label .",
    "claim": "?node a kb:Claim ; schema:text ?label .",
    "article": "?node a schema:NewsArticle ; dcterms:identifier ?label .",
}
_SORTS = {
    "speaker": ("agent",),
    "outlet": ("agent",),
    "agent": ("agent",),
    "claim": ("claim",),
    "article": ("article",),
}
_PARTS = {"speaker": "?someone kb:speaker ?node", "outlet": "?article schema:publisher ?node"}
_MAX_LISTED = 8


def node_named(store: Store, parameter: Parameter, value: str) -> NamedNode:
    """Find the node that a parameter's value means.

    The parameter's name tells what is looked for: ``speaker`` and ``outlet`` are agents, ``claim`` is a claim,
    ``article`` an article; anything else may be any of them.

    Args:
        store: Where to look.
        parameter: The parameter, of type IRI.
        value: An IRI (also one that an agent is the same as), an identifier with or without its kind
            (``agent/wu-qian``, ``wu-qian``), or a label, whatever its case; an agent's goes before a claim's words.

    Raises:
        QueryError: nothing has that name (with near matches), or several things do (with all of them).
    """
    sorts = _SORTS.get(parameter.name, ("agent", "claim", "article"))
    if "://" in value or value.startswith("urn:"):
        return _by_iri(store, parameter, value)
    identifiers = [store.base_iri + identifier for identifier in (value, *(f"{sort}/{value}" for sort in sorts))]
    for identifier in identifiers:
        node = _node(identifier)
        if node is not None and _current(store, node):
            return _only(store, parameter, value, [node])
    labels = _labels(store, sorts)
    named = [node for node, known in labels.items() if _folded(value) in map(_folded, known)]
    agents = [node for node in named if node.value.startswith(f"{store.base_iri}agent/")]
    named = agents or named  # a claim may be a bare name, too, but who says "China" means the country
    if len(named) > 1 and parameter.name in _PARTS:
        playing = [node for node in named if _asked(store, f"ASK {{ {_PARTS[parameter.name]} }}", node)]
        named = playing or named
    if named:
        return _only(store, parameter, value, named)
    successor = [node for identifier in identifiers for node in _successors(store, identifier)]
    if successor:
        return _only(store, parameter, value, successor)
    raise _unknown(parameter, value, labels, store.base_iri)


def claim_named(store: Store, value: str) -> str:
    """Find the claim that an IRI, an identifier or an exact wording means, and give its IRI.

    Raises:
        QueryError: nothing has that name, or several claims do.
    """
    return node_named(store, Parameter("claim", "_claim_iri", Type.IRI, optional=False), value).value


def agent_named(store: Store, value: str) -> str:
    """Find the agent that an IRI, an identifier or an exact label means, and give its IRI; merged ones are followed.

    Raises:
        QueryError: nobody has that name, or several agents do.
    """
    return node_named(store, Parameter("agent", "_agent_iri", Type.IRI, optional=False), value).value


def article_named(store: Store, value: str) -> str:
    """Find the article that an IRI, an identifier or its name means, and give its IRI.

    Raises:
        QueryError: nothing has that name, or several articles do.
    """
    return node_named(store, Parameter("article", "_article_iri", Type.IRI, optional=False), value).value


def same_label(value: str, labels: Iterable[str]) -> bool:
    """Tell whether a name is one of some labels, as :func:`node_named` compares them."""
    return _folded(value) in map(_folded, labels)


def _by_iri(store: Store, parameter: Parameter, value: str) -> NamedNode:
    """Take an IRI as it is where it is ours or not known; follow it where it is superseded or the same as ours."""
    node = _node(value)
    if node is None:
        raise mistyped(parameter, value)
    if _current(store, node):
        return node
    same = _found(store, "SELECT DISTINCT ?node WHERE { ?node schema:sameAs ?_value_iri } ORDER BY ?node", node)
    elsewhere = same or _successors(store, value)
    if elsewhere:
        return _only(store, parameter, value, elsewhere)
    if value.startswith(store.base_iri) or parameter.name in _SORTS:
        raise _unknown(parameter, value, _labels(store, _SORTS.get(parameter.name, ())), store.base_iri)
    return node


def _successors(store: Store, iri: str) -> list[NamedNode]:
    """Give what took the place of a superseded claim or article."""
    node = _node(iri)
    if node is None:
        return []
    query = "SELECT DISTINCT ?node WHERE { ?node prov:wasRevisionOf+ ?_value_iri } ORDER BY ?node"
    return [found for found in _found(store, query, node) if _current(store, found)]


def _current(store: Store, node: NamedNode) -> bool:
    """Tell whether the store describes a node, beyond remembering that it was superseded."""
    return _asked(store, "ASK { ?node a ?type FILTER NOT EXISTS { ?node prov:invalidatedAtTime ?then } }", node)


def _asked(store: Store, sparql: str, node: NamedNode) -> bool:
    return bool(store.query(f"{_PROLOGUE}\n{bound(sparql, {'node': node})}"))


def _found(store: Store, sparql: str, value: NamedNode) -> list[NamedNode]:
    return [row["node"] for row in store.query(f"{_PROLOGUE}\n{bound(sparql, {'_value_iri': value})}")]  # type: ignore[union-attr]


def _labels(store: Store, sorts: tuple[str, ...]) -> Mapping[NamedNode, list[str]]:
    """Give the labels of all nodes of some sorts, sorted here: an engine on disk reads both terms to compare them."""
    labels: dict[NamedNode, list[str]] = {}
    for sort in sorts:
        rows = store.query(f"{_PROLOGUE}\nSELECT ?node ?label WHERE {{ {_LABELS[sort]} }}")
        named = [(row["node"], row["label"].value) for row in rows]  # type: ignore[union-attr]
        for node, label in sorted(named, key=lambda one: (one[0].value, one[1])):
            labels.setdefault(node, []).append(label)
    return labels


def _only(store: Store, parameter: Parameter, value: str, nodes: list[NamedNode]) -> NamedNode:
    if len(nodes) == 1:
        return nodes[0]
    listed = ", ".join(node.value.removeprefix(store.base_iri) for node in nodes[:_MAX_LISTED])
    raise QueryError(
        f"The {parameter.name} {shortened(value, 60)!r} may be any of {len(nodes)}: {listed}.",
        hint=f"Give the identifier of one, such as {parameter.name}={nodes[0].value.removeprefix(store.base_iri)}.",
    )


def _unknown(parameter: Parameter, value: str, labels: Mapping[NamedNode, list[str]], base: str) -> QueryError:
    """Give the error for a name that nothing has, with what comes near."""
    names = {_folded(label): label for known in labels.values() for label in known}
    names |= {node.value.removeprefix(base).partition("/")[2]: node.value.removeprefix(base) for node in labels}
    near = [names[match] for match in get_close_matches(_folded(value.removeprefix(base)), names, n=3, cutoff=0.6)]
    near += [label for folded, label in sorted(names.items()) if _folded(value) in folded and label not in near][:3]
    hint = f"Did you mean {' or '.join(map(repr, map(shortened, near)))}?" if near else f"Give {parameter.expected}."
    return QueryError(f"Nothing in the store is the {parameter.name} {shortened(value, 60)!r}.", hint=hint)


def _folded(label: str) -> str:
    """Give a label as it is compared: case, accents' encoding, kinds of apostrophe and of blank do not count."""
    return " ".join(unicodedata.normalize("NFKC", label).replace("’", "'").casefold().split())


def _node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None
