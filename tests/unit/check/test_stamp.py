"""The stamp of a store: the same for the same content however it came, another for other runs, reviews or texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kb.check.stamp import Stamp
from kb.store.memory import MemoryStore
from kb.vocab import DCTERMS, KB, PROV, RDF, SCHEMA

BASE = "https://kb.example/id/"
GRAPHS = [NamedNode(f"{BASE}graph/{name}") for name in ("one", "two")]


def a_quad(subject: str, predicate: str, value: str, graph: int = 0) -> Quad:
    object_ = NamedNode(value) if value.startswith("http") else Literal(value)
    return Quad(NamedNode(BASE + subject), NamedNode(predicate), object_, GRAPHS[graph])


RUN, IDENTIFIED = a_quad("run/1", PROV.used, BASE + "article/1"), a_quad("article/1", DCTERMS.identifier, "a.txt")
REVIEW, TEXT = a_quad("review/1", RDF.type, KB.Review), a_quad("article/1", SCHEMA.articleBody, "It rained.")
QUADS = [
    *(RUN, IDENTIFIED, REVIEW, TEXT),
    *(Quad(*quad.triple, GRAPHS[1]) for quad in (RUN, IDENTIFIED, REVIEW, TEXT)),
    a_quad("run/1", PROV.used, BASE + "article/2"),
    a_quad("run/2", PROV.used, BASE + "article/2"),
    a_quad("article/2", DCTERMS.identifier, "b.txt"),
    a_quad("article/1", SCHEMA.articleBody, "It snowed."),
    a_quad("review/1", RDF.type, PROV.Activity),
    a_quad("run/2", SCHEMA.name, "no part of it"),
]


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sets(st.sampled_from(QUADS)), st.sets(st.sampled_from(QUADS))), max_size=5))
def test_a_stamp_that_follows_writes_is_the_one_made_anew(writes: list[tuple[set[Quad], set[Quad]]]) -> None:
    store = MemoryStore()
    stamp = Stamp(store.query)

    for come, gone in writes:
        store.update(add=come, remove=gone)
        stamp.follow([*come, *gone])

        assert str(stamp) == str(Stamp(store.query))


@pytest.mark.parametrize("lost", [RUN, IDENTIFIED, REVIEW, TEXT], ids=["run", "article", "review", "text"])
def test_the_stamp_tells_a_store_from_one_that_lacks_something(lost: Quad) -> None:
    store = MemoryStore()
    store.update(add=[RUN, IDENTIFIED, REVIEW, TEXT])
    whole = str(Stamp(store.query))

    store.update(remove=[lost])

    assert str(Stamp(store.query)) != whole
