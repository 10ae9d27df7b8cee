"""Times of day on any day, in any print and time zone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from dated import HOUSE_STYLES, a_few, any_day, month, on, the_one
from hypothesis import given
from hypothesis import strategies as st

from kb.model import Interval, Mode
from kb.resolve.dates import times_in

minutes = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


def _half(clock: time) -> str:
    return "a.m." if clock.hour < 12 else "p.m."


def _hour(clock: time) -> int:
    return clock.hour % 12 or 12


CLOCKS: dict[str, Callable[[time], str]] = {
    "twelve hours": lambda clock: f"{_hour(clock)}:{clock:%M} {_half(clock)}",
    "twelve hours, a stop": lambda clock: f"{_hour(clock)}.{clock:%M} {_half(clock)}",
    "twelve hours, joined": lambda clock: f"{_hour(clock)}:{clock:%M}{_half(clock).replace('.', '')}",
    "twelve hours, capitals": lambda clock: f"{_hour(clock)}:{clock:%M} {_half(clock).upper()}",
    "twenty-four hours": lambda clock: f"{clock:%H:%M}",
    "twenty-four hours, zone": lambda clock: f"{clock:%H:%M} GMT",
    "military": lambda clock: f"{clock:%H%M} GMT",
}
ZONES = (
    "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST", "PDT", "PT", "GMT", "UTC", "BST", "CET", "CEST",
    "GMT+3", "UTC-03:30", "GMT+0545",
)  # fmt: skip


@pytest.mark.parametrize("printed", CLOCKS.values(), ids=CLOCKS)
@a_few
@given(clock=minutes, day=any_day, style=st.sampled_from(["American", "British", "agency, weekday"]))
def test_a_clock_time_on_a_date_has_the_hour_and_the_day(
    printed: Callable[[time], str], clock: time, day: date, style: str
) -> None:
    words = f"{printed(clock)} on {HOUSE_STYLES[style](day)}"

    found = the_one(f"The siren sounded at {words} at last.", None)

    zone = "Z" if "GMT" in words else ""
    assert (found.span.exact, found.value) == (words, f"{day.isoformat()}T{clock:%H:%M}{zone}")
    assert (found.type, found.interval, found.mode) == ("TIME", on(day), Mode.WITHIN)


@pytest.mark.parametrize("zone", ZONES)
@a_few
@given(clock=minutes, day=any_day)
def test_a_time_zone_belongs_to_the_time_and_moves_no_day(zone: str, clock: time, day: date) -> None:
    twelve = f"{_hour(clock)}:{clock:%M} {_half(clock)} {zone} {month(day)} {day.day}, {day.year}"
    military = f"{clock:%H%M} {zone} on {month(day)} {day.day}, {day.year}"

    first = the_one(f"The siren sounded at {twelve}.", None)
    second = the_one(f"The siren sounded at {military}.", None)

    assert (first.span.exact, second.span.exact) == (twelve, military)
    assert first.value == second.value
    assert first.value.startswith(f"{day.isoformat()}T{clock:%H:%M}")
    assert first.interval == second.interval == on(day)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Friday morning", "TMO"), ("Friday afternoon", "TAF"), ("Friday evening", "TEV"), ("Friday night", "TNI"),
        ("the morning of Friday", "TMO"), ("the night of Friday", "TNI"), ("the early hours of Friday", "TMO"),
        ("Friday at noon", "T12:00"), ("Friday at midnight", "T00:00"),
    ],
)  # fmt: skip
@a_few
@given(day=any_day)
def test_a_part_of_a_day_lies_within_that_day(words: str, value: str, day: date) -> None:
    friday = the_one("The siren sounded on Friday.", day)

    found = the_one(f"The siren sounded on {words}.", day)

    assert (found.span.exact, found.value) == (words, friday.value + value)
    assert (found.interval, found.type, found.mode) == (friday.interval, "TIME", Mode.WITHIN)


@pytest.mark.parametrize("printed", [name for name in CLOCKS if "twelve" in name])
@a_few
@given(start=minutes, end=minutes, day=any_day)
def test_from_one_hour_to_another_shares_the_day(printed: str, start: time, end: time, day: date) -> None:
    when = f"{month(day)} {day.day}, {day.year}"

    found = the_one(f"The pool is open from {CLOCKS[printed](start)} to {CLOCKS[printed](end)} on {when}.", None)

    assert found.value == f"{day}T{start:%H:%M}/{day}T{end:%H:%M}"
    assert (found.type, found.interval) == ("TIME", on(day))


@a_few
@given(clock=minutes, told=any_day, day=any_day)
def test_a_bare_clock_time_takes_the_day_last_told_and_none_that_is_not(clock: time, told: date, day: date) -> None:
    words = CLOCKS["twelve hours"](clock)

    _, after = times_in(f"They met on {month(told)} {told.day}, {told.year}. At {words} they left.", on(day))
    alone = the_one(f"At {words} they left.", day)

    assert after.interval == on(told)
    assert (alone.interval, alone.value[:10]) == (Interval(None, None), "XXXX-XX-XX")


@a_few
@given(hour=st.integers(24, 29), minute=st.integers(60, 99), day=any_day)
def test_what_no_clock_shows_is_no_time(hour: int, minute: int, day: date) -> None:
    assert times_in(f"The ratio was at {hour}:30 and at 9:{minute} then.", on(day)) == ()
