"""What is read back from quads is what was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from builders import an_article
from example_records import AGENTS, BASE, comparison_of, record_of, two_records
from graphs import comparison_quads
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, Store

from kb import ids
from kb.errors import StoreError
from kb.graph.reader import UNREADABLE, records_from, reuses_from
from kb.graph.record import archived_quads, record_quads
from kb.graph.run import run_quads
from kb.model import (
    AgentType,
    Certainty,
    Hold,
    Hop,
    Interval,
    Kind,
    Mention,
    Mode,
    Polarity,
    Proposition,
    Quantity,
    Record,
    Region,
    RegionKind,
    Role,
    Source,
    Span,
    Statement,
    Tenure,
    TimeExpression,
    TimeOf,
)
from kb.vocab import KB, PROV


def all_quads(records=None) -> set[Quad]:
    records = records or two_records()
    comparison = comparison_of(*records)
    articles = {record.article.id: record.article for record in records}
    statements = {said.id: said for record in records for said in record.statements}
    agents = [agent for record in records for agent in record.agents]
    own = [quad for record in records for quad in (*record_quads(record, BASE), *run_quads(record, BASE))]
    return {*own, *comparison_quads(agents, comparison, articles, statements, BASE)}


def test_records_come_back_with_all_that_was_read() -> None:
    tide, ledger = two_records()

    back_ledger, back_tide = records_from(all_quads(), BASE)

    assert back_tide.article == tide.article
    assert back_tide.statements == tide.statements
    assert back_tide.run == tide.run
    assert back_tide.mentions == tide.mentions
    assert back_ledger.revises == ledger.revises


def test_offices_come_back_with_holder_body_and_hold() -> None:
    tide, _ = two_records()
    words = Span.of(tide.article.body, 0, 4)
    held = Tenure(words, AGENTS[0].id, "chair", AGENTS[1].id, Hold.FORMER)
    bare = Tenure(words, AGENTS[0].id, "founder")

    (back,) = (
        one
        for one in records_from(all_quads([replace(tide, tenures=(held, bare)), two_records()[1]]), BASE)
        if one.article.id == tide.article.id
    )

    assert back.tenures == (held, bare)
    assert {AGENTS[0].id, AGENTS[1].id} <= {agent.id for agent in back.agents}


def test_a_record_brings_the_agents_that_its_article_refers_to_and_their_wholes() -> None:
    back_ledger, _ = records_from(all_quads(), BASE)

    assert {agent.id for agent in back_ledger.agents} == {
        "agent/ledger", "agent/ana-ruiz", "agent/dockers-union", "agent/port-of-larsk",
    }  # fmt: skip
    assert set(back_ledger.agents) < set(AGENTS)


def test_the_order_of_quads_does_not_matter() -> None:
    quads = sorted(all_quads(), key=str)

    assert records_from(quads, BASE) == records_from(reversed(quads), BASE)


def test_a_store_gives_the_same_records() -> None:
    store = Store()
    store.extend(all_quads())

    assert records_from(store, BASE) == records_from(all_quads(), BASE)


def test_archived_articles_are_not_read() -> None:
    tide, _ = two_records()
    quads = all_quads()

    back = records_from([*quads, *archived_quads(quads, tide.article.id, BASE)], BASE)

    assert len(back) == 2


def test_without_texts_bodies_are_empty_and_all_else_is_there() -> None:
    quads = [quad for quad in all_quads() if "/graph/text/" not in quad.graph_name.value]

    back = records_from(quads, BASE)

    assert [record.article.body for record in back] == ["", ""]
    assert [record.statements for record in back] == [record.statements for record in records_from(all_quads(), BASE)]


def test_known_reuse_comes_back() -> None:
    records = two_records()

    assert reuses_from(all_quads(records), BASE) == comparison_of(*records).reuses


def test_reuse_without_texts_keeps_offsets_and_digests_and_writes_the_same_again() -> None:
    records = two_records()
    (reuse,) = comparison_of(*records).reuses
    quads = [quad for quad in all_quads(records) if "/graph/text/" not in quad.graph_name.value]

    (back,) = reuses_from(quads, BASE)

    assert back.left == Span(reuse.left.start, reuse.left.end, UNREADABLE * len(reuse.left.exact))
    assert back.left_digest == ids.digest_of(reuse.left.exact)
    again = comparison_quads(
        [],
        replace(comparison_of(*records), reuses=(back,)),
        {r.article.id: r.article for r in records},
        {s.id: s for r in records for s in r.statements},
        BASE,
    )
    assert {quad for quad in again if quad.graph_name.value.endswith("origins")} <= set(quads)


def test_an_article_without_its_run_is_refused_with_advice() -> None:
    quads = [quad for quad in all_quads() if "/graph/runs" not in quad.graph_name.value]

    with pytest.raises(StoreError, match="run") as caught:
        records_from(quads, BASE)

    assert "Import" in caught.value.hint


@pytest.mark.parametrize("term", [KB.kind, KB.interval, KB.digest, KB.polarity, KB.mentionType, PROV.startedAtTime])
def test_a_missing_property_is_refused_by_name(term: str) -> None:
    quads = [quad for quad in all_quads() if quad.predicate.value != term]

    with pytest.raises(StoreError) as caught:
        records_from(quads, BASE)

    assert "validate" in caught.value.hint


def test_a_faulty_value_is_refused_with_the_article_it_is_in() -> None:
    quads = [
        Quad(quad.subject, quad.predicate, type(quad.object)("never"), quad.graph_name)
        if quad.predicate.value == KB.position
        else quad
        for quad in all_quads()
    ]

    with pytest.raises(StoreError, match="article/"):
        records_from(quads, BASE)


# --- any record at all ---------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
NAMES = st.text("abc '’-É", min_size=1, max_size=8).filter(str.strip)
DAYS = st.one_of(st.none(), st.dates(min_value=date(1, 1, 1)))
INTERVALS = st.tuples(DAYS, DAYS).map(lambda pair: Interval(*(sorted(pair) if None not in pair else pair)))
AMOUNTS = st.one_of(
    st.just(""),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9).map(
        lambda value: format(value, "f")
    ),
)


@st.composite
def records(draw: st.DrawFn) -> Record:
    body = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=30, max_size=80))
    article = replace(
        an_article(
            body,
            doc=draw(WORDS),
            outlet=draw(st.one_of(st.just(""), NAMES)),
            published="",
            regions=(Region(0, len(body), draw(st.sampled_from(RegionKind))),),
        ),
        published=draw(st.one_of(st.none(), INTERVALS)),
        title=draw(st.one_of(st.just(""), WORDS)),
        grounds=draw(st.dictionaries(st.sampled_from(["outlet", "published"]), WORDS, max_size=2)),
        derived_from=draw(
            st.one_of(st.none(), st.builds(Source, WORDS.map(ids.digest_of), NAMES, INTERVALS, WORDS, WORDS))
        ),
    )
    cuts = draw(st.lists(st.integers(0, len(body)), min_size=12, max_size=12, unique=True).map(sorted))
    spans = [Span.of(body, start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    agents = st.sampled_from(["", *(agent.id for agent in AGENTS)])
    kind = draw(st.sampled_from(Kind))
    cue = () if kind is Kind.NARRATOR else (spans[1],)
    time = draw(
        st.builds(
            TimeExpression,
            st.just(spans[2]),
            st.sampled_from(["DATE", "SET"]),
            WORDS,
            INTERVALS,
            st.sampled_from(Mode),
            st.just("day"),
            WORDS,
            WORDS,
            st.sampled_from(TimeOf),
            st.lists(WORDS, max_size=2, unique=True).map(sorted).map(tuple),
        )
    )
    number = draw(st.builds(Quantity, st.just(spans[3]), st.just("money"), AMOUNTS, AMOUNTS, WORDS, st.booleans()))
    named = draw(
        st.builds(
            Mention,
            st.just(spans[4]),
            st.sampled_from(AgentType),
            st.one_of(st.just(""), WORDS),
            st.one_of(st.just(""), WORDS),
            agent=agents,
        )
    )
    identifier = ids.statement(article.id, cue, cue, spans[:1])
    clause = draw(st.builds(
        Proposition, st.just(ids.proposition(identifier, spans[5:6])), st.just((spans[5],)), st.one_of(st.just(""), WORDS), st.one_of(st.just(""), NAMES),
        st.one_of(st.just(""), WORDS), agents, agents, st.just(("agent/ana-ruiz",)), st.lists(st.sampled_from(["stand", "still"]), max_size=3).map(tuple),
        st.just((time,)), st.just((number,)), st.sampled_from(Polarity), st.sampled_from(Certainty), st.sampled_from(["", "past"]),
    ))  # fmt: skip
    said = Statement(
        identifier, article.id, kind, (spans[0],), cue, cue, draw(st.sampled_from(["", "statement/parent"])), draw(agents),
        (Hop(Role.OUTLET, article.outlet), Hop(Role.AGENCY, draw(WORDS), draw(agents), cue, cue)),
        (clause,), (time,), (number,), (named,), draw(st.floats(0, 1)),
    )  # fmt: skip
    return record_of(article, (said,))


@settings(max_examples=60, deadline=None)
@given(records())
def test_any_record_gives_the_same_quads_when_it_is_written_read_and_written_again(record: Record) -> None:
    written = {*record_quads(record, BASE), *run_quads(record, BASE)}
    store = Store()
    store.extend(written)
    agents = comparison_quads(
        record.agents,
        comparison=replace(
            comparison_of(*two_records()),
            claims=(),
            credits=(),
            reuses=(),
            origins=(),
            quotations=(),
            discrepancies=(),
            compatible=(),
        ),
        articles={record.article.id: record.article},
        statements={},
        base=BASE,
    )
    store.extend(agents)

    (back,) = records_from(store, BASE)

    assert {*record_quads(back, BASE), *run_quads(back, BASE)} == written
    assert back.article.body == record.article.body


def test_times_read_from_a_store_are_aware() -> None:
    back, _ = records_from(all_quads(), BASE)

    assert back.run.started_at == datetime(2022, 5, 5, 9, 0, 0, 250_000, UTC)
