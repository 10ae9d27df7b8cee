"""Numbers in digits and words."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.resolve.numbers.numerals import NUMBER, ORDINAL, canonical, rank_of, value_of

_NUMBER = re.compile(f"(?i:{NUMBER})")
_ORDINAL = re.compile(f"(?i:{ORDINAL})")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("7", "7"),
        ("1,234,567", "1234567"),
        ("3.25", "3.25"),
        ("2 1/2", "2.5"),
        ("4½", "4.5"),
        ("twelve", "12"),
        ("twenty-four", "24"),
        ("seventy four", "74"),
        ("a hundred", "100"),
        ("three hundred and five", "305"),
        ("two thousand", "2000"),
        ("three hundred thousand and five", "300005"),
        ("a hundred thirty million", "130000000"),
        ("two dozen", "24"),
        ("half a million", "500000"),
        ("two and a half", "2.5"),
        ("two and a half million", "2500000"),
        ("2.5 million", "2500000"),
        ("300 billion", "300000000000"),
        ("five hundred and sixty-six thousand and seven", "566007"),
        ("one million two hundred thousand", "1200000"),
    ],
)
def test_a_number_is_found_whole_and_read(words: str, value: str) -> None:
    found = _NUMBER.fullmatch(words)

    assert found is not None
    number = value_of(words)
    assert number is not None
    assert canonical(number) == value


@pytest.mark.parametrize(
    ("words", "rank"),
    [("1st", 1), ("22nd", 22), ("third", 3), ("twelfth", 12), ("twentieth", 20), ("twenty-first", 21), ("Ninth", 9)],
)
def test_an_ordinal_is_found_whole_and_read(words: str, rank: int) -> None:
    assert _ORDINAL.fullmatch(words)
    assert rank_of(words) == rank


@given(number=st.integers(0, 10**15 - 1))
def test_separators_do_not_change_a_number(number: int) -> None:
    assert value_of(f"{number:,}") == number


@given(number=st.decimals(min_value=0, max_value=10**12, places=4))
def test_a_canonical_number_is_the_number_without_exponent_or_needless_zeros(number: Decimal) -> None:
    plain = canonical(number)

    assert Decimal(plain) == number
    assert re.fullmatch(r"[0-9]+(?:\.[0-9]*[1-9])?", plain)


@given(text=st.text())
def test_any_words_are_read_without_an_error(text: str) -> None:
    found = (value_of(text), rank_of(text))

    assert all(number is None or number >= 0 for number in found)


@pytest.mark.parametrize(
    "words",
    [
        "five and six",
        "five six",
        "twenty-five and six",
        "twenty and five",
        "sixteen six",
        "twenty twenty",
        "5 and 6",
        "5 six",
    ],
)
def test_two_numbers_side_by_side_are_not_read_as_one(words: str) -> None:
    assert value_of(words) is None


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("boats five and six", ["five", "six"]),
        ("lanes twenty-five and six", ["twenty-five", "six"]),
        ("two hundred and six", ["two hundred and six"]),
        ("two million and three thousand and six", ["two million and three thousand and six"]),
    ],
)
def test_an_and_joins_words_to_one_number_behind_a_multiplier_alone(text: str, printed: list[str]) -> None:
    assert [found.group() for found in _NUMBER.finditer(text)] == printed
