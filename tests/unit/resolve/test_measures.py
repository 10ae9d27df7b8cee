"""Measures in their base unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.resolve.numbers.measures import conversion_of, in_base, measures
from kb.resolve.numbers.quantities import quantities_in


@pytest.mark.parametrize(
    ("unit", "low", "base"),
    [
        ("mile", "1609.344", "meter"),
        ("square mile", "2589988.11", "square meter"),
        ("cubic foot", "0.02831684659", "cubic meter"),
        ("acre", "4046.856422", "square meter"),
        ("mile per hour", "0.44704", "meter per second"),
        ("kilometer per second", "1000", "meter per second"),
        ("pound", "0.45359237", "kilogram"),
        ("kilowatt-hour", "3600000", "joule"),
        ("basis point", "0.01", "percentage point"),
    ],
)
def test_one_of_a_unit_in_its_base(unit: str, low: str, base: str) -> None:
    found = in_base("1", "1", unit)

    assert found is not None
    assert (found.low, found.high, found.unit) == (low, low, base)


@pytest.mark.parametrize("unit", ["ton", "gallon", "barrel", "degree", "USD", "person", "square dance", "", "per day"])
def test_what_has_no_one_size_has_no_base(unit: str) -> None:
    assert in_base("1", "1", unit) is None


def test_temperatures_have_another_zero() -> None:
    assert [in_base(degrees, "", "degree Fahrenheit").low for degrees in ("32", "212", "-40")] == ["0", "100", "-40"]  # type: ignore[union-attr]


def test_an_open_bound_stays_open_and_what_no_store_can_hold_has_no_base() -> None:
    assert in_base("2", "", "kilometer").high == ""  # type: ignore[union-attr]
    assert in_base("1000000", "1000000", "light-year") is None


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(sorted(measures()[1])))
def test_conversion_keeps_the_order_of_numbers(number: Decimal, unit: str) -> None:
    bounds = in_base(str(number), str(number + 1), unit)

    assert bounds is None or Decimal(bounds.low) < Decimal(bounds.high)


def test_every_word_for_a_unit_is_read_as_it() -> None:
    words, conversions = measures()

    read = {word: {one.unit for one in quantities_in(f"It has 12 {word} left.")} for word in sorted(words)}

    assert {word: units for word, units in read.items() if units != {words[word]}} == {}
    assert all(conversion_of(unit) is not None for unit in conversions)
