"""Time zones: what a printed zone tells about the offset, and where it tells nothing."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from dated import a_few, any_day, on, the_one
from hypothesis import given
from hypothesis import strategies as st

from kb.model import Interval
from kb.resolve.dates import times_in
from kb.resolve.dates.zones import offset_on

FRIDAY = date(2021, 10, 1)
offsets = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
moments = st.datetimes(datetime(1800, 1, 1), datetime(2199, 12, 31)).map(lambda at: at.replace(microsecond=0))


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("at 0900 GMT on Jan. 8, 2021", "2021-01-08T09:00Z"),
        ("at 21:40 UTC on Jan. 8, 2021", "2021-01-08T21:40Z"),
        ("at 8 p.m. EST on Jan. 8, 2021", "2021-01-08T20:00-05:00"),
        ("at 8 p.m. EDT on July 8, 2021", "2021-07-08T20:00-04:00"),
        ("at 8 p.m. PDT on July 8, 2021", "2021-07-08T20:00-07:00"),
        ("at 8 p.m. BST on July 8, 2021", "2021-07-08T20:00+01:00"),
        ("at 8 p.m. CEST on July 8, 2021", "2021-07-08T20:00+02:00"),
        ("at 0630 GMT+3 on Jan. 8, 2021", "2021-01-08T06:30+03:00"),
        ("at 0630 UTC-03:30 on Jan. 8, 2021", "2021-01-08T06:30-03:30"),
        ("at 0630 GMT+0545 on Jan. 8, 2021", "2021-01-08T06:30+05:45"),
    ],
)
def test_a_zone_that_means_one_offset_is_kept(printed: str, value: str) -> None:
    found = the_one(f"The sluice opened {printed}.", None)

    assert (found.value, found.type, found.grain) == (value, "TIME", "hour")
    assert found.interval == on(date.fromisoformat(value[:10]))


@pytest.mark.parametrize("zone", ["CST", "ET", "CT", "MT", "PT", "local time"])
@pytest.mark.parametrize("month", ["Jan.", "July"])
def test_a_zone_that_may_mean_several_offsets_gives_none(zone: str, month: str) -> None:
    found = the_one(f"The sluice opened at 8 p.m. {zone} on {month} 8, 2021.", None)

    assert found.span.exact == f"8 p.m. {zone} on {month} 8, 2021"
    assert found.value.endswith("T20:00")


@pytest.mark.parametrize("zone", ["EST", "MST", "PST"])
def test_standard_time_in_summer_is_mostly_a_slip_and_gives_no_offset(zone: str) -> None:
    winter, summer = (the_one(f"It opened at 8 p.m. {zone} on {day}, 2021.", None) for day in ("Dec. 8", "June 8"))

    assert winter.value[:16] == "2021-12-08T20:00"
    assert winter.value[16:]
    assert summer.value == "2021-06-08T20:00"


def test_both_ends_of_a_range_have_the_zone_printed_once() -> None:
    found = the_one("The sluice is open from 9 a.m. to 5 p.m. PST on Jan. 8, 2021.", None)

    assert found.value == "2021-01-08T09:00-08:00/2021-01-08T17:00-08:00"


def test_the_time_in_another_zone_in_brackets_is_a_repetition() -> None:
    found = the_one("The sluice opened at 8 a.m. EST (1300 GMT) there.", FRIDAY)

    assert found.span.exact == "8 a.m. EST"


@a_few
@given(moment=moments, zone=offsets, day=st.none() | any_day)
def test_a_moment_in_figures_is_a_time_with_clock_and_offset(
    moment: datetime, zone: timezone, day: date | None
) -> None:
    printed = moment.replace(tzinfo=zone).isoformat()

    found = the_one(f"The log of {printed} is lost.", day)

    seconds = f":{moment:%S}" if moment.second else ""
    offset = printed[-6:]
    assert found.span.exact == printed
    assert found.value == f"{moment.date().isoformat()}T{moment:%H:%M}{seconds}{offset}"
    assert (found.type, found.grain, found.interval) == ("TIME", "hour", on(moment.date()))


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("2031-04-30T23:30", "2031-04-30T23:30"),
        ("2031-04-30T23:30Z", "2031-04-30T23:30Z"),
        ("2031-04-30 23:30", "2031-04-30T23:30"),
        ("2031-04-30 23:30 UTC", "2031-04-30T23:30Z"),
        ("2031-04-30T23:30:15.250+0530", "2031-04-30T23:30:15+05:30"),
        ("2031-04-30T23:30-05", "2031-04-30T23:30-05:00"),
    ],
)
def test_a_moment_in_figures_may_be_short(printed: str, value: str) -> None:
    found = the_one(f"The log of {printed} is lost.", None)

    assert (found.span.exact, found.value, found.type) == (printed, value, "TIME")


def test_a_clock_that_runs_beyond_the_day_leaves_the_date() -> None:
    found = the_one("The log of 2031-04-30T25:10 is lost.", None)

    assert (found.span.exact, found.value, found.type) == ("2031-04-30", "2031-04-30", "DATE")


@pytest.mark.parametrize("printed", ["2031-02-30T10:00Z", "2031-13-01T10:00Z"])
def test_a_moment_on_no_day_is_open(printed: str) -> None:
    found = the_one(f"The log of {printed} is lost.", None)

    assert (found.span.exact, found.rule, found.interval) == (printed, "impossible-date", Interval(None, None))


@a_few
@given(clock=st.times().map(lambda at: time(at.hour, at.minute)), day=any_day)
def test_where_timex3_is_wanted_only_the_clock_is_written(clock: time, day: date) -> None:
    text = f"At {clock:%H%M} GMT on {day.isoformat()} and {day.isoformat()}T{clock:%H:%M}:07+03:00 it rang."

    found = times_in(text, None, zones=False)

    assert [one.value for one in found] == [f"{day}T{clock:%H:%M}", f"{day}T{clock:%H:%M}:07"]


@given(day=st.none() | any_day, hours=st.integers(15, 99))
def test_an_offset_that_no_place_keeps_is_none(day: date | None, hours: int) -> None:
    assert offset_on(day, f"GMT+{hours}") == ""
