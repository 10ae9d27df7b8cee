"""What differs within one story, where a clause alone names nobody."""

from __future__ import annotations

from itertools import permutations

import pytest
from at_once import differences
from claims_at_once import claims_from
from records import Said, a_clause, a_record, told

from kb.compare.telling.stories import Traits, like_story, one_story
from kb.model import CompatiblePair, CompatibleReason, Discrepancy, DiscrepancyKind, Record, Severity

PEOPLE = ("Mara Lund", "Ivo Petrak")
NEWS = "Mara Lund and Ivo Petrak quarrelled over the ferry pier of the Harbour Union before a crowded assembly hall"
OPENING = told(f"{NEWS}.", a_clause(NEWS, "Mara Lund", "quarrel", names=("Ivo Petrak", "Harbour Union")))
MAY_4 = ("on May 4", "2021-05-04", "2021-05-04")
JUNE_1 = ("on June 1", "2021-06-01", "2021-06-01")


def two(left: Said, right: Said, days: tuple[str, str] = ("2021-04-01", "2021-04-02")) -> list[Record]:
    """Two articles of one story: the same persons and body, and much the same words."""
    return [
        a_record(OPENING, left, outlet="Morning Post", published=days[0], people=PEOPLE),
        a_record(OPENING, right, outlet="Evening Star", published=days[1], people=PEOPLE),
    ]


def found_in(records: list[Record]) -> tuple[Discrepancy, ...]:
    return differences(records, claims_from(records)[0])[0]


def pairs_in(records: list[Record]) -> tuple[CompatiblePair, ...]:
    return differences(records, claims_from(records)[0])[1]


def one(text: str, relation: str, **more: object) -> Said:
    return told(f"{text}.", a_clause(text, "", relation, **more))  # type: ignore[arg-type]


def dated(text: str, relation: str, when: tuple[str, str, str]) -> Said:
    return one(f"{text} {when[0]}", relation, times=(when,))


def values(discrepancy: Discrepancy) -> list[str]:
    return [side.value for side in discrepancy.sides]


# One story.


def test_articles_of_the_same_days_with_the_same_names_and_words_have_one_story() -> None:
    records = two(OPENING, OPENING)

    assert one_story(*map(Traits.of, records))


@pytest.mark.parametrize(
    "other",
    [
        a_record(OPENING, outlet="Weekly", published="2021-04-20", people=PEOPLE),
        a_record(OPENING, outlet="Weekly", published="", people=PEOPLE),
        a_record(
            told(
                "Mara Lund won at chess.", a_clause("Mara Lund won at chess", "Mara Lund", "win", names=("Chess Club",))
            ),
            outlet="Weekly",
            published="2021-04-01",
            people=PEOPLE[:1],
        ),
    ],
    ids=["weeks later", "no day known", "other news of one person"],
)
def test_what_differs_in_days_or_names_is_another_story(other: Record) -> None:
    records = two(OPENING, OPENING)

    assert not one_story(Traits.of(records[0]), Traits.of(other))


def test_unusual_names_and_many_words_in_common_make_one_story_without_any_linked_name() -> None:
    text = "Divers searched the flooded caves under Kelby for the bronze bell of Marrow that thieves had sunk at dawn"
    records = [a_record(told(f"{text}."), outlet=outlet, published="2021-04-01") for outlet in ("Post", "Star")]

    assert one_story(*map(Traits.of, records))


def test_an_article_of_an_unknown_day_is_like_one_of_its_story_and_belongs_to_none() -> None:
    text = "Divers searched the flooded caves under Kelby for the bronze bell of Marrow that thieves had sunk at dawn"
    dated, undated = (
        Traits.of(a_record(told(f"{text}."), outlet=outlet, published=day))
        for outlet, day in (("Post", "2021-04-01"), ("Star", ""))
    )

    assert like_story(dated, undated)
    assert not one_story(dated, undated)


def test_a_text_is_met_by_all_its_unusual_names_unless_they_are_very_many() -> None:
    def met_by(number: int) -> list[str]:
        names = [f"Kel{chr(97 + at // 26)}{chr(97 + at % 26)}holm" for at in range(number)]
        return Traits.of(a_record(told(f"Divers were seen in {', in '.join(names)}."))).met_by

    assert len(met_by(20)) == 20
    assert met_by(200) == met_by(100), "of very many the first by the alphabet, so that two texts have the same ones"
    assert len(met_by(200)) == 64


# Dates.


def test_two_days_for_what_is_to_come_are_a_discrepancy() -> None:
    records = two(dated("The pier will close", "close", MAY_4), dated("The pier will close", "close", JUNE_1))

    (discrepancy,) = found_in(records)

    assert discrepancy.kind is DiscrepancyKind.DATE
    assert values(discrepancy) == ["2021-05-04", "2021-06-01"]
    assert "the story" in discrepancy.explanation


def test_the_same_words_in_two_stories_are_about_two_things() -> None:
    other = dated("The pier will close", "close", JUNE_1)

    assert (
        found_in(
            [two(dated("The pier will close", "close", MAY_4), OPENING)[0], a_record(other, published="2021-04-02")]
        )
        == ()
    )


def test_what_was_done_last_was_done_on_one_day() -> None:
    years = [("in March 2019", "2019-03-01", "2019-03-31"), ("in March 2018", "2018-03-01", "2018-03-31")]

    (discrepancy,) = found_in(two(*(dated("The pier was last painted", "paint", when) for when in years)))

    assert values(discrepancy) == ["2018-03", "2019-03"]


def test_what_can_happen_twice_may_have_two_dates() -> None:
    years = [("in March 2019", "2019-03-01", "2019-03-31"), ("in July 2018", "2018-07-01", "2018-07-31")]

    assert found_in(two(*(dated("The pier was painted green", "paint", when) for when in years))) == ()


def test_plans_for_two_things_have_two_dates() -> None:
    records = two(dated("The pier will close", "close", MAY_4), dated("The canteen will close", "close", JUNE_1))

    assert found_in(records) == ()


def meeting(year: str, words: str, relation: str) -> Said:
    when = (f"April 12, {year}", f"{year}-04-12", f"{year}-04-12")
    text = f"{words} on {when[0]}"
    return told(f"{text}.", a_clause(text, "Mara Lund", relation, names=("Ivo Petrak",), times=(when,)))


def test_one_day_of_two_years_is_a_slip_when_persons_and_doing_are_the_same() -> None:
    records = two(
        meeting("2019", "Mara Lund met Ivo Petrak in the boathouse", "meet"),
        meeting("2018", "Mara Lund took the keys at a meeting with Ivo Petrak in the boathouse", "take"),
    )

    (discrepancy,) = found_in(records)

    assert values(discrepancy) == ["2018-04-12", "2019-04-12"]
    assert "Ivo Petrak, Mara Lund" in discrepancy.explanation


def test_one_day_of_two_years_is_no_slip_where_the_doing_differs() -> None:
    records = two(
        meeting("2019", "Mara Lund met Ivo Petrak in the boathouse", "meet"),
        meeting("2018", "Mara Lund painted the boathouse for Ivo Petrak", "paint"),
    )

    assert found_in(records) == ()


def test_a_season_and_its_year_are_compatible() -> None:
    spring, year = ("in spring 2022", "2022-03-01", "2022-05-31"), ("in 2022", "2022-01-01", "2022-12-31")
    records = two(*(dated("A second survey will begin", "begin", when) for when in (spring, year)))

    (pair,) = pairs_in(records)

    assert pair.reason is CompatibleReason.LESS_PRECISE
    assert [side.value for side in pair.sides] == ["2022", "in spring 2022"]
    assert found_in(records) == ()


def vote(words: str, when: tuple[str, str, str]) -> Said:
    text = f"{words} {when[0]}"
    return told(f"{text}.", a_clause(text, "shareholders of Bolt", "vote", times=(when,)))


def test_a_day_and_a_doing_of_one_subject_are_one_telling_even_without_the_year() -> None:
    records = two(vote("who will vote on the sale", MAY_4), vote("Owners will vote", ("on May 4, 2021", *MAY_4[1:])))

    (pair,) = pairs_in(records)

    assert pair.reason is CompatibleReason.YEAR_MISSING


# Figures.


def share(value: str, printed: str) -> Said:
    return one(
        f"The thaw has shrunk the nesting ground of terns by {printed}",
        "shrink",
        numbers=((printed, value, "percent"),),
    )


def test_two_shares_in_the_same_words_are_a_discrepancy_however_they_are_printed() -> None:
    (discrepancy,) = found_in(two(share("15", "15 percent"), share("51", "51%")))

    assert (discrepancy.kind, discrepancy.severity) == (DiscrepancyKind.NUMBER, Severity.WARNING)
    assert values(discrepancy) == ["15 percent", "51 percent"]


def hurt(text: str, number: str, day: str = "2021-03-31", unit: str = "") -> Said:
    return one(text.format(number), "injure", times=(("Wednesday", day, day),), numbers=((number, number, unit),))


def test_a_bare_figure_with_a_verb_of_harm_counts_people() -> None:
    records = two(
        hurt("A ferry struck the pier on Wednesday, injuring {}", "26"),
        hurt("{} were injured when the mist came down on Wednesday", "62"),
    )

    (discrepancy,) = found_in(records)

    assert values(discrepancy) == ["26", "62"]
    assert "the people injured" in discrepancy.explanation


@pytest.mark.parametrize(
    "other",
    [
        hurt("{} were injured in the forward cabin on Wednesday", "62"),
        hurt("{} were injured when another ferry sank on Wednesday", "62", "2018-10-03"),
        hurt("{} horses were injured on Wednesday", "62", unit="horse"),
        hurt("At least 20 people and {} were injured on Wednesday", "26"),
    ],
    ids=["some of them", "another day", "no people", "the same figure"],
)
def test_other_people_harmed_are_another_count(other: Said) -> None:
    assert found_in(two(hurt("A ferry struck the pier on Wednesday, injuring {}", "26"), other)) == ()


def sized(words: str, number: str) -> Said:
    return one(words.format(number), "watch", names=("North Quay",), numbers=((number, number.replace(",", ""), ""),))


def test_the_size_of_one_crowd_at_one_place_is_one_figure() -> None:
    records = two(
        sized("The regatta, watched by a crowd of {} at North Quay, ended in rain", "3,741"),
        sized("It came in front of a crowd of {} at North Quay", "3,471"),
    )

    (discrepancy,) = found_in(records)

    assert values(discrepancy) == ["3,471", "3,741"]
    assert "the people attending" in discrepancy.explanation


def test_crowds_at_two_places_have_two_sizes() -> None:
    records = two(
        sized("The regatta, watched by a crowd of {} at North Quay, ended in rain", "3,741"),
        sized("It came in front of a crowd of {} at South Quay", "3,471"),
    )

    assert found_in(records) == ()


def priced(text: str, relation: str, printed: str, value: str, goods: str = "Bolt") -> Said:
    clause = a_clause(text, "Acme", relation, goods, names=("Bolt",), numbers=((printed, value, "GBP"),))
    return told(f"{text}.", clause)


BOUGHT = priced("Acme bought Bolt for 38 million pounds", "buy", "38 million pounds", "38000000")


def test_what_a_buyer_pays_is_the_price_of_the_goods() -> None:
    paid = priced("Acme is paying £83 million for Bolt, the firm with the anvil", "pay", "£83 million", "83000000")

    discrepancies = found_in(two(BOUGHT, paid))

    assert [values(found) for found in discrepancies] == [["38,000,000 GBP", "83,000,000 GBP"]]
    assert "the price (GBP)" in discrepancies[0].explanation


def test_one_figure_against_two_copies_of_another_is_one_discrepancy() -> None:
    paid = priced("Acme is paying £83 million for Bolt, the firm with the anvil", "pay", "£83 million", "83000000")
    records = [*two(BOUGHT, paid), a_record(OPENING, BOUGHT, outlet="Weekly", published="2021-04-02", people=PEOPLE)]

    (discrepancy,) = found_in(records)

    assert [len(side.evidence) for side in discrepancy.sides] == [2, 1]


def test_what_was_once_offered_is_no_price() -> None:
    offered = priced("Acme once offered £30 million for Bolt", "offer", "£30 million", "30000000")

    assert found_in(two(BOUGHT, offered)) == ()


# Scopes.


def test_one_noun_shows_what_is_first_in_one_story() -> None:
    records = two(
        one("Rovers beat Harriers for their first win since April", "beat"),
        one("It was the first win for Rovers under Dag Moen", "be"),
    )

    (pair,) = pairs_in(records)

    assert pair.reason is CompatibleReason.OTHER_SCOPE
    assert [side.value for side in pair.sides] == ["first win for Rovers under Dag Moen", "first win since April"]


def test_a_noun_left_out_on_both_sides_is_made_up_for_by_the_party() -> None:
    records = two(
        one("The purchase would be the first by Acme since 2017", "be"),
        one("The deal would be Acme's first under Mara Lund, who came from a brewery", "be"),
    )

    (pair,) = pairs_in(records)

    assert [side.value for side in pair.sides] == ["first by Acme since 2017", "first under Mara Lund"]


def test_the_order_of_the_records_makes_no_difference() -> None:
    said: list[tuple[Said, Said]] = [
        (dated("The pier will close", "close", MAY_4), dated("The pier will close", "close", JUNE_1)),
        (share("15", "15 percent"), share("51", "51%")),
    ]
    records = [
        a_record(OPENING, *sentences, outlet=f"Paper {at}", published="2021-04-01", people=PEOPLE)
        for at, sentences in enumerate((*zip(*said, strict=True), (said[0][0],)))
    ]
    expected = differences(records, claims_from(records)[0])

    assert len(expected[0]) == 2
    assert all(differences(order, claims_from(order)[0]) == expected for order in permutations(records))
