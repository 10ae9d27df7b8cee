"""A date printed in any house style is read back as itself, whatever day the article appeared."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from dated import (
    AP_MONTHS,
    FIGURES,
    HOUSE_STYLES,
    MONTHS,
    a_few,
    any_day,
    month,
    on,
    ordinal,
    past_the_twelfth,
    the_one,
)
from hypothesis import given
from hypothesis import strategies as st

from kb.model import Interval, Mode
from kb.resolve.dates import times_in

years = st.integers(1800, 2199)
Style = Callable[[date], str]


@pytest.mark.parametrize("style", HOUSE_STYLES.values(), ids=HOUSE_STYLES)
@a_few
@given(printed=any_day, day=st.none() | any_day)
def test_a_date_in_any_house_style_is_itself_whatever_the_anchor(style: Style, printed: date, day: date | None) -> None:
    words = style(printed)

    found = the_one(f"The pier opened on {words} at last.", day)

    assert (found.span.exact, found.value, found.interval) == (words, printed.isoformat(), on(printed))
    assert (found.type, found.grain, found.mode, found.candidates) == ("DATE", "day", Mode.THROUGHOUT, ())


@pytest.mark.parametrize("style", FIGURES.values(), ids=FIGURES)
@a_few
@given(day=any_day)
def test_figures_past_the_twelfth_can_be_read_one_way_only(style: Style, day: date) -> None:
    printed = past_the_twelfth(day)

    found = the_one(f"The pier opened on {style(printed)} at last.", day)

    assert (found.value, found.interval, found.candidates) == (printed.isoformat(), on(printed), ())


@pytest.mark.parametrize("style", FIGURES.values(), ids=FIGURES)
@a_few
@given(year=years, first=st.integers(1, 12), second=st.integers(1, 12))
def test_figures_up_to_the_twelfth_keep_both_readings(style: Style, year: int, first: int, second: int) -> None:
    either, other = sorted([date(year, first, second), date(year, second, first)])

    found = the_one(f"The pier opened on {style(date(year, first, second))} at last.", None)

    assert found.interval == Interval(either, other)
    if either != other:
        assert found.candidates == (either.isoformat(), other.isoformat())
        assert (found.value, found.rule) == (f"{year}-XX-XX", "ambiguous-day-and-month")


@pytest.mark.parametrize("day_first", [True, False], ids=["day first", "month first"])
@a_few
@given(one=any_day, other=any_day)
def test_one_date_in_figures_tells_how_the_others_of_its_text_are_meant(
    day_first: bool, one: date, other: date
) -> None:
    style = FIGURES["day first" if day_first else "month first"]
    plain = past_the_twelfth(other)

    first, second = times_in(f"It shut on {style(one)} and reopened on {style(plain)} at last.", None)

    assert (first.interval, second.interval) == (on(one), on(plain))


@pytest.mark.parametrize("number", range(1, 13), ids=MONTHS)
@a_few
@given(year=years, day=st.none() | any_day, short=st.booleans())
def test_a_month_and_its_year_are_all_its_days(number: int, year: int, day: date | None, short: bool) -> None:
    name = (AP_MONTHS if short else MONTHS)[number - 1]

    found = the_one(f"The pier opened in {name} {year} at last.", day)

    first = date(year, number, 1)
    assert (found.value, found.interval.earliest) == (f"{year}-{number:02d}", first)
    assert found.interval.latest == date(year, number, monthrange(year, number)[1])


IMPOSSIBLE = {
    "American": lambda year, month_, day: f"{MONTHS[month_ - 1]} {day}, {year}",
    "agency": lambda year, month_, day: f"{AP_MONTHS[month_ - 1]} {day}, {year}",
    "British": lambda year, month_, day: f"{day} {MONTHS[month_ - 1]} {year}",
    "British, of": lambda year, month_, day: f"the {ordinal(day)} of {MONTHS[month_ - 1]} {year}",
    "ISO": lambda year, month_, day: f"{year}-{month_:02d}-{day:02d}",
    "month first": lambda year, month_, day: f"{month_}/{day}/{year}",
    "day first": lambda year, month_, day: f"{day}/{month_}/{year}",
}


@pytest.mark.parametrize("style", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
@a_few
@given(year=years, number=st.sampled_from([2, 4, 6, 9, 11]), day=st.none() | any_day)
def test_a_day_past_the_end_of_its_month_is_found_and_never_moved(
    style: Callable[[int, int, int], str], year: int, number: int, day: date | None
) -> None:
    last = monthrange(year, number)[1]
    words = style(year, number, last + 1)

    found = the_one(f"The pier opened on {words} at last.", day)

    assert (found.span.exact, found.rule) == (words, "impossible-date")
    assert (found.value, found.interval) == (f"{year}-{number:02d}-XX", Interval(None, None))
    end = date(year, number, last)
    assert found.candidates == (end.isoformat(), (end + timedelta(days=1)).isoformat())


@a_few
@given(year=years, day=st.none() | any_day)
def test_february_29_is_a_day_in_leap_years_alone(year: int, day: date | None) -> None:
    found = the_one(f"The pier opened on Feb. 29, {year}.", day)

    assert (found.interval.earliest is not None) == isleap(year)
    assert (found.rule == "impossible-date") == (not isleap(year))


@pytest.mark.parametrize("words", ["31 June", "June 31", "the 31st of April", "February 30", "Nov. 31"])
@a_few
@given(day=st.none() | any_day)
def test_a_day_that_no_year_has_stays_open_whatever_the_anchor(words: str, day: date | None) -> None:
    found = the_one(f"The pier opened on {words}.", day)

    assert (found.rule, found.interval) == ("impossible-date", Interval(None, None))
    assert found.value.startswith("XXXX-")
    assert len(found.candidates) == 2


@a_few
@given(printed=any_day, back=st.integers(0, 200))
def test_a_date_without_its_year_is_the_last_one_when_it_is_over(printed: date, back: int) -> None:
    day = printed + timedelta(days=back)

    found = the_one(f"The pier opened on {month(printed)} {printed.day}.", day)

    if (printed.month, printed.day) != (2, 29):
        assert found.interval == on(printed)
        assert printed.isoformat() in found.candidates or found.candidates == ()


@a_few
@given(printed=any_day, ahead=st.integers(0, 200))
def test_a_date_without_its_year_is_the_next_one_when_it_is_to_come(printed: date, ahead: int) -> None:
    day = printed - timedelta(days=ahead)

    found = the_one(f"The pier will open on {month(printed)} {printed.day}.", day)

    if (printed.month, printed.day) != (2, 29):
        assert found.interval == on(printed)
