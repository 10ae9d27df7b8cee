"""Statements as they will be read back are those that writing and reading them gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import an_article
from example_records import AGENTS, BASE, record_of, two_records
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import ids
from kb.graph import stored
from kb.graph.lines import quads_of
from kb.graph.reader import records_from
from kb.graph.record import record_lines
from kb.graph.run import run_lines
from kb.graph.stored import as_stored
from kb.model import (
    AgentType,
    Bearing,
    Hop,
    Interval,
    Kind,
    Measure,
    Mention,
    Mode,
    Proposition,
    Quantity,
    Record,
    Role,
    Span,
    Statement,
    TimeExpression,
    TimeOf,
)

ARTICLE = an_article("The ferry to Norholm, say two captains, sailed empty on 3 May 2021 for 40,50 crowns a head.")
SPANS = [Span.of(ARTICLE.body, start, start + 5) for start in range(0, 60, 6)]


def written_and_read(record: Record) -> Record:
    (again,) = records_from(quads_of((*record_lines(record, BASE), *run_lines(record, BASE))), BASE)
    return replace(record, statements=again.statements)


def some(parts: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(parts, max_size=most).map(tuple)


def empty_or(*names: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *names])


WHERE = st.sampled_from(SPANS)
WHO = empty_or(*(agent.id for agent in AGENTS))
NUMBERS = empty_or("10", "10.50", "2E+3", "-0.0")
TIMES = st.builds(
    TimeExpression,
    WHERE,
    st.just("DATE"),
    empty_or("2021-05-03"),
    st.sampled_from([Interval(date(2021, 5, 3), None), Interval(None, None)]),
    st.sampled_from(Mode),
    st.just("day"),
    of=st.sampled_from(TimeOf),
    candidates=some(empty_or("2021", "1921"), 2),
    event=st.one_of(st.none(), WHERE),
    bearing=st.sampled_from([None, *Bearing]),
)
QUANTITIES = st.builds(
    Quantity, WHERE, st.just("money"), NUMBERS, NUMBERS, empty_or("SEK"), st.booleans(), empty_or("<"),
    st.one_of(st.none(), st.builds(Measure, NUMBERS, NUMBERS, empty_or("metre"))),
)  # fmt: skip
MENTIONS = st.builds(
    Mention, WHERE, st.sampled_from(AgentType), empty_or("Norholm"), empty_or("two"), st.booleans(), WHO, WHO,
    some(WHO),
)  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> Record:
    said = []
    for content in draw(st.lists(some(WHERE).filter(bool), min_size=1, max_size=3, unique=True)):
        name = ids.statement(ARTICLE.id, (), (), content)
        clauses = [
            Proposition(
                ids.proposition(name, [where]),
                (*draw(some(WHERE)), where),
                draw(empty_or("ferry")),
                draw(empty_or("sail", "Sail", "sail on")),
                draw(empty_or("Norholm")),
                draw(WHO),
                draw(WHO),
                draw(some(WHO)),
                draw(some(empty_or("ferry", "sail", "to shore"))),
                draw(some(TIMES, 2)),
                draw(some(QUANTITIES, 2)),
            )
            for where in draw(st.lists(WHERE, max_size=2))
        ]
        chain = (Hop(Role.OUTLET, "Tide"), Hop(Role.SPEAKER, draw(empty_or("captain")), draw(WHO), draw(some(WHERE))))
        said.append(
            Statement(
                name, ARTICLE.id, Kind.INDIRECT, content, draw(some(WHERE)), draw(some(WHERE)), draw(empty_or(name)),
                draw(WHO), chain, tuple(clauses), draw(some(TIMES)), draw(some(QUANTITIES)), draw(some(MENTIONS)),
                draw(st.floats(0, 1)),
            )
        )  # fmt: skip
    return replace(record_of(ARTICLE, tuple(said)), mentions=draw(some(MENTIONS)))


@settings(max_examples=300, deadline=None)
@given(records())
def test_any_record_has_its_statements_as_writing_and_reading_gives_them(record: Record) -> None:
    assert as_stored(record) == written_and_read(record)


def test_parts_that_agree_need_not_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    tide, _ = two_records()
    shuffled = replace(
        tide,
        statements=tuple(
            replace(said, content=said.content[::-1], times=said.times[::-1], mentions=said.mentions * 2)
            for said in reversed(tide.statements)
        ),
    )
    expected = written_and_read(shuffled)
    monkeypatch.setattr(stored, "records_from", None)

    assert as_stored(shuffled) == expected


def test_what_two_mentions_of_the_same_words_leave_in_the_graph_is_read_from_it() -> None:
    tide, _ = two_records()
    (said, *others), (first, *_) = tide.statements, tide.mentions
    cod, eel = replace(first, name="Cod", titles="Mrs"), replace(first, name="Eel")
    record = replace(tide, statements=(replace(said, mentions=(cod, eel)), *others))

    found = as_stored(record)

    assert found == written_and_read(record)
    assert found.statements[0].mentions == (cod,)
