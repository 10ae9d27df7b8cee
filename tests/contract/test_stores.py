"""One suite, every store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kb.errors import QueryError, StoreError
from kb.ports import Store
from kb.store.memory import MemoryStore
from kb.store.opening import open_store

BASE = "https://kb.example/id/"


@pytest.fixture(params=["memory", "oxigraph"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened: Store = MemoryStore() if request.param == "memory" else open_store(tmp_path / "kb.store", create=True)
    yield opened
    opened.close()


def a_quad(subject: str = "article/1", value: str = "words", graph: str = "graph/article/1") -> Quad:
    return Quad(NamedNode(BASE + subject), NamedNode("http://schema.org/text"), Literal(value), NamedNode(BASE + graph))


def values(rows: object) -> list[str]:
    return sorted(row[0].value for row in rows)  # type: ignore[attr-defined]


def test_every_store_offers_what_the_port_asks(store: Store) -> None:
    assert isinstance(store, Store)
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
