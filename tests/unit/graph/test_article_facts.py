"""What is known of an article itself goes into the graph and comes back as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import span_of
from example_records import BASE, two_records
from hypothesis import given
from hypothesis import strategies as st

from kb.graph.reader import records_from
from kb.graph.record import record_quads
from kb.graph.run import run_quads
from kb.model import Fact, FactKind, Interval, Record
from kb.vocab import KB, RDF

DAY = date(2022, 5, 4)


def again(record: Record) -> Record:
    (back,) = records_from((*record_quads(record, BASE), *run_quads(record, BASE)), BASE)
    return back


def with_facts(*facts: Fact) -> Record:
    tide, _ = two_records()
    return replace(tide, article=replace(tide.article, facts=tuple(sorted(facts, key=Fact.order))))


def test_stated_inferred_and_unknown_facts_come_back() -> None:
    tide, _ = two_records()
    monday = span_of(tide.article.body, "Monday")
    record = with_facts(
        Fact(FactKind.PUBLISHED, "2022-05-04", "manifest", 1.0, (), "stated", Interval(DAY, DAY), used=True, conflict=True),
        Fact(FactKind.PUBLISHED, "2022-05-05/..", "caption", 0.95, (monday,), "seen", Interval(date(2022, 5, 5), None), conflict=True),
        Fact(FactKind.OUTLET, "", reason="no line of the text names its publisher"),
        Fact(FactKind.AUTHOR, "Ana Ruiz", "byline", 0.95, (span_of(tide.article.body, "May"), monday), "named", used=True),
    )  # fmt: skip

    assert again(record).article.facts == record.article.facts


def test_a_fact_is_a_node_that_says_whether_the_article_carries_it() -> None:
    record = with_facts(Fact(FactKind.OUTLET, "The Tide", "contact line", 0.95, (), "its domain", used=True))

    known = {
        quad.predicate.value: quad.object.value
        for quad in record_quads(record, BASE)
        if quad.subject.value.startswith(f"{BASE}fact/")
    }

    assert known == {
        RDF.type: KB.ArticleFact,
        KB.factKind: "outlet",
        KB.value: "The Tide",
        KB.ground: "contact line",
        KB.confidence: "0.95",
        KB.because: "its domain",
        KB.adopted: "true",
        KB.contested: "false",
    }


@given(
    st.lists(
        st.builds(
            Fact,
            kind=st.sampled_from(FactKind),
            value=st.sampled_from(["a", "b", "c"]),
            ground=st.sampled_from(["manifest", "html", "text"]),
            confidence=st.integers(0, 10_000).map(lambda parts: parts / 10_000),
            reason=st.just("a reason"),
            used=st.booleans(),
            conflict=st.booleans(),
        ),
        unique_by=lambda fact: (fact.kind, fact.value, fact.ground),
        max_size=6,
    )
)
def test_any_facts_come_back_in_their_order(facts: list[Fact]) -> None:
    record = with_facts(*facts)

    assert again(record).article.facts == record.article.facts


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_a_confidence_that_is_no_probability_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Fact(FactKind.OUTLET, "The Tide", confidence=confidence)


def test_what_is_not_known_cannot_be_used() -> None:
    with pytest.raises(ValueError, match="not known"):
        Fact(FactKind.OUTLET, "", used=True)
