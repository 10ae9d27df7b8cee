"""Quarters, seasons, decades, centuries, ISO weeks, holidays, and vague parts of periods, for any year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from dated import a_few, any_day, the_one
from hypothesis import given
from hypothesis import strategies as st

from kb.model import Interval, Mode
from kb.resolve.dates import times_in
from kb.resolve.dates.almanac import easter, months

years = st.integers(1800, 2199)

_RANKS = ("first", "second", "third", "fourth")
QUARTERS: dict[str, Callable[[int, int], str]] = {
    "words": lambda year, number: f"the {_RANKS[number - 1]} quarter of {year}",
    "words, no of": lambda year, number: f"the {_RANKS[number - 1]} quarter {year}",
    "letter": lambda year, number: f"Q{number} {year}",
    "letter, of": lambda year, number: f"Q{number} of {year}",
    "figure first": lambda year, number: f"{number}Q {year}",
}


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("printed", QUARTERS.values(), ids=QUARTERS)
@a_few
@given(year=years, day=st.none() | any_day)
def test_a_quarter_is_three_months(
    printed: Callable[[int, int], str], number: int, year: int, day: date | None
) -> None:
    found = the_one(f"Sales fell in {printed(year, number)}.", day)

    assert (found.value, found.interval) == (f"{year}-Q{number}", months(year, 3 * number - 2, 3))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@a_few
@given(day=any_day)
def test_a_quarter_without_its_year_is_the_last_that_began_and_leaves_the_other_open(number: int, day: date) -> None:
    found = the_one(f"Sales fell in Q{number}.", day)

    assert found.interval.earliest
    assert found.interval.earliest.month == 3 * number - 2
    assert (day - found.interval.earliest).days <= 366
    assert found.interval.earliest <= day + timedelta(days=46)
    assert found.candidates == () or found.value in found.candidates


@pytest.mark.parametrize("shape", ["fiscal {}", "fiscal year {}", "FY{}", "the {} fiscal year", "the {} school year"])
@a_few
@given(year=years, day=st.none() | any_day)
def test_a_fiscal_year_may_begin_before_and_end_after_the_calendar_year(
    shape: str, year: int, day: date | None
) -> None:
    found = the_one(f"Sales fell in {shape.format(year)}.", day)

    assert found.interval == Interval(date(year - 1, 1, 1), date(year + 1, 12, 31))
    assert (found.value, found.mode) == (f"FY{year}", Mode.WITHIN)


SEASONS = {"spring": (3, "SP"), "summer": (6, "SU"), "autumn": (9, "FA"), "fall": (9, "FA"), "winter": (12, "WI")}


@pytest.mark.parametrize(("name", "first", "code"), [(name, *told) for name, told in SEASONS.items()], ids=SEASONS)
@a_few
@given(year=years, day=any_day)
def test_a_season_is_three_months_and_the_last_one_is_over(
    name: str, first: int, code: str, year: int, day: date
) -> None:
    dated = the_one(f"It rained in the {name} of {year}.", day)
    last = the_one(f"It rained last {name}.", day)

    assert (dated.value, dated.interval) == (f"{year}-{code}", months(year, first, 3))
    assert last.interval.latest
    assert last.interval.latest < day
    assert (day - last.interval.latest).days <= 366


@pytest.mark.parametrize("shape", ["the {}s", "the mid-{}s", "the early {}s", "the late {}s"])
@a_few
@given(number=st.integers(180, 219), day=st.none() | any_day)
def test_a_decade_or_a_part_of_it_lies_in_its_ten_years(shape: str, number: int, day: date | None) -> None:
    found = the_one(f"It was built in {shape.format(number * 10)}.", day)

    whole = Interval(date(number * 10, 1, 1), date(number * 10 + 9, 12, 31))
    assert whole.covers(found.interval)
    assert (found.interval == whole) == (shape == "the {}s")
    assert found.value == f"{number}X"


@pytest.mark.parametrize("shape", ["the '{}s", "the {}s", "the mid-{}s"])
@a_few
@given(tens=st.integers(2, 9), day=any_day)
def test_a_short_decade_is_the_latest_that_has_begun(shape: str, tens: int, day: date) -> None:
    found = the_one(f"It was built in {shape.format(tens * 10)}.", day)

    assert found.interval.earliest
    assert found.interval.earliest.year // 10 % 10 == tens
    assert 0 <= day.year - int(found.value[:3]) * 10 < 100


@a_few
@given(number=st.integers(2, 21))
def test_a_century_has_a_hundred_years(number: int) -> None:
    ending = "th" if number in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")

    found = the_one(f"It was built in the {number}{ending} century.", None)

    assert found.interval == Interval(date(100 * number - 100, 1, 1), date(100 * number - 1, 12, 31))


@pytest.mark.parametrize("shape", ["{year}-W{week:02d}", "{year}W{week:02d}", "week {week} of {year}"])
@a_few
@given(day=any_day)
def test_a_numbered_week_holds_the_days_that_iso_8601_puts_in_it(shape: str, day: date) -> None:
    year, week, _ = day.isocalendar()

    found = the_one(f"It rained in {shape.format(year=year, week=week)}.", None)

    assert found.interval.earliest == date.fromisocalendar(year, week, 1)
    assert found.interval.latest == date.fromisocalendar(year, week, 7)
    assert found.value == f"{year}-W{week:02d}"


@a_few
@given(year=years)
def test_week_53_is_there_in_long_years_alone(year: int) -> None:
    found = the_one(f"It rained in {year}-W53.", None)

    assert (found.interval.earliest is not None) == (date(year, 12, 28).isocalendar().week == 53)


PARTS = {"early {}": (0, 1 / 2), "mid-{}": (1 / 4, 3 / 4), "late {}": (1 / 2, 1), "the start of {}": (0, 1 / 4),
         "the beginning of {}": (0, 1 / 4), "the middle of {}": (1 / 4, 3 / 4), "the end of {}": (3 / 4, 1),
         "mid-to-late {}": (1 / 4, 1), "early-to-mid {}": (0, 3 / 4), "end-{}": (3 / 4, 1)}  # fmt: skip


@pytest.mark.parametrize(("shape", "begin", "end"), [(shape, *part) for shape, part in PARTS.items()], ids=PARTS)
@a_few
@given(day=any_day, whole_year=st.booleans())
def test_a_vague_part_lies_where_its_word_says(
    shape: str, begin: float, end: float, day: date, whole_year: bool
) -> None:
    words = str(day.year) if whole_year else f"{day:%B} {day.year}"

    whole = the_one(f"It rained in {words}.", None)
    part = the_one(f"It rained in {shape.format(words)}.", None)

    assert whole.interval.earliest
    assert whole.interval.latest
    assert part.interval.earliest
    assert part.interval.latest
    length = (whole.interval.latest - whole.interval.earliest).days + 1
    assert whole.interval.covers(part.interval)
    assert abs((part.interval.earliest - whole.interval.earliest).days - length * begin) <= 1
    assert abs((part.interval.latest - whole.interval.earliest).days + 1 - length * end) <= 1
    assert (part.value, part.mode) == (whole.value, Mode.WITHIN)


@pytest.mark.parametrize(("name", "shift"), [("Good Friday", -2), ("Easter", 0), ("Easter Monday", 1)])
@a_few
@given(year=years)
def test_movable_feasts_follow_easter(name: str, shift: int, year: int) -> None:
    sunday = easter(year)
    assert sunday

    found = the_one(f"It rained on {name} {year}.", None)

    assert found.interval.earliest == sunday + timedelta(days=shift)


@pytest.mark.parametrize(
    ("name", "month", "weekday", "least"),
    [("Thanksgiving", 11, 3, 22), ("Labor Day", 9, 0, 1), ("Memorial Day", 5, 0, 25), ("Presidents' Day", 2, 0, 15)],
)
@a_few
@given(year=years)
def test_holidays_on_the_nth_weekday_stay_in_their_week(
    name: str, month: int, weekday: int, least: int, year: int
) -> None:
    found = the_one(f"It rained on {name} {year}.", None)

    day = found.interval.earliest
    assert day
    assert (day.month, day.weekday()) == (month, weekday)
    assert least <= day.day < least + 7


@pytest.mark.parametrize("unit", ["week", "month", "quarter", "year", "decade"])
@a_few
@given(day=any_day)
def test_the_end_of_the_unit_is_that_of_the_day_of_publication(unit: str, day: date) -> None:
    whole, end = times_in(f"It will open this {unit}. It will open at the end of the {unit}.", Interval(day, day))

    assert whole.interval.covers(end.interval)
    assert end.interval.latest == whole.interval.latest
    assert end.interval.earliest != whole.interval.earliest
