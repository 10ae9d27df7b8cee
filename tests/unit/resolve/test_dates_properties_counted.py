"""What is counted from the day of publication: yesterday, last month, three weeks ago, nearly a year ago."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from dated import MONTHS, a_few, any_day, month, on, the_one
from hypothesis import given
from hypothesis import strategies as st

from kb.model import Interval, Mode
from kb.resolve.dates import times_in


def _week(day: date, shift: int = 0) -> Interval:
    monday = day - timedelta(days=day.weekday() - 7 * shift)
    return Interval(monday, monday + timedelta(days=6))


def _months(day: date, shift: int, length: int = 1) -> Interval:
    """Give ``length`` months from the block of ``length`` months that is ``shift`` blocks from a day's."""
    count = day.year * 12 + day.month - 1
    first = (count // length + shift) * length
    after = first + length
    return Interval(date(first // 12, first % 12 + 1, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1))


def _weekend(day: date, shift: int) -> Interval:
    saturday = day - timedelta(days=day.weekday() - 5 - 7 * shift)
    return Interval(saturday, saturday + timedelta(days=1))


CALENDAR: dict[str, Callable[[date], Interval]] = {
    "today": on,
    "yesterday": lambda day: on(day - timedelta(days=1)),
    "tomorrow": lambda day: on(day + timedelta(days=1)),
    "the day before yesterday": lambda day: on(day - timedelta(days=2)),
    "the day after tomorrow": lambda day: on(day + timedelta(days=2)),
    "this week": _week,
    "last week": lambda day: _week(day, -1),
    "next week": lambda day: _week(day, 1),
    "the week before last": lambda day: _week(day, -2),
    "the week after next": lambda day: _week(day, 2),
    "last weekend": lambda day: _weekend(day, -1),
    "next weekend": lambda day: _weekend(day, 1),
    "this month": lambda day: _months(day, 0),
    "last month": lambda day: _months(day, -1),
    "next month": lambda day: _months(day, 1),
    "the month before last": lambda day: _months(day, -2),
    "this quarter": lambda day: _months(day, 0, 3),
    "last quarter": lambda day: _months(day, -1, 3),
    "next quarter": lambda day: _months(day, 1, 3),
    "this year": lambda day: _months(day, 0, 12),
    "last year": lambda day: _months(day, -1, 12),
    "next year": lambda day: _months(day, 1, 12),
    "the year before last": lambda day: _months(day, -2, 12),
    "the year after next": lambda day: _months(day, 2, 12),
    "this decade": lambda day: _months(day, 0, 120),
    "last decade": lambda day: _months(day, -1, 120),
    "next decade": lambda day: _months(day, 1, 120),
    "this century": lambda day: _months(day, 0, 1200),
    "last century": lambda day: _months(day, -1, 1200),
    "the first half of this year": lambda day: Interval(date(day.year, 1, 1), date(day.year, 6, 30)),
    "the second half of last year": lambda day: Interval(date(day.year - 1, 7, 1), date(day.year - 1, 12, 31)),
    "the third quarter of next year": lambda day: Interval(date(day.year + 1, 7, 1), date(day.year + 1, 9, 30)),
    "the first day of this month": lambda day: on(day.replace(day=1)),
    "the last day of last month": lambda day: on(day.replace(day=1) - timedelta(days=1)),
    "the last month of last year": lambda day: Interval(date(day.year - 1, 12, 1), date(day.year - 1, 12, 31)),
    "the first week of next year": lambda day: Interval(date(day.year + 1, 1, 1), date(day.year + 1, 1, 7)),
    "a year ago this month": lambda day: _months(day, -12),
    "two years ago this month": lambda day: _months(day, -24),
    "three weeks ago today": lambda day: on(day - timedelta(days=21)),
    "a week ago yesterday": lambda day: on(day - timedelta(days=8)),
}


@pytest.mark.parametrize(("words", "days"), CALENDAR.items(), ids=CALENDAR)
@a_few
@given(day=any_day)
def test_the_calendar_is_counted_right_over_every_year_end(
    words: str, days: Callable[[date], Interval], day: date
) -> None:
    found = the_one(f"The fair moved {words}.", day)

    assert (found.span.exact, found.interval, found.anchor) == (words, days(day), day.isoformat())


@pytest.mark.parametrize("words", CALENDAR)
@a_few
@given(day=any_day)
def test_without_a_known_day_nothing_is_counted(words: str, day: date) -> None:
    open_, known = the_one(f"The fair moved {words}.", None), the_one(f"The fair moved {words}.", day)

    assert (open_.interval, open_.anchor, open_.candidates) == (Interval(None, None), "", ())
    assert open_.span == known.span
    assert "X" in open_.value


UNITS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}


@pytest.mark.parametrize("sign", [-1, 1], ids=["ago", "from now"])
@pytest.mark.parametrize(("unit", "length"), UNITS.items(), ids=UNITS)
@a_few
@given(day=any_day, count=st.integers(2, 15))
def test_so_many_units_away_are_so_many_units_away(unit: str, length: int, sign: int, day: date, count: int) -> None:
    words = f"{count} {unit}s {'ago' if sign < 0 else 'from now'}"

    found = the_one(f"The fair moved {words}.", day)

    assert found.span.exact == words
    about = day + sign * timedelta(days=count * length)
    slack = timedelta(days=count + length if unit != "day" else 0)
    assert found.interval.earliest
    assert found.interval.latest
    assert found.interval.earliest - slack <= about <= found.interval.latest + slack


ROUGHLY = {
    "nearly": "within",
    "almost": "within",
    "just under": "within",
    "about": "around",
    "around": "around",
    "roughly": "around",
    "more than": "beyond",
    "over": "beyond",
    "at least": "beyond",
    "less than": "up to",
    "at most": "up to",
}


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
@pytest.mark.parametrize(("word", "side"), ROUGHLY.items(), ids=ROUGHLY)
@a_few
@given(day=any_day, count=st.integers(2, 30))
def test_a_rounded_count_gives_days_around_and_never_one_exact_day(
    word: str, side: str, unit: str, day: date, count: int
) -> None:
    found = the_one(f"The fair moved {word} {count} {unit}s ago.", day)
    exact = {"day": count, "week": 7 * count, "month": 30.44 * count, "year": 365.25 * count}[unit]
    there = day - timedelta(days=round(exact))
    near = timedelta(days=3)

    first, last = found.interval.earliest, found.interval.latest
    assert found.mode is Mode.WITHIN
    assert last is not None
    assert first is None or first < last or (first == last and unit == "day")
    if side == "beyond":
        assert first is None
        assert abs(last - there) <= near
    else:
        assert first is not None
        assert first <= there + near
        assert (last == day) if side == "up to" else (there - near <= last < day)
        if side in {"within", "up to"}:
            assert abs(first - there) <= near


@pytest.mark.parametrize("which", ["last", "this", "next"])
@a_few
@given(day=any_day, number=st.integers(1, 12))
def test_a_named_month_is_the_nearest_on_the_side_asked_for(which: str, day: date, number: int) -> None:
    found = the_one(f"Prices move {which} {MONTHS[number - 1]}.", day)

    first, last = found.interval.earliest, found.interval.latest
    assert first
    assert last
    assert first.month == number
    if which == "last":
        assert last < day <= date(last.year + 1, 12, 31)
    elif which == "next":
        assert first > day
        assert (first - day).days <= 366
    else:
        assert abs((first - day).days) <= 366


@a_few
@given(day=any_day)
def test_this_time_last_year_is_around_a_year_ago(day: date) -> None:
    found = the_one("Fewer came this time last year.", day)

    assert found.interval.earliest
    assert found.interval.latest
    assert 350 <= (day - found.interval.latest).days + 15 <= 367
    assert (found.interval.latest - found.interval.earliest).days == 30


@a_few
@given(day=any_day, told=any_day, count=st.integers(1, 40))
def test_days_later_and_earlier_are_counted_from_the_day_last_mentioned(day: date, told: date, count: int) -> None:
    words = f"It shut on {month(told)} {told.day}, {told.year}. The next day it snowed; {count} days"

    _, following, later = times_in(f"{words} later it thawed.", on(day))
    _, _, earlier = times_in(f"{words} earlier it rained.", on(day))

    assert following.interval == on(told + timedelta(days=1))
    assert later.interval == on(told + timedelta(days=count + 1))
    assert earlier.interval == on(told + timedelta(days=1 - count))


@a_few
@given(told=any_day, count=st.integers(1, 60), before=st.booleans())
def test_so_many_days_beside_a_date_are_counted_from_it(told: date, count: int, before: bool) -> None:
    way = "before" if before else "after"

    found = the_one(f"It shut {count} days {way} {month(told)} {told.day}, {told.year}.", None)

    assert found.interval == on(told + timedelta(days=-count if before else count))
