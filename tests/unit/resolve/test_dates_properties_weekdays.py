"""Weekdays, counted from any day of any year: back, ahead, last, next, of a week, of a month, side by side."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dated import MONTHS, WEEKDAYS, a_few, any_day, on, the_one
from hypothesis import given
from hypothesis import strategies as st

from kb.model import Mode
from kb.resolve.dates import times_in

each_weekday = pytest.mark.parametrize("index", range(7), ids=WEEKDAYS)

# What the words say → the least and the greatest number of days from the day of print.
LOOKING = {
    "The mill closed on {}.": (-6, 0),
    "On {}, the mill closed.": (-6, 0),
    "The owners said {} that the mill had closed.": (-6, 0),
    "The mill will close on {}.": (0, 6),
    "On {}, the mill will close.": (0, 6),
    "The mill is due to close on {}.": (0, 6),
    "The mill closed last {}.": (-7, -1),
    "The mill closes next {}.": (1, 7),
    "The mill closes this coming {}.": (0, 6),
    "The mill closes {} week.": (7, 13),
}


@pytest.mark.parametrize(("text", "least", "most"), [(text, *days) for text, days in LOOKING.items()], ids=LOOKING)
@a_few
@given(day=any_day, index=st.integers(0, 6))
def test_a_weekday_lies_where_the_words_look(text: str, least: int, most: int, day: date, index: int) -> None:
    found = the_one(text.format(WEEKDAYS[index]), day)

    (resolved,) = {found.interval.earliest, found.interval.latest}
    assert resolved is not None
    assert resolved.weekday() == index
    assert least <= (resolved - day).days <= most
    assert (found.value, found.anchor, found.mode) == (resolved.isoformat(), day.isoformat(), Mode.THROUGHOUT)


@each_weekday
@a_few
@given(day=any_day)
def test_a_weekday_of_last_this_and_next_week_lies_in_that_week(index: int, day: date) -> None:
    name = WEEKDAYS[index]
    monday = day - timedelta(days=day.weekday())

    found = times_in(
        f"It rained {name} last week. It rained on {name} of this week. It rains {name} next week.", on(day)
    )

    assert [time.interval for time in found] == [on(monday + timedelta(days=index + shift)) for shift in (-7, 0, 7)]


@each_weekday
@a_few
@given(day=any_day)
def test_two_weekdays_in_a_row_are_two_days_in_a_row(index: int, day: date) -> None:
    found = the_one(f"Talks were held {WEEKDAYS[index]} and {WEEKDAYS[(index + 1) % 7]}.", day)

    assert found.interval.earliest
    assert found.interval.latest
    assert found.interval.earliest.weekday() == index
    assert (found.interval.latest - found.interval.earliest).days == 1
    assert 0 <= (day - found.interval.latest).days <= 6
    assert found.mode is Mode.THROUGHOUT


@each_weekday
@a_few
@given(day=any_day, length=st.integers(2, 6), ahead=st.booleans())
def test_weekdays_through_weekdays_never_run_backwards(index: int, day: date, length: int, ahead: bool) -> None:
    verb = "will be held" if ahead else "were held"

    found = the_one(f"Talks {verb} {WEEKDAYS[index]} through {WEEKDAYS[(index + length) % 7]}.", day)

    assert found.interval.earliest
    assert found.interval.latest
    assert found.interval.earliest.weekday() == index
    assert (found.interval.latest - found.interval.earliest).days == length
    assert (found.interval.earliest >= day) if ahead else (found.interval.latest <= day)


@each_weekday
@a_few
@given(day=any_day)
def test_a_week_ago_on_a_weekday_is_seven_days_before_it(index: int, day: date) -> None:
    plain = the_one(f"It closed on {WEEKDAYS[index]}.", day)

    found = the_one(f"It closed a week ago {WEEKDAYS[index]}.", day)

    assert plain.interval.earliest
    assert found.interval == on(plain.interval.earliest - timedelta(days=7))


@pytest.mark.parametrize(("rank", "nth"), [("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("last", -1)])
@a_few
@given(index=st.integers(0, 6), month=st.integers(1, 12), year=st.integers(1800, 2199))
def test_the_nth_weekday_of_a_month_has_so_many_before_it(
    rank: str, nth: int, index: int, month: int, year: int
) -> None:
    found = the_one(f"It opens the {rank} {WEEKDAYS[index]} in {MONTHS[month - 1]} {year}.", None)

    day = found.interval.earliest
    assert day is not None
    assert (day.year, day.month, day.weekday()) == (year, month, index)
    if nth > 0:
        assert (day.day - 1) // 7 == nth - 1
    else:
        assert (day + timedelta(days=7)).month != month


@a_few
@given(day=any_day, index=st.integers(0, 6))
def test_some_weekday_of_a_month_is_any_day_of_it(day: date, index: int) -> None:
    found = the_one(f"It was a {WEEKDAYS[index]} in {MONTHS[day.month - 1]} {day.year}.", None)

    assert found.value == f"{day.year}-{day.month:02d}-XX"
    assert found.mode is Mode.WITHIN
    assert found.interval.covers(on(day))


@each_weekday
@a_few
@given(day=any_day, back=st.integers(0, 27))
def test_a_weekday_beside_a_date_settles_its_year(index: int, day: date, back: int) -> None:
    printed = day - timedelta(days=back)
    printed -= timedelta(days=(printed.weekday() - index) % 7)

    found = the_one(f"It closed on {WEEKDAYS[index]}, {MONTHS[printed.month - 1]} {printed.day}.", day)

    assert (found.interval, found.rule) == (on(printed), "weekday-fixes-year")


@a_few
@given(day=any_day, index=st.integers(0, 6))
def test_a_weekday_without_a_known_day_stays_open(day: date, index: int) -> None:
    unknown = the_one(f"It closed on {WEEKDAYS[index]}.", None)
    known = the_one(f"It closed on {WEEKDAYS[index]}.", day)

    assert (unknown.value, unknown.anchor) == (f"XXXX-WXX-{index + 1}", "")
    assert unknown.interval.earliest is unknown.interval.latest is None
    assert known.interval.earliest is not None
