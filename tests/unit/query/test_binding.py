from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kb.errors import QueryError
from kb.query.binding import Parameter, Type, bound, literal_of, parameters_in

NAME = NamedNode("http://schema.org/name")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def a_parameter(type_: Type, name: str = "of") -> Parameter:
    return Parameter(name, f"_{name}", type_, optional=False)


def a_store(*names: str) -> Store:
    store = Store()
    store.extend(Quad(NamedNode(f"urn:x:{number}"), NAME, Literal(name)) for number, name in enumerate(names))
    return store


def test_a_variable_tells_its_name_its_type_and_whether_it_may_be_left_out() -> None:
    found = parameters_in(
        "SELECT * { ?_who_iri ?p ?__from_date ; ?q ?_words , ?_most_integer , ?plain , ?__day_xsd_date }"
    )

    assert [(one.name, one.type, one.optional) for one in found] == [
        ("who", Type.IRI, False),
        ("from", Type.DATE, True),
        ("words", Type.STRING, False),
        ("most", Type.INTEGER, False),
        ("day", Type.DATE, True),
    ]


def test_what_looks_like_a_parameter_in_a_string_or_comment_is_none() -> None:
    assert parameters_in('SELECT * { ?s ?p "?_who_iri" } # ?_who_iri') == ()


@pytest.mark.parametrize("text", ["SELECT * { ?_who_colour ?p ?o }", "SELECT * { ?_who_iri ?p ?_who }"])
def test_an_unknown_ending_or_a_name_with_two_variables_is_refused(text: str) -> None:
    with pytest.raises(QueryError) as refusal:
        parameters_in(text)

    assert refusal.value.hint


@pytest.mark.parametrize(
    ("type_", "value", "lexical"),
    [
        (Type.INTEGER, "12", "12"),
        (Type.INTEGER, "-007", "-7"),
        (Type.DATE, "2024-02-29", "2024-02-29"),
        (Type.STRING, '"} DROP ALL #', '"} DROP ALL #'),
    ],
)
def test_a_value_becomes_a_typed_literal(type_: Type, value: str, lexical: str) -> None:
    assert literal_of(a_parameter(type_), value).value == lexical


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        *((Type.INTEGER, value) for value in ("", "1.5", "1_000", "٣", "ten", "9" * 30, "1 }")),
        *((Type.DATE, value) for value in ("2023-02-29", "20240101", "2024-1-1", "yesterday", "2024-01-01T00:00")),
        (Type.STRING, "half a pair \ud83d"),
    ],
)
def test_a_mistyped_value_is_refused_with_type_and_example(type_: Type, value: str) -> None:
    with pytest.raises(QueryError) as refusal:
        literal_of(a_parameter(type_), value)

    assert "of" in refusal.value.problem
    assert "such as of=" in refusal.value.hint


@given(WORDS, st.lists(WORDS, max_size=4))
def test_any_text_finds_itself_and_nothing_else(wanted: str, others: list[str]) -> None:
    store = a_store(wanted, *others)

    text = bound(
        "SELECT ?s WHERE { ?s <http://schema.org/name> ?_of }", {"_of": literal_of(a_parameter(Type.STRING), wanted)}
    )

    assert len(list(store.query(text))) == [wanted, *others].count(wanted)  # type: ignore[arg-type]


NESTINGS = [
    "SELECT ?s WHERE { ?s <http://schema.org/name> ?_of }",
    "SELECT ?s { ?s <http://schema.org/name> ?name FILTER(?name = ?_of) }",
    "SELECT ?s { { SELECT ?s WHERE { ?s <http://schema.org/name> ?_of } } }",
    "SELECT ?s WHERE { SELECT ?s WHERE { ?s <http://schema.org/name> ?_of } ORDER BY ?s }",
    "SELECT ?s { { ?s <http://schema.org/name> ?_of } UNION { ?s <urn:x:none> ?_of } }",
    "SELECT ?s { ?s ?p ?o FILTER EXISTS { ?s <http://schema.org/name> ?_of } }",
    "SELECT ?s { ?s <http://schema.org/name> ?name } GROUP BY ?s ?name ?_of HAVING(?name = ?_of)",
    "SELECT ?s { VALUES (?s ?n) { (<urn:x:1> 1) } ?s <http://schema.org/name> ?_of } # { ?_of",
    "SELECT (?name = ?_of AS ?hit) ?s { ?s <http://schema.org/name> ?name, ?_of }",
    "CONSTRUCT { ?s <urn:x:is> ?_of } WHERE { ?s <http://schema.org/name> ?_of }",
    'SELECT ?s { ?s <http://schema.org/name> ?_of FILTER("{ ?_of" != "}") }',
]


@pytest.mark.parametrize("text", NESTINGS)
def test_a_parameter_is_bound_wherever_the_query_mentions_it(text: str) -> None:
    store = a_store("Ann", "Ben")

    found = list(store.query(bound(text, {"_of": Literal("Ben")})))  # type: ignore[arg-type]

    assert len(found) == 1
    assert "urn:x:1" in str(found[0])


def test_a_parameter_that_was_left_out_restricts_nothing() -> None:
    store = a_store("Ann", "Ben")
    text = "SELECT ?s { ?s <http://schema.org/name> ?name FILTER(!BOUND(?__of) || ?name = ?__of) }"

    found = list(store.query(bound(text, {"__of": None})))  # type: ignore[arg-type]

    assert len(found) == 2


def test_binding_nothing_leaves_the_query_as_it_is() -> None:
    assert bound("SELECT * { ?s ?p ?o }", {}) == "SELECT * { ?s ?p ?o }"
