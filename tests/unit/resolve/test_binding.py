"""Which statement and which clause a time or a quantity belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from builders import an_article, span_of

from kb import ids
from kb.model import Article, Interval, Kind, Mode, Proposition, Span, Statement, TimeExpression
from kb.resolve.dates import times_in
from kb.resolve.numbers.quantities import quantities_in
from kb.resolve.timing.attributive import names_a_thing
from kb.resolve.timing.binding import bound
from kb.resolve.timing.speech_times import is_ahead, said_before

FRIDAY = date(2021, 10, 1)


def a_statement(
    article: Article,
    content: str,
    *,
    source: str = "",
    cue: str = "",
    clauses: Sequence[str] = (),
    parent: str = "",
) -> Statement:
    """Build a statement whose parts are given by their words, which stand in the body once."""
    body = article.body
    spans = {part: (span_of(body, words),) if words else () for part, words in (("source", source), ("cue", cue))}
    said = (span_of(body, content),)
    identifier = ids.statement(article.id, spans["source"], spans["cue"], said)
    return Statement(
        identifier,
        article.id,
        Kind.INDIRECT if cue else Kind.NARRATOR,
        said,
        cue=spans["cue"],
        source=spans["source"],
        parent=parent,
        propositions=tuple(a_clause(body, identifier, words) for words in clauses),
    )


def a_clause(body: str, statement: str, words: str) -> Proposition:
    """Build a clause of one or more fragments, parted by `` … ``."""
    spans = tuple(span_of(body, fragment) for fragment in words.split(" … "))
    return Proposition(ids.proposition(statement, spans), spans)


def read(article: Article, *statements: Statement) -> tuple[Statement, ...]:
    """Bind all times and quantities of the article."""
    times = times_in(article.body, Interval(FRIDAY, FRIDAY))
    return bound(article, statements, times, quantities_in(article.body)).statements


def times_of(statement: Statement) -> list[tuple[str, str]]:
    """Give the times of a statement with what they date."""
    return [(time.span.exact, time.of.value) for time in statement.times]


def clause_times(statement: Statement) -> list[list[str]]:
    """Give the times of each clause."""
    return [[time.span.exact for time in clause.times] for clause in statement.propositions]


@pytest.mark.parametrize(
    ("body", "source", "cue", "content", "speech"),
    [
        ("Ana Ruiz on Thursday said the mine had closed.", "Ana Ruiz", "said", "the mine had closed", ["Thursday"]),
        ("Ana Ruiz said on Thursday that the mine had closed.", "Ana Ruiz", "said", "that the mine had closed", ["Thursday"]),
        ("In a letter early Thursday, the union said the mine had closed.", "the union", "said", "the mine had closed", ["early Thursday"]),
        ("On Sept. 14, the union said the mine had closed.", "the union", "said", "the mine had closed", ["Sept. 14"]),
        ("The mine had closed, Ana Ruiz said last week.", "Ana Ruiz", "said", "The mine had closed", ["last week"]),
        ("According to a union report on Thursday, the mine had closed.", "a union report on Thursday", "According to", "the mine had closed", ["Thursday"]),
        ("It rained on Thursday. Ana Ruiz said the mine had closed.", "Ana Ruiz", "said", "the mine had closed", []),
        ("Ana Ruiz, who took over in 2019, said the mine had closed.", "Ana Ruiz, who took over in 2019,", "said", "the mine had closed", []),
        ("Ana Ruiz, head since 2019, said the mine had closed.", "Ana Ruiz", "said", "the mine had closed", []),
        ("After Thursday's vote, Ana Ruiz said the mine had closed.", "Ana Ruiz", "said", "the mine had closed", []),
        ("The mine had closed, Ana Ruiz said after a strike in March.", "Ana Ruiz", "said", "The mine had closed", []),
        ("Two years in, Ana Ruiz said the mine had closed.", "Ana Ruiz", "said", "the mine had closed", []),
    ],
)  # fmt: skip
def test_a_time_beside_the_cue_dates_the_saying(
    body: str, source: str, cue: str, content: str, speech: list[str]
) -> None:
    article = an_article(body)

    (found,) = read(article, a_statement(article, content, source=source, cue=cue))

    assert [words for words, of in times_of(found) if of == "speech"] == speech


def test_a_time_in_the_content_dates_what_is_said() -> None:
    article = an_article("Ana Ruiz on Thursday said the mine had closed in March.")
    statement = a_statement(
        article, "the mine had closed in March", source="Ana Ruiz", cue="said", clauses=["the mine had closed in March"]
    )

    (found,) = read(article, statement)

    assert times_of(found) == [("Thursday", "speech"), ("March", "content")]
    assert clause_times(found) == [["March"]]


def test_a_time_belongs_to_the_smallest_clause_around_it() -> None:
    article = an_article("The mine closed in March after the owners left Chile in 2019.")
    statement = a_statement(
        article,
        "The mine closed in March after the owners left Chile in 2019",
        clauses=["The mine closed in March after the owners left Chile in 2019", "the owners left Chile in 2019"],
    )

    (found,) = read(article, statement)

    assert times_of(found) == [("March", "content"), ("2019", "content")]
    assert clause_times(found) == [["March"], ["2019"]]


def test_a_clause_without_a_time_of_its_own_gets_none() -> None:
    article = an_article("The mine closed in March and the town emptied.")
    statement = a_statement(
        article,
        "The mine closed in March and the town emptied",
        clauses=["The mine closed in March", "the town emptied"],
    )

    (found,) = read(article, statement)

    assert clause_times(found) == [["March"], []]


def test_a_clause_in_fragments_gets_the_times_of_each() -> None:
    article = an_article("The mine in March, people say, closed for two weeks.")
    statement = a_statement(
        article,
        "The mine in March, people say, closed for two weeks",
        clauses=["The mine in March … closed for two weeks"],
    )

    (found,) = read(article, statement)

    assert clause_times(found) == [["March", "two weeks"]]


def test_a_nested_statements_times_are_content_to_the_one_around_it() -> None:
    article = an_article("The paper reported that Ana Ruiz said on Monday the mine had closed in March.")
    outer = a_statement(
        article,
        "that Ana Ruiz said on Monday the mine had closed in March",
        source="The paper",
        cue="reported",
        clauses=["Ana Ruiz said on Monday the mine had closed in March"],
    )
    inner = a_statement(
        article,
        "the mine had closed in March",
        source="Ana Ruiz",
        cue="said",
        parent=outer.id,
        clauses=["the mine had closed in March"],
    )

    around, within = read(article, outer, inner)

    assert times_of(around) == [("Monday", "content"), ("March", "content")]
    assert times_of(within) == [("Monday", "speech"), ("March", "content")]
    assert clause_times(around) == [["Monday"]]
    assert clause_times(within) == [["March"]]


def test_of_two_statements_in_a_sentence_the_nearer_cue_has_the_time() -> None:
    article = an_article("The mine had closed, Ana Ruiz said on Monday, and the owners denied that it would reopen.")
    first = a_statement(article, "The mine had closed", source="Ana Ruiz", cue="said")
    second = a_statement(article, "that it would reopen", source="the owners", cue="denied")

    said, denied = read(article, first, second)

    assert times_of(said) == [("Monday", "speech")]
    assert times_of(denied) == []


@pytest.mark.parametrize(
    ("clause", "own"),
    [
        ("the mine was fined under the 2017 Clean Water Act", []),
        ("the mine was fined in 2017 under an old law", ["2017"]),
        ("the 2018 sanctions were lifted", []),
        ("the 2018 sanctions were lifted in May", ["May"]),
        ("none took the call during the 2001 incident", ["2001"]),
        ("they argued at Thursday's meeting", ["Thursday"]),
        ("they criticised Thursday's ruling", []),
        ("Thursday's ruling closed the mine", ["Thursday"]),
        ("they raised it during the late June visit", ["late June"]),
        ("the mine closed last year amid protests", ["last year"]),
        ("the mine closed Monday night", ["Monday night"]),
        ("it broke the 1972 treaty on Sept. 14", ["Sept. 14"]),
        ("it defended his two-day trip", []),
        ("it took two days", ["two days"]),
    ],
)
def test_a_time_that_only_names_a_thing_does_not_date_the_clause(clause: str, own: list[str]) -> None:
    article = an_article(f"Officials said {clause}.")
    statement = a_statement(article, clause, source="Officials", cue="said", clauses=[clause])

    (found,) = read(article, statement)

    assert clause_times(found) == [own]
    assert set(own) <= {words for words, _ in times_of(found)}


def test_a_name_with_a_year_still_is_a_time_of_the_statement() -> None:
    article = an_article("Officials said the mine was fined under the 2017 Clean Water Act.")
    content = "the mine was fined under the 2017 Clean Water Act"

    (found,) = read(article, a_statement(article, content, source="Officials", cue="said", clauses=[content]))

    assert times_of(found) == [("2017", "content")]
    assert clause_times(found) == [[]]


def test_quantities_belong_to_the_content_and_the_smallest_clause() -> None:
    article = an_article("Two unions said the mine lost 40 trucks after it sold 12 boats.")
    statement = a_statement(
        article,
        "the mine lost 40 trucks after it sold 12 boats",
        source="Two unions",
        cue="said",
        clauses=["the mine lost 40 trucks after it sold 12 boats", "it sold 12 boats"],
    )

    (found,) = read(article, statement)

    assert [one.span.exact for one in found.quantities] == ["40 trucks", "12 boats"]
    assert [[one.span.exact for one in clause.quantities] for clause in found.propositions] == [
        ["40 trucks"],
        ["12 boats"],
    ]


def test_nothing_but_times_and_quantities_changes() -> None:
    article = an_article("Ana Ruiz said on Monday the mine had closed.")
    statement = a_statement(
        article, "the mine had closed", source="Ana Ruiz", cue="said", clauses=["the mine had closed"]
    )

    (found,) = bound(article, (statement,), (), ()).statements

    assert found == statement


def test_the_order_of_times_does_not_matter() -> None:
    article = an_article("Ana Ruiz on Thursday said the mine had closed in March 2020 or May 2020.")
    statement = a_statement(article, "the mine had closed in March 2020 or May 2020", source="Ana Ruiz", cue="said")
    times = times_in(article.body, article.published)

    forwards = bound(article, (statement,), times, ())
    backwards = bound(article, (statement,), times[::-1], ())

    assert forwards.statements == backwards.statements
    assert set(forwards.times) == set(backwards.times)


def test_a_bare_year_before_a_noun_names_it() -> None:
    body = "Early 2020 talks failed."
    (time,) = times_in(body, None)

    assert isinstance(time, TimeExpression)
    assert names_a_thing(body, time)
    assert not names_a_thing("Talks in 2020 failed.", times_in("Talks in 2020 failed.", None)[0])


def test_spans_are_cut_out_of_the_body() -> None:
    article = an_article("Ana Ruiz said on Monday the mine had closed.")

    (found,) = read(article, a_statement(article, "the mine had closed", source="Ana Ruiz", cue="said"))

    assert [time.span for time in found.times] == [Span.of(article.body, 17, 23)]


def test_a_saying_lies_before_publication_even_when_its_content_looks_ahead() -> None:
    time = TimeExpression(
        span=Span(0, 8, "Thursday"),
        type="DATE",
        value="2024-05-09",
        interval=Interval(date(2024, 5, 9), date(2024, 5, 9)),
        mode=Mode.THROUGHOUT,
        grain="day",
        rule="weekday-nearest-future",
    )
    printed = Interval(date(2024, 5, 3), date(2024, 5, 3))

    found = said_before(time, printed)

    assert (found.value, str(found.interval), found.rule) == ("2024-05-02", "2024-05-02", "weekday-nearest-past")
    assert said_before(found, printed) == found
    assert said_before(time, None) == time


@pytest.mark.parametrize(
    ("body", "cue", "ahead"),
    [
        ("On Monday, the guild plans to march.", "plans", True),
        ("On Monday, the guild has vowed to march.", "has vowed", True),
        ("On Monday, the guild is widely expected to march.", "is widely expected", True),
        ("On Monday, the guild was expected to march.", "was expected", True),
        ("On Monday, the guild will announce a march.", "announce", True),
        ("On Monday, the guild hopes to march.", "hopes", True),
        ("On Monday, the guild vowed to march.", "vowed", False),
        ("On Monday, the guild planned to march.", "planned", False),
        ("On Monday, the guild had promised to march.", "had promised", False),
        ("On Monday, the guild said that it will march.", "said", False),
        ("The guild will march, it told us on Monday.", "told", False),
        ("The guild could not say on Monday when it will march.", "say", False),
    ],
)
def test_a_cue_about_what_is_to_come_keeps_the_coming_weekday(body: str, cue: str, ahead: bool) -> None:
    article = an_article(body)
    statement = a_statement(article, "march", source="guild", cue=cue)

    assert is_ahead(body, statement) is ahead


@pytest.mark.parametrize(
    ("cue", "day"), [("plans", date(2021, 10, 4)), ("vowed", date(2021, 9, 27)), ("promised", date(2021, 9, 27))]
)
def test_a_weekday_beside_a_plan_lies_ahead_and_beside_a_vow_that_was_made_behind(cue: str, day: date) -> None:
    article = an_article(f"On Monday, the guild {cue} to march again.")

    (found,) = read(article, a_statement(article, "to march again", source="the guild", cue=cue))

    assert [time.interval for time in found.times] == [Interval(day, day)]


def test_in_a_quotation_the_day_after_another_is_not_counted_from_the_day_of_the_saying() -> None:
    body = "“We sank in March 2009. The following year we rose again,” Ola Lund said on Tuesday."
    article = an_article(body)
    content = "We sank in March 2009. The following year we rose again"
    statement = replace(a_statement(article, content, source="Ola Lund", cue="said"), kind=Kind.DIRECT)

    (found,) = read(article, statement)

    values = {time.span.exact: (time.value, time.anchor) for time in found.times}
    assert values["The following year"] == ("2010", "2009-03-01/2009-03-31")
    assert values["Tuesday"] == ("2021-09-28", "2021-10-01")
