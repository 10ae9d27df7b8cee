"""Reviews as quads and back, and the quads that lead from what stands to what was read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kb.errors import StoreError
from kb.graph.identity import GRAPH, as_read
from kb.graph.review import review_quads, reviews_from
from kb.model import Decision, Review
from kb.vocab import KB, PROV, RDF, SKOS

BASE = "https://kb.example/id/"
AT = datetime(2024, 5, 4, 9, 30, tzinfo=UTC)


def a_review(**more: object) -> Review:
    given_ = {
        "id": "review/1",
        "decision": Decision.MERGE,
        "about": ("agent/a",),
        "into": "agent/b",
        "docs": (),
        "withdraws": (),
        "reason": "one chair",
        "by": "Ines Park",
        "at": AT,
        "summary": "A is B",
    } | more
    return Review(**given_)  # type: ignore[arg-type]


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@given(
    st.builds(
        a_review,
        decision=st.sampled_from(Decision),
        about=st.lists(st.sampled_from(["agent/a", "agent/c"]), min_size=1, unique=True).map(sorted).map(tuple),
        into=st.sampled_from(["", "agent/b", "http://www.wikidata.org/entity/Q42"]),
        docs=st.lists(words, max_size=3, unique=True).map(sorted).map(tuple),
        reason=words,
        by=words,
        summary=words,
    )
)
def test_what_is_written_is_read_back_the_same(review: Review) -> None:
    assert reviews_from(review_quads([review], BASE), BASE) == (review,)


def test_reviews_come_in_order_of_time_whatever_the_order_of_quads() -> None:
    early, late = a_review(id="review/9"), a_review(id="review/1", at=AT.replace(hour=10))

    assert reviews_from(reversed(review_quads([late, early], BASE)), BASE) == (early, late)


def test_a_review_without_a_reason_is_reported_as_a_fault_of_the_store() -> None:
    quads = [quad for quad in review_quads([a_review()], BASE) if quad.predicate.value != SKOS.note]

    with pytest.raises(StoreError, match="has no skos:note"):
        reviews_from(quads, BASE)


def test_a_decision_about_something_else_is_left_to_those_who_know_it() -> None:
    quads = [
        quad
        if quad.predicate.value != KB.decision
        else Quad(quad.subject, quad.predicate, NamedNode(KB.Relays), quad.graph_name)
        for quad in review_quads([a_review()], BASE)
    ]

    assert reviews_from(quads, BASE) == ()


def test_a_review_of_nobody_for_no_reason_or_at_no_time_is_none() -> None:
    for wrong in ({"about": ()}, {"reason": " "}, {"by": ""}, {"at": AT.replace(tzinfo=None)}):
        with pytest.raises(ValueError, match="a review needs"):
            a_review(**wrong)


def quad(subject: str, predicate: str, value: str, graph: str, *, literal: bool = False) -> Quad:
    term = Literal(value) if literal else NamedNode(BASE + value if "://" not in value else value)
    return Quad(NamedNode(BASE + subject), NamedNode(predicate), term, NamedNode(f"{BASE}graph/{graph}"))


def test_links_and_agents_are_given_back_as_they_were_read() -> None:
    stands = [
        quad("statement/1", KB.speaker, "agent/b", "article/1"),
        quad("statement/1", KB.kind, KB.Direct, "article/1"),
        quad("agent/b", RDF.type, PROV.Agent, "agents"),
    ]
    link = [
        quad("link/1", RDF.type, RDF.Statement, GRAPH),
        quad("link/1", RDF.subject, "statement/1", GRAPH),
        quad("link/1", RDF.predicate, KB.speaker, GRAPH),
        quad("link/1", RDF.object, "agent/a", GRAPH),
    ]

    found = as_read([*stands, *link], BASE)

    assert set(found) == {quad("statement/1", KB.speaker, "agent/a", "article/1"), *stands[1:]}


def test_a_store_that_nobody_reviewed_is_left_alone() -> None:
    stands = [quad("statement/1", KB.speaker, "agent/b", "article/1")]

    assert as_read(stands, BASE) == stands
