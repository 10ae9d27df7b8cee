"""Numbers with what they count, measure, rank or pay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.resolve.dates import times_in
from kb.resolve.numbers import quantities
from kb.resolve.numbers.quantities import quantities_in
from kb.resolve.numbers.units import singular_of

Read = tuple[str, str, str, str, str]


def read(text: str) -> list[Read]:
    return [(one.span.exact, one.kind, one.low, one.high, one.unit) for one in quantities_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The club bought 14 boats.", ("14 boats", "cardinal", "14", "14", "boat")),
        ("The navy ordered 66 new aircraft.", ("66 new aircraft", "cardinal", "66", "66", "aircraft")),
        ("It has 20 Swedish GR-39 jets.", ("20 Swedish GR-39 jets", "cardinal", "20", "20", "jet")),
        ("It told 1,250 people so.", ("1,250 people", "cardinal", "1250", "1250", "person")),
        ("It sold two dozen cars.", ("two dozen cars", "cardinal", "24", "24", "car")),
        (
            "It lost two and a half million voters.",
            ("two and a half million voters", "cardinal", "2500000", "2500000", "voter"),
        ),
        ("A 12-member panel met.", ("12-member", "cardinal", "12", "12", "member")),
        ("It rang three times.", ("three times", "cardinal", "3", "3", "time")),
        ("It rang twice.", ("twice", "cardinal", "2", "2", "time")),
        ("Only 12 survived.", ("12", "cardinal", "12", "12", "")),
        ("In Lund, 900 cheered Ranby Wanderers.", ("900", "cardinal", "900", "900", "")),
        ("It trained 9 wounded Marines.", ("9 wounded Marines", "cardinal", "9", "9", "marine")),
        ("It hired 9 retired Halden painters.", ("9 retired Halden painters", "cardinal", "9", "9", "painter")),
        ("In Peru 12 judges resigned.", ("12 judges", "cardinal", "12", "12", "judge")),
        (
            "It signed three Franco-U.S. joint treaties.",
            ("three Franco-U.S. joint treaties", "cardinal", "3", "3", "treaty"),
        ),
        ("It cost $300 million.", ("$300 million", "money", "300000000", "300000000", "USD")),
        ("It cost $1,000.50 in all.", ("$1,000.50", "money", "1000.5", "1000.5", "USD")),
        ("It cost €3.5bn.", ("€3.5bn", "money", "3500000000", "3500000000", "EUR")),
        ("It cost HK$50.", ("HK$50", "money", "50", "50", "HKD")),
        ("It cost 40 million yuan.", ("40 million yuan", "money", "40000000", "40000000", "CNY")),
        ("It cost 300 Canadian dollars.", ("300 Canadian dollars", "money", "300", "300", "CAD")),
        ("It cost ¥200.", ("¥200", "money", "200", "200", "¥")),
        ("It cost 900 rupees.", ("900 rupees", "money", "900", "900", "rupee")),
        ("Turnout fell 3%.", ("3%", "percent", "3", "3", "percent")),
        ("Turnout fell 3.5 per cent.", ("3.5 per cent", "percent", "3.5", "3.5", "percent")),
        ("Turnout fell two percentage points.", ("two percentage points", "percent", "2", "2", "percentage point")),
        ("The strait is 100 miles wide.", ("100 miles", "measure", "100", "100", "mile")),
        ("A 100-mile-wide strait is wide.", ("100-mile", "measure", "100", "100", "mile")),
        ("It burnt 20 square kilometers.", ("20 square kilometers", "measure", "20", "20", "square kilometer")),
        ("It is 4 1/2 inches long.", ("4 1/2 inches", "measure", "4.5", "4.5", "inch")),
        ("It drove at 60 mph.", ("60 mph", "measure", "60", "60", "mile per hour")),
        ("A 35-year-old man fell.", ("35-year-old", "measure", "35", "35", "year")),
        ("It came third.", ("third", "ordinal", "3", "3", "")),
        ("It is the 21st such case.", ("21st", "ordinal", "21", "21", "")),
        ("It is the No. 2 exporter of tin.", ("No. 2", "ordinal", "2", "2", "")),
        ("It is the firm's first loss.", ("first", "ordinal", "1", "1", "")),
    ],
)
def test_a_quantity_has_its_kind_bounds_and_unit(text: str, expected: Read) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        ("It hired about 500 people.", "500", "500", True),
        ("It hired nearly 500 people.", "500", "500", True),
        ("It hired some 500 people.", "500", "500", True),
        ("It hired 500 or so people.", "500", "500", True),
        ("It hired more than 500 people.", "500", "", False),
        ("It hired over a dozen people.", "12", "", False),
        ("It hired at least 500 people.", "500", "", False),
        ("It hired 500 or more people.", "500", "", False),
        ("It hired 500+ people.", "500", "", False),
        ("It hired fewer than 500 people.", "", "500", False),
        ("It hired up to 500 people.", "", "500", False),
        ("It hired as many as 500 people.", "", "500", False),
        ("It hired no more than 500 people.", "", "500", False),
        ("It hired 400 to 500 people.", "400", "500", False),
        ("It hired 400-500 people.", "400", "500", False),
        ("It hired between 400 and 500 people.", "400", "500", False),
        ("It hired four or five people.", "4", "5", False),
        ("It hired about 400 to 500 people.", "400", "500", True),
    ],
)
def test_qualifiers_and_ranges_set_the_bounds(text: str, low: str, high: str, approximate: bool) -> None:
    (found,) = quantities_in(text)

    assert (found.low, found.high, found.approximate, found.unit) == (low, high, approximate, "person")


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        ("It costs $5-7 million.", "$5-7 million", "5000000", "7000000", "USD"),
        ("It costs $5 million to $7 million.", "$5 million to $7 million", "5000000", "7000000", "USD"),
        ("It costs 2 to 3 million euros.", "2 to 3 million euros", "2000000", "3000000", "EUR"),
        ("It grew between 5 and 7 percent.", "5 and 7 percent", "5", "7", "percent"),
        ("It lies 10 to 15 miles off.", "10 to 15 miles", "10", "15", "mile"),
    ],
)
def test_a_range_shares_the_scale_and_unit_of_its_end(text: str, words: str, low: str, high: str, unit: str) -> None:
    (found,) = quantities_in(text)

    assert (found.span.exact, found.low, found.high, found.unit) == (words, low, high, unit)


def test_a_change_from_one_value_to_another_is_no_range() -> None:
    first, last = quantities_in("Turnout rose from 35 percent to 51 percent.")

    assert (first.high, last.low) == ("35", "51")


@pytest.mark.parametrize(
    "text",
    [
        "An F-16 and an S-400 met a B-52.",
        "The G7 met.",
        "A Boeing 737 crashed.",
        "It cited Resolution 425.",
        "See page 3.",
        "It passed by a 5-4 vote.",
        "They won 3-2.",
        "Call 555-1234.",
        "Write to desk9@example.org or example.org/12.",
        "It opened on March 3, 2016 at 10 p.m.",
        "It took two days and 35 minutes.",
        "It has been shut since 2017.",
        "A zero-sum game is played by four-star generals.",
        "One of the reasons is known.",
        "No one came.",
        "They first need a plan.",
        "The First Lady spoke.",
        "The Second World War ended.",
        "Version 1.2.3 is out.",
    ],
)
def test_names_scores_labels_and_times_are_no_quantities(text: str) -> None:
    assert read(text) == []


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "It sold 3 cars. It bought 4 boats. It lost 5 planes."

    (found,) = quantities_in(text, start=text.index("It bought"), end=text.index(" It lost"))

    assert (found.span.exact, found.span.start) == ("4 boats", text.index("4 boats"))


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("ships", "ship"), ("parties", "party"), ("boxes", "box"), ("branches", "branch"), ("women", "woman"), ("heroes", "hero"),
     ("troops", "troops"), ("bonus", ""), ("crisis", ""), ("glass", ""), ("new", "")],
)  # fmt: skip
def test_a_plural_has_its_singular_and_other_words_none(plural: str, singular: str) -> None:
    assert singular_of(plural) == singular


@settings(max_examples=200)
@given(text=st.text())
def test_in_any_text_quantities_are_apart_in_order_and_bounded(text: str) -> None:
    assert faults_in(text) == []


_WORDS = st.sampled_from(
    ["5", "7", "$", "million", "percent", "%", "between", "and", "to", "-", "about", "over", "a dozen", "people", "or so",
     "first", "No. 2", "twice", "Monday", "2021", "one", "half", "€", "1,000.5", "year-old", "mile", "from", "US$", "½",
     "minus", "a day", "per", "hundreds of", "in", "third"]
)  # fmt: skip


@settings(max_examples=200)
@given(parts=st.lists(_WORDS, max_size=12), glue=st.sampled_from([" ", "", "\n"]))
def test_in_any_heap_of_number_words_quantities_are_apart_in_order_and_bounded(parts: list[str], glue: str) -> None:
    assert faults_in(glue.join(parts)) == []


def faults_in(text: str) -> list[tuple[str, str]]:
    """Give what is wrong with the quantities of a text, each with its words."""
    last, faults = 0, []
    times = [time.span for time in times_in(text, None)]
    for found in quantities_in(text):
        bounds = [bound for bound in (found.low, found.high) if bound]
        canonical = all(re.fullmatch(r"-?[0-9]+(?:\.[0-9]*[1-9])?", bound) and bound != "-0" for bound in bounds)
        wrong = {
            "other words": text[found.span.start : found.span.end] != found.span.exact,
            "out of order": found.span.start < last,
            "a time": " per " not in found.unit and any(found.span.overlaps(time) for time in times),
            "no bound": not bounds,
            "no canonical number": not canonical,
            "bounds reversed": len(bounds) == 2 and float(bounds[0]) > float(bounds[1]),
        }
        faults += [(found.span.exact, fault) for fault, holds in wrong.items() if holds]
        last = found.span.end
    return faults


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("Vane paid 380 million pounds for the mill.", "money", "GBP"),
        ("He was fined 500 pounds.", "money", "GBP"),
        ("The cod weighed 12 pounds.", "measure", "pound"),
        ("They ground 3 million pounds of flour.", "measure", "pound"),
        ("The lake warmed by 0.6C.", "measure", "degree Celsius"),
        ("The lake warmed by 0.6°C.", "measure", "degree Celsius"),
        ("The lake warmed by 0.6 degrees Celsius.", "measure", "degree Celsius"),
        ("The lake warmed by 3 degrees Fahrenheit.", "measure", "degree Fahrenheit"),
        ("A crowd of about 9,120 watched.", "cardinal", "person"),
        ("The blast injured 43 on Monday.", "cardinal", "person"),
        ("In all, 34 were wounded.", "cardinal", "person"),
        ("The slide left twelve dead.", "cardinal", "person"),
        ("The blast injured 43 cows.", "cardinal", "cow"),
    ],
)
def test_the_words_around_a_number_settle_its_unit(text: str, kind: str, unit: str) -> None:
    (found,) = read(text)

    assert (found[1], found[4]) == (kind, unit)


def test_a_letter_in_an_address_is_no_temperature() -> None:
    assert read("They live in Flat 5C.") == []


def test_between_two_numbers_in_words_is_a_range() -> None:
    assert read("Between five and six percent of the tea was lost.") == [
        ("five and six percent", "percent", "5", "6", "percent")
    ]


def test_each_number_of_a_long_row_is_one() -> None:
    found = quantities_in("1 " * 2000)

    assert [(one.span.start, one.low) for one in found] == [(2 * place, "1") for place in range(2000)]


_FILLER = "the harbour board met again and told the reporters of the town what it thought of the dredging that winter "


@settings(max_examples=100)
@given(parts=st.lists(st.tuples(_WORDS, st.integers(0, 4)), max_size=10))
def test_looking_only_near_telling_words_finds_what_looking_everywhere_finds(parts: list[tuple[str, int]]) -> None:
    text = " ".join(f"{word} {_FILLER * fillers}" for word, fillers in parts)
    near = quantities_in(text, times=[])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quantities, "stretches_in", lambda _, start, end: ((start, end),))
        everywhere = quantities_in(text, times=[])

    assert near == everywhere
