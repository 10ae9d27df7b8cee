"""Holidays that English-language news uses as dates: each a function from a year to its day.

Source: 5 U.S.C. 6103 (federal holidays), 2 U.S.C. 7 (election day); movable feasts follow Easter. Days that
differ from country to country (Mother's Day) or follow the moon are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from kb.resolve.dates.almanac import day_of, easter, moved, nth_weekday, weekday_on_or_after

DayOfYear = Callable[[int], date | None]


def _fixed(month: int, day: int) -> DayOfYear:
    return lambda year: day_of(year, month, day)


def _nth(month: int, weekday: int, nth: int) -> DayOfYear:
    return lambda year: nth_weekday(year, month, weekday, nth)


def _from_easter(days: int) -> DayOfYear:
    def found(year: int) -> date | None:
        sunday = easter(year)
        return moved(sunday, days) if sunday else None

    return found


def _election_day(year: int) -> date | None:
    """Give the Tuesday after the first Monday in November."""
    second = day_of(year, 11, 2)
    return weekday_on_or_after(second, 1) if second else None


HOLIDAYS: Mapping[str, DayOfYear] = {
    "new year's day": _fixed(1, 1),
    "valentine's day": _fixed(2, 14),
    "epiphany": _fixed(1, 6),
    "martin luther king jr. day": _nth(1, 0, 3),
    "martin luther king day": _nth(1, 0, 3),
    "australia day": _fixed(1, 26),
    "groundhog day": _fixed(2, 2),
    "presidents' day": _nth(2, 0, 3),
    "shrove tuesday": _from_easter(-47),
    "st. patrick's day": _fixed(3, 17),
    "maundy thursday": _from_easter(-3),
    "earth day": _fixed(4, 22),
    "anzac day": _fixed(4, 25),
    "ascension day": _from_easter(39),
    "whit monday": _from_easter(50),
    "juneteenth": _fixed(6, 19),
    "canada day": _fixed(7, 1),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "good friday": _from_easter(-2),
    "easter": _from_easter(0),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "may day": _fixed(5, 1),
    "memorial day": _nth(5, 0, -1),
    "independence day": _fixed(7, 4),
    "fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "labor day": _nth(9, 0, 1),
    "columbus day": _nth(10, 0, 2),
    "indigenous peoples' day": _nth(10, 0, 2),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "bonfire night": _fixed(11, 5),
    "guy fawkes night": _fixed(11, 5),
    "election day": _election_day,
    "veterans day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "remembrance day": _fixed(11, 11),
    "remembrance sunday": _nth(11, 6, 2),
    "thanksgiving": _nth(11, 3, 4),
    "thanksgiving day": _nth(11, 3, 4),
    "christmas eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "christmas day": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "new year's eve": _fixed(12, 31),
}
