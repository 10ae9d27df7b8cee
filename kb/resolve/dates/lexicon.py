"""The time words of English, and the patterns they make up.

Names of months and weekdays count only with a capital (``may`` and ``march`` are verbs); all other
words in any case. Patterns are bounded, so matching takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kb.resolve.numbers.numerals import GAP, NUMBER, ORDINALS, one_of
from kb.resolve.numbers.qualifiers import NEAR, comparator_of

_LONG_MONTHS = "January February March April May June July August September October November December"
_SHORT_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Sept"
_LONG_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_MONTH_NAMES, _MONTH_SHORT, _WEEKDAY_NAMES = _LONG_MONTHS.split(), _SHORT_MONTHS.split(), _LONG_DAYS.split()
_WEEKDAY_SHORT = {
    "Mon": 0, "Tue": 1, "Tues": 1, "Wed": 2, "Weds": 2, "Thu": 3, "Thur": 3, "Thurs": 3, "Fri": 4, "Sat": 5, "Sun": 6,
}  # fmt: skip

MONTHS: Mapping[str, int] = {name.lower(): number for number, name in enumerate(_MONTH_NAMES, 1)} | {
    short.lower(): 9 if short == "Sept" else number for number, short in enumerate(_MONTH_SHORT, 1)
}
WEEKDAYS: Mapping[str, int] = {name.lower(): number for number, name in enumerate(_WEEKDAY_NAMES)} | {
    short.lower(): number for short, number in _WEEKDAY_SHORT.items()
}
SEASONS: Mapping[str, str] = {
    "spring": "SP", "springtime": "SP", "summer": "SU", "summertime": "SU", "autumn": "FA", "fall": "FA",
    "winter": "WI", "wintertime": "WI",
}  # fmt: skip
UNITS: Mapping[str, str] = {
    plural: unit
    for unit in ("second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "year", "decade")
    for plural in (unit, unit + "s")
} | {"century": "century", "centuries": "century", "yr": "year", "yrs": "year", "hr": "hour", "hrs": "hour",
     "min": "minute", "mins": "minute", "sec": "second", "secs": "second", "fortnight": "week", "fortnights": "week",
     "night": "day", "nights": "day", "morning": "day", "mornings": "day"}  # fmt: skip
DAY_PARTS: Mapping[str, str] = {
    "morning": "TMO", "mornings": "TMO", "afternoon": "TAF", "afternoons": "TAF", "evening": "TEV", "evenings": "TEV",
    "night": "TNI", "nights": "TNI",
}  # fmt: skip
SPELLED_DECADES: Mapping[str, int] = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
PARTS: Mapping[str, str] = {
    "early": "early", "mid": "mid", "late": "late", "middle": "mid", "beginning": "start", "start": "start",
    "end": "end", "close": "end",
}  # fmt: skip


def _both_cases(names: Sequence[str]) -> list[str]:
    return [*names, *(name.upper() for name in names)]


FULL_MONTHS = _both_cases(_MONTH_NAMES)
ANY_MONTH = [*FULL_MONTHS, *_both_cases(_MONTH_SHORT)]
FULL_WEEKDAYS = _both_cases(_WEEKDAY_NAMES)
ANY_WEEKDAY = [*FULL_WEEKDAYS, *_WEEKDAY_SHORT]
"""Names as they are printed."""

MONTH = f"(?:{one_of(FULL_MONTHS)})\\b"
MONTH_OR_SHORT = rf"(?:{one_of(FULL_MONTHS)}|(?:{one_of(_both_cases(_MONTH_SHORT))})(?:\.|\b))(?![A-Za-z])"
"""A month, abbreviated too: only where a day or a year stands next to it."""
MONTH_SHORT = f"(?:{one_of(_both_cases(_MONTH_SHORT))})"
WEEKDAY = f"(?:{one_of(FULL_WEEKDAYS)})"
WEEKDAY_SHORT = rf"(?:{one_of([name for name in _WEEKDAY_SHORT if name not in ('Sat', 'Sun')])})\."
WEEKDAY_BEFORE_DATE = rf"(?:{one_of(list(_WEEKDAY_SHORT))})\.?(?=,?{GAP}(?:[0-9]|{MONTH_OR_SHORT}))"
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![0-9A-Za-z%°/]|[.,:][0-9])"
ANY_DAY = rf"(?:{DAY}|(?:(?:twenty|thirty)-)?(?:{one_of([word for word, rank in ORDINALS.items() if rank <= 30])})\b)"
YEAR = r"(?:1[0-9]{3}|2[0-9]{3})(?![0-9A-Za-z%°]|[,.:/][0-9])"
DASH = r"[-‐‑–—]"
SEASON = f"(?:{one_of(SEASONS)})"
VAGUE_COUNT = rf"(?:(?:a{GAP})?few|several|many|some|dozens{GAP}of|scores{GAP}of|hundreds{GAP}of|countless|numerous)"
TWO = rf"(?:a{GAP}couple(?:{GAP}of)?|a{GAP}pair{GAP}of|couple{GAP}of)"
COUNT = rf"(?:{VAGUE_COUNT}|{TWO}|a{GAP}quarter{GAP}of{GAP}an?|{NUMBER}|an?|half{GAP}an?)"
UNIT = rf"(?:{one_of([word for word in UNITS if word not in ('morning', 'mornings')])})\b"
LONG_UNIT = r"(?:day|weekend|week|month|quarter|year|decade|century)"


PICK = rf"(?P<pick>(?i:last|this(?:{GAP}(?:past|coming))?|next|past|coming)){GAP}"
_PICKS = {
    "last": "last", "past": "last", "this past": "last", "this": "this", "next": "next", "coming": "next",
    "this coming": "next",
}  # fmt: skip


def pick_of(words: re.Match[str]) -> str:
    """Give ``last``, ``this`` or ``next`` where the group ``pick`` of :data:`PICK` took part, else nothing."""
    return _PICKS[" ".join(words["pick"].lower().split())] if words["pick"] else ""


def about(qualifier: str | None) -> str:
    """Give ``more``, ``less`` or ``near`` for a printed qualifier; a plain one is empty.

    >>> about("at least"), about("no more than"), about("nearly"), about(None)
    ('more', 'less', 'near', '')
    """
    return {"": "", NEAR: "near", "<": "less", "<=": "less"}.get(comparator_of(qualifier), "more")
