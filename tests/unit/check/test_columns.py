"""A graph as columns says what the graph says node by node, and gives its terms back as they are."""

from __future__ import annotations

import gc
import threading
from weakref import ref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Store
from walks import LINKS, LITERALS, NODES, PATHS, TRIPLES, a_graph

from kb.check.compiled import columns
from kb.check.compiled.columns import Columns, Query, TooLarge
from kb.check.compiled.literals import has_datatype
from kb.check.compiled.neighbours import Neighbours
from kb.check.compiled.paths import Inverse, Path, Predicate, Repeated, Sequence
from kb.check.compiled.refusal import Refused
from kb.vocab import RDF, XSD


def recorded(store: Store) -> tuple[Query, list[str]]:
    """Give what answers queries over a graph, and all that it will be asked."""
    asked: list[str] = []

    def query(text: str) -> object:
        asked.append(text)
        return store.query(text)

    return query, asked


@settings(max_examples=150, derandomize=True, deadline=None)
@given(triples=TRIPLES, path=PATHS, least=st.integers(0, 3))
def test_a_path_leads_to_the_same_values_along_columns_as_node_by_node(
    triples: list[tuple[NamedNode, str, NamedNode]], path: Path, least: int
) -> None:
    store = a_graph(triples)
    known, cells = Neighbours(store.query).along(path, NODES), {str(node): node for node in NODES}

    column = Columns(store.query).along(path)

    assert {cells[cell]: {cells[value] for value in column.of(cell)} for cell in cells} == known
    assert column.values(set(cells)) == {str(value) for values in known.values() for value in values}
    assert column.with_fewer(set(cells), least) == {str(node) for node, found in known.items() if len(found) < least}
    assert column.with_more(set(cells), least) == {str(node) for node, found in known.items() if len(found) > least}
    first = {str(NODES[0])}
    assert column.leading_to(set(cells), first) == {str(node) for node, found in known.items() if NODES[0] in found}


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.one_of(LITERALS, st.sampled_from([NamedNode("urn:ex:a?b=c#d"), BlankNode("knot")])))
def test_a_term_is_the_same_after_it_was_text(term: NamedNode | BlankNode | Literal) -> None:
    store = a_graph([(NODES[0], LINKS[0], term)])
    (held,) = (quad.object for quad in store)

    found = Columns(store.query).values(NODES[0], Predicate(LINKS[0]))

    assert found == (held,)


def test_terms_that_look_alike_are_several_values() -> None:
    alike = [Literal("1"), Literal("1", datatype=NamedNode(XSD.integer)), Literal("1", datatype=NamedNode("urn:ex:m"))]
    store = a_graph([(NODES[0], LINKS[0], value) for value in (*alike, Literal("1", language="en"))])

    column = Columns(store.query).along(Predicate(LINKS[0]))

    assert column.with_more({str(NODES[0])}, 3) == {str(NODES[0])}


def test_a_repeated_step_is_left_to_the_judge() -> None:
    with pytest.raises(Refused):
        Columns(a_graph([]).query).along(Repeated(Predicate(LINKS[0]), "+"))


def test_a_column_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    store = a_graph([*((NODES[0], LINKS[0], node) for node in NODES), (NODES[0], LINKS[1], NODES[1])])

    monkeypatch.setattr(columns, "_MOST", len(NODES) - 1)
    read = Columns(store.query)

    with pytest.raises(TooLarge):
        read.along(Predicate(LINKS[0]))
    assert len(read.along(Predicate(LINKS[1]))) == 1
    assert not read.is_partial


def test_a_column_that_nobody_asked_for_lately_makes_room_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    links = ("urn:ex:a", "urn:ex:b", "urn:ex:c")
    store = a_graph([(node, link, NODES[0]) for link in links for node in NODES])
    monkeypatch.setattr(columns, "_MOST", 2 * len(NODES))
    query, asked = recorded(store)
    read = Columns(query)
    for link in (*links[:2], links[0]):
        read.along(Predicate(link))
    assert len(asked) == 2
    assert not read.is_partial
    read.along(Predicate(links[2]))
    assert read.is_partial
    assert read.lacking([*map(Predicate, links), Inverse(links[1])]) == {links[1]}
    assert read.triples(links) == 3 * len(NODES)
    before = len(asked)
    for link in (links[0], links[2], links[1]):
        assert read.along(Predicate(link)).values({str(NODES[1])}) == {str(NODES[0])}
    assert [one for one in asked[before:] if links[1] in one] == asked[before:]


def test_what_paths_lack_is_read_together_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    links = ("urn:ex:a", "urn:ex:b", "urn:ex:c", "urn:ex:d")
    store = a_graph([(node, link, NODES[0]) for link in links for node in NODES])
    monkeypatch.setattr(columns, "_MOST", 3 * len(NODES))
    read = Columns(store.query)
    kept = read.along(Predicate(links[0]))
    read.along(Predicate(links[1]))

    read.prepare([Predicate(links[0]), Sequence((Predicate(links[2]), Inverse(links[3])))])

    assert read.lacking(map(Predicate, links)) == {links[1]}
    assert read.along(Predicate(links[0])) is kept
    assert read.along(Predicate(links[3])).one == {str(node): str(NODES[0]) for node in NODES}
    read.prepare(map(Predicate, links))  # too many at once: each is read when it is asked for
    assert read.lacking(map(Predicate, links)) == {links[1]}


@settings(max_examples=60, derandomize=True, deadline=None)
@given(typed=st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(LINKS)), max_size=8), most=st.integers(0, 8))
def test_where_reading_is_slow_and_nodes_are_many_classes_are_read_one_by_one(
    typed: list[tuple[NamedNode, str]], most: int
) -> None:
    store = a_graph([(node, RDF.type, NamedNode(kind)) for node, kind in typed])
    query, asked = recorded(store)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(columns, "_MANY", most)
        slow, quick = Columns(query, slow=True), Columns(store.query)
        for classes in (frozenset(LINKS[:1]), frozenset(LINKS)):
            expected = {str(node) for node, kind in typed if kind in classes}
            assert slow.instances(classes) == quick.instances(classes) == expected

    assert slow.is_long is (len(set(typed)) > most)
    assert not quick.is_long
    assert any("VALUES ?class" in text for text in asked) is slow.is_long


def test_what_is_expected_is_read_before_it_is_asked_for_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = "urn:ex:Kind"
    store = a_graph(
        [(node, link, NODES[0]) for link in LINKS for node in NODES] + [(NODES[1], RDF.type, NamedNode(kind))]
    )
    monkeypatch.setattr(columns, "_MANY", 0)
    asked: list[str] = []
    threads: set[threading.Thread] = set()

    def query(text: str) -> object:
        asked.append(text)
        threads.add(threading.current_thread())
        return store.query(text)

    read = Columns(query, slow=True)
    assert read.is_long
    asked.clear()
    threads.clear()
    classes = frozenset({kind})
    read.expect([classes, Sequence((Predicate(LINKS[0]), Inverse(LINKS[1]))), Predicate(LINKS[0])])
    ahead = read.along(Predicate(LINKS[1])), read.along(Predicate(LINKS[0])), read.instances(classes)
    read.close()

    assert [len(one) for one in ahead] == [len(NODES), len(NODES), 1]
    assert len(asked) == 3
    assert threading.main_thread() not in threads
    assert read.along(Inverse(LINKS[0])).values({str(NODES[0])}) == {str(node) for node in NODES}
    assert len(asked) == 3


def test_a_column_that_makes_others_go_leaves_what_is_read_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    links = ("urn:ex:a", "urn:ex:b", "urn:ex:c", "urn:ex:d", "urn:ex:e")
    store = a_graph([(node, link, NODES[0]) for link in links for node in NODES])
    monkeypatch.setattr(columns, "_MOST", 2 * len(NODES))
    query, asked = recorded(store)
    read = Columns(query)
    for link in links[:3]:
        read.along(Predicate(link))
    assert read.is_partial
    asked.clear()
    wanted = [Predicate(link) for link in links[3:]]
    read.prepare(wanted)
    read.close()

    assert read.lacking(wanted) == set()
    assert [sum(f"<{link}>" in text for text in asked) for link in links] == [0, 0, 0, 1, 1]


def test_what_is_too_large_is_told_to_whoever_asks_though_it_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    store = a_graph([*((NODES[0], LINKS[0], node) for node in NODES), (NODES[0], LINKS[1], NODES[1])])
    monkeypatch.setattr(columns, "_MOST", len(NODES) - 1)
    read = Columns(store.query, slow=True)
    read.expect([Predicate(LINKS[0]), Predicate(LINKS[1])])

    for _ in range(2):
        with pytest.raises(TooLarge):
            read.along(Predicate(LINKS[0]))
    assert len(read.along(Predicate(LINKS[1]))) == 1
    read.close()


def test_columns_go_with_whoever_has_them() -> None:
    store = a_graph([(NODES[0], LINKS[0], NODES[1])])
    read = Columns(store.query, slow=True)
    read.along(Predicate(LINKS[0]))
    gone = ref(read)

    gc.disable()  # they are large: nobody should have to look for them
    try:
        del read
        assert gone() is None
    finally:
        gc.enable()


def test_a_node_is_looked_up_in_the_graph_itself_once_its_columns_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    store = a_graph([(NODES[0], LINKS[0], NODES[1]), (NODES[0], LINKS[1], NODES[2])])
    monkeypatch.setattr(columns, "_MOST", 1)
    beside = Neighbours(store.query)
    beside.read()

    found = [beside.objects(NODES[0], link) for link in (*LINKS, *LINKS)]

    assert found == [(NODES[1],), (NODES[2],)] * 2
    assert not beside.at_hand


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.one_of(LITERALS, st.sampled_from([NamedNode("urn:ex:a?b=c#d"), BlankNode("knot")])))
def test_what_is_plain_of_a_term_is_its_text_or_number(term: NamedNode | BlankNode | Literal) -> None:
    store = a_graph([(NODES[0], LINKS[0], term)])
    (held,) = (quad.object for quad in store)
    read = Columns(store.query)
    (cell,) = read.along(Predicate(LINKS[0])).ends

    (value,) = read.plain([cell])

    datatype = held.datatype.value if isinstance(held, Literal) else ""
    if datatype == XSD.string:
        assert value == held.value
    elif datatype == XSD.integer and held.value.lstrip("-").isdecimal():
        assert value == int(held.value)
    else:
        assert value == (held if isinstance(held, NamedNode) else None)
    for kind in (XSD.string, XSD.integer):
        assert read.not_plainly([cell], kind) or has_datatype(held, kind)
