"""One suite, every store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QueryBoolean, QueryTriples
from serving import oxigraph_server

from kb.config import ServerSettings
from kb.errors import QueryError, StoreError
from kb.ports import Loading, Store
from kb.store.memory import MemoryStore
from kb.store.opening import open_store
from kb.store.remote import open_server

BASE = "https://kb.example/id/"


ENGINES = ["memory", "oxigraph", "server", "union server", "server without graph store"]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with oxigraph_server() as address:
        yield address


@pytest.fixture(scope="session")
def union_server() -> Iterator[str]:
    """One whose default graph is the union of all graphs, as it is on many servers."""
    with oxigraph_server("--union-default-graph") as address:
        yield address


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened: Store
    match request.param:
        case "memory":
            opened = MemoryStore()
        case "oxigraph":
            opened = open_store(tmp_path / "kb.store", create=True)
        case named:
            address = request.getfixturevalue("union_server" if "union" in named else "server")
            opened = emptied(address, ServerSettings(graphs="" if "without" in named else "store", batch=3))
    yield opened
    opened.close()


def emptied(address: str, settings: ServerSettings) -> Store:
    """Give a new store on a server that also holds a graph of somebody else's."""
    for update in ("DROP ALL", "INSERT DATA { GRAPH <https://other.example/g> { <urn:x:a> <urn:x:b> 'theirs' } }"):
        urlopen(Request(f"{address}update", update.encode(), {"Content-Type": "application/sparql-update"})).close()
    return open_server(address, create=True, server=settings)


def a_quad(subject: str = "article/1", value: str = "words", graph: str = "graph/article/1") -> Quad:
    return Quad(NamedNode(BASE + subject), NamedNode("http://schema.org/text"), Literal(value), NamedNode(BASE + graph))


def values(rows: object) -> list[str]:
    return sorted(row[0].value for row in rows)  # type: ignore[attr-defined]


def test_every_store_offers_what_the_port_asks(store: Store) -> None:
    assert isinstance(store, Store)
    assert isinstance(store, Loading)
    assert store.base_iri == BASE


def test_what_was_added_is_found_again_in_its_graph(store: Store) -> None:
    here, there = a_quad(), a_quad(graph="graph/article/2")

    store.update(add=[here, there])

    assert set(store.quads()) == {here, there}
    assert list(store.quads(BASE + "graph/article/2")) == [there]
    assert len(store) == 2


def test_adding_twice_changes_nothing(store: Store) -> None:
    store.update(add=[a_quad()])

    store.update(add=iter([a_quad(), a_quad()]))

    assert len(store) == 1


def test_one_update_removes_then_adds(store: Store) -> None:
    old, kept, new = a_quad(value="old"), a_quad(value="kept"), a_quad(value="new")
    store.update(add=[old, kept])

    store.update(remove=[old, kept], add=[kept, new])

    assert set(store.quads()) == {kept, new}


def test_an_update_of_nothing_changes_nothing(store: Store) -> None:
    store.update()

    assert len(store) == 0


def test_archived_quads_are_seen_by_no_query(store: Store) -> None:
    old, new = a_quad(value="old"), a_quad(value="new")
    store.update(add=[old])

    aside = a_quad(value="old", graph="graph/archive/1")
    store.update(archive=[aside], remove=[old], add=[new])

    assert values(store.query("SELECT ?o { ?s ?p ?o }")) == ["new"]
    assert values(store.query("SELECT ?o { GRAPH ?g { ?s ?p ?o } }")) == ["new"]
    assert list(store.archived()) == [aside]
    assert len(store) == 1


def test_the_default_graph_of_a_query_is_the_union_without_repeats(store: Store) -> None:
    store.update(add=[a_quad(), a_quad(graph="graph/article/2"), a_quad(subject="article/2")])

    found = store.query("SELECT ?s ?o { ?s ?p ?o }")

    assert len(list(found)) == 2  # type: ignore[arg-type]


def test_graphs_and_their_union_are_asked_in_one_query(store: Store) -> None:
    store.update(add=[a_quad(), a_quad(graph="graph/article/2"), a_quad(subject="article/2")])

    found = store.query(f"SELECT ?s ?g {{ ?s ?p ?o . GRAPH ?g {{ <{BASE}article/1> ?q ?o }} }}")

    graphs = sorted((row["s"].value, row["g"].value) for row in found)  # type: ignore[union-attr]
    assert graphs == [
        (BASE + one, f"{BASE}graph/{two}") for one in ("article/1", "article/2") for two in ("article/1", "article/2")
    ]


@pytest.mark.parametrize(
    "foreign",
    [
        Quad(BlankNode(), NamedNode("http://schema.org/text"), Literal("x"), NamedNode(BASE + "graph/claims")),
        Quad(NamedNode(BASE), NamedNode("http://schema.org/about"), BlankNode(), NamedNode(BASE + "graph/claims")),
        Quad(NamedNode(BASE), NamedNode("http://schema.org/text"), Literal("x"), DefaultGraph()),
    ],
)
def test_a_quad_that_cannot_be_cited_is_refused_and_nothing_is_written(store: Store, foreign: Quad) -> None:
    with pytest.raises(StoreError) as refusal:
        store.update(add=[a_quad(), foreign], archive=[a_quad()])

    assert refusal.value.hint
    assert len(store) == 0
    assert not list(store.archived())


@pytest.mark.parametrize("text", ["SELECT * {", "DELETE WHERE { ?s ?p ?o }", "DROP ALL", ""])
def test_what_is_not_a_query_is_refused(store: Store, text: str) -> None:
    store.update(add=[a_quad()])

    with pytest.raises(QueryError):
        store.query(text)

    assert len(store) == 1


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4),
    st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_can_be_removed_and_added_in_one_update(old: list[str], new: list[str]) -> None:
    store = MemoryStore()
    store.update(add=[a_quad(value=words) for words in old])

    store.update(remove=[a_quad(value=words) for words in old], add=[a_quad(value=words) for words in new])

    assert {quad.object.value for quad in store.quads()} == set(new)  # type: ignore[union-attr]


@pytest.mark.parametrize("make", [MemoryStore, None])
def test_ten_thousand_quads_are_replaced_in_one_update(make: Callable[[], Store] | None, tmp_path: Path) -> None:
    store = make() if make else open_store(tmp_path / "kb.store", create=True)
    before = [a_quad(f"article/{n}", "before “quoted”\n") for n in range(10_000)]
    after = [a_quad(f"article/{n}", "after \\ it") for n in range(10_000)]
    store.update(add=before)

    store.update(remove=before, add=after)

    assert len(store) == 10_000
    assert {quad.object.value for quad in store.quads()} == {"after \\ it"}  # type: ignore[union-attr]
    store.close()


def test_a_triple_of_two_graphs_is_found_until_it_left_both(store: Store) -> None:
    here, there = a_quad(), a_quad(graph="graph/article/2")
    store.update(add=[here, there])

    store.update(remove=[here])
    after_one = values(store.query("SELECT ?o { ?s ?p ?o }"))
    store.update(remove=[there])

    assert after_one == ["words"]
    assert values(store.query("SELECT ?o { ?s ?p ?o }")) == []


def test_a_triple_that_moves_to_another_graph_in_one_update_stays_visible(store: Store) -> None:
    here, there = a_quad(), a_quad(graph="graph/article/2")
    store.update(add=[here])

    store.update(remove=[here], add=[there])

    assert values(store.query("SELECT ?o { ?s ?p ?o }")) == ["words"]
    assert list(store.quads()) == [there]


def test_removing_what_is_not_there_changes_nothing(store: Store) -> None:
    store.update(add=[a_quad()])

    store.update(remove=[a_quad(graph="graph/article/2"), a_quad(value="other")])

    assert values(store.query("SELECT ?o { ?s ?p ?o }")) == ["words"]


CHANGE = st.tuples(st.booleans(), st.sampled_from("ab"), st.sampled_from("123"))


@given(st.lists(st.lists(CHANGE, max_size=6), max_size=6))
@settings(max_examples=80, deadline=None)
def test_the_default_graph_stays_the_union_whatever_is_written(updates: list[list[tuple[bool, str, str]]]) -> None:
    store = MemoryStore()

    for changes in updates:
        quads = [(adding, a_quad(value=value, graph=f"graph/{graph}")) for adding, value, graph in changes]
        store.update(
            add=[quad for adding, quad in quads if adding], remove=[quad for adding, quad in quads if not adding]
        )

    named = {quad.object.value for quad in store.quads()}  # type: ignore[union-attr]
    assert values(store.query("SELECT ?o { ?s ?p ?o }")) == sorted(named)
    assert len(store) == len(set(store.quads()))


def test_what_is_loaded_is_found_as_if_it_had_been_added(store: Store) -> None:
    quads = [a_quad(f"article/{n}", f"words {n}", f"graph/article/{n % 3}") for n in range(10)]
    shared = a_quad("article/1", "words 1", "graph/article/2")

    store.load(iter([*quads, shared]))  # type: ignore[attr-defined]

    assert set(store.quads()) == {*quads, shared}
    assert set(store.quads(f"{BASE}graph/article/0")) == {quad for quad in quads if quad.graph_name.value[-1] == "0"}
    assert len(values(store.query("SELECT ?o { ?s ?p ?o }"))) == 10


def test_what_was_loaded_is_updated_like_anything_else(store: Store) -> None:
    here, there = a_quad(), a_quad(graph="graph/article/2")
    store.load([here, there])  # type: ignore[attr-defined]

    store.update(remove=[here, there], add=[a_quad(value="other")])

    assert values(store.query("SELECT ?o { ?s ?p ?o }")) == ["other"]


def test_loading_quads_of_which_one_is_foreign_is_refused(store: Store) -> None:
    foreign = Quad(BlankNode(), NamedNode("http://schema.org/text"), Literal("x"), NamedNode(BASE + "graph/claims"))

    with pytest.raises(StoreError):
        store.load([foreign, a_quad()])  # type: ignore[attr-defined]

    assert len(store) == 0


def test_truth_and_triples_are_answered_as_such(store: Store) -> None:
    store.update(add=[a_quad(), a_quad(graph="graph/article/2")])

    asked = store.query("ASK { ?s ?p 'words' }")
    triples = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")

    assert isinstance(asked, QueryBoolean)
    assert bool(asked)
    assert isinstance(triples, QueryTriples)
    assert [triple.object for triple in triples] == [Literal("words")]


def test_a_query_may_reach_each_current_graph_by_its_name(store: Store) -> None:
    here, there = a_quad(), a_quad(value="other", graph="graph/article/2")
    store.update(add=[here, there], archive=[a_quad(value="old", graph="graph/archive/1")])

    named = store.query("SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }")
    one = store.query(f"SELECT ?o {{ GRAPH <{BASE}graph/article/2> {{ ?s ?p ?o }} }}")

    assert values(named) == [f"{BASE}graph/article/1", f"{BASE}graph/article/2"]
    assert values(one) == ["other"]


def test_terms_of_every_sort_come_back_as_they_were(store: Store) -> None:
    terms = [
        Literal("“Ça va?”\t\n\\ \"quoted\" 'so' \U0001f600\u2028"),
        Literal("rain", language="en"),
        Literal("0.5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        Literal("2021-10-01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        Literal("891", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        Literal(""),
        NamedNode("https://other.example/ü?a=b&c=%20#d"),
    ]
    graph = NamedNode(BASE + "graph/article/1")
    quads = {Quad(NamedNode(BASE + "a"), NamedNode("http://schema.org/text"), term, graph) for term in terms}

    store.update(add=quads, archive=[Quad(*quad.triple, NamedNode(BASE + "graph/archive/1")) for quad in quads])

    assert set(store.quads()) == quads
    assert set(store.quads(graph.value)) == quads
    assert {row[0] for row in store.query("SELECT ?o { ?s ?p ?o }")} == set(terms)  # type: ignore[union-attr]
    assert {quad.object for quad in store.archived()} == set(terms)


def test_a_graph_that_became_empty_is_none_any_more(store: Store) -> None:
    store.update(add=[a_quad(), a_quad(graph="graph/article/2")])

    store.update(remove=[a_quad()])

    assert not list(store.quads(f"{BASE}graph/article/1"))
    assert values(store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")) == [f"{BASE}graph/article/2"]


@pytest.mark.parametrize("fixture", ["server", "union_server"])
def test_the_default_graph_of_a_server_stays_the_union_whatever_is_written(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue(fixture)

    @given(st.lists(st.lists(CHANGE, max_size=6), max_size=4))
    @settings(max_examples=25, deadline=None)
    def holds(updates: list[list[tuple[bool, str, str]]]) -> None:
        store = emptied(address, ServerSettings())
        local = MemoryStore()
        for changes in updates:
            quads = [(adding, a_quad(value=value, graph=f"graph/{graph}")) for adding, value, graph in changes]
            for each in (store, local):
                each.update(
                    add=[quad for adding, quad in quads if adding],
                    remove=[quad for adding, quad in quads if not adding],
                )
        everything = "SELECT ?o { ?s ?p ?o }"
        assert values(store.query(everything)) == values(local.query(everything))
        assert set(store.quads()) == set(local.quads())
        assert len(store) == len(local)
        store.close()

    holds()


def test_other_graphs_of_a_server_stay_as_they_are(server: str) -> None:
    store = emptied(server, ServerSettings())
    store.update(add=[a_quad()], archive=[a_quad()])
    store.update(remove=[a_quad()])
    store.close()

    query = "ASK { GRAPH <https://other.example/g> { <urn:x:a> <urn:x:b> 'theirs' } }"
    request = Request(f"{server}query", query.encode(), {"Content-Type": "application/sparql-query"})
    with urlopen(request) as answer:
        assert b"true" in answer.read()


def test_a_store_on_a_server_is_found_again_and_may_be_one_of_several(server: str) -> None:
    emptied(server, ServerSettings()).close()
    other = open_server(server, create=True, base_iri="https://other.example/id/")
    other.close()

    again = open_server(server, base_iri=BASE, read_only=True)
    with pytest.raises(StoreError, match="several stores"):
        open_server(server)

    assert again.base_iri == BASE
    again.close()
