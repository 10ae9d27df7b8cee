"""Ranges in every print keep both their ends, and lengths their number, whatever the numbers are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from dated import HOUSE_STYLES, MONTHS, a_few, any_day, month, on, ordinal, the_one
from hypothesis import assume, given
from hypothesis import strategies as st

from kb.model import Interval, Mode
from kb.resolve.dates import times_in

years = st.integers(1800, 2150)

IN_A_MONTH: dict[str, Callable[[date, date], str]] = {
    "American": lambda a, b: f"{month(a)} {a.day}-{b.day}, {a.year}",
    "American, dash": lambda a, b: f"{month(a)} {a.day}–{b.day}, {a.year}",
    "American, to": lambda a, b: f"{month(a)} {a.day} to {b.day}, {a.year}",
    "American, through": lambda a, b: f"{month(a)} {a.day} through {b.day}, {a.year}",
    "American, and": lambda a, b: f"{month(a)} {a.day} and {b.day}, {a.year}",
    "American, ordinals": lambda a, b: f"{month(a)} {ordinal(a.day)} to {ordinal(b.day)}, {a.year}",
    "British": lambda a, b: f"{a.day}-{b.day} {month(a)} {a.year}",
    "British, to": lambda a, b: f"{a.day} to {b.day} {month(a)} {a.year}",
    "British, and": lambda a, b: f"{a.day} and {b.day} {month(a)} {a.year}",
    "twice": lambda a, b: f"{month(a)} {a.day}, {a.year} to {month(b)} {b.day}, {b.year}",
    "month twice": lambda a, b: f"{month(a)} {a.day} to {month(b)} {b.day}, {b.year}",
    "ISO": lambda a, b: f"{a.isoformat()} to {b.isoformat()}",
}


@pytest.mark.parametrize("printed", IN_A_MONTH.values(), ids=IN_A_MONTH)
@a_few
@given(first=any_day, length=st.integers(1, 27))
def test_a_stretch_within_a_month_has_all_its_days(
    printed: Callable[[date, date], str], first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    assume(last.month == first.month)
    words = printed(first, last)

    found = the_one(f"The fair ran {words} at last.", None)

    assert (found.span.exact, found.interval) == (words, Interval(first, last))
    assert (found.value, found.mode) == (f"{first}/{last}", Mode.THROUGHOUT)


OVER_MONTHS = {
    "to": "from {} to {}",
    "through": "from {} through {}",
    "dash": "{} – {}",
    "until": "{} until {}",
}
STYLES = ("American", "British", "agency", "ISO", "German")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shape", OVER_MONTHS.values(), ids=OVER_MONTHS)
@a_few
@given(first=any_day, length=st.integers(1, 4000))
def test_a_stretch_between_two_full_dates_has_both_ends(shape: str, style: str, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    printed = HOUSE_STYLES[style]

    found = the_one(f"The fair ran {shape.format(printed(first), printed(last))} at last.", None)

    assert found.interval == Interval(first, last)


@pytest.mark.parametrize("style", STYLES)
@a_few
@given(first=any_day, length=st.integers(1, 4000))
def test_what_lies_between_two_dates_need_not_fill_the_time(style: str, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    printed = HOUSE_STYLES[style]

    found = the_one(f"It burnt between {printed(first)} and {printed(last)} at last.", None)

    assert (found.interval, found.mode) == (Interval(first, last), Mode.WITHIN)


OF_YEARS = {
    "dash": "{}-{}",
    "long dash": "{}–{}",
    "to": "{} to {}",
    "from": "from {} to {}",
    "through": "from {} through {}",
    "between": "between {} and {}",
}


@pytest.mark.parametrize("shape", OF_YEARS.values(), ids=OF_YEARS)
@a_few
@given(first=years, length=st.integers(1, 49), day=st.none() | any_day)
def test_a_stretch_of_years_runs_from_new_year_to_new_years_eve(
    shape: str, first: int, length: int, day: date | None
) -> None:
    found = the_one(f"She taught {shape.format(first, first + length)} at last.", day)

    assert found.interval == Interval(date(first, 1, 1), date(first + length, 12, 31))
    assert found.value == f"{first}/{first + length}"


@pytest.mark.parametrize("shape", ["from {} to {} {}", "{} to {} {}", "between {} and {} {}", "{}-{} {}"])
@a_few
@given(year=years, first=st.integers(1, 11), length=st.integers(1, 11))
def test_a_stretch_of_months_shares_its_year(shape: str, year: int, first: int, length: int) -> None:
    assume(first + length <= 12)

    found = the_one(f"It rained {shape.format(MONTHS[first - 1], MONTHS[first + length - 1], year)}.", None)

    assert found.interval.earliest == date(year, first, 1)
    assert found.interval.latest == (date(year, first + length, 28) + timedelta(days=4)).replace(day=1) - timedelta(1)


@pytest.mark.parametrize("link", ["and", "or"])
@a_few
@given(year=years, first=st.integers(1, 12), second=st.integers(1, 12))
def test_of_two_months_the_first_shares_the_year_or_comes_in_the_one_before(
    link: str, year: int, first: int, second: int
) -> None:
    assume(first != second)

    one, other = times_in(f"It rained in {MONTHS[first - 1]} {link} {MONTHS[second - 1]} {year}.", None)

    assert other.value == f"{year}-{second:02d}"
    assert one.value == f"{year if first < second else year - 1}-{first:02d}"


BOUNDS: dict[str, Callable[[date], Interval]] = {
    "since": lambda day: Interval(day, None),
    "after": lambda day: Interval(day, None),
    "starting": lambda day: Interval(day, None),
    "beginning on": lambda day: Interval(day, None),
    "effective": lambda day: Interval(day, None),
    "until": lambda day: Interval(None, day),
    "till": lambda day: Interval(None, day),
    "by": lambda day: Interval(None, day),
    "through": lambda day: Interval(None, day),
    "no later than": lambda day: Interval(None, day),
    "before": lambda day: Interval(None, day - timedelta(days=1)),
    "prior to": lambda day: Interval(None, day - timedelta(days=1)),
}


@pytest.mark.parametrize(("word", "days"), BOUNDS.items(), ids=BOUNDS)
@a_few
@given(printed=any_day, style=st.sampled_from(STYLES))
def test_a_bound_opens_one_end(word: str, days: Callable[[date], Interval], printed: date, style: str) -> None:
    found = the_one(f"The pier stays shut {word} {HOUSE_STYLES[style](printed)}.", None)

    assert (found.interval, found.value) == (days(printed), printed.isoformat())


LENGTHS = {"second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M",
           "year": "P{}Y", "decade": "P{}0Y", "century": "P{}00Y"}  # fmt: skip
PLURAL = {"century": "centuries"}


@pytest.mark.parametrize(("unit", "value"), LENGTHS.items(), ids=LENGTHS)
@a_few
@given(count=st.integers(2, 900), day=st.none() | any_day)
def test_a_length_keeps_its_number_and_has_no_days(unit: str, value: str, count: int, day: date | None) -> None:
    plain = the_one(f"It took {count} {PLURAL.get(unit, unit + 's')} in all.", day)
    joined = the_one(f"A {count}-{unit} wait ended.", day)

    assert plain.value == joined.value == value.format(count)
    assert plain.type == joined.type == "DURATION"
    assert plain.interval == joined.interval == Interval(None, None)


@pytest.mark.parametrize(("unit", "value"), LENGTHS.items(), ids=LENGTHS)
@a_few
@given(low=st.integers(2, 90), more=st.integers(1, 90), link=st.sampled_from([" to ", " or ", "-"]))
def test_a_length_between_two_others_keeps_both(unit: str, value: str, low: int, more: int, link: str) -> None:
    found = the_one(f"It takes {low}{link}{low + more} {PLURAL.get(unit, unit + 's')} in all.", None)

    assert found.value == f"{value.format(low)}/{value.format(low + more)}"
    assert found.interval == Interval(None, None)


@pytest.mark.parametrize("unit", ["days", "weeks", "months", "years"])
@a_few
@given(day=any_day, count=st.integers(2, 30))
def test_the_past_and_the_next_so_many_touch_the_day_of_publication(unit: str, day: date, count: int) -> None:
    past = the_one(f"It rained in the past {count} {unit}.", day)
    coming = the_one(f"It will rain in the next {count} {unit}.", day)

    assert past.interval.latest == coming.interval.earliest == day
    assert past.interval.earliest
    assert coming.interval.latest
    back, ahead = (day - past.interval.earliest).days, (coming.interval.latest - day).days
    assert abs(back - ahead) <= 4
    assert back >= count


@a_few
@given(day=any_day)
def test_a_range_taken_apart_keeps_the_days_of_the_whole(day: date) -> None:
    last = day + timedelta(days=400)
    text = f"The fair ran {HOUSE_STYLES['American'](day)} to {HOUSE_STYLES['American'](last)}."

    first_end, last_end = times_in(text, on(day), ranges=False)

    assert (first_end.value, last_end.value) == (day.isoformat(), last.isoformat())
    assert first_end.interval == last_end.interval == Interval(day, last)
