"""All agents of a store: who they are, and how often, where and by whom they are mentioned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kb.ports import Store
from kb.query.rows import Rows
from kb.vocab import KB, PREFIXES, SCHEMA, XSD

COLUMNS = ("agent", "name", "type", "registered", "mentions", "articles", "outlets", "doubts")
TYPES: Mapping[str, str] = {
    SCHEMA.Person: "person",
    SCHEMA.Organization: "organization",
    SCHEMA.Place: "place",
    KB.Group: "group",
}
_PROLOGUE = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
_AGENTS = """SELECT ?agent ?name ?registered {
  ?agent a prov:Agent ; rdfs:label ?name OPTIONAL { ?agent kb:registered ?registered }
}"""
_TYPES = "SELECT ?agent ?type { ?agent a prov:Agent, ?type }"
_MENTIONS = """SELECT ?agent ?article (COUNT(?mention) AS ?number) {
  ?mention a kb:Mention ; kb:agent ?agent ; kb:span/oa:hasSource ?article
} GROUP BY ?agent ?article"""
_DOUBTS = "SELECT ?agent (COUNT(?doubt) AS ?number) { ?doubt a kb:Doubt ; kb:apart ?agent } GROUP BY ?agent"
_OUTLETS = "SELECT ?article ?outlet { ?article schema:publisher ?outlet ; dcterms:identifier ?doc }"


def roster(
    store: Store, *, kind: str = "", unregistered: bool = False, doubtful: bool = False, limit: int | None = None
) -> Rows:
    """Give one row per agent, the most mentioned first, then by name.

    Five plain scans joined here: one query over all would pair every mention with every outlet.

    Args:
        store: Where to look.
        kind: Only agents of this type (``person`` …, ``unknown``).
        unregistered: Only agents that no registry knows.
        doubtful: Only agents that evidence keeps apart from others of their name.
        limit: Most rows.
    """
    outlet = {row["article"]: row["outlet"] for row in _rows(store, _OUTLETS)}
    counts: dict[NamedNode, dict[NamedNode, int]] = defaultdict(dict)
    for row in _rows(store, _MENTIONS):
        counts[row["agent"]][row["article"]] = int(row["number"].value)
    doubts = {row["agent"]: int(row["number"].value) for row in _rows(store, _DOUBTS)}
    types = {row["agent"]: TYPES[row["type"].value] for row in _rows(store, _TYPES) if row["type"].value in TYPES}
    found = []
    for row in _rows(store, _AGENTS):
        agent, registered = row["agent"], getattr(row["registered"], "value", "") == "true"
        type_ = types.get(agent, "unknown")
        if (kind and kind != type_) or (unregistered and registered) or (doubtful and agent not in doubts):
            continue
        articles = counts.get(agent, {})
        outlets = {outlet[article] for article in articles if article in outlet}
        numbers = (sum(articles.values()), len(articles), len(outlets), doubts.get(agent, 0))
        found.append((agent, row["name"], type_, registered, numbers))
    found.sort(key=lambda one: (-one[4][0], one[1].value.casefold(), one[0].value))
    cells = [
        (
            agent,
            name,
            Literal(type_),
            Literal(registered),
            *(Literal(str(n), datatype=NamedNode(XSD.integer)) for n in numbers),
        )
        for agent, name, type_, registered, numbers in found[:limit]
    ]
    return Rows(COLUMNS, cells)


def _rows(store: Store, sparql: str) -> QuerySolutions:
    return store.query(f"{_PROLOGUE}\n{sparql}")  # type: ignore[return-value]
