from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kb.errors import LimitError, QueryError, StoreError
from kb.query.adhoc import Limits, adhoc_answer, served_answer
from kb.store.opening import open_store
from kb.store.oxigraph import OxigraphStore

BASE = "https://kb.example/id/"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphStore]:
    with open_store(tmp_path_factory.mktemp("adhoc") / "kb.store", create=True) as opened:
        graph = NamedNode(BASE + "graph/agents")
        label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
        opened.update(
            add=[
                Quad(NamedNode(f"{BASE}agent/{n}"), label, Literal(f"Agent “{n}”\n\x01", language="en"), graph)
                for n in range(300)
            ]
        )
        yield opened


def test_a_query_is_answered_while_a_writer_has_the_store_open(store: OxigraphStore) -> None:
    rows = adhoc_answer(
        store.database, "SELECT ?s ?l ?n { ?s ?p ?l BIND(STRLEN(?l) AS ?n) FILTER(?n = 11) } ORDER BY ?s LIMIT 1"
    )

    assert rows.columns == ("s", "l", "n")
    assert list(rows.cells) == [(NamedNode(BASE + "agent/0"), Literal("Agent “0”\n\x01", language="en"), Literal(11))]


def test_common_prefixes_need_no_declaration_and_a_declared_one_goes_before_them(store: OxigraphStore) -> None:
    known = adhoc_answer(store.database, "SELECT (COUNT(?s) AS ?n) { ?s rdfs:label ?l }")
    declared = adhoc_answer(store.database, "PREFIX rdfs: <urn:x:> SELECT ?s { BIND(rdfs:label AS ?s) }")

    assert list(known.cells) == [(Literal(300),)]
    assert list(declared.cells) == [(NamedNode("urn:x:label"),)]


def test_terms_of_every_sort_come_back_as_they_are(store: OxigraphStore) -> None:
    rows = adhoc_answer(store.database, 'SELECT ?a ?b ?c ?d { VALUES (?a ?b ?c ?d) { (<urn:x:1> "é\\n"@en 3 UNDEF) } }')

    assert list(rows.cells) == [(NamedNode("urn:x:1"), Literal("é\n", language="en"), Literal(3), None)]


def test_ask_and_construct_are_answered_as_well(store: OxigraphStore) -> None:
    asked = adhoc_answer(store.database, "ASK { ?s ?p ?o }")
    built = adhoc_answer(store.database, "CONSTRUCT { ?s a [] } WHERE { ?s ?p ?o } LIMIT 2")

    assert list(asked.plain()) == [{"answer": True}]
    assert built.triples
    assert len(list(built.cells)) == 2


def test_a_query_that_takes_too_long_is_stopped(store: OxigraphStore) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h . FILTER(?b != ?h) }"

    with pytest.raises(LimitError, match="longer than 1 s"):
        adhoc_answer(store.database, endless, Limits(seconds=1))


def test_too_many_rows_are_refused_rather_than_cut(store: OxigraphStore) -> None:
    with pytest.raises(LimitError, match="more than 10 rows"):
        adhoc_answer(store.database, "SELECT * { ?s ?p ?o }", Limits(rows=10))


def test_a_query_that_needs_too_much_memory_is_stopped(store: OxigraphStore) -> None:
    greedy = "SELECT ?a ?c ?e { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f } ORDER BY ?f ?b"

    with pytest.raises(LimitError):
        adhoc_answer(store.database, greedy, Limits(seconds=20, memory=600 * 1024**2))


@pytest.mark.parametrize(
    "text",
    ["SELECT * {", "DROP ALL", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SELECT ?x { } GROUP BY ?y"],
)
def test_a_wrong_query_is_refused(store: OxigraphStore, text: str) -> None:
    with pytest.raises(QueryError) as refusal:
        adhoc_answer(store.database, text)

    assert refusal.value.hint
    assert len(refusal.value.problem) < 300


def test_a_store_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        adhoc_answer(tmp_path / "nowhere", "ASK {}")

    assert not list(tmp_path.iterdir())


def test_queries_and_stores_load_without_the_heavy_libraries() -> None:
    code = (
        "import sys, kb.query.rows, kb.query.formats, kb.query.adhoc, kb.store.opening, kb.store.loading\n"
        "print(sorted({'spacy', 'rdflib', 'pyshacl', 'rich', 'trafilatura'} & set(sys.modules)))"
    )

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert loaded.stdout.strip() == "[]"


def test_a_served_store_knows_common_prefixes_and_lets_declared_ones_go_before_them(store: OxigraphStore) -> None:
    known = served_answer(store, "SELECT ?l { <https://kb.example/id/agent/0> rdfs:label ?l }")
    declared = served_answer(store, "PREFIX rdfs: <urn:x:> SELECT ?l { ?s rdfs:label ?l }")

    assert list(known.cells) == [(Literal("Agent “0”\n\x01", language="en"),)]
    assert list(declared.cells) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [("SELECT * WHERE { ?s ?p", "1:23"), ("SELECT *\nWHERE {\n  ?s kb:kind ?k\n  ?t }", "4:7")],
    ids=["one line", "several"],
)
def test_where_a_query_does_not_parse_is_told_by_the_lines_that_were_typed(
    store: OxigraphStore, text: str, place: str
) -> None:
    for refused in (lambda: served_answer(store, text), lambda: adhoc_answer(store.database, text)):
        with pytest.raises(QueryError) as error:
            refused()

        assert f"error at {place}" in error.value.problem


@pytest.mark.parametrize(
    "limits", [Limits(rows=299), Limits(bytes=500), Limits(seconds=-1)], ids=["rows", "bytes", "seconds"]
)
def test_a_served_answer_beyond_its_limits_is_refused_rather_than_cut(store: OxigraphStore, limits: Limits) -> None:
    with pytest.raises(LimitError) as error:
        served_answer(store, "SELECT ?s { ?s rdfs:label ?l }", limits)

    assert error.value.hint


@pytest.mark.parametrize("text", ["DROP ALL", "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "SELECT"])
def test_a_served_store_is_only_read(store: OxigraphStore, text: str) -> None:
    with pytest.raises(QueryError):
        served_answer(store, text)
