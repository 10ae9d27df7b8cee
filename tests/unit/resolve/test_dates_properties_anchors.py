"""An article whose day is uncertain: every day it may have appeared counts, and nothing is known without one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dated import HOUSE_STYLES, a_few, any_day, on, the_one
from hypothesis import given
from hypothesis import strategies as st

from kb.model import Interval
from kb.resolve.dates import times_in

RELATIVE = (
    "today", "yesterday", "tomorrow", "on Monday", "last Friday", "next Tuesday", "this week", "last week", "next month",
    "last month", "this year", "last year", "two days ago", "three weeks ago", "five months ago", "10 years ago",
    "a decade ago", "the day before yesterday", "last weekend", "in the past two weeks", "in the next ten days",
    "two weeks from now", "last August", "next March", "last summer", "last Christmas", "this quarter", "nearly a year ago",
    "more than two years ago", "two years ago this month", "on Tuesday last week", "early this month", "the end of this year",
    "recently",
)  # fmt: skip
MOVING = tuple(words for words in RELATIVE if "more than" not in words and words != "recently")
short = st.integers(0, 40)


@pytest.mark.parametrize("words", RELATIVE)
@a_few
@given(first=any_day, length=short, back=short)
def test_an_uncertain_day_covers_what_each_of_its_days_would_give(
    words: str, first: date, length: int, back: int
) -> None:
    last = first + timedelta(days=length)
    some_day = last - timedelta(days=min(back, length))
    text = f"The plant moved {words}."

    (whole,) = times_in(text, Interval(first, last))
    single = the_one(text, some_day)

    assert whole.interval.covers(single.interval)
    assert whole.span == single.span
    assert whole.value == single.value or single.value in whole.candidates
    assert whole.anchor == str(Interval(first, last))


@pytest.mark.parametrize("words", MOVING)
@a_few
@given(day=any_day, later=st.integers(1, 900))
def test_what_is_told_later_is_never_earlier(words: str, day: date, later: int) -> None:
    text = f"The plant moved {words}."

    first, second = the_one(text, day), the_one(text, day + timedelta(days=later))

    assert first.interval.earliest
    assert second.interval.earliest
    assert first.interval.latest
    assert second.interval.latest
    assert first.interval.earliest <= second.interval.earliest
    assert first.interval.latest <= second.interval.latest


@pytest.mark.parametrize("words", RELATIVE)
@a_few
@given(before=st.sampled_from(["The plant moved", "It burnt", "She left"]), day=any_day)
def test_without_a_known_day_a_relative_time_is_found_and_open(words: str, before: str, day: date) -> None:
    unknown = the_one(f"{before} {words}.", None)

    assert (unknown.interval, unknown.anchor, unknown.candidates) == (Interval(None, None), "", ())
    assert unknown.rule
    assert unknown.span == the_one(f"{before} {words}.", day).span


@pytest.mark.parametrize("words", RELATIVE)
@a_few
@given(ends=st.sampled_from([(None, None), (date(2019, 5, 1), None), (None, date(2019, 5, 1))]))
def test_a_day_of_publication_with_an_open_end_is_no_known_day(
    words: str, ends: tuple[date | None, date | None]
) -> None:
    (found,) = times_in(f"The plant moved {words}.", Interval(*ends))

    assert (found.interval, found.anchor) == (Interval(None, None), "")


@pytest.mark.parametrize("style", ["American", "British", "ISO", "agency, weekday"])
@a_few
@given(printed=any_day, first=any_day, length=st.integers(0, 900))
def test_a_full_date_does_not_care_when_it_was_printed(style: str, printed: date, first: date, length: int) -> None:
    text = f"The plant moved on {HOUSE_STYLES[style](printed)}."

    (found,) = times_in(text, Interval(first, first + timedelta(days=length)))

    assert (found.interval, found.anchor, found.candidates) == (on(printed), "", ())


@a_few
@given(first=any_day, length=st.integers(63, 2000), weekday=st.integers(0, 6))
def test_a_long_uncertainty_bounds_a_weekday_without_listing_days(first: date, length: int, weekday: int) -> None:
    last = first + timedelta(days=length)
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]

    (found,) = times_in(f"The plant moved on {name}.", Interval(first, last))

    assert found.interval.earliest
    assert found.interval.latest
    assert 0 <= (first - found.interval.earliest).days <= 6
    assert 0 <= (last - found.interval.latest).days <= 6
    assert found.candidates == ()


@pytest.mark.parametrize("year", [1, 2, 1582, 1905, 1999, 2000, 2035, 9998, 9999])
@a_few
@given(day=st.dates(min_value=date(2001, 1, 1), max_value=date(2001, 12, 31)), words=st.sampled_from(RELATIVE))
def test_no_century_is_built_in(year: int, day: date, words: str) -> None:
    found = the_one(f"The plant moved {words}.", day.replace(year=year))

    days = found.interval
    if days.earliest is not None:
        assert abs(days.earliest.year - year) <= 11
    elif days.latest is None:
        assert found.rule == "beyond-the-calendar" or "X" in found.value or year in {1, 2, 9998, 9999}
        assert year in {1, 2, 9998, 9999}
