"""Shares, orders of magnitude, ranks, multiples, rates and comparisons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model import Quantity
from kb.resolve.numbers.qualifiers import COMPARATORS, comparator_of
from kb.resolve.numbers.quantities import quantities_in


def only(text: str) -> Quantity:
    (found,) = quantities_in(text)
    return found


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("Two-thirds of members stayed away.", "Two-thirds of members", "0.666667", "member"),
        ("A third of the voters stayed away.", "A third of the voters", "0.333333", "voter"),
        ("Half of all farms lie fallow.", "Half of all farms", "0.5", "farm"),
        ("It feeds half the country.", "half", "0.5", ""),
        ("One in five adults smokes.", "One in five adults", "0.2", "adult"),
        ("It hit 1 in every 4 firms.", "1 in every 4 firms", "0.25", "firm"),
        ("It kills 3 per 1,000 births.", "3 per 1,000 births", "0.003", "birth"),
        ("Nine out of 10 voters came.", "Nine out of 10 voters", "0.9", "voter"),
        ("It needs a three-quarters majority.", "three-quarters", "0.75", ""),
    ],
)
def test_a_share_is_no_count(text: str, words: str, value: str, unit: str) -> None:
    found = only(text)

    assert (found.span.exact, found.kind, found.low, found.high, found.unit) == (words, "fraction", value, value, unit)


@pytest.mark.parametrize("text", ["He finished third.", "It was the third of May.", "A third man came."])
def test_a_rank_is_no_share(text: str) -> None:
    assert "fraction" not in {one.kind for one in quantities_in(text)}


@pytest.mark.parametrize(
    ("text", "least", "unit"),
    [
        ("Hundreds of homes burnt.", "200", "home"),
        ("Tens of thousands of people fled.", "20000", "person"),
        ("It lost several hundred sheep.", "200", "sheep"),
        ("A few thousand came.", "2000", ""),
        ("Dozens were injured.", "24", "person"),
        ("It cost millions of dollars.", "2000000", "USD"),
    ],
)
def test_an_order_of_magnitude_is_an_approximate_lower_bound(text: str, least: str, unit: str) -> None:
    found = only(text)

    assert (found.low, found.high, found.unit, found.approximate) == (least, "", unit, True)


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("It is the second-largest port.", "2"),
        ("It was her first-ever win.", "1"),
        ("The 21st Brazilian team won.", "21"),
    ],
)
def test_a_rank_is_read_before_a_superlative_and_before_a_people(text: str, rank: str) -> None:
    found = only(text)

    assert (found.kind, found.low) == ("ordinal", rank)


@pytest.mark.parametrize(
    "text",
    [
        "He drives a second-hand car.",
        "A third-party audit.",
        "First-degree murder.",
        "The 7th Fleet sailed.",
        "On 21st Street.",
    ],
)
def test_ordinals_in_names_and_compounds_rank_nothing(text: str) -> None:
    assert quantities_in(text) == ()


@pytest.mark.parametrize(
    ("text", "factor"), [("Prices rose fivefold.", "5"), ("It is 3x as fast.", "3"), ("It rose 2.5-fold.", "2.5")]
)
def test_multiples_are_so_many_times(text: str, factor: str) -> None:
    found = only(text)

    assert (found.low, found.high, found.unit) == (factor, factor, "time")


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("It pumps 5 million barrels per day.", "5 million barrels per day", "barrel per day"),
        ("She earns $15 an hour.", "$15 an hour", "USD per hour"),
        ("Oil sold at $45 a barrel.", "$45 a barrel", "USD per barrel"),
        ("Some 40 ships a day pass.", "Some 40 ships a day", "ship per day"),
        ("It flew 5 kilometers per second.", "5 kilometers per second", "kilometer per second"),
        ("It costs $1,000 per student.", "$1,000 per student", "USD per student"),
    ],
)
def test_a_rate_has_a_unit_of_its_own(text: str, words: str, unit: str) -> None:
    found = only(text)

    assert (found.span.exact, found.unit) == (words, unit)


@pytest.mark.parametrize(
    ("text", "words", "low", "unit"),
    [
        ("It weighs 60kg.", "60kg", "60", "kilogram"),
        ("It covers 12 sq km.", "12 sq km", "12", "square kilometer"),
        ("A 10-square-mile lake.", "10-square-mile", "10", "square mile"),
        ("It fell to -12C.", "-12C", "-12", "degree Celsius"),
        ("It fell to minus 5 degrees Celsius.", "minus 5 degrees Celsius", "-5", "degree Celsius"),
        ("He is 6-foot-2.", "6-foot-2", "74", "inch"),
        ("She is 5ft 10in tall.", "5ft 10in", "70", "inch"),
        ("They stand 6 feet 3 inches apart.", "6 feet 3 inches", "75", "inch"),
        ("A 7.2-magnitude quake struck.", "7.2-magnitude", "7.2", "magnitude"),
        ("A quake of magnitude 6.1 struck.", "6.1", "6.1", "magnitude"),
        ("It cost Rs 500 crore.", "Rs 500 crore", "5000000000", "rupee"),
        ("It cost 10 lakh rupees.", "10 lakh rupees", "1000000", "rupee"),
        ("It rose 10pc.", "10pc", "10", "percent"),
    ],
)
def test_units_are_read_in_the_ways_they_are_printed(text: str, words: str, low: str, unit: str) -> None:
    found = only(text)

    assert (found.span.exact, found.low, found.unit) == (words, low, unit)


def test_the_owners_of_what_is_named_next_are_counted() -> None:
    found = only("The three countries’ armies met.")

    assert (found.span.exact, found.unit) == ("three countries", "country")


@pytest.mark.parametrize("phrase", sorted(COMPARATORS))
def test_every_qualifier_sets_its_bound_and_its_comparator(phrase: str) -> None:
    comparator = comparator_of(phrase)

    found = only(f"It hired {phrase} 500 clerks.")

    assert found.span.exact == f"{phrase} 500 clerks"
    assert (found.low, found.high) == ("" if "<" in comparator else "500", "" if ">" in comparator else "500")
    assert (found.comparator or "~", found.approximate) == (comparator, comparator == "~")


@pytest.mark.parametrize(
    ("text", "low", "high", "comparator", "approximate"),
    [
        ("500-plus guests came.", "500", "", ">=", False),
        ("30-odd guests came.", "30", "30", "", True),
        ("500 or fewer guests came.", "", "500", "<=", False),
        ("More than half of guests came.", "0.5", "", ">", False),
        ("400 to 500 guests came.", "400", "500", "", False),
    ],
)
def test_what_stands_after_a_number_compares_too(
    text: str, low: str, high: str, comparator: str, approximate: bool
) -> None:
    found = only(text)

    assert (found.low, found.high, found.comparator, found.approximate) == (low, high, comparator, approximate)


@given(st.integers(2, 19), st.integers(20, 10_000))
def test_a_count_out_of_a_whole_is_their_quotient(count: int, whole: int) -> None:
    found = only(f"It reached {count} out of {whole:,} homes.")

    assert found.kind == "fraction"
    assert float(found.low) == pytest.approx(count / whole, rel=1e-5)
