"""Terms come back from a store exactly as they were written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, serialize

from kb.errors import InputError
from kb.graph.lines import nquads, quads_in, quads_of
from kb.graph.page import Page
from kb.graph.terms import Term, boolean, day, decimal, english, integer, literal, moment, string, uri


def stored(term: Term) -> str:
    store = Store()
    store.extend(quads_of([f"<urn:s> <urn:p> {term}"]))
    (quad,) = store
    return str(quad.object)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4))
def test_a_decimal_is_stored_as_written(value) -> None:
    term = decimal(str(value))

    assert stored(term) == term


@given(st.floats(min_value=0, max_value=1))
def test_a_probability_is_stored_as_written(value: float) -> None:
    term = decimal(value)

    assert stored(term) == term
    assert abs(float(term.split('"')[1]) - value) <= 5e-7


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_is_stored_as_written(value: datetime) -> None:
    term = moment(value)

    assert stored(term) == term


@given(st.dates())
def test_a_day_is_stored_as_written(value: date) -> None:
    assert stored(day(value)) == day(value)


@given(st.integers(min_value=-(2**63), max_value=2**63 - 1))
def test_an_integer_is_stored_as_written(value: int) -> None:
    assert stored(integer(value)) == integer(value)


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("".join(map(chr, range(0x100))) + "\u2028\ufffe\uffff\U0001f600")
def test_a_text_is_written_as_oxigraph_writes_it(value: str) -> None:
    assert literal(value) == str(Literal(value))
    assert english(value) in (None, str(Literal(value, language="en")))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_lines_are_what_oxigraph_makes_of_their_quads(value: str) -> None:
    page = Page("claims", "https://kb.example/id/")
    page.describe("claim/1", "urn:Class", known={"urn:says": [literal(value), page.node("claim/2"), integer(3)]})

    assert [str(quad) for quad in page.quads] == list(page.lines)
    assert serialize(page.quads, format=RdfFormat.N_QUADS) == nquads(page.lines)
    assert quads_in(nquads(page.lines)) == page.quads


@pytest.mark.parametrize("identifier", ["agent/two words", "agent/<x>", 'agent/"', "agent/%zz", "agent/a|b", "a\nb"])
def test_an_identifier_that_makes_no_iri_is_refused(identifier: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        Page("agents", "https://kb.example/id/").node(identifier)


def test_a_base_that_makes_no_iri_is_refused() -> None:
    with pytest.raises(ValueError, match="IRI"):
        Page("agents", "https://kb example/")


def test_an_identifier_of_another_alphabet_is_an_iri() -> None:
    node = Page("agents", "https://kb.example/id/").node("agent/łódź%20b")

    assert node == str(NamedNode("https://kb.example/id/agent/łódź%20b"))


def test_a_moment_elsewhere_is_written_in_utc() -> None:
    term = moment(datetime(2022, 5, 4, 1, 30, tzinfo=timezone(timedelta(hours=2))))

    assert term.startswith('"2022-05-03T23:30:00Z"')


def test_booleans_are_words() -> None:
    assert [term.split('"')[1] for term in (boolean(True), boolean(False))] == ["true", "false"]


@pytest.mark.parametrize("build", [string, uri])
def test_nothing_is_written_for_an_empty_text(build) -> None:
    assert build("") is None


def test_a_lone_surrogate_is_refused_with_advice() -> None:
    with pytest.raises(InputError) as caught:
        string("half \ud83d")

    assert "surrogate" in caught.value.problem
    assert "encoding" in caught.value.hint
    caught.value.problem.encode("utf-8")


def test_a_page_writes_each_quad_once_in_order() -> None:
    page = Page("claims", "https://kb.example/id/")
    known = {"urn:b": literal("1"), "urn:a": [literal("2"), literal("2")], "urn:none": None, "urn:empty": []}

    page.describe("claim/1", "urn:Class", known=known)
    page.describe("claim/1", "urn:Class", known=known)

    assert [quad.predicate.value.split("#")[-1] for quad in page.quads] == ["type", "urn:b", "urn:a"]
    assert {quad.graph_name.value for quad in page.quads} == {"https://kb.example/id/graph/claims"}
