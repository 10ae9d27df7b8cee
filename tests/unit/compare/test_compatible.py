"""Look-alikes: what seems to be at odds, and is not."""

from __future__ import annotations

from dataclasses import replace

from at_once import differences
from claims_at_once import claims_from
from records import Said, a_clause, a_record, agent_id, said, told

from kb.model import AgentType, CompatiblePair, CompatibleReason, Mention, Record, Span


def pairs_in(*records: Record) -> tuple[CompatiblePair, ...]:
    return differences(records, claims_from(records)[0])[1]


def exact(pair: CompatiblePair) -> list[list[str]]:
    return [[evidence.span.exact for evidence in side.evidence] for side in pair.sides]


def two(
    left: Said, right: Said, days: tuple[str, str] = ("2021-10-01", "2021-10-02"), people: tuple[str, ...] = ()
) -> tuple[CompatiblePair, ...]:
    return pairs_in(
        a_record(left, outlet="Morning Post", published=days[0], people=people),
        a_record(right, outlet="Evening Star", published=days[1], people=people),
    )


def calls(*times: tuple[str, str, str]) -> Said:
    words = f"Keeper Tomas Brandl rang the referee twice, on {times[0][0]} and {times[1][0]}, to say he was sorry"
    return told(words, a_clause(words, "Tomas Brandl", "ring", times=times))


FULL = calls(("October 30, 2020", "2020-10-30", "2020-10-30"), ("January 8, 2021", "2021-01-08", "2021-01-08"))


def test_days_with_and_without_their_year_are_one_pair() -> None:
    (pair,) = two(FULL, calls(("October 30", "--10-30", ""), ("January 8", "--01-08", "")))

    assert pair.reason is CompatibleReason.YEAR_MISSING
    assert exact(pair) == [["October 30, 2020", "January 8, 2021"], ["October 30", "January 8"]]
    assert [side.value for side in pair.sides] == ["October 30, 2020; January 8, 2021", "October 30; January 8"]


def test_a_year_that_was_worked_out_is_still_missing_in_print() -> None:
    (pair,) = two(FULL, calls(("October 30", "2020-10-30", "2020-10-30"), ("January 8", "2021-01-08", "2021-01-08")))

    assert pair.reason is CompatibleReason.YEAR_MISSING


def test_other_days_are_no_look_alike() -> None:
    assert two(FULL, calls(("October 31", "--10-31", ""), ("January 9", "--01-09", ""))) == ()


def test_a_month_and_a_day_in_it_are_compatible() -> None:
    one = a_clause(
        "Acme bought Bolt in March 2020",
        "Acme",
        "acquire",
        "Bolt",
        names=("Bolt",),
        times=(("in March 2020", "2020-03-01", "2020-03-31"),),
    )
    other = a_clause(
        "Acme bought Bolt on March 3, 2020",
        "Acme",
        "acquire",
        "Bolt",
        names=("Bolt",),
        times=(("on March 3, 2020", "2020-03-03", "2020-03-03"),),
    )

    (pair,) = two(told(one.text, one), told(other.text, other))

    assert pair.reason is CompatibleReason.LESS_PRECISE
    assert [side.value for side in pair.sides] == ["2020-03", "2020-03-03"]


def first(scope: str, thing: str = "direct high-level meeting") -> Said:
    words = f"Talks between Acme and the Harbour Union in Brno were the first {thing} {scope}"
    return told(words, a_clause(words, "talks", "be", names=("Acme", "Harbour Union")))


def test_two_firsts_of_different_scope_are_compatible() -> None:
    (pair,) = two(first("under the new management"), first("for more than a year", "high-level conversation"))

    assert pair.reason is CompatibleReason.OTHER_SCOPE
    assert exact(pair)[0][0].startswith("first ")


def test_the_dots_of_an_abbreviation_end_no_scope() -> None:
    (pair,) = two(
        first("under the new management", "high-level meeting with U.S. lawyers"),
        first("for more than a year", "high-level talks"),
    )

    assert "under the new management" in exact(pair)[0][0] + exact(pair)[1][0]


def test_two_firsts_of_one_scope_are_no_look_alike() -> None:
    assert two(first("under the new management"), first("under this management")) == ()


def test_firsts_of_different_things_are_no_look_alike() -> None:
    assert two(first("under the new management"), first("for more than a year", "football match")) == ()


def test_a_year_in_the_name_of_a_statute_dates_nothing() -> None:
    dated = a_clause(
        "Arcadia imposed fishing quotas on Port Victoria in 2018",
        "Arcadia",
        "impose",
        names=("Port Victoria",),
        times=(("in 2018", "2018-01-01", "2018-12-31"),),
    )
    named = a_clause("Arcadia imposed fishing quotas under the 2017 Safe Harbours and Coasts Act", "Arcadia", "impose")

    (pair,) = two(told(dated.text, dated), told(named.text, named))

    assert pair.reason is CompatibleReason.OTHER_EVENT
    assert {side.value for side in pair.sides} == {"2017", "2018"}


def titled(name: str, title: str) -> Said:
    words = f"{title} {name} opened the harbour festival with a short speech"
    return told(words, a_clause(words, name, "open"), titles=((name, title),))


def test_an_office_with_another_holder_years_later_has_changed_hands() -> None:
    (pair,) = two(
        titled("Mara Lund", "Arcadian Fisheries Minister"),
        titled("Ivo Petrak", "Arcadia's fisheries minister,"),
        ("2021-10-01", "2023-05-01"),
    )

    assert pair.reason is CompatibleReason.ROLE_CHANGED
    assert exact(pair) == [["Mara Lund"], ["Ivo Petrak"]]


def test_an_office_may_stand_before_or_behind_the_name() -> None:
    behind = "Mara Lund, chairwoman of the Arcadian fishing board, opened the harbour festival"
    later = "Ivo Petrak, the chairwoman of Arcadia's fishing board, closed the harbour festival"

    (pair,) = two(
        told(behind, a_clause(behind, "Mara Lund", "open"), titles=(("Mara Lund", ""),)),
        told(later, a_clause(later, "Ivo Petrak", "close"), titles=(("Ivo Petrak", ""),)),
        ("2021-10-01", "2023-05-01"),
    )

    assert pair.reason is CompatibleReason.ROLE_CHANGED


def test_former_holders_ranks_and_shared_offices_change_nothing() -> None:
    days = ("2021-10-01", "2023-05-01")

    assert (
        two(
            titled("Mara Lund", "Arcadian Fisheries Minister"),
            titled("Ivo Petrak", "former Arcadian Fisheries Minister"),
            days,
        )
        == ()
    )
    assert two(titled("Mara Lund", "Navy Captain"), titled("Ivo Petrak", "Navy Captain"), days) == ()
    assert (
        two(titled("Mara Lund", "deputy union secretary"), titled("Ivo Petrak", "deputy union secretary"), days) == ()
    )
    assert two(titled("Mara Lund", "union secretary"), titled("Mara Lund", "union secretary"), days) == ()


def test_an_office_of_two_bodies_has_two_holders() -> None:
    days = ("2021-10-01", "2023-05-01")

    assert two(titled("Mara Lund", "Chief Executive"), titled("Ivo Petrak", "the chief executive,"), days) == ()
    assert two(titled("Mara Lund", "Bolt's chief executive"), titled("Ivo Petrak", "Acme chief executive"), days) == ()


def test_a_pronoun_may_stand_for_the_body_whose_office_it_is() -> None:
    early = "Mara Lund opened the regatta with a short speech"
    late = "Harbour Rowers have let go their captain, Ivo Petrak"

    (pair,) = two(
        told(early, a_clause(early, "Mara Lund", "open"), titles=(("Mara Lund", "Harbour's captain"),)),
        told(late, a_clause(late, "Harbour Rowers", "release"), titles=(("Ivo Petrak", "their captain"),)),
        ("2021-10-01", "2023-05-01"),
    )

    assert pair.reason is CompatibleReason.ROLE_CHANGED
    assert exact(pair) == [["Mara Lund"], ["Ivo Petrak"]]


def test_a_rank_before_a_name_is_no_office() -> None:
    assert two(titled("Mara Lund", "Captain"), titled("Ivo Petrak", "Captain"), ("2021-10-01", "2023-05-01")) == ()


def test_two_holders_at_one_time_are_not_explained_away() -> None:
    assert (
        two(titled("Mara Lund", "Arcadian Fisheries Minister"), titled("Ivo Petrak", "Arcadian Fisheries Minister"))
        == ()
    )


def test_two_paraphrases_of_one_utterance_are_compatible() -> None:
    reports = []
    for extra in ("", "inadvertent "):
        words = f"the harbour master was anxious to prevent an {extra}collision between the ferries of Port Victoria"
        reports.append(said(f"Mara Lund said {words}.", "Mara Lund", words, a_clause(words, "harbour master", "be")))

    (pair,) = two(*reports)

    assert pair.reason is CompatibleReason.SAME_UTTERANCE
    assert "inadvertent" in pair.explanation


def test_a_difference_inside_quotation_marks_is_no_matter_of_wording() -> None:
    reports = []
    for word in ("brine", "bride"):
        words = f"the harbour master had asked everybody for “the last {word} of the northern summer” in Port Victoria"
        reports.append(said(f"Mara Lund said {words}.", "Mara Lund", words, a_clause(words, "harbour master", "ask")))

    assert two(*reports) == ()


def test_the_same_days_in_a_clause_and_in_one_inside_it_are_one_pair() -> None:
    words = "Keeper Tomas Brandl rang twice, on October 30, 2020 and January 8, 2021"
    days = (("October 30, 2020", "2020-10-30", "2020-10-30"), ("January 8, 2021", "2021-01-08", "2021-01-08"))
    inner = "rang twice, on October 30, 2020 and January 8, 2021"
    short = (("October 30", "--10-30", ""), ("January 8", "--01-08", ""))
    brief = "Keeper Tomas Brandl rang twice, on October 30 and January 8"
    full = told(words, a_clause(words, "Tomas Brandl", "ring", times=days), a_clause(inner, "", "phone", times=days))

    pairs = two(full, told(brief, a_clause(brief, "Tomas Brandl", "ring", times=short)))

    assert len({tuple(map(tuple, exact(pair))) for pair in pairs}) == len(pairs) == 1


def test_nothing_alike_gives_no_pairs() -> None:
    assert (
        two(told("Rovers signed a goalkeeper from Harriers"), told("The court lifted the ban on night fishing")) == ()
    )


def test_a_weekday_beside_a_full_date_is_no_missing_year() -> None:
    weekday = calls(("Friday", "2020-10-30", "2020-10-30"), ("Friday week", "2021-01-08", "2021-01-08"))

    assert two(FULL, weekday) == ()


def test_offices_that_any_town_has_are_two_offices() -> None:
    days = ("2021-10-01", "2023-05-01")

    assert two(titled("Mara Lund", "Fire Chief"), titled("Ivo Petrak", "the fire chief"), days) == ()
    assert two(titled("Mara Lund", "the gardens director"), titled("Ivo Petrak", "gardens director"), days) == ()


def in_towns(article: str, sentence: str, name: str, day: str) -> Record:
    """Give a record whose one town stands in the sentence of the holder, or elsewhere in the article."""
    opened = f"Fire Chief {name} opened the festival in {sentence}" if sentence else f"Fire Chief {name} spoke"
    around = f"The rain over {article} had stopped at noon"
    record = a_record(
        told(
            opened,
            a_clause(opened, name, "open", names=(sentence,) if sentence else ()),
            titles=((name, "Fire Chief"),),
        ),
        told(around, a_clause(around, "rain", "stop", names=(article,))),
        outlet=f"Paper of {name}",
        published=day,
    )
    towns = {article, sentence}
    kinds = tuple(replace(one, type=AgentType.PLACE) if one.name in towns else one for one in record.agents)
    if not sentence:
        return replace(record, agents=kinds)
    start = record.article.body.index(sentence)
    named = Mention(
        Span(start, start + len(sentence), sentence), AgentType.PLACE, sentence, "", agent=agent_id(sentence)
    )
    first = replace(record.statements[0], mentions=(*record.statements[0].mentions, named))
    return replace(record, agents=kinds, statements=(first, *record.statements[1:]))


def test_an_office_of_one_town_has_changed_hands_and_of_two_towns_not() -> None:
    early = in_towns("Ashford", "", "Mara Lund", "2021-10-01")

    (pair,) = pairs_in(early, in_towns("Ashford", "Ashford", "Ivo Petrak", "2023-05-01"))

    assert pair.reason is CompatibleReason.ROLE_CHANGED
    assert pairs_in(early, in_towns("Selwick", "Selwick", "Ivo Petrak", "2023-05-01")) == ()
    assert pairs_in(early, in_towns("Ashford", "", "Ivo Petrak", "2023-05-01")) == ()


def test_a_piece_of_two_names_is_no_town_that_two_offices_share() -> None:
    def spoke(name: str, where: str, day: str) -> Record:
        text = f"Fire Chief {name} spoke in {where}"
        clause = a_clause(text, name, "speak", names=("Stavren",))
        record = a_record(told(text, clause, titles=((name, "Fire Chief"),)), outlet=f"Paper of {name}", published=day)
        kinds = (replace(one, type=AgentType.PLACE) if one.name == "Stavren" else one for one in record.agents)
        return replace(record, agents=tuple(kinds))

    def found(one: str, other: str) -> int:
        return len(pairs_in(spoke("Mara Lund", one, "2021-10-01"), spoke("Ivo Petrak", other, "2023-05-01")))

    assert found("Stavren Bay", "Stavren Hill") == 0
    assert found("Stavren", "Stavren") == 1
