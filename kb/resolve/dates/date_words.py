"""Dates and months in print: "Sept. 28-29, 2021", "the 15th of December", "last August"."""

from __future__ import annotations

import re

from kb.resolve.dates.composed import Range
from kb.resolve.dates.lexicon import (
    ANY_DAY,
    ANY_MONTH,
    DASH,
    FULL_MONTHS,
    FULL_WEEKDAYS,
    MONTH,
    MONTH_OR_SHORT,
    MONTH_SHORT,
    MONTHS,
    PICK,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    pick_of,
)
from kb.resolve.dates.meaning import Reading
from kb.resolve.dates.pattern import Pattern, Words, pattern
from kb.resolve.dates.points import Point
from kb.resolve.dates.weeks import NthWeekday
from kb.resolve.numbers.numerals import GAP, rank_of

_LOOK_BACK, _LOOK_AHEAD = 16, 24  # characters around a month that may show it to be a name or a verb

_DOUBTFUL = {"april", "may", "june", "august", "march"}  # first names, a surname, verbs
_MAY_PRECEDE = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|from|to|through|during|before|after|and|or|between|for|on|early|mid|late"
    r"|each|every|last|this|next|past|around|about|than|with|the|a|an|its|his|her|their|our|that)[\s-]{1,2}|[-–(,])\Z",
    re.IGNORECASE,
)
_ONLY_TIMES_FOLLOW = re.compile(
    r"\b(?:in|of|by|since|until|till|during|before|after|early|mid|late|last|this|next|each|every|past)[\s-]{1,2}\Z",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"\b(?!(?:The|In|By|Since|Until|On|From|Last|This|Next)\b)[A-Z][a-z]+,?\s\Z")
_NAME_AFTER = re.compile(rf"\s+(?!{MONTH})[A-Z][a-z]")
_MONTH_AFTER = re.compile(rf"\s?(?:and|or|to|through|{DASH})\s?{MONTH}")  # "March to June"
_MOVEMENT_AFTER = re.compile(r"\s+(?:on|against|through|for)\b")


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _day(printed: str) -> int:
    return int(printed) if printed.isdigit() else rank_of(printed) or int(re.sub(r"\D", "", printed) or 0)


def _dates(words: Words) -> Reading | None:
    """Read a month with one day, or with two ("Sept. 28-29", "April 24 and 25"), and perhaps a year."""
    groups = words.groupdict()
    month, year = _month(words["month"]), int(words["year"]) if words["year"] else None
    first = Point(year, month, _day(words["day"]), pick=pick_of(words) if "pick" in groups else "")
    if not words["day2"]:
        return first
    return Range(first, Point(year, month, _day(words["day2"])), filled=words["link"].strip().lower() != "or")


def _bare_month(words: Words) -> Reading | None:
    """Read a month that stands alone, unless it may be a name or a verb: "May said", "the March on Rome"."""
    month = words["month"]
    if month.lower() in _DOUBTFUL and not words["pick"]:
        start = words.start("month")
        before = words.string[max(0, start - _LOOK_BACK) : start]
        after = words.string[words.end() : words.end() + _LOOK_AHEAD]
        if not _ONLY_TIMES_FOLLOW.search(before):
            if _NAME_BEFORE.search(before) or _NAME_AFTER.match(after):
                return None
            usual = _MAY_PRECEDE.search(before) or _MONTH_AFTER.match(after)
            if month.lower() in {"may", "march"} and (not usual or _MOVEMENT_AFTER.match(after)):
                return None
    return Point(month=_month(month), pick=pick_of(words))


def _nth_weekday(words: Words) -> Reading:
    rank = words["nth"].lower()
    nth = -1 if rank == "last" else rank_of(rank)
    month = Point(int(words["year"]) if words["year"] else None, _month(words["month"]))
    return NthWeekday(nth, WEEKDAYS[words["weekday"].lower()], month)


_SOLITARY = r"(?:(?<=in )|(?<=since )|(?<=until )|(?<=by )|(?<=early )|(?<=late )|(?<=mid-)|(?<=last )|(?<=next ))"
_LINK = rf"(?P<link>{GAP}?{DASH}{GAP}?|{GAP}(?:and|to|through|or){GAP})"
_NO_COUNT = rf"(?!{GAP}?(?:{MONTH_OR_SHORT}|(?i:people|others|percent|million)))"

PATTERNS: tuple[Pattern, ...] = (
    pattern(
        rf"(?:{PICK})?(?P<month>{MONTH_OR_SHORT}){GAP}(?:the{GAP})?(?P<day>{ANY_DAY})"
        rf"(?:{_LINK}(?P<day2>{ANY_DAY}){_NO_COUNT})?(?:,?{GAP}(?:of{GAP})?(?P<year>{YEAR}))?",
        _dates,
        ANY_MONTH,
    ),
    pattern(
        rf"(?:the{GAP})?(?P<day>{ANY_DAY})(?:{_LINK}(?P<day2>{ANY_DAY}))?"
        rf"{GAP}(?:of{GAP})?(?P<month>{MONTH_OR_SHORT})(?:,?{GAP}(?P<year>{YEAR}))?",
        _dates,
        ANY_MONTH,
    ),
    pattern(
        rf"(?P<month>{MONTH_OR_SHORT})(?:,?{GAP}(?:of{GAP})?|-)(?P<year>{YEAR})",
        lambda words: Point(int(words["year"]), _month(words["month"])),
        ANY_MONTH,
    ),
    pattern(rf"(?:{PICK})?(?P<month>{MONTH})", _bare_month, FULL_MONTHS),
    pattern(
        rf"(?:(?i:the){GAP})?(?P<nth>(?i:first|second|third|fourth|fifth|last|one|an?)){GAP}(?P<weekday>{WEEKDAY}){GAP}(?:of|in)"
        rf"{GAP}(?P<month>{MONTH_OR_SHORT})(?:,?{GAP}(?P<year>{YEAR}))?",
        _nth_weekday,
        FULL_WEEKDAYS,
    ),
    pattern(
        rf"(?i:{_SOLITARY})(?:{PICK})?(?!May)(?P<month>{MONTH_SHORT})\.(?!{GAP}?[0-9])",
        _bare_month,
        ANY_MONTH,
    ),
)
