"""Time zones in print: the offset from UTC that "8 p.m. EDT" or "0900 GMT+3" tells, where the name leaves no doubt.

An abbreviation counts where news uses it for one offset only. Left out are CST (American and Chinese), and ET, CT, MT
and PT, which mean another offset in summer. A name of American standard time printed in summer is mostly a slip for
the time then in force, so that it tells nothing either. Source: the IANA time zone database, abbreviations in use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

_OFFSETS: Mapping[str, str] = {
    "Z": "Z", "UTC": "Z", "GMT": "Z", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EST": "-05:00",
    "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
_UNTOLD = ("CST", "ET", "CT", "MT", "PT")
_STANDARD = {"EST", "MST", "PST"}
_SUMMER = range(4, 11)  # April to October, months of daylight time in the United States
_LARGEST = 14  # hours: Kiritimati keeps +14:00

NAMES = (*(name for name in _OFFSETS if name != "Z"), *_UNTOLD)
ZONE = rf"(?:(?:GMT|UTC)[+−–-](?:1[0-4]|0?[0-9])(?::?[0-5][0-9])?(?![0-9:])|(?:{'|'.join(NAMES)})\b(?![+−–-][0-9]))"
"""A zone as printed behind a clock time."""
OFFSET = r"(?:Z\b|[+−-][01][0-9](?::?[0-5][0-9])?(?![0-9]))"
"""An offset as ISO 8601 has it."""

_PARTS = re.compile(r"(?:GMT|UTC)?(?P<sign>[+−–-])(?P<hours>[0-9]{1,2}):?(?P<minutes>[0-9]{2})?\Z")
_IN_VALUE = re.compile(r"(?<=T[0-9]{2}:[0-9]{2})(?P<seconds>:[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})")


def offset_on(day: date | None, zone: str) -> str:
    """Give the offset of a printed zone as ISO 8601 writes it; nothing where the print does not tell it.

    >>> offset_on(None, "GMT"), offset_on(None, "GMT+3"), offset_on(None, "CST")
    ('Z', '+03:00', '')
    >>> offset_on(date(2021, 1, 8), "EST"), offset_on(date(2021, 7, 8), "EST"), offset_on(date(2021, 7, 8), "EDT")
    ('-05:00', '', '-04:00')
    """
    if parts := _PARTS.match(zone):
        hours, minutes = int(parts["hours"]), int(parts["minutes"] or 0)
        sign = "+" if parts["sign"] == "+" else "-"
        return f"{sign}{hours:02d}:{minutes:02d}" if hours <= _LARGEST and minutes < 60 else ""
    if zone in _STANDARD and day is not None and day.month in _SUMMER:
        return ""
    return _OFFSETS.get(zone, "")


def without_offsets(value: str) -> str:
    """Give a TIMEX3 value without its offsets.

    >>> without_offsets("2021-01-08T20:00-05:00"), without_offsets("2021-01-08")
    ('2021-01-08T20:00', '2021-01-08')
    """
    return _IN_VALUE.sub(lambda found: found["seconds"] or "", value)
