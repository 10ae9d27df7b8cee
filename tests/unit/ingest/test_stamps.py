from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.ingest.stamps import Stamp, same_day, stamp_of

ZONES = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1700, 1, 1), datetime(2100, 1, 1))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-03-01", "2022-03-01"),
        ("2022-03-01T23:30-05:00", "2022-03-01"),
        ("2022-03-01T23:30:00.000Z", "2022-03-01"),
        ("Tue, 01 Mar 2022 23:30:00 -0500", "2022-03-01"),
        ("2022-03-01 11:30 PM EST", "2022-03-01"),
        ("1905-09-05", "1905-09-05"),
    ],
)
def test_the_day_of_a_stamp_is_the_one_that_is_printed(text: str, day: str) -> None:
    found = stamp_of(text)

    assert found is not None
    assert found.day.isoformat() == day


@pytest.mark.parametrize("text", ["", "soon", "2022-02-30", "0001-01-01T00:00:00Z", "9999-12-31", "2022", "2" * 5000])
def test_what_is_no_day_or_the_default_of_a_machine_is_no_stamp(text: str) -> None:
    assert stamp_of(text) is None


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("2022-03-01T23:30-05:00", "2022-03-02", True),  # in UTC it is the second
        ("2022-03-01T23:30-05:00", "2022-03-02T04:30Z", True),
        ("2022-03-01T23:30", "2022-03-02T04:30Z", True),  # of an unknown zone
        ("2022-03-01T12:00-05:00", "2022-03-02", False),
        ("2022-03-01", "2022-03-02", False),
        ("2022-03-01T23:30-05:00", "2022-03-03", False),
        ("2022-03-01T08:00", "2022-03-02T23:00Z", False),
    ],
)
def test_days_that_differ_agree_where_the_zone_explains_it(left: str, right: str, same: bool) -> None:
    one, other = stamp_of(left), stamp_of(right)

    assert one
    assert other
    assert same_day(one, other) is same
    assert same_day(other, one) is same


@given(MOMENTS, ZONES, ZONES)
def test_one_moment_is_one_day_in_whatever_zones_it_is_told(moment: datetime, here: timezone, there: timezone) -> None:
    left = moment.replace(tzinfo=here)
    right = left.astimezone(there)

    assert same_day(Stamp(left.date(), left), Stamp(right.date(), right))


@given(st.text(max_size=60))
def test_any_text_is_a_stamp_or_none(text: str) -> None:
    found = stamp_of(text)

    assert found is None or isinstance(found.day, date)
