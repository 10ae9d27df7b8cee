"""What a query clears is sound, whatever the value; and what is decided at once is what rdflib would have said."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kb.check.compiled import literals
from kb.check.compiled.components import (
    Clearance,
    Datatype,
    In,
    LanguageIn,
    Length,
    NodeKind,
    Pattern,
    Range,
    ValueTest,
    alike,
)
from kb.check.compiled.terms import Kept, Term
from kb.vocab import PREFIXES, RDF

XSD = PREFIXES["xsd"]
DATATYPES = [
    XSD + name for name in ("integer", "decimal", "double", "boolean", "date", "dateTime", "time", "string", "gYear")
]
WRITTEN = st.one_of(
    st.integers(-(10**20), 10**20).map(str),
    st.decimals(-1000, 1000, places=2).map(str),
    st.sampled_from(
        ["true", "1", "maybe", "INF", "NaN", "1e3", "007", "-0", "+5", "", " 5", "2021-10-01Z", "10:00:00"]
    ),
    st.dates().map(str),
    st.sampled_from(["2021-02-30", "12021-01-01", "-0044-03-15", "0000-01-01", "2021-10-01+02:00", "2021"]),
    st.datetimes().map(lambda one: one.isoformat() + "Z"),
    st.datetimes().map(lambda one: one.isoformat()),
    st.text("aB1-: \n", max_size=6),
)
TYPED = st.builds(
    lambda text, datatype: Literal(text, datatype=NamedNode(datatype)), WRITTEN, st.sampled_from(DATATYPES)
)
VALUES = st.one_of(
    TYPED,
    st.builds(
        lambda text, tag: Literal(text, language=tag), st.text("ab", max_size=3), st.sampled_from(["en", "en-gb", "de"])
    ),
    st.sampled_from([NamedNode("urn:ex:a"), NamedNode("urn:ex:1")]),
)
BOUNDS = st.sampled_from(
    [("5", "integer"), ("0.5", "decimal"), ("2021-10-01", "date"), ("2021-10-01T00:00:00Z", "dateTime")]
)
TESTS: st.SearchStrategy[ValueTest] = st.one_of(
    st.sampled_from([*DATATYPES, RDF.type]).map(Datatype),
    st.sampled_from(["IRI", "Literal", "BlankNode"]).map(lambda kind: NodeKind(frozenset({kind}))),
    st.lists(VALUES, max_size=3).map(lambda found: In(tuple(found))),
    st.builds(Length, st.integers(0, 5), st.booleans()),
    st.sampled_from(["^[a-z]+$", "^a", "1{2,}", "[^a]", "a|B$", "^.$", "\\\\d", "a*+"]).map(
        lambda one: Pattern(one, re.compile(one))
    ),
    st.lists(st.sampled_from(["en", "de", "*"])).map(lambda found: LanguageIn(tuple(found))),
    st.builds(
        lambda name, bound: Range(name, Literal(bound[0], datatype=NamedNode(XSD + bound[1]))),
        st.sampled_from(["minInclusive", "minExclusive", "maxInclusive", "maxExclusive"]),
        BOUNDS,
    ),
)


def cleared(expression: str, *values: Term) -> bool:
    """Evaluate an expression about ``?v`` (and ``?w``), with values from a store as files are loaded into it."""
    kept = Kept(value for value in values if isinstance(value, Literal))
    store = Store()
    for name, value in zip("vw", values, strict=False):
        store.add(Quad(NamedNode("urn:s"), NamedNode(f"urn:{name}"), kept.stored(value)))
    pattern = " ".join(f"<urn:s> <urn:{name}> ?{name} ." for name in "vw"[: len(values)])
    return bool(store.query(f"ASK {{ {pattern} FILTER({expression}) }}"))


@settings(max_examples=400, derandomize=True, deadline=None)
@given(test=TESTS, value=VALUES)
def test_what_is_cleared_is_sound_and_an_exact_clearance_clears_all_that_is(test: ValueTest, value: Term) -> None:
    if isinstance(test, In):
        kept = Kept(one for one in (*test.members, value) if isinstance(one, Literal))
        test, value = In(tuple(map(kept.stored, test.members))), kept.stored(value)
    expression: Clearance = test.cleared("?v")

    is_clear, is_sound = cleared(expression.text, value), test.holds(value)

    assert is_sound or not is_clear
    assert is_clear == is_sound or not expression.exact


@settings(max_examples=300, derandomize=True, deadline=None)
@given(left=VALUES, right=VALUES, or_equal=st.booleans())
def test_what_is_cleared_of_a_pair_is_in_order(left: Term, right: Term, or_equal: bool) -> None:
    sign = "<=" if or_equal else "<"

    is_clear = cleared(f"COALESCE({alike('?v', '?w')} && ?v {sign} ?w, false)", left, right)

    assert literals.less(left, right, or_equal=or_equal) or not is_clear


@settings(max_examples=300, derandomize=True, deadline=None)
@given(value=TYPED, other=TYPED, or_equal=st.booleans())
def test_plain_literals_are_compared_as_rdflib_compares_them(value: Literal, other: Literal, or_equal: bool) -> None:
    if literals._comparable(value, other) is None:
        return
    ours, theirs = map(literals.rdflib_literal, (value, other))

    assert literals.less(value, other, or_equal=or_equal) == (ours <= theirs if or_equal else ours < theirs)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(value=TYPED, datatype=st.sampled_from(DATATYPES))
def test_plain_literals_have_the_datatype_that_rdflib_finds(value: Literal, datatype: str) -> None:
    if value.datatype.value != datatype or datatype == XSD + "string":
        return

    assert literals.has_datatype(value, datatype) == literals._rdflib_has_datatype(value, datatype)
