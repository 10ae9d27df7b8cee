"""Points in time as pages state them: the day as printed, and whether two of them may mean one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

YEARS = range(1600, 2200)  # others are defaults of machines (0001-01-01) or mistakes
_FARTHEST = timedelta(hours=14)  # of any zone from UTC
_LONGEST = 40  # characters
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day as printed, with the time of day where one was; it is aware where a zone was stated."""

    day: date
    at: datetime | None = None

    @property
    def universal(self) -> datetime | None:
        """The same in UTC; ``None`` without time or zone."""
        return self.at.astimezone(UTC) if self.at and self.at.tzinfo else None


def stamp_of(text: str) -> Stamp | None:
    """Read what machines write: ISO 8601, with or without time and zone, or the dates of mail; else ``None``.

    >>> stamp_of("2022-03-01T23:30-05:00").day.isoformat(), stamp_of("soon")
    ('2022-03-01', None)

    Source: https://www.rfc-editor.org/info/rfc3339, https://www.rfc-editor.org/info/rfc5322
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    found = _iso(text) or _mailed(text) or _begun(text)
    return found if found and found.day.year in YEARS else None


def same_day(left: Stamp, right: Stamp) -> bool:
    """Tell whether two stamps agree: the days as printed are one, or would be if both were told in one zone.

    >>> same_day(stamp_of("2022-03-01T23:30-05:00"), stamp_of("2022-03-02"))
    True
    """
    if left.day == right.day:
        return True
    one, other = left.universal, right.universal
    if one and other:
        return one.date() == other.date()
    if one or other:
        zoned, bare = (one, right) if one else (other, left)
        if bare.at is None:
            return zoned is not None and zoned.date() == bare.day
        return zoned is not None and abs(zoned - bare.at.replace(tzinfo=UTC)) <= _FARTHEST
    return False


def _iso(text: str) -> Stamp | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return Stamp(at.date(), at if len(text) > len("2022-03-01") else None)


def _mailed(text: str) -> Stamp | None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return Stamp(at.date(), at)


def _begun(text: str) -> Stamp | None:
    """Read the day of a stamp whose rest is in nobody's format: "2022-03-01 11:30 PM EST"."""
    found = _DAY.match(text)
    try:
        return Stamp(date.fromisoformat(found[0])) if found else None
    except ValueError:
        return None
