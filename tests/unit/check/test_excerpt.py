"""An excerpt says of the nodes that are asked about what the graph says, whatever it began with; what it has is not read."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, Store, parse_query_results
from walks import LINKS, LITERALS, NODES, PATHS, STEPS, TRIPLES, a_graph

from kb.check.compiled import excerpt
from kb.check.compiled.cells import cells_of
from kb.check.compiled.column import Cell
from kb.check.compiled.columns import Columns
from kb.check.compiled.excerpt import Excerpt, Row
from kb.check.compiled.footprint import inverted
from kb.check.compiled.neighbours import Neighbours
from kb.check.compiled.paths import Path, Predicate, Repeated, Sequence
from kb.check.compiled.refusal import Refused
from kb.vocab import RDF

CELLS = frozenset(map(str, NODES))
SOME = st.sets(st.sampled_from(sorted(CELLS)))


def rows(triples: list[tuple[NamedNode, str, NamedNode]]) -> list[Row]:
    return [(str(subject), f"<{link}>", str(value)) for subject, link, value in triples]


def led_to(store: Store, path: Path, nodes: set[Cell]) -> dict[Cell, set[Cell]]:
    found = Neighbours(store.query).along(path, [node for node in NODES if str(node) in nodes])
    return {str(node): set(map(str, values)) for node, values in found.items()}


@settings(max_examples=300, derandomize=True, deadline=None)
@given(
    triples=TRIPLES,
    share=st.integers(0, 12),
    asked=st.lists(st.tuples(PATHS, SOME), min_size=1, max_size=4),
)
def test_whatever_it_began_with_and_was_asked_before_paths_lead_where_the_graph_says(
    triples: list[tuple[NamedNode, str, NamedNode]],
    share: int,
    asked: list[tuple[Path, set[Cell]]],
) -> None:
    store = a_graph(triples)
    read = Excerpt(store.query)
    read.take(rows(triples[:share]))

    for path, nodes in asked:
        column, known = read.along(path, nodes), led_to(store, path, nodes)

        assert {node: set(column.of(node)) for node in nodes} == known
        assert column.values(nodes) == {value for values in known.values() for value in values}
        assert column.with_more(nodes, 1) == {node for node, values in known.items() if len(values) > 1}
        assert read.reached(path, nodes) == column.values(nodes)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(triples=TRIPLES, share=st.integers(0, 12), step=STEPS, mark=st.sampled_from("?+*"), nodes=SOME)
def test_repeated_steps_are_walked_from_many_nodes_at_once(
    triples: list[tuple[NamedNode, str, NamedNode]], share: int, step: Path, mark: str, nodes: set[Cell]
) -> None:
    store = a_graph(triples)
    read = Excerpt(store.query)
    read.take(rows(triples[:share]))

    found = read.reached(Repeated(step, mark), nodes)

    assert found == {end for ends in led_to(store, Repeated(step, mark), nodes).values() for end in ends}
    with pytest.raises(Refused):
        read.along(Repeated(step, mark), {"<urn:ex:a>"})


@settings(max_examples=150, derandomize=True, deadline=None)
@given(triples=TRIPLES, share=st.integers(0, 12))
def test_only_nodes_of_which_the_graph_says_nothing_else_are_enclosed(
    triples: list[tuple[NamedNode, str, NamedNode]], share: int
) -> None:
    read = Excerpt(a_graph(triples).query)
    read.take(rows(triples[:share]))

    beyond = {str(node) for subject, _, value in triples[share:] for node in (subject, value)}
    subjects = {str(subject) for subject, _, _ in triples[:share]}
    assert read.enclosed == subjects - beyond


def test_of_enclosed_nodes_nothing_is_read() -> None:
    triples = [(NODES[0], LINKS[0], NODES[1]), (NODES[1], LINKS[1], NODES[0])]
    store, asked = a_graph([*triples, (NODES[2], LINKS[0], NODES[3])]), list[str]()

    def query(text: str) -> object:
        asked.append(text)
        return store.query(text)

    read = Excerpt(query)
    read.take(rows(triples))
    asked.clear()

    there = Sequence((Predicate(LINKS[0]), Predicate(LINKS[1])))
    assert read.reached(there, {str(NODES[0])}) == {str(NODES[0])}
    assert read.reached(inverted(there), {str(NODES[0])}) == {str(NODES[0])}
    assert not asked
    assert read.reached(Predicate(LINKS[0]), {str(NODES[2])}) == {str(NODES[3])}
    assert Counter(str(NODES[2]) in text for text in asked) == {True: 1}
    read.along(Predicate(LINKS[1]), {str(NODES[2])})
    assert len(asked) == 1


def test_many_nodes_are_asked_about_in_several_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpt, "_AT_ONCE", 1)
    triples = [(node, link, other) for node in NODES for link in LINKS for other in NODES]
    read = Excerpt(a_graph(triples).query)

    column = read.along(Predicate(LINKS[0]), CELLS)

    assert all(column.of(node) == CELLS for node in CELLS)


def test_instances_are_told_among_the_nodes_that_are_asked_about() -> None:
    boat, ferry = NamedNode("urn:ex:Boat"), NamedNode("urn:ex:Ferry")
    kinds = [(NODES[0], RDF.type, boat), (NODES[1], RDF.type, ferry), (NODES[2], RDF.type, boat)]
    read = Excerpt(a_graph(kinds).query)

    asked = {str(node) for node in NODES[1:]}
    assert read.instances(frozenset({boat.value}), asked) == {str(NODES[2])}
    assert read.instances(frozenset({boat.value, ferry.value}), asked) == {str(NODES[1]), str(NODES[2])}


def read_as_is(cell: Cell) -> list[NamedNode | Literal]:
    table = f"?term\n{cell}\n".encode()
    return [row["term"] for row in parse_query_results(table, QueryResultsFormat.TSV)]


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(st.one_of(LITERALS, st.sampled_from(NODES)), max_size=6))
def test_terms_are_written_as_the_tables_of_a_store_have_them(terms: list[NamedNode | Literal]) -> None:
    written, altered = cells_of(terms)

    for n, (term, cell) in enumerate(zip(terms, written, strict=True)):
        store = a_graph([(NODES[0], LINKS[0], term)])
        (held,) = (quad.object for quad in store)
        assert Columns(store.query).along(Predicate(LINKS[0])).of(str(NODES[0])) == {cell}
        assert (n in altered) == (held != term)
        (read,) = read_as_is(altered.get(n, cell))
        assert read == (term if n in altered else held)
