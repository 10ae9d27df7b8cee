"""One quotation, as several papers print it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from at_once import quotations_in
from claims_at_once import claims_from
from finding import found_by, found_in_every_order, found_without
from hypothesis import given
from hypothesis import strategies as st
from records import Said, a_clause, a_record, said, told

from kb.compare.quotations.quotations import QUOTATIONS
from kb.model import (
    Discrepancy,
    DiscrepancyKind,
    Interval,
    Kind,
    Mode,
    Quotation,
    QuoteDifference,
    Record,
    Severity,
    Span,
    TimeExpression,
    TimeOf,
)

RIGHT = "The vaccine will quell the fever in every village before the rains come, and no child will be left out"


def spoken(quote: str, speaker: str = "Mara Lund", marks: str = "“”", kind: Kind = Kind.DIRECT) -> Said:
    content = f"{marks[0]}{quote}{marks[1]}"
    return said(f"{content} said {speaker}.", speaker, content, kind=kind)


def records_of(*sentences: Said) -> list[Record]:
    days = [f"2021-10-{day:02d}" for day in range(1, len(sentences) + 1)]
    return [
        a_record(sentence, outlet=f"Paper {at}", published=day, people=("Mara Lund", "Ivo Petrak"))
        for at, (sentence, day) in enumerate(zip(sentences, days, strict=True))
    ]


def compared(*sentences: Said) -> tuple[tuple[Quotation, ...], tuple[Discrepancy, ...]]:
    records = records_of(*sentences)
    return quotations_in(records, claims_from(records)[0])


def kinds(quotations: tuple[Quotation, ...]) -> set[QuoteDifference]:
    return {variant.difference for quotation in quotations for variant in quotation.variants}


def test_a_changed_word_is_a_discrepancy_with_both_words() -> None:
    quotations, (discrepancy,) = compared(spoken(RIGHT), spoken(RIGHT.replace("quell", "quill")))

    assert kinds(quotations) == {QuoteDifference.CHANGED_WORD}
    assert (discrepancy.kind, discrepancy.severity) == (DiscrepancyKind.QUOTATION, Severity.WARNING)
    assert [side.value for side in discrepancy.sides] == ["quell", "quill"]
    assert [evidence.span.exact for side in discrepancy.sides for evidence in side.evidence] == ["quell", "quill"]
    assert "Paper 0" in discrepancy.explanation
    assert "Paper 1" in discrepancy.explanation


def test_a_quotation_names_its_speaker_and_claim() -> None:
    (quotation,), _ = compared(spoken(RIGHT), spoken(RIGHT.replace("quell", "quill")))

    assert quotation.speaker == "agent/mara-lund"
    assert quotation.claim.startswith("claim/")


@pytest.mark.parametrize(
    ("edited", "difference"),
    [
        (RIGHT.replace("village before", "village\u00a0before"), QuoteDifference.TYPOGRAPHY),
        (RIGHT.replace("come, and", "come and"), QuoteDifference.HOUSE_STYLE),
        (RIGHT.replace("come, and", "come. And"), QuoteDifference.MERGED),
        (RIGHT.replace("every village", "every single village"), QuoteDifference.ADDED_WORD),
        (RIGHT.replace("the rains", "rains"), QuoteDifference.DROPPED_WORD),
        (RIGHT.replace("the fever", "a fever"), QuoteDifference.CHANGED_WORD),
    ],
)
def test_a_harmless_difference_is_a_variant_and_no_discrepancy(edited: str, difference: QuoteDifference) -> None:
    quotations, discrepancies = compared(spoken(RIGHT), spoken(RIGHT), spoken(edited))

    assert kinds(quotations) == {difference}
    assert discrepancies == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Lieutenant Brandl told the U.S. team to pay ten per cent more",
            "Lt. Brandl told the US team to pay 10 percent more",
        ),
        (
            "We will raise the defence budget by two points this year",
            "We will raise the defense budget by 2 points this year",
        ),
        ("Every neighbourhood shut its doors that night", "Every neighborhood shut its doors that night"),
        ("We voted in the eleventh hour of a long debate", "We voted in the 11th hour of a long debate"),
        (
            "We will hunt these cyber criminals to the last server",
            "We will hunt these cyber-criminals to the last server",
        ),
    ],
)
def test_house_style_is_no_change_of_words(one: str, other: str) -> None:
    quotations, discrepancies = compared(spoken(one), spoken(other))

    assert kinds(quotations) == {QuoteDifference.HOUSE_STYLE}
    assert discrepancies == ()


def test_a_letter_that_makes_another_word_is_no_house_style() -> None:
    _, (discrepancy,) = compared(
        spoken("We filled the papers into the cabinet by noon"), spoken("We filed the papers into the cabinet by noon")
    )

    assert [side.value for side in discrepancy.sides] == ["filed", "filled"]


def test_a_contraction_is_no_other_word() -> None:
    quotations, discrepancies = compared(
        spoken("Nobody asks whether we are happy with where the old bridge stands"),
        spoken("Nobody asks whether we're happy with where the old bridge stands"),
    )

    assert discrepancies == ()
    assert quotations


def test_a_lost_negation_is_a_discrepancy() -> None:
    _, (discrepancy,) = compared(spoken(RIGHT), spoken(RIGHT), spoken(RIGHT.replace("and no child", "and child")))

    assert {side.value for side in discrepancy.sides} == {"no", "(left out)"}


def test_quoting_half_a_sentence_drops_nothing() -> None:
    quotations, discrepancies = compared(spoken(RIGHT), spoken("quell the fever in every village", kind=Kind.MIXED))

    assert (quotations, discrepancies) == ((), ())


def test_an_ellipsis_owns_up_to_the_cut() -> None:
    assert compared(spoken(RIGHT), spoken(RIGHT.replace("in every village ", "… "))) == ((), ())
    assert compared(spoken(RIGHT), spoken(RIGHT.replace("The vaccine", "[It]"))) == ((), ())


def test_identical_forms_are_no_variants() -> None:
    assert compared(spoken(RIGHT), spoken(RIGHT, marks='""')) == ((), ())


def test_two_persons_given_the_same_words_is_a_discrepancy() -> None:
    quotations, (discrepancy,) = compared(spoken(RIGHT), spoken(RIGHT, "Ivo Petrak"))

    assert kinds(quotations) == {QuoteDifference.ATTRIBUTION}
    assert discrepancy.kind is DiscrepancyKind.ATTRIBUTION
    assert {side.value for side in discrepancy.sides} == {"Mara Lund", "Ivo Petrak"}


def test_the_majority_form_is_the_reference() -> None:
    odd = RIGHT.replace("quell", "quill")

    _, (discrepancy,) = compared(spoken(odd), spoken(RIGHT), spoken(RIGHT))

    sides = {side.value: len(side.evidence) for side in discrepancy.sides}
    assert sides["quill"] == 1


def test_different_quotations_are_left_apart() -> None:
    assert compared(
        spoken("We shall build two bridges over the river next year"),
        spoken("They may burn all the boats on the lake tonight"),
    ) == ((), ())


def test_a_paper_differing_from_itself_is_no_matter() -> None:
    record = a_record(spoken(RIGHT), spoken(RIGHT.replace("quell", "quill")))

    assert quotations_in([record], claims_from([record])[0]) == ((), ())


def test_the_order_of_the_records_makes_no_difference() -> None:
    edits = (
        RIGHT,
        RIGHT.replace("quell", "quill"),
        RIGHT.replace("come, and", "come and"),
        "quell the fever in each village",
    )
    records = records_of(*(spoken(text) for text in edits))
    expected = quotations_in(records, claims_from(records)[0])

    assert expected[1]
    assert all(quotations_in(order, claims_from(order)[0]) == expected for order in permutations(records))


@given(st.integers(0, 18), st.sampled_from(["zebra", "marmot", "walnut"]))
def test_any_one_changed_content_word_inside_is_isolated(at: int, other: str) -> None:
    words = RIGHT.replace(",", "").split()
    changed = [*words]
    changed[at] = other

    _, discrepancies = compared(spoken(" ".join(words)), spoken(" ".join(changed)))

    inside = 0 < at < len(words) - 1
    assert [sorted(side.value for side in one.sides) for one in discrepancies] == (
        [sorted((words[at], other))] if inside else []
    )


def printed(quote: str, speaker: str, day: str, outlet: str) -> Record:
    return a_record(spoken(quote, speaker), outlet=outlet, published=day, people=(speaker,) if speaker else ())


def compared_in(*records: Record) -> tuple[tuple[Quotation, ...], tuple[Discrepancy, ...]]:
    return quotations_in(records, claims_from(records)[0])


def test_two_speeches_built_alike_are_two_quotations() -> None:
    one = "You cannot build a bridge of promises across a river of debt, and this council knows it"
    other = one.replace("bridge", "ladder").replace("river", "mountain")

    assert compared(spoken(one), spoken(other, "Ivo Petrak")) == ((), ())


def test_what_another_person_said_months_later_is_another_utterance() -> None:
    phrase = "We will not comment on a case that is before the court"

    found = compared_in(
        printed(phrase, "Mara Lund", "2021-10-01", "Morning Post"),
        printed(phrase, "Ivo Petrak", "2022-03-01", "Evening Star"),
    )

    assert found == ((), ())


def test_a_first_name_in_common_makes_no_one_person() -> None:
    one = "You cannot build a bridge of promises across a river of debt, and this council knows it"
    other = one.replace("river", "desert")

    found = compared_in(
        printed(one, "Mara Lund", "2021-10-01", "Morning Post"),
        printed(other, "Mara Brandl", "2021-10-02", "Evening Star"),
    )

    assert found == ((), ())


def test_an_old_quotation_recalled_under_the_same_name_is_still_compared() -> None:
    _, (discrepancy,) = compared_in(
        printed(RIGHT, "Mara Lund", "2021-10-01", "Morning Post"),
        printed(RIGHT.replace("quell", "quill"), "Lund", "2023-10-01", "Evening Star"),
    )

    assert discrepancy.kind is DiscrepancyKind.QUOTATION


def test_the_second_half_of_an_utterance_is_compared_too() -> None:
    first = "The harbour has waited forty years for this wall"
    second = "and not one of our children will ever see the flood again"

    _, (discrepancy,) = compared(spoken(first), spoken(first), spoken(second), spoken(second.replace("flood", "flock")))

    assert {side.value for side in discrepancy.sides} == {"flood", "flock"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We never asked for more than a roof and a candle", "We never asked for more than a roof and a handle"),
        (
            "Nobody in this valley has seen a winter without wolves",
            "Nobody in this valley has seen a winter without shoes",
        ),
    ],
)
def test_the_last_word_of_both_forms_may_be_the_changed_one(one: str, other: str) -> None:
    _, (discrepancy,) = compared(spoken(one), spoken(other))

    assert {side.value for side in discrepancy.sides} == {one.rsplit(maxsplit=1)[-1], other.rsplit(maxsplit=1)[-1]}


def test_what_is_promised_to_another_town_is_another_sentence() -> None:
    promise = "We will build forty new houses for the people of Lund"

    assert compared(spoken(promise), spoken(promise.replace("Lund", "Holm"))) == ((), ())


def test_a_form_that_stops_earlier_has_changed_no_word() -> None:
    assert compared(spoken(RIGHT), spoken("The vaccine will quell the fever in every town", kind=Kind.MIXED))[1] == ()


def test_a_quotation_of_nobody_in_particular_is_compared_too() -> None:
    odd = RIGHT.replace("quell", "quill")
    sentence = f"“{odd}” was the tenor of the evening."

    _, (discrepancy,) = compared(spoken(RIGHT), told(sentence, a_clause(sentence.rstrip("."))))

    assert {side.value for side in discrepancy.sides} == {"quell", "quill"}


def test_a_slogan_on_many_lips_is_given_to_nobody_wrongly() -> None:
    assert compared(spoken("Hands off our harbour now"), spoken("Hands off our harbour now", "Ivo Petrak")) == ((), ())


def test_one_turn_of_phrase_in_two_speeches_is_no_misattribution() -> None:
    phrase = "you cannot nail a shadow to the door of a barn"

    assert compared(
        spoken(f"The budget for the Lund tramway was settled in June, and {phrase}"),
        spoken(f"Our goalkeeper trained with the juniors for years, but {phrase}", "Ivo Petrak"),
    ) == ((), ())


def test_two_of_one_family_name_are_two() -> None:
    one = "You cannot build a bridge of promises across a river of debt, and this council knows it"

    found = compared_in(
        printed(one, "Mara Lund", "2021-10-01", "Morning Post"),
        printed(one.replace("river", "desert"), "Ivo Lund", "2023-10-02", "Evening Star"),
    )

    assert found == ((), ())


def test_what_differs_is_told_with_what_is_the_same() -> None:
    _, (discrepancy,) = compared(spoken(RIGHT), spoken(RIGHT.replace("quell", "quill")))

    assert discrepancy.shown[0] == "the speaker (Mara Lund)"
    assert "fever" in discrepancy.shown[1]
    assert all(evidence.proposition for side in discrepancy.sides for evidence in side.evidence)


def test_articles_that_come_one_by_one_give_what_they_give_at_once() -> None:
    records = records_of(
        spoken(RIGHT),
        spoken(RIGHT.replace("quell", "quill")),
        spoken(RIGHT.replace("come, and", "come and"), "Ivo Petrak"),
        spoken("quell the fever in each village before the rains come", kind=Kind.MIXED),
    )

    (once,) = found_in_every_order(QUOTATIONS, records)

    assert once == found_by(QUOTATIONS, *records)
    assert len(once) > 1
    assert found_without(QUOTATIONS, records, records[3]) == found_by(QUOTATIONS, *records[:3])


def test_a_form_without_a_speaker_does_not_stand_between_two_that_have_one() -> None:
    words = "Every box was opened before witnesses and nobody will call a broken lantern a bridge"
    records = [
        printed(words, "Mara Lund", "2021-05-02", "Morning Post"),
        printed(words, "", "2021-05-01", "Weekly"),
        printed(words.replace("bridge", "breeze"), "Mara Lund", "", "Evening Star"),
    ]

    _, (discrepancy,) = compared_in(*records)

    assert [side.value for side in discrepancy.sides] == ["breeze", "bridge"]


def at_speech(spoken_on: str, record: Record, until: str = "") -> Record:
    """The same, told with the day on which it was said."""
    (statement,) = record.statements
    day = date.fromisoformat(spoken_on)
    place = Span(0, 1, record.article.body[:1])
    time = TimeExpression(
        place,
        "DATE",
        spoken_on,
        Interval(day, date.fromisoformat(until or spoken_on)),
        Mode.THROUGHOUT,
        "day",
        of=TimeOf.SPEECH,
    )
    return replace(record, statements=(replace(statement, times=(time,)),))


CATCH = "We have landed 14 tonnes of herring and the boats are still out"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CATCH, CATCH.replace("14", "19")),
        ("We have fourteen lambs in the barn and want more", "We have fifteen lambs in the barn and want more"),
        (
            "The ferry will sail again on Monday if the wind allows",
            "The ferry will sail again on Friday if the wind allows",
        ),
        ("This was our third prize and we are hungry for more", "This was our fourth prize and we are hungry for more"),
    ],
)
def test_what_is_said_again_with_another_figure_is_another_utterance(one: str, other: str) -> None:
    assert compared(spoken(one), spoken(other)) == ((), ())


def test_another_figure_for_one_occasion_is_a_discrepancy() -> None:
    _, (discrepancy,) = compared_in(
        printed(CATCH, "Mara Lund", "2021-10-01", "Morning Post"),
        printed(CATCH.replace("14", "19"), "Mara Lund", "2021-10-01", "Evening Star"),
    )

    assert {side.value for side in discrepancy.sides} == {"14", "19"}


def test_the_day_of_speaking_goes_before_that_of_print() -> None:
    first = at_speech("2021-10-01", printed(CATCH, "Mara Lund", "2021-10-04", "Morning Post"))
    again = CATCH.replace("14", "19")
    other_day = at_speech("2021-10-03", printed(again, "Mara Lund", "2021-10-04", "Evening Star"))
    same_day = at_speech("2021-10-01", printed(again, "Mara Lund", "2021-10-05", "Evening Star"))

    apart, (together,) = compared_in(first, other_day), compared_in(first, same_day)[1]

    assert apart == ((), ())
    assert {side.value for side in together.sides} == {"14", "19"}


def test_one_sentence_about_two_bridges_on_one_day_is_two() -> None:
    words = "It is pier 36 and the harbour cannot do without it"
    records = [
        a_record(
            spoken(quote),
            told(f"{town} built it.", a_clause(f"{town} built it", town)),
            outlet=outlet,
            people=("Mara Lund",),
        )
        for quote, town, outlet in ((words, "Holm", "Morning Post"), (words.replace("36", "4"), "Karst", "Star"))
    ]

    assert compared_in(*records) == ((), ())


def test_a_figure_beside_an_auxiliary_may_is_no_month() -> None:
    words = "We may lose the orchard to frost before the week ends"

    _, (discrepancy,) = compared(spoken(words), spoken(words.replace("may", "never")))

    assert {side.value for side in discrepancy.sides} == {"may", "never"}


def test_every_outlet_is_on_the_side_of_what_it_prints() -> None:
    odd = RIGHT.replace("quell", "quill")

    _, (discrepancy,) = compared(spoken(RIGHT), spoken(f"Yes, {RIGHT}"), spoken(RIGHT), spoken(odd))

    sides = {side.value: [one.span.exact for one in side.evidence] for side in discrepancy.sides}
    assert sides == {"quell": ["quell"] * 3, "quill": ["quill"]}
    assert "Paper 0, Paper 1 and Paper 2 print “quell”; Paper 3 prints “quill”." in discrepancy.explanation


def test_of_many_outlets_on_a_side_some_are_named() -> None:
    _, (discrepancy,) = compared(*[spoken(RIGHT)] * 6, spoken(RIGHT.replace("quell", "quill")))

    assert max(len(side.evidence) for side in discrepancy.sides) == 6
    assert "Paper 0, Paper 1, Paper 2 and 3 others print “quell”; Paper 6 prints “quill”." in discrepancy.explanation


def test_every_outlet_that_leaves_a_word_out_is_on_that_side() -> None:
    without = RIGHT.replace("and no child", "and child")

    _, (discrepancy,) = compared(spoken(without), spoken(without), spoken(RIGHT))

    assert {side.value: len(side.evidence) for side in discrepancy.sides} == {"(left out)": 2, "no": 1}


def test_a_word_that_is_misprinted_twice_is_one_difference() -> None:
    words = "The valley voted for change, and change is what every village shall have"

    _, (discrepancy,) = compared(spoken(words), spoken(words), spoken(words.replace("change", "chance")))

    assert {side.value: len(side.evidence) for side in discrepancy.sides} == {"chance": 2, "change": 4}


def test_a_capital_makes_no_other_side() -> None:
    words = "Change is what the valley voted for, and Mayor Lund says change is what every village shall have"
    other = words.replace("Change", "Chance").replace("change", "chance")

    _, (discrepancy,) = compared(spoken(f"So it is: {words}"), spoken(f"So it is: {other}"))

    assert {side.value.casefold() for side in discrepancy.sides} == {"chance", "change"}
    assert len(discrepancy.sides) == 2


def test_the_month_of_speaking_shows_no_one_occasion() -> None:
    records = [
        printed(CATCH, "Mara Lund", "2021-10-04", "Morning Post"),
        printed(CATCH.replace("14", "19"), "Mara Lund", "2021-10-05", "Evening Star"),
    ]

    assert compared_in(*(at_speech("2021-09-01", record, "2021-09-30") for record in records)) == ((), ())


def test_two_words_changed_are_two_differences() -> None:
    words = "The valley voted for change, and hope is what every village shall have"

    _, discrepancies = compared(spoken(words), spoken(words.replace("change", "chance").replace("hope", "rope")))

    assert [sorted(side.value for side in one.sides) for one in discrepancies] == [
        ["chance", "change"],
        ["hope", "rope"],
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("at the interval", "at half-time"), ("on a barge", "on horseback"), ("by ferry", "by the lagoon")],
)
def test_a_phrase_is_set_against_a_phrase(one: str, other: str) -> None:
    words = "I told the whole choir {} that the second half was theirs to win"

    _, (discrepancy,) = compared(spoken(words.format(one)), spoken(words.format(other)))

    assert {side.value for side in discrepancy.sides} == {one.split(" ", 1)[1], other.split(" ", 1)[1]}


def test_a_negated_auxiliary_is_set_against_another_one() -> None:
    _, (discrepancy,) = compared(
        spoken("The old dyke is sound and this ruling will not stand for long"),
        spoken("The old dyke is sound and this ruling cannot stand for long"),
    )

    assert {side.value for side in discrepancy.sides} == {"will not", "cannot"}


@pytest.mark.parametrize("end", ["Kelby", "Marrow"])
def test_one_phrase_of_two_persons_about_two_towns_is_no_wrong_name(end: str) -> None:
    phrase = "One of the divers may have found the lost bell of"

    _, discrepancies = compared(spoken(f"{phrase} Kelby"), spoken(f"{phrase} {end}", "Ivo Petrak"))

    assert len(discrepancies) == (end == "Kelby")
