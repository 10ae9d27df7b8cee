"""One agent: everything that the store says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode

from kb.ports import Store
from kb.query.binding import bound
from kb.query.roster import TYPES
from kb.query.rows import rows_from
from kb.vocab import PREFIXES

_PROLOGUE = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
_ABOUT = """SELECT ?label ?registered ?same ?type { ?agent rdfs:label ?label
  OPTIONAL { ?agent kb:registered ?registered } OPTIONAL { ?agent schema:sameAs ?same } OPTIONAL { ?agent a ?type } }
ORDER BY ?type"""
_ALIASES = "SELECT ?name { ?agent skos:altLabel ?name } ORDER BY ?name"
_NAMES = """SELECT ?name (COUNT(?mention) AS ?number) { ?mention a kb:Mention ; kb:agent ?agent ; schema:name ?name }
GROUP BY ?name ORDER BY DESC(?number) ?name"""
# A group in which one article has no day would have no least and no last one, so those without are left out.
_TITLES = """SELECT ?title ?number (MIN(?day) AS ?first) (MAX(?day) AS ?last) {
  { SELECT ?title (COUNT(?mention) AS ?number) { ?mention a kb:Mention ; kb:agent ?agent ; kb:titles ?title }
    GROUP BY ?title }
  OPTIONAL { ?printed a kb:Mention ; kb:agent ?agent ; kb:titles ?title ; kb:span/oa:hasSource ?article .
    ?article schema:datePublished ?day }
} GROUP BY ?title ?number ORDER BY DESC(?number) ?title"""
_ROLES = """SELECT ?role ?hold ?body ?name ?doc ?published {
  ?agent schema:hasOccupation ?tenure . ?tenure schema:roleName ?role ; kb:hold ?hold ; kb:span/oa:hasSource ?article .
  ?article dcterms:identifier ?doc
  OPTIONAL { ?tenure schema:memberOf ?body . ?body rdfs:label ?name }
  OPTIONAL { ?article schema:datePublished ?published }
} ORDER BY ?role ?name ?published ?doc"""
_DOUBTS = """SELECT ?other ?kind ?reason { ?doubt a kb:Doubt ; kb:apart ?agent, ?other ; kb:doubtKind ?kind ;
  skos:note ?reason FILTER(?other != ?agent) } ORDER BY ?other ?kind"""
_WHOLES = (
    "SELECT ?whole ?name { ?agent dcterms:isPartOf+ ?whole . ?whole a prov:Agent ; rdfs:label ?name } ORDER BY ?name"
)
_PARTS = "SELECT ?part ?name { ?part dcterms:isPartOf ?agent ; a prov:Agent ; rdfs:label ?name } ORDER BY ?name"
_ARTICLES = """SELECT ?doc ?outlet ?published (COUNT(?mention) AS ?mentions) {
  ?mention a kb:Mention ; kb:agent ?agent ; kb:span/oa:hasSource ?article . ?article dcterms:identifier ?doc
  OPTIONAL { ?article schema:publisher/rdfs:label ?outlet } OPTIONAL { ?article schema:datePublished ?published }
} GROUP BY ?doc ?outlet ?published ORDER BY ?published ?doc"""
_SAID = """SELECT ?statement ?doc ?start ?end ?quote {
  ?statement kb:speaker ?agent ; kb:content ?span ; prov:wasQuotedFrom/dcterms:identifier ?doc .
  ?span oa:hasSelector [ oa:start ?start ; oa:end ?end ], [ oa:exact ?quote ]
} ORDER BY ?doc ?start ?statement"""


def portrait(store: Store, agent: str) -> dict[str, Any]:
    """Give what the store says of one agent, in the order in which people ask.

    Args:
        store: Where to look.
        agent: Absolute IRI of an agent in force.
    """
    node, base = NamedNode(agent), store.base_iri
    described = list(_rows(store, _ABOUT, node))
    first = described[0] if described else {}
    types = [TYPES[str(row["type"])] for row in described if row["type"] in TYPES]

    def listed(query: str) -> list[dict[str, Any]]:
        found = []
        for row in _rows(store, query, node):
            plain = {name: value for name, value in row.items() if value is not None}
            found.append({name: _local(value, base) for name, value in plain.items()})
        return found

    names = listed(_NAMES)
    printed = {str(row["name"]) for row in names}
    aliases = [str(row["name"]) for row in _rows(store, _ALIASES, node)]
    return {
        "agent": agent.removeprefix(base),
        "name": first.get("label"),
        "type": next(iter(types), "unknown"),
        "registered": first.get("registered") is True,
        "same_as": first.get("same"),
        "names": [*names, *({"name": alias, "number": 0} for alias in aliases if alias not in printed)],
        "titles": listed(_TITLES),
        "roles": _tenures(listed(_ROLES)),
        "doubts": listed(_DOUBTS),
        "part_of": listed(_WHOLES),
        "parts": listed(_PARTS),
        "articles": listed(_ARTICLES),
        "statements": _joined(listed(_SAID)),
    }


def _tenures(printed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give one row per office: how it is held, of which body, first and last day on which it was printed, and where."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in printed:
        key = (one["role"], one["hold"], one.get("body", ""))
        whole = found.setdefault(
            key,
            {"role": key[0], "hold": key[1], "body": key[2], "name": one.get("name", ""), "printed": [], "docs": []},
        )
        whole["docs"] = sorted({*whole["docs"], one["doc"]})
        whole["printed"] = sorted({*whole["printed"], *([one["published"]] if "published" in one else [])})
    return [_dated(found[key]) for key in sorted(found)]


def _dated(tenure: dict[str, Any]) -> dict[str, Any]:
    days = tenure.pop("printed")
    return tenure | ({"first": days[0], "last": days[-1]} if days else {})


def _joined(fragments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give one row per statement, its fragments joined, in the order of their first ones."""
    found: dict[str, dict[str, Any]] = {}
    for one in fragments:
        whole = found.setdefault(one["statement"], one)
        if whole is not one:
            whole |= {"end": one["end"], "quote": f"{whole['quote']} […] {one['quote']}"}
    return list(found.values())


def _rows(store: Store, sparql: str, agent: NamedNode) -> Iterator[Mapping[str, Any]]:
    return rows_from(store.query(f"{_PROLOGUE}\n{bound(sparql, {'agent': agent})}")).plain()


def _local(value: Any, base: str) -> Any:
    return value.removeprefix(base) if isinstance(value, str) else value
