from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kb.store.memory import MemoryStore

BASE = "https://kb.example/id/"
QUADS = [
    Quad(NamedNode(f"{BASE}claim/{n}"), NamedNode("http://schema.org/text"), Literal(words), NamedNode(BASE + graph))
    for n in range(2)
    for words in ("Rain", "Snow")
    for graph in ("graph/claims", "graph/article/1", "graph/article/2")
]
SOME = st.lists(st.sampled_from(QUADS), max_size=6)


@given(st.lists(st.tuples(SOME, SOME, st.booleans()), max_size=6))
@settings(max_examples=150, deadline=None)
def test_after_any_updates_each_triple_is_found_once_and_each_quad_in_its_graph(
    updates: list[tuple[list[Quad], list[Quad], bool]],
) -> None:
    store = MemoryStore()
    held: set[Quad] = set()

    for added, removed, asked_by_graph in updates:
        store.update(add=added, remove=removed)
        held = (held - set(removed)) | set(added)
        if asked_by_graph:
            assert quads_asked(store) == sorted(map(str, held))

    triples = sorted({str(quad.triple) for quad in held})
    rows = store.query("SELECT ?s ?p ?o { ?s ?p ?o }")
    assert sorted(" ".join(map(str, row)) for row in rows) == triples  # type: ignore[union-attr]
    assert dumped(store) == triples
    assert set(store.quads()) == held
    assert len(store) == len(held)
    for graph in {quad.graph_name for quad in QUADS}:
        assert set(store.quads(graph.value)) == {quad for quad in held if quad.graph_name == graph}  # type: ignore[union-attr]
    assert quads_asked(store) == sorted(map(str, held))


def quads_asked(store: MemoryStore) -> list[str]:
    rows = store.query("SELECT ?s ?p ?o ?g { graph ?g { ?s ?p ?o } }")
    return sorted(" ".join(map(str, row)) for row in rows)  # type: ignore[union-attr]


def dumped(store: MemoryStore) -> list[str]:
    out = io.BytesIO()
    store.dump(out)
    return sorted(str(quad.triple) for quad in parse(out.getvalue(), RdfFormat.N_TRIPLES))


def test_numbers_that_are_the_same_are_one_triple() -> None:
    store = MemoryStore()
    whole = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    seven, padded = (Literal(digits, datatype=whole) for digits in ("7", "07"))
    about, here, there = NamedNode("urn:x:b"), NamedNode(f"{BASE}graph/claims"), NamedNode(f"{BASE}graph/agents")

    store.update(
        add=[Quad(here, about, seven, here), Quad(here, about, padded, there), Quad(here, about, padded, here)]
    )

    assert len(list(store.query("SELECT ?o { ?s ?p ?o }"))) == 1  # type: ignore[arg-type]
    assert len(store) == 2
