"""Relative times in print: weekdays, "last month", "three weeks ago", "today"."""

from __future__ import annotations

import re
from decimal import Decimal

from kb.resolve.dates.ago import Ago, AgoFrom, ThisTime
from kb.resolve.dates.lexicon import (
    ANY_WEEKDAY,
    COUNT,
    FULL_WEEKDAYS,
    LONG_UNIT,
    TWO,
    UNIT,
    UNITS,
    VAGUE_COUNT,
    WEEKDAY,
    WEEKDAY_BEFORE_DATE,
    WEEKDAY_SHORT,
    WEEKDAYS,
    about,
)
from kb.resolve.dates.meaning import Reading
from kb.resolve.dates.pattern import Pattern, Words, pattern
from kb.resolve.dates.relative import LooseToday, Shift, Weekday, Weekend
from kb.resolve.numbers.numerals import GAP, value_of
from kb.resolve.numbers.qualifiers import QUALIFIER

_PICKS = {"last": "last", "past": "last", "this past": "last", "this": "this", "next": "next", "following": "next",
          "coming": "coming", "this coming": "coming", "this next": "next"}  # fmt: skip
_TODAY_IS = re.compile(r"\s+(?:is|are|has|have|remains?|seems?|faces?)\b")
_NAMED_DAYS = r"(?:Black|Good|Bloody|Super|Cyber|Fat|Giving|Shrove|Maundy|Holy|Manic|Ruby)\s\Z"  # an event, not a day
_PAPERS = r"(?:\s+(?:Times|Mail|Telegraph|Express|Mirror|Independent|Herald|Post|Tribune|Review|Star|World))"
_SHIFTS = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "this past": -1,
           "this coming": 1, "this very": 0, "this current": 0}  # fmt: skip


def count_of(words: str) -> Decimal | None:
    """Give the number of units meant: one for "a", two for "a couple of", ``None`` for "several".

    >>> count_of("a couple of"), count_of("half a"), count_of("several"), count_of("some 30")
    (Decimal('2'), Decimal('0.5'), None, Decimal('30'))
    """
    plain = " ".join(words.lower().split())
    if re.fullmatch(TWO, plain):
        return Decimal(2)
    if re.fullmatch(r"half an?", plain):
        return Decimal("0.5")
    if plain.startswith("a quarter of"):
        return Decimal("0.25")
    if re.fullmatch(r"an?", plain):
        return Decimal(1)
    return None if re.fullmatch(VAGUE_COUNT, plain) else value_of(plain)


def _is_vague(words: str) -> bool:
    return bool(re.fullmatch(rf"(?i:{VAGUE_COUNT})", words))


def _weekday(words: Words) -> Reading | None:
    start = words.start("name")
    if re.search(_NAMED_DAYS, words.string[max(0, start - 10) : start]):
        return None
    if re.match(_PAPERS, words.string[words.end() : words.end() + 14]):
        return None
    pick = " ".join((words["pick"] or "").lower().split())
    return Weekday(WEEKDAYS[words["name"].rstrip(".").lower()], _PICKS.get(pick, ""))


def _today(words: Words) -> Reading | None:
    """Read "today", but not the name of a paper or programme: "USA Today"."""
    named = words[0] == "Today" and re.search(r"[A-Za-z]\s\Z", words.string[max(0, words.start() - 2) : words.start()])
    if named:
        return None
    # "Prices today are high" may speak of these times, or of this day alone.
    within = words.string[max(0, words.start() - 2) : words.start()].strip().isalpha()
    loose = within and _TODAY_IS.match(words.string, words.end())
    return LooseToday() if loose else Shift("day", 0)


def _shift(words: Words) -> Reading | None:
    which = " ".join(words["which"].lower().split())
    return Shift(UNITS[words["unit"].lower()], _SHIFTS[which])


def _rounding(qualifier: str | None) -> str:
    """Tell how a count is rounded: "nearly" a year ago is less than one, "about" a year ago may be more."""
    plain = " ".join((qualifier or "").lower().split())
    return "nearly" if plain in {"nearly", "almost", "just under"} else about(plain)


def _this_time(words: Words) -> Reading:
    return ThisTime(words["unit"].lower(), -1 if words["which"].lower() == "last" else +1)


def _ago(words: Words) -> Reading | None:
    unit = UNITS[words["unit"].lower()]
    weeks = 2 if words["unit"].lower().startswith("fortnight") else 1
    count = count_of(words["count"]) if words["count"] else None
    if count is None and words["count"] and not _is_vague(words["count"]):
        return None
    if count is not None and words["half"]:
        count += count_of("half a") or 0
    ahead = "from" in words["way"].lower() or "hence" in words["way"].lower()
    return Ago(None if count is None else count * weeks, unit, +1 if ahead else -1, _rounding(words["about"]))


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        rf"(?:(?P<pick>(?i:this{GAP}(?:past|coming|next)|last|past|this|next|following|coming)){GAP})?"
        rf"(?P<name>{WEEKDAY_BEFORE_DATE}|{WEEKDAY_SHORT}|{WEEKDAY}\b)",
        _weekday,
        ANY_WEEKDAY,
    ),
    pattern(
        rf"(?i:the){GAP}(?P<name>{WEEKDAY}){GAP}(?i:before{GAP}last)\b",
        lambda words: AgoFrom(Ago(Decimal(1), "week"), Weekday(WEEKDAYS[words["name"].lower()], "last")),
        FULL_WEEKDAYS,
    ),
    pattern(r"(?i:today)\b(?!-)", _today, ("today",)),
    pattern(r"(?i:yesterday)\b(?!-)", lambda _: Shift("day", -1), ("yesterday",)),
    pattern(r"(?i:tomorrow)\b(?!-)", lambda _: Shift("day", +1), ("tomorrow",)),
    pattern(rf"(?i:the{GAP}day{GAP}before{GAP}yesterday)\b", lambda _: Shift("day", -2), ("yesterday",)),
    pattern(rf"(?i:the{GAP}day{GAP}after{GAP}tomorrow)\b", lambda _: Shift("day", +2), ("tomorrow",)),
    pattern(
        rf"(?i:(?P<which>last|previous|this(?:{GAP}(?:past|coming|very|current))?|current|next|coming){GAP}"
        rf"(?:calendar{GAP})?(?P<unit>{LONG_UNIT}))\b(?!-)",
        _shift,
        UNITS,
    ),
    pattern(
        rf"(?i:the{GAP}(?P<unit>weekend|week|month|year|decade){GAP}(?P<which>before{GAP}last|after{GAP}next))\b",
        lambda words: Shift(words["unit"].lower(), -2 if words["which"].lower().startswith("before") else +2),
        UNITS,
    ),
    pattern(rf"(?i:this{GAP}time{GAP}(?P<which>last|next){GAP}(?P<unit>year|month|week))\b", _this_time, ("time",)),
    pattern(rf"(?i:the{GAP}weekend)\b", lambda _: Weekend(), ("weekend",)),
    pattern(
        rf"(?i:(?:(?P<about>{QUALIFIER}){GAP})?(?:(?P<count>{COUNT})(?:{GAP}|-)(?:(?:more|full|long|short|whole|odd){GAP})?)?"
        rf"(?P<unit>{UNIT})(?P<half>{GAP}and{GAP}a{GAP}half)?{GAP}(?P<way>ago|from{GAP}now|hence|from{GAP}today))\b",
        _ago,
        ("ago", "now", "hence", "today"),
    ),
)
