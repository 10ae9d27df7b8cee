"""Queries of shapes, sifted in columns: no row that the engine finds is ever lost, and sound rows are dropped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from kb.check.compiled.columns import Columns
from kb.check.compiled.excerpt import Excerpt
from kb.check.compiled.joining import join_of, rest_of
from kb.check.compiled.refusal import Refused
from kb.check.compiled.select import select_of
from kb.check.shapes import Rules
from kb.check.validation import graph_of_files, results_in
from kb.vocab import XSD

EX = "urn:ex:"
BODY = "?sign ex:reads ?words . ?sign ex:on $this ; ex:from ?from ; ex:to ?to . $this ex:text ?text . "
FILTERS = [
    "SUBSTR(STR(?text), ?from + 1, ?to - ?from) != STR(?words)",
    "STRLEN(?words) != ?to - ?from",
    'CONCAT("# ", SUBSTR(STR(?text), ?from, 2)) != STR(?words)',
    "SHA256(STR(?text)) != STR(?words)",
    "?from + 1 != ?to",
    "?words != ?text",
    "STR(?words) != STR(?from)",
]
TERMS = st.one_of(
    st.sampled_from(["Exit", "Ex", 'a "mark"', "tab\\t, ünder 🜚", "", "3"]).map(Literal),
    st.sampled_from(["Exit"]).map(lambda text: Literal(text, language="en")),
    st.sampled_from(["0", "2", "4", "-1", "007", "9" * 18, "two"]).map(
        lambda text: Literal(text, datatype=NamedNode(XSD.integer))
    ),
    st.sampled_from([Literal("2.0", datatype=NamedNode(XSD.decimal)), NamedNode(EX + "wall"), BlankNode("wall")]),
)
LINKS = ("reads", "from", "to")
SIGNS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(LINKS), TERMS), max_size=14)


def asked(test: str, *, more: str = "") -> str:
    return f"SELECT $this ?sign WHERE {{ {BODY} FILTER({test}) {more} }}"


def walls(signs: list[tuple[int, str, NamedNode | BlankNode | Literal]], texts: list[Literal]) -> Store:
    store = Store()
    for number in range(3):
        store.add(Quad(NamedNode(f"{EX}sign{number}"), NamedNode(EX + "on"), NamedNode(f"{EX}wall{number % 2}")))
    for number, text in enumerate(texts):
        store.add(Quad(NamedNode(f"{EX}wall{number % 2}"), NamedNode(EX + "text"), text))
    for number, link, value in signs:
        store.add(Quad(NamedNode(f"{EX}sign{number}"), NamedNode(EX + link), value))
    return store


def left(store: Store, query: str) -> set[str]:
    join = join_of(select_of(query, {"ex": EX}))
    assert join is not None
    rest = rest_of(join, Columns(store.query))
    assert rest is not None
    named = {str(term) for quad in store for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}
    assert rest_of(join, Excerpt(store.query), named) == rest & named
    valued = query.replace("?sign", "?value")
    about = join_of(select_of(valued, {"ex": EX}))
    assert about is not None
    values = rest_of(about, Excerpt(store.query), named, by_value=True)
    rows = store.query(f"PREFIX ex: <{EX}> {valued.replace('$', '?')}")
    assert values is not None
    assert {str(row["value"]) for row in rows} & named <= values <= named  # type: ignore[union-attr]
    return rest


@settings(max_examples=300, derandomize=True, deadline=None)
@given(
    signs=SIGNS,
    texts=st.lists(st.sampled_from(["Exit", "No Exit", "🜚 ünder"]).map(Literal), max_size=3),
    test=st.sampled_from(FILTERS),
    more=st.sampled_from(["", "FILTER NOT EXISTS { ?sign ex:hidden true }", "FILTER(?from < 3)"]),
)
def test_nothing_that_the_engine_finds_is_dropped(
    signs: list[tuple[int, str, NamedNode | BlankNode | Literal]], texts: list[Literal], test: str, more: str
) -> None:
    store, query = walls(signs, texts), asked(test, more=more)

    found = {str(row["this"]) for row in store.query(f"PREFIX ex: <{EX}> {query}")}  # type: ignore[union-attr]

    assert found <= left(store, query)


def a_sign(number: int, words: str, start: int) -> list[tuple[int, str, NamedNode | BlankNode | Literal]]:
    ends = [("from", start), ("to", start + len(words))]
    return [(number, "reads", Literal(words)), *((number, link, Literal(end)) for link, end in ends)]


def test_sound_rows_are_dropped_and_the_node_of_one_that_is_not_is_left() -> None:
    sound, wrong = a_sign(0, "Exit", 3), a_sign(1, "Exot", 0)

    store = walls([*sound, *wrong], [Literal("No Exit"), Literal("Exit")])

    assert left(store, asked(FILTERS[0])) == {f"<{EX}wall1>"}
    assert left(store, asked(FILTERS[1])) == set()


def test_one_odd_value_leaves_the_other_rows_sifted() -> None:
    odd = [(1, "reads", Literal("Exit")), (1, "from", Literal("three")), (1, "to", Literal(7))]

    store = walls([*odd, *a_sign(0, "Exit", 3), *a_sign(2, "No", 0)], [Literal("No Exit"), Literal("No Exit")])

    assert left(store, asked(FILTERS[0])) == {f"<{EX}wall1>"}


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT $this WHERE {{ {BODY} }}",
        f"SELECT $this WHERE {{ {BODY} FILTER(?from < ?to) }}",
        f"SELECT $this WHERE {{ {BODY} FILTER(?from != ?to || ?from = 1) }}",
        f"SELECT $this WHERE {{ {BODY} OPTIONAL {{ ?sign ex:says ?other }} FILTER(?other != ?words) }}",
        "SELECT $this WHERE { $this ex:text ?text . OPTIONAL { $this ex:on ?on FILTER(?text != ?on) } }",
        f"SELECT $this WHERE {{ {BODY} FILTER(?from != ?to) }} GROUP BY $this HAVING (COUNT(*) > 1)",
    ],
)
def test_a_query_without_two_sides_to_compare_is_left_to_the_engine(query: str) -> None:
    assert join_of(select_of(query, {"ex": EX})) is None


ONE_LINE = (
    "SELECT $this ?value WHERE { $this ex:outlet ?outlet ; ex:line ?line . ?value ex:outlet ?outlet ; ex:line ?line . "
    "FILTER(?value != $this) }"
)


def articles(number: int) -> Store:
    """Give articles of one outlet, of which the last two have one headline."""
    store = Store()
    for one in range(number):
        node = NamedNode(f"{EX}article{one}")
        store.add(Quad(node, NamedNode(EX + "outlet"), NamedNode(EX + "gazette")))
        store.add(Quad(node, NamedNode(EX + "line"), Literal(f"Rain, day {min(one, number - 2)}")))
    return store


def test_a_join_by_what_all_articles_share_takes_first_what_tells_them_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.check.compiled.joining._MOST", 300)
    query = ONE_LINE.replace("?value ex:outlet ?outlet ; ex:line ?line", "?value ex:line ?line ; ex:outlet ?outlet")

    assert left(articles(20), query) == {f"<{EX}article18>", f"<{EX}article19>"}


def test_rows_that_are_too_many_to_be_held_are_left_to_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.check.compiled.joining._MOST", 300)
    join = join_of(select_of(ONE_LINE, {"ex": EX}))
    assert join is not None

    assert rest_of(join, Columns(articles(20).query)) is None
    assert rest_of(join, Columns(articles(10).query)) is not None


def test_what_cannot_be_told_in_columns_is_told_by_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.check.compiled.joining._MOST", 3)
    shapes = (
        f"@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <{EX}> ."
        f'ex:Line a sh:NodeShape ; sh:targetSubjectsOf ex:outlet ; sh:sparql [ sh:select """{ONE_LINE}""" ; '
        f'sh:prefixes [ sh:declare [ sh:prefix "ex" ; sh:namespace "{EX}" ] ] ] .'
    )
    rules = Rules(tuple(parse(shapes, format=RdfFormat.TURTLE)))
    store = articles(20)
    graph = graph_of_files([Quad(*quad.triple, NamedNode(EX + "graph")) for quad in store])

    assert {str(one.focus) for one in results_in(graph, rules)} == {f"<{EX}article18>", f"<{EX}article19>"}


@pytest.mark.parametrize("test", ["STRLEN(?words, ?text) != 3", "SUBSTR(?words) != ?text", "?from != \u0663"])
def test_a_query_that_does_not_parse_is_refused(test: str) -> None:
    with pytest.raises(Refused, match="does not parse"):
        select_of(asked(test), {"ex": EX})
