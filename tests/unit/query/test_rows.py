from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kb.errors import QueryError
from kb.query.rows import answer, number_of_rows, plain
from kb.query.stored import StoredQuery, catalogue, stored_query
from kb.store.memory import MemoryStore
from kb.vocab import KB, RDFS, XSD

BASE = "https://kb.example/id/"


def a_store() -> MemoryStore:
    store = MemoryStore(BASE)
    node, graph = NamedNode(BASE + "agent/a"), NamedNode(BASE + "graph/agents")
    store.update(
        add=[
            Quad(node, NamedNode(RDFS.label), Literal("Ada"), graph),
            Quad(node, NamedNode(KB.voice), NamedNode(KB.Relays), graph),
        ]
    )
    return store


def a_query(folder: Path, sparql: str, header: str = "") -> StoredQuery:
    path = folder / "question.rq"
    path.write_text(f"#+ summary: A question\n{header}{sparql}", encoding="utf-8")
    return stored_query(path)


def test_columns_named_as_tokens_show_tokens_and_others_show_iris(tmp_path: Path) -> None:
    query = a_query(
        tmp_path,
        f"SELECT ?voice ?same {{ ?s <{KB.voice}> ?voice . ?s <{KB.voice}> ?same }}",
        "#+ returns:\n#+   - voice: its voice\n#+   - same: its voice\n#+ tokens: [voice]\n",
    )

    assert list(answer(a_store(), query, {}).plain()) == [{"voice": "relays", "same": KB.Relays}]


def test_ask_gives_one_row_and_construct_gives_triples(tmp_path: Path) -> None:
    asked = answer(a_store(), a_query(tmp_path, "ASK { ?s ?p ?o }"), {})
    built = answer(a_store(), a_query(tmp_path, "CONSTRUCT { ?s <urn:x:is> ?o } { ?s ?p ?o }"), {})

    assert list(asked.plain()) == [{"answer": True}]
    assert built.triples
    assert len(list(built.cells)) == 2


def test_a_limit_cuts_the_rows(tmp_path: Path) -> None:
    query = a_query(tmp_path, "SELECT ?p { ?s ?p ?o }", "#+ returns:\n#+   - p: any\n")

    assert len(list(answer(a_store(), query, {}, limit=1).cells)) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "needs the parameter speaker"),
        ({"speaker": "  "}, "needs the parameter speaker"),
        ({"speaker": "a", "colour": "red"}, "no parameter 'colour'"),
        ({"speaker": "nobody"}, "Nothing in the store"),
    ],
)
def test_a_missing_unknown_or_wrong_parameter_is_refused_with_an_example(given: dict[str, str], said: str) -> None:
    with pytest.raises(QueryError) as refusal:
        answer(a_store(), catalogue().query("claims-by-speaker"), given)

    assert said in refusal.value.problem
    assert "speaker=agent/wu-qian" in refusal.value.hint
    assert refusal.value.exit_code == 2


def test_a_mistyped_date_is_refused() -> None:
    store = a_store()
    given = {"entity": BASE + "agent/a", "from": "last week"}
    store.update(
        add=[
            Quad(
                NamedNode(BASE + "agent/a"),
                NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
                NamedNode("http://www.w3.org/ns/prov#Agent"),
                NamedNode(BASE + "graph/agents"),
            )
        ]
    )

    with pytest.raises(QueryError, match="from cannot be 'last week'"):
        answer(store, catalogue().query("claims-about"), given)


@pytest.mark.parametrize(
    ("lexical", "datatype", "value"),
    [
        ("12", XSD.integer, 12),
        ("0.97", XSD.decimal, Decimal("0.97")),
        ("true", XSD.boolean, True),
        ("2024-03-02", XSD.date, "2024-03-02"),
        ("twelve", XSD.integer, "twelve"),
        ("words", XSD.string, "words"),
    ],
)
def test_literals_become_plain_values(lexical: str, datatype: str, value: object) -> None:
    assert plain(Literal(lexical, datatype=NamedNode(datatype))) == value


SELECTED = f"SELECT ?label {{ ?s <{RDFS.label}> ?label }} ORDER BY ?label"


def many(number: int) -> MemoryStore:
    store = MemoryStore(BASE)
    graph, label = NamedNode(BASE + "graph/agents"), NamedNode(RDFS.label)
    store.update(
        add=[Quad(NamedNode(f"{BASE}agent/{n}"), label, Literal(f"name {n:03}"), graph) for n in range(number)]
    )
    return store


@given(number=st.integers(0, 12), size=st.integers(1, 5))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_of_any_size_make_up_the_whole(number: int, size: int, tmp_path: Path) -> None:
    store, query = many(number), a_query(tmp_path, SELECTED, "#+ returns:\n#+   - label: its name\n")
    whole = list(answer(store, query, {}).cells)

    pages = [list(answer(store, query, {}, limit=size, offset=at).cells) for at in range(0, number + size, size)]

    assert [row for page in pages for row in page] == whole
    assert all(len(page) <= size for page in pages)
    assert number_of_rows(store, query, {}) == number


def test_rows_of_what_is_no_select_are_counted_too(tmp_path: Path) -> None:
    assert number_of_rows(a_store(), a_query(tmp_path, "ASK { ?s ?p ?o }"), {}) == 1
    assert number_of_rows(a_store(), a_query(tmp_path, "CONSTRUCT { ?s a <urn:x:a> } { ?s ?p ?o }"), {}) == 1


@pytest.mark.parametrize("tail", ["LIMIT 2", "ORDER BY ?label # LIMIT 1", "VALUES ?label { 'name 001' }"])
def test_rows_are_counted_whatever_a_query_ends_with(tail: str, tmp_path: Path) -> None:
    sparql = f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nSELECT DISTINCT ?label {{ ?s rdfs:label ?label }} {tail}"
    query = a_query(tmp_path, sparql, "#+ returns:\n#+   - label: its name\n")

    assert number_of_rows(many(5), query, {}) == len(list(answer(many(5), query, {}).cells))
