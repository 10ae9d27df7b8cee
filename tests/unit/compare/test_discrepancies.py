"""What differs between accounts of one event, and what must not be taken for it."""

from __future__ import annotations

from itertools import permutations

from at_once import differences
from claims_at_once import claims_from
from records import Clause, Said, a_clause, a_record, said, told

from kb.model import Discrepancy, DiscrepancyKind, Kind, Record, Severity, Voice

MARCH_20 = ("in March 2020", "2020-03-01", "2020-03-31")
MARCH_21 = ("in March 2021", "2021-03-01", "2021-03-31")
LAST_MARCH = ("last March", "2021-03-01", "2021-03-31")


def found_in(*records: Record) -> tuple[Discrepancy, ...]:
    return differences(records, claims_from(records)[0])[0]


def records_of(
    *clauses: Clause,
    days: tuple[str, ...] = ("2022-02-01", "2022-02-02", "2022-02-03"),
    people: tuple[str, ...] = ("Mara Lund",),
) -> list[Record]:
    return [
        a_record(told(clause.text + ".", clause), outlet=f"Paper {at}", published=day, people=people)
        for at, (clause, day) in enumerate(zip(clauses, days, strict=False))
    ]


def takeover(words: str, when: tuple[str, str, str], relation: str = "acquire") -> Clause:
    return a_clause(words, "Acme", relation, "Bolt", names=("Bolt",), times=(when,))


def boycott(words: str, when: tuple[str, str, str], relation: str) -> Clause:
    return a_clause(words, "Harbour Union", relation, names=("Mara Lund", "Port Victoria"), times=(when,))


CUT_OFF = boycott(
    "The Harbour Union cut off all wage negotiations in March 2020 to protest at the visit of Mara Lund to Port Victoria",
    MARCH_20,
    "cut off",
)
SUSPENDED = boycott(
    "The Harbour Union suspended wage negotiations last March after Mara Lund visited Port Victoria",
    LAST_MARCH,
    "suspend",
)
HALTED = a_clause(
    "wage negotiations were halted after Mara Lund paid a visit to Port Victoria in March 2021",
    "negotiations",
    "halt",
    names=("Mara Lund", "Port Victoria"),
    times=(MARCH_21,),
)


def test_two_years_for_one_takeover_are_a_discrepancy() -> None:
    one, other = (
        takeover("Acme bought Bolt in March 2020", MARCH_20),
        takeover("Acme took over its rival Bolt in March 2021", MARCH_21, "take over"),
    )

    (discrepancy,) = found_in(*records_of(one, other))

    assert (discrepancy.kind, discrepancy.severity) == (DiscrepancyKind.DATE, Severity.WARNING)
    assert [side.value for side in discrepancy.sides] == ["2020-03", "2021-03"]
    assert [evidence.span.exact for side in discrepancy.sides for evidence in side.evidence] == [
        "in March 2020",
        "in March 2021",
    ]
    assert "Paper 0 (2022-02-01)" in discrepancy.explanation
    assert "Acme" in discrepancy.explanation


def test_a_suspension_with_one_cause_is_one_event_however_it_is_told() -> None:
    (discrepancy,) = found_in(*records_of(CUT_OFF, SUSPENDED, HALTED))

    sides = {side.value: len(side.evidence) for side in discrepancy.sides}
    assert sides == {"2020-03": 1, "2021-03": 2}
    assert "Mara Lund" in discrepancy.explanation


def test_the_time_of_the_occasion_dates_the_event_too() -> None:
    body = "Talks on wages were halted after Mara Lund visited Port Victoria in March 2021."
    halted = a_clause("Talks on wages were halted", "talks", "halt", names=())
    visit = a_clause(
        "Mara Lund visited Port Victoria in March 2021",
        "Mara Lund",
        "visit",
        "Port Victoria",
        names=("Port Victoria",),
        times=(MARCH_21,),
    )
    cut_off = boycott(
        "The Harbour Union cut off talks on wages in March 2020 over the visit of Mara Lund to Port Victoria",
        MARCH_20,
        "cut off",
    )
    records = [
        *records_of(cut_off),
        a_record(told(body, halted, visit), outlet="Weekly", published="2022-02-04", people=("Mara Lund",)),
    ]

    (discrepancy,) = found_in(*records)

    assert [side.value for side in discrepancy.sides] == ["2020-03", "2021-03"]


def test_two_suspensions_with_two_causes_are_no_discrepancy() -> None:
    other = a_clause(
        "The Harbour Union suspended wage negotiations in March 2021 when Ivo Petrak closed the canteen of Port Victoria",
        "Harbour Union",
        "suspend",
        names=("Ivo Petrak", "Port Victoria"),
        times=(MARCH_21,),
    )

    assert found_in(*records_of(CUT_OFF, other, people=("Mara Lund", "Ivo Petrak"))) == ()


def test_two_suspensions_by_two_parties_are_no_discrepancy() -> None:
    other = a_clause(
        "The Pilots Guild suspended wage negotiations last March after Mara Lund visited Port Victoria",
        "Pilots Guild",
        "suspend",
        names=("Mara Lund", "Port Victoria"),
        times=(LAST_MARCH,),
    )

    assert found_in(*records_of(CUT_OFF, other)) == ()


def test_events_that_recur_may_have_many_dates() -> None:
    first = a_clause(
        "Rovers beat Harriers two goals to one in the league",
        "Rovers",
        "beat",
        "Harriers",
        names=("Harriers",),
        times=(),
    )
    one = a_clause(
        "Rovers beat Harriers in the league in March 2020",
        "Rovers",
        "beat",
        "Harriers",
        names=("Harriers",),
        times=(MARCH_20,),
    )
    other = a_clause(
        "Rovers beat Harriers in the league in March 2021",
        "Rovers",
        "beat",
        "Harriers",
        names=("Harriers",),
        times=(MARCH_21,),
    )

    assert found_in(*records_of(one, other, first)) == ()


def test_a_fresh_event_in_the_same_words_on_two_days_is_a_discrepancy() -> None:
    days = (("on Monday", "2022-01-31", "2022-01-31"), ("on Tuesday", "2022-02-01", "2022-02-01"))
    clauses = [
        a_clause(
            f"Rovers beat Harriers in the snowbound cup replay {when[0]}",
            "Rovers",
            "beat",
            "Harriers",
            names=("Harriers",),
            times=(when,),
        )
        for when in days
    ]

    (discrepancy,) = found_in(*records_of(*clauses))

    assert [side.value for side in discrepancy.sides] == ["2022-01-31", "2022-02-01"]


def test_a_vague_date_that_leaves_room_is_no_discrepancy() -> None:
    vague = takeover("Acme bought Bolt in late February 2020", ("in late February 2020", "2020-02-21", "2020-02-29"))

    assert (
        found_in(
            *records_of(
                takeover("Acme bought Bolt on March 3, 2020", ("on March 3, 2020", "2020-03-03", "2020-03-03")), vague
            )
        )
        == ()
    )


def test_two_dates_in_one_article_are_not_set_against_each_other() -> None:
    one, other = (
        takeover("Acme bought Bolt in March 2020", MARCH_20),
        takeover("Acme bought Bolt in March 2021", MARCH_21),
    )

    assert found_in(a_record(told(one.text, one), told(other.text, other))) == ()


def counted(
    number: str, value: str, words: str = "The storm at Port Victoria sank {} trawlers of the Arcadian fleet"
) -> Clause:
    return a_clause(
        words.format(number),
        "storm",
        "sink",
        names=("Port Victoria", "Arcadian"),
        numbers=((f"{number} trawlers", value, "trawler"),),
    )


def test_two_counts_of_one_thing_are_a_discrepancy() -> None:
    (discrepancy,) = found_in(*records_of(counted("12", "12"), counted("14", "14")))

    assert (discrepancy.kind, discrepancy.severity) == (DiscrepancyKind.NUMBER, Severity.WARNING)
    assert [side.value for side in discrepancy.sides] == ["12 trawlers", "14 trawlers"]
    assert [side.evidence[0].span.exact for side in discrepancy.sides] == ["12 trawlers", "14 trawlers"]


def test_a_later_count_may_be_an_update() -> None:
    (discrepancy,) = found_in(*records_of(counted("12", "12"), counted("14", "14"), days=("2022-02-01", "2022-02-06")))

    assert discrepancy.severity is Severity.INFO
    assert "up to date" in discrepancy.explanation


def test_counts_of_different_things_are_no_discrepancy() -> None:
    other = counted("14", "14", "The storm at Port Victoria damaged {} trawlers of a nearby yard")

    assert found_in(*records_of(counted("12", "12"), other)) == ()
    assert found_in(*records_of(counted("12", "12"), counted("12", "12"))) == ()


def agreed(negative: bool) -> Clause:
    words = (
        "Acme did not agree to sell the Leeds plant to its workers"
        if negative
        else "Acme agreed to sell the Leeds plant to its workers"
    )
    return a_clause(words, "Acme", "agree", negative=negative)


def test_yes_and_no_in_two_outlets_own_voices_is_a_discrepancy() -> None:
    (discrepancy,) = found_in(*records_of(agreed(False), agreed(True)))

    assert discrepancy.kind is DiscrepancyKind.POLARITY
    assert [side.value for side in discrepancy.sides] == ["negative", "positive"]


def test_yes_and_no_long_apart_may_both_hold() -> None:
    assert found_in(*records_of(agreed(False), agreed(True), days=("2022-02-01", "2022-04-01"))) == ()


def test_a_claim_of_one_month_is_denied_however_much_later() -> None:
    def in_march(negative: bool) -> Clause:
        words = "did not sell" if negative else "sold"
        text = f"Acme {words} the Leeds plant to its workers in March 2020"
        return a_clause(text, "Acme", "sell", "plant", negative=negative, times=(MARCH_20,))

    (discrepancy,) = found_in(*records_of(in_march(False), in_march(True), days=("2022-02-01", "2023-02-01")))

    assert discrepancy.kind is DiscrepancyKind.POLARITY


def test_a_denial_by_somebody_quoted_is_no_contradiction_of_outlets() -> None:
    words = agreed(True).text
    denial = Said(f"{words}, said Mara Lund.", (agreed(True),), "Mara Lund", "Mara Lund", words)

    assert found_in(*records_of(agreed(False)), a_record(denial, outlet="Weekly", published="2022-02-01")) == ()


def spoken(speaker: str, negative: bool) -> Said:
    clause = agreed(negative)
    return Said(f"{clause.text}, said {speaker}.", (clause,), speaker, speaker, clause.text)


def test_two_speakers_who_contradict_each_other_disagree() -> None:
    records = [
        a_record(spoken("Mara Lund", False), outlet="Weekly", published="2022-02-01"),
        a_record(spoken("Ivo Petrak", True), outlet="Daily", published="2022-02-02"),
    ]

    (discrepancy,) = found_in(*records)

    assert (discrepancy.kind, discrepancy.severity) == (DiscrepancyKind.POLARITY, Severity.INFO)
    assert "Mara Lund affirms what Ivo Petrak denies" in discrepancy.explanation
    assert list(claims_from(records)[1].values()).count(Voice.DENIES) == 1


def test_outlets_that_report_opposite_things_of_one_speaker_contradict_each_other() -> None:
    records = [
        a_record(spoken("Mara Lund", False), outlet="Weekly", published="2022-02-01"),
        a_record(spoken("Mara Lund", True), outlet="Daily", published="2022-02-02"),
    ]

    (discrepancy,) = found_in(*records)

    assert (discrepancy.kind, discrepancy.severity) == (DiscrepancyKind.POLARITY, Severity.WARNING)
    assert "One text reports of Mara Lund what another reports the opposite of." in discrepancy.explanation


def resigning(who: str, *, negative: bool) -> list[Said]:
    words = "she would not resign" if negative else "she would resign"
    opening = f"Prosecutors in Selwick charged treasurer {who} of the copper guild with forging forty deeds."
    clause = a_clause(words, who, "resign", negative=negative)
    return [
        told(opening, a_clause(opening[:-1], "Prosecutors", "charge", who, names=("Selwick",))),
        Said(f"{words}, said Mara Lund.", (clause,), "Mara Lund", "Mara Lund", words),
    ]


def test_a_few_words_of_one_speaker_are_at_odds_only_where_they_are_of_one_person() -> None:
    def found(other: str) -> list[DiscrepancyKind]:
        left = a_record(*resigning("Ida Brandt", negative=False), outlet="Weekly", published="2022-02-01")
        right = a_record(*resigning(other, negative=True), outlet="Daily", published="2022-02-01")
        return [one.kind for one in found_in(left, right)]

    assert found("Ida Brandt") == [DiscrepancyKind.POLARITY]
    assert found("Olga Petrak") == []


def test_a_speaker_may_have_changed_position_by_the_time_of_the_later_text() -> None:
    records = [
        a_record(spoken("Mara Lund", False), outlet="Weekly", published="2022-02-01"),
        a_record(spoken("Mara Lund", True), outlet="Daily", published="2022-02-05"),
    ]

    (discrepancy,) = found_in(*records)

    assert discrepancy.severity is Severity.INFO
    assert "may have changed position" in discrepancy.explanation


def test_one_outlet_that_reports_a_speaker_both_ways_on_two_days_contradicts_nobody() -> None:
    records = [
        a_record(spoken("Mara Lund", negative), outlet="Weekly", published=f"2022-02-0{day}")
        for day, negative in ((1, False), (2, True))
    ]

    assert found_in(*records) == ()


def test_a_speaker_who_is_called_by_her_surname_elsewhere_is_not_at_odds_with_herself() -> None:
    records = [
        a_record(spoken("Mara Lund", False), outlet="Weekly", published="2022-02-01"),
        a_record(spoken("Lund", True), outlet="Daily", published="2022-02-02"),
    ]

    assert found_in(*records) == ()


def test_the_order_of_the_records_makes_no_difference() -> None:
    records = records_of(CUT_OFF, SUSPENDED, HALTED) + records_of(
        counted("12", "12"), counted("14", "14"), agreed(True), days=("2022-02-04", "2022-02-05", "2022-02-06")
    )
    expected = differences(records, claims_from(records)[0])

    assert len(expected[0]) == 2
    orders = list(permutations(records))[::37]
    assert all(differences(order, claims_from(order)[0]) == expected for order in orders)


def promise(when: tuple[str, str, str], day: str, *, quoted: bool = True) -> Record:
    words = f"Acme will acquire Bolt {when[0]} and raise wages at Port Victoria"
    clause = a_clause(words, "Acme", "acquire", "Bolt", names=("Bolt", "Port Victoria"), times=(when,))
    sentence = said(f"“{words},” said Mara Lund.", "Mara Lund", f"“{words},”", clause, kind=Kind.DIRECT)
    return a_record(
        sentence if quoted else told(words, clause), outlet=f"Paper of {day}", published=day, people=("Mara Lund",)
    )


def test_tonight_in_one_utterance_is_one_day_whenever_it_is_printed() -> None:
    first = promise(("tonight", "2022-02-01", "2022-02-01"), "2022-02-01")

    assert found_in(first, promise(("tonight", "2022-02-02", "2022-02-02"), "2022-02-02")) == ()
    assert found_in(first, promise(("this week", "2022-02-02", "2022-02-06"), "2022-02-02")) == ()


def test_a_day_that_a_speaker_names_may_still_be_at_odds() -> None:
    first = promise(("on February 1, 2022", "2022-02-01", "2022-02-01"), "2022-02-01")

    (found,) = found_in(first, promise(("on February 3, 2022", "2022-02-03", "2022-02-03"), "2022-02-02"))

    assert found.kind is DiscrepancyKind.DATE


def test_the_narrators_own_today_is_the_day_of_the_paper() -> None:
    first = promise(("on February 1, 2022", "2022-02-01", "2022-02-01"), "2022-02-02")

    (found,) = found_in(first, promise(("today", "2022-02-04", "2022-02-04"), "2022-02-04", quoted=False))

    assert found.kind is DiscrepancyKind.DATE


def takeover_told_by(speaker: str, year: int) -> Record:
    when = MARCH_20 if year == 2020 else MARCH_21
    clause = takeover(f"Acme bought Bolt in March {year}", when)
    words = Said(f"{clause.text}, said {speaker}.", (clause,), speaker, speaker, clause.text)
    return a_record(words, outlet=f"Paper of {speaker}", published="2022-02-01", people=("Mara Lund", "Ivo Petrak"))


def test_two_speakers_who_name_two_dates_disagree_and_no_outlet_is_wrong() -> None:
    (discrepancy,) = found_in(takeover_told_by("Mara Lund", 2020), takeover_told_by("Ivo Petrak", 2021))

    assert (discrepancy.kind, discrepancy.severity) == (DiscrepancyKind.DATE, Severity.INFO)
    assert discrepancy.explanation.startswith("The speakers disagree.")


def test_a_speaker_against_a_text_of_its_own_is_no_contradiction_of_outlets() -> None:
    (own,) = records_of(takeover("Acme bought Bolt in March 2021", MARCH_21))

    (discrepancy,) = found_in(takeover_told_by("Mara Lund", 2020), own)

    assert discrepancy.severity is Severity.INFO
    assert "a speaker says otherwise than a text does" in discrepancy.explanation


def test_two_dates_in_the_mouth_of_one_speaker_are_a_matter_of_the_outlets() -> None:
    one, other = takeover_told_by("Mara Lund", 2020), takeover_told_by("Mara Lund", 2021)

    (discrepancy,) = found_in(one, other)

    assert discrepancy.severity is Severity.WARNING
