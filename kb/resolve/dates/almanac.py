"""Calendar arithmetic: the days that a week, month, quarter, season, year or decade covers.

Everything here is a pure function of years, months and days (proleptic Gregorian, the calendar of
:mod:`datetime`). What falls outside the years 1 to 9999 has no days: the functions give ``None``.
"""

from __future__ import annotations

from datetime import date, timedelta

from kb.model import Interval

OPEN = Interval(None, None)

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each (northern, meteorological) season; each lasts three months."""


def day_of(year: int, month: int, day: int) -> date | None:
    """Give a day, or ``None`` for one that no calendar has (``2021-02-29``)."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def moved(day: date, days: int) -> date | None:
    """Give the day so many days later, or ``None`` beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def months(year: int, month: int, count: int = 1) -> Interval | None:
    """Give the days of ``count`` months from a month on; ``month`` may lie outside 1 to 12.

    >>> str(months(2024, 2)), str(months(2021, 12, 3)), str(months(2021, 0))
    ('2024-02-01/2024-02-29', '2021-12-01/2022-02-28', '2020-12-01/2020-12-31')
    """
    first = day_of(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    after = month + count
    beyond = day_of(year + (after - 1) // 12, (after - 1) % 12 + 1, 1)
    if first is None:
        return None
    if beyond is None:  # December 9999 is the last month there is
        return Interval(first, date.max) if (year + (after - 2) // 12) == date.max.year else None
    return Interval(first, beyond - timedelta(days=1))


def years(first: int, count: int = 1) -> Interval | None:
    """Give the days of ``count`` years."""
    begin, end = day_of(first, 1, 1), day_of(first + count - 1, 12, 31)
    return Interval(begin, end) if begin and end else None


def season(year: int, code: str) -> Interval | None:
    """Give the days of a season (``SP``, ``SU``, ``FA``, ``WI``); a winter runs into the next year."""
    return months(year, SEASONS[code], 3)


def quarter(year: int, number: int) -> Interval | None:
    """Give the days of a calendar quarter, 1 to 4."""
    return months(year, 3 * number - 2, 3)


def half(year: int, number: int) -> Interval | None:
    """Give the days of a half-year, 1 or 2."""
    return months(year, 6 * number - 5, 6)


def week(day: date) -> Interval | None:
    """Give the ISO week, Monday to Sunday, that a day lies in."""
    first = moved(day, -day.weekday())
    last = moved(day, 6 - day.weekday())
    return Interval(first, last) if first and last else None


def weekend(day: date) -> Interval | None:
    """Give the Saturday and Sunday of the ISO week that a day lies in."""
    first, last = moved(day, 5 - day.weekday()), moved(day, 6 - day.weekday())
    return Interval(first, last) if first and last else None


def month_shifted(day: date, count: int) -> date | None:
    """Give the same day of another month, or that month's last day where it is shorter.

    >>> month_shifted(date(2021, 3, 31), -1).isoformat()
    '2021-02-28'
    """
    target = months(day.year, day.month + count)
    if target is None or target.earliest is None or target.latest is None:
        return None
    return target.earliest.replace(day=min(day.day, target.latest.day))


def weekday_on_or_before(day: date, weekday: int) -> date | None:
    """Give the nearest such weekday that is not after the day (Monday is 0)."""
    return moved(day, -((day.weekday() - weekday) % 7))


def weekday_on_or_after(day: date, weekday: int) -> date | None:
    """Give the nearest such weekday that is not before the day (Monday is 0)."""
    return moved(day, (weekday - day.weekday()) % 7)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Give the nth such weekday of a month; ``nth`` -1 is the last one."""
    if nth < 0:
        within = months(year, month)
        return weekday_on_or_before(within.latest, weekday) if within and within.latest else None
    first = day_of(year, month, 1)
    found = weekday_on_or_after(first, weekday) if first else None
    return moved(found, 7 * (nth - 1)) if found else None


def easter(year: int) -> date | None:
    """Give Easter Sunday of the western churches.

    Source: the anonymous Gregorian algorithm, Nature, 20 April 1876; Meeus, Astronomical Algorithms, ch. 8.

    >>> [str(easter(year)) for year in (1998, 2000, 2024)]
    ['1998-04-12', '2000-04-23', '2024-03-31']
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, year_rest = divmod(of_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return day_of(year, month, day + 1)
