"""Dates in forty house styles, and a short way to read the one time of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from kb.model import Interval, TimeExpression
from kb.resolve.dates import times_in

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
AP_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_SPELLED = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
]

any_day = st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31))
a_few = settings(max_examples=15, deadline=None)


def on(day: date) -> Interval:
    """Give one day as an interval."""
    return Interval(day, day)


def the_one(text: str, day: date | None) -> TimeExpression:
    """Read the only time of a text published on a day, or on a day that nobody knows."""
    (found,) = times_in(text, on(day) if day else None)
    return found


def ordinal(number: int) -> str:
    """Give ``1st``, ``2nd``, ``11th``."""
    last = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def month(day: date) -> str:
    """Give the month's name."""
    return MONTHS[day.month - 1]


def weekday(day: date) -> str:
    """Give the weekday's name."""
    return WEEKDAYS[day.weekday()]


def past_the_twelfth(day: date) -> date:
    """Give a day of the same month that cannot be taken for a month."""
    return day.replace(day=13 + day.day % 15)


HOUSE_STYLES: Mapping[str, Callable[[date], str]] = {
    "ISO": lambda day: day.isoformat(),
    "ISO, slashes": lambda day: f"{day:%Y/%m/%d}",
    "ISO, weekday": lambda day: f"{weekday(day)}, {day.isoformat()}",
    "American": lambda day: f"{month(day)} {day.day}, {day.year}",
    "American, no comma": lambda day: f"{month(day)} {day.day} {day.year}",
    "American, two digits": lambda day: f"{month(day)} {day:%d}, {day.year}",
    "agency": lambda day: f"{AP_MONTHS[day.month - 1]} {day.day}, {day.year}",
    "agency, weekday": lambda day: f"{weekday(day)}, {AP_MONTHS[day.month - 1]} {day.day}, {day.year}",
    "short month": lambda day: f"{day:%b} {day.day}, {day.year}",
    "American, ordinal": lambda day: f"{month(day)} {ordinal(day.day)}, {day.year}",
    "American, the": lambda day: f"{month(day)} the {ordinal(day.day)}, {day.year}",
    "American, spelled": lambda day: f"{month(day)} {_SPELLED[day.day - 1]}, {day.year}",
    "American, weekday": lambda day: f"{weekday(day)}, {month(day)} {day.day}, {day.year}",
    "American, weekday, no comma": lambda day: f"{weekday(day)} {month(day)} {day.day}, {day.year}",
    "American, short weekday": lambda day: f"{day:%a}, {month(day)} {day.day}, {day.year}",
    "American, all short": lambda day: f"{day:%a}., {day:%b} {day.day}, {day.year}",
    "capitals": lambda day: f"{month(day).upper()} {day.day}, {day.year}",
    "capitals, weekday": lambda day: f"{weekday(day).upper()}, {month(day).upper()} {day.day}, {day.year}",
    "capitals, short": lambda day: f"{day:%b} {day.day}, {day.year}".upper(),
    "British": lambda day: f"{day.day} {month(day)} {day.year}",
    "British, comma": lambda day: f"{day.day} {month(day)}, {day.year}",
    "British, two digits": lambda day: f"{day:%d} {month(day)} {day.year}",
    "British, short": lambda day: f"{day.day} {day:%b} {day.year}",
    "British, short with a stop": lambda day: f"{day.day} {AP_MONTHS[day.month - 1]} {day.year}",
    "British, ordinal": lambda day: f"{ordinal(day.day)} {month(day)} {day.year}",
    "British, of": lambda day: f"the {ordinal(day.day)} of {month(day)} {day.year}",
    "British, of, comma": lambda day: f"the {ordinal(day.day)} of {month(day)}, {day.year}",
    "British, spelled": lambda day: f"the {_SPELLED[day.day - 1]} of {month(day)} {day.year}",
    "British, weekday": lambda day: f"{weekday(day)} {day.day} {month(day)} {day.year}",
    "British, weekday, comma": lambda day: f"{weekday(day)}, {day.day} {month(day)} {day.year}",
    "British, weekday, ordinal": lambda day: f"{weekday(day)} {ordinal(day.day)} {month(day)} {day.year}",
    "British, weekday, the": lambda day: f"{weekday(day)} the {ordinal(day.day)} of {month(day)} {day.year}",
    "British, short weekday": lambda day: f"{day:%a} {day.day} {day:%b} {day.year}",
    "mail header": lambda day: f"{day:%a, %d %b} {day.year}",
    "capitals, British": lambda day: f"{day.day} {month(day).upper()} {day.year}",
    "German": lambda day: f"{day.day}.{day.month}.{day.year}",
    "German, two digits": lambda day: f"{day:%d.%m}.{day.year}",
    "no-break spaces": lambda day: f"{day.day}\N{NO-BREAK SPACE}{month(day)}\N{NO-BREAK SPACE}{day.year}",
    "broken line": lambda day: f"{month(day)}\n{day.day}, {day.year}",
    "broken line before the year": lambda day: f"{day.day} {month(day)}\n{day.year}",
}
"""Ways to print a date in full that leave nothing open."""

FIGURES: Mapping[str, Callable[[date], str]] = {
    "month first": lambda day: f"{day.month}/{day.day}/{day.year}",
    "month first, two digits": lambda day: f"{day:%m/%d}/{day.year}",
    "month first, dashes": lambda day: f"{day:%m-%d}-{day.year}",
    "day first": lambda day: f"{day.day}/{day.month}/{day.year}",
    "day first, two digits": lambda day: f"{day:%d/%m}/{day.year}",
    "day first, dashes": lambda day: f"{day:%d-%m}-{day.year}",
}
"""Ways to print a date that can be told only past the twelfth of the month."""
