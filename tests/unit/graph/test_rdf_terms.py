"""Terms come back from a store exactly as they were written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kb.errors import InputError
from kb.graph.terms import Page, boolean, day, decimal, integer, moment, string, uri


def stored(term: Literal) -> Literal:
    store = Store()
    store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), term))
    (quad,) = store
    return quad.object


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4))
def test_a_decimal_is_stored_as_written(value) -> None:
    term = decimal(str(value))

    assert stored(term) == term


@given(st.floats(min_value=0, max_value=1))
def test_a_probability_is_stored_as_written(value: float) -> None:
    term = decimal(value)

    assert stored(term) == term
    assert abs(float(term.value) - value) <= 5e-7


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


def test_a_moment_elsewhere_is_written_in_utc() -> None:
    term = moment(datetime(2022, 5, 4, 1, 30, tzinfo=timezone(timedelta(hours=2))))

    assert term.value == "2022-05-03T23:30:00Z"


def test_booleans_are_words() -> None:
    assert (boolean(True).value, boolean(False).value) == ("true", "false")


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
    known = {"urn:b": Literal("1"), "urn:a": [Literal("2"), Literal("2")], "urn:none": None, "urn:empty": []}

    page.describe("claim/1", "urn:Class", known=known)
    page.describe("claim/1", "urn:Class", known=known)

    assert [quad.predicate.value.split("#")[-1] for quad in page.quads] == ["type", "urn:b", "urn:a"]
    assert {quad.graph_name.value for quad in page.quads} == {"https://kb.example/id/graph/claims"}
