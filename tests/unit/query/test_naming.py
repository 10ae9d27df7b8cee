from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kb.errors import QueryError
from kb.ports import Store
from kb.query.binding import Parameter, Type
from kb.query.naming import claim_named, node_named
from kb.store.memory import MemoryStore
from kb.vocab import DCTERMS, KB, PROV, RDF, RDFS, SCHEMA, SKOS

BASE = "https://kb.example/id/"
GRAPH = NamedNode(BASE + "graph/agents")


def a_quad(subject: str, predicate: str, term: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(BASE + subject), NamedNode(predicate), term, GRAPH)


def node(identifier: str) -> NamedNode:
    return NamedNode(BASE + identifier)


def an_agent(identifier: str, name: str, *aliases: str) -> list[Quad]:
    return [
        a_quad(identifier, RDF.type, NamedNode(PROV.Agent)),
        a_quad(identifier, RDFS.label, Literal(name)),
        *(a_quad(identifier, SKOS.altLabel, Literal(alias)) for alias in aliases),
    ]


@pytest.fixture
def store() -> Store:
    store = MemoryStore(BASE)
    store.update(
        add=[
            *an_agent("agent/mara-ruiz", "Mara Ruiz", "Ruiz", "the mayor’s aide"),
            *an_agent("agent/leo-ruiz", "Leo Ruiz", "Ruiz"),
            *an_agent("agent/the-lantern", "The Lantern"),
            *an_agent("agent/lantern-films", "The Lantern"),
            a_quad("agent/mara-ruiz", SCHEMA.sameAs, NamedNode("http://www.wikidata.org/entity/Q7")),
            a_quad("article/1", RDF.type, NamedNode(SCHEMA.NewsArticle)),
            a_quad("article/1", DCTERMS.identifier, Literal("ferry.txt")),
            a_quad("article/1", SCHEMA.publisher, node("agent/the-lantern")),
            a_quad("claim/c1", RDF.type, NamedNode(KB.Claim)),
            a_quad("claim/c1", SCHEMA.text, Literal("The ferry sank.", language="en")),
            a_quad("claim/c0", RDF.type, NamedNode(KB.Claim)),
            a_quad("claim/c0", PROV.invalidatedAtTime, Literal("2024-01-01")),
            a_quad("claim/c1", PROV.wasRevisionOf, node("claim/c0")),
        ]
    )
    return store


def named(store: Store, parameter: str, value: str) -> str:
    found = node_named(store, Parameter(parameter, f"_{parameter}_iri", Type.IRI, optional=False), value)
    return found.value.removeprefix(BASE)


@pytest.mark.parametrize(
    ("parameter", "value", "meant"),
    [
        ("speaker", BASE + "agent/mara-ruiz", "agent/mara-ruiz"),
        ("speaker", "agent/mara-ruiz", "agent/mara-ruiz"),
        ("speaker", "mara-ruiz", "agent/mara-ruiz"),
        ("speaker", "mara  RUIZ", "agent/mara-ruiz"),
        ("speaker", "The mayor's aide", "agent/mara-ruiz"),
        ("speaker", "http://www.wikidata.org/entity/Q7", "agent/mara-ruiz"),
        ("claim", "c1", "claim/c1"),
        ("claim", "the ferry SANK.", "claim/c1"),
        ("entity", "ferry.txt", "article/1"),
        ("predicate", "http://schema.org/name", "http://schema.org/name"),
    ],
)
def test_an_iri_an_identifier_or_a_label_will_do(store: Store, parameter: str, value: str, meant: str) -> None:
    assert named(store, parameter, value) == meant


@pytest.mark.parametrize("value", ["c0", "claim/c0", BASE + "claim/c0"])
def test_a_superseded_claim_leads_to_the_one_that_took_its_place(store: Store, value: str) -> None:
    assert claim_named(store, value) == BASE + "claim/c1"


def test_an_ambiguous_label_lists_its_candidates(store: Store) -> None:
    with pytest.raises(QueryError) as refusal:
        named(store, "speaker", "ruiz")

    assert "agent/leo-ruiz" in refusal.value.problem
    assert "agent/mara-ruiz" in refusal.value.problem


def test_among_several_of_one_name_an_outlet_is_the_one_that_publishes(store: Store) -> None:
    assert named(store, "outlet", "the lantern") == "agent/the-lantern"


def test_an_unknown_name_is_answered_with_near_ones(store: Store) -> None:
    with pytest.raises(QueryError) as refusal:
        named(store, "speaker", "Mara Ruitz")

    assert "'Mara Ruiz'" in refusal.value.hint


@pytest.mark.parametrize(
    "value", ["nobody at all", BASE + "agent/nobody", "https://", "http://a b", "\ud800", "}", "x" * 5000]
)
def test_what_names_nothing_is_refused_with_a_hint(store: Store, value: str) -> None:
    with pytest.raises(QueryError) as refusal:
        named(store, "speaker", value)

    assert refusal.value.hint
    assert len(refusal.value.problem) < 200


def test_a_speaker_is_never_found_among_the_claims(store: Store) -> None:
    with pytest.raises(QueryError):
        named(store, "speaker", "The ferry sank.")


def test_every_label_of_the_story_names_something() -> None:
    from kb.store.loading import import_file

    store = MemoryStore(BASE)
    import_file(Path(__file__).parents[2] / "queries" / "story.trig", store)

    assert claim_named(store, "the cables are WORN")


def test_a_name_that_is_also_all_that_a_claim_says_means_the_agent(store: Store) -> None:
    store.update(
        add=[
            a_quad("claim/c2", RDF.type, NamedNode(KB.Claim)),
            a_quad("claim/c2", SCHEMA.text, Literal("Mara Ruiz", language="en")),
        ]
    )

    assert named(store, "entity", "Mara Ruiz") == "agent/mara-ruiz"
    assert named(store, "claim", "Mara Ruiz") == "claim/c2"
