"""Relative times in print: weekdays, "last month", "three weeks ago", "that day", "now", "recently"."""

from __future__ import annotations

import re
from decimal import Decimal

from kb.resolve.dates.lexicon import (
    COUNT,
    LONG_UNIT,
    QUALIFIER,
    SEASON,
    TWO,
    UNIT,
    UNITS,
    VAGUE_COUNT,
    WEEKDAY,
    WEEKDAY_BEFORE_DATE,
    WEEKDAY_SHORT,
    WEEKDAYS,
)
from kb.resolve.dates.meaning import Heading, Reading
from kb.resolve.dates.pattern import Pattern, Words, pattern
from kb.resolve.dates.relative import Ago, FromMention, Reference, Shift, Weekday, Weekend
from kb.resolve.dates.tense import heading_at
from kb.resolve.numerals import GAP, value_of

_PICKS = {"last": "last", "past": "last", "this past": "last", "this": "this", "next": "next", "following": "next",
          "coming": "coming", "this coming": "coming", "this next": "next"}  # fmt: skip
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
    return None if named else Shift("day", 0)


def _some_day(words: Words) -> Reading | None:
    """Read "will one day", "someday" as an untold future; "for one day" is a length."""
    if heading_at(words.string, *words.span()) is Heading.AHEAD or "some" in words[0].lower():
        return Reference("FUTURE_REF")
    return None


def _shift(words: Words) -> Reading | None:
    which = " ".join(words["which"].lower().split())
    return Shift(UNITS[words["unit"].lower()], _SHIFTS[which])


def _ago(words: Words) -> Reading | None:
    unit = UNITS[words["unit"].lower()]
    weeks = 2 if words["unit"].lower().startswith("fortnight") else 1
    count = count_of(words["count"]) if words["count"] else None
    if count is None and words["count"] and not _is_vague(words["count"]):
        return None
    ahead = "from" in words["way"].lower() or "hence" in words["way"].lower()
    return Ago(None if count is None else count * weeks, unit, +1 if ahead else -1)


def _from_mention(words: Words) -> Reading | None:
    unit = UNITS[words["unit"].lower()]
    count = count_of(words["count"])
    if count is None or unit in {"hour", "minute", "second"}:
        return None
    return FromMention(count, unit, -1 if words["way"].lower() in {"earlier", "before", "previously"} else +1)


def _neighbour(words: Words) -> Reading | None:
    """Read "the following year", "that same day", "the year before"."""
    which = " ".join((words["which"] or words["way"]).lower().split())
    sign = -1 if which in {"previous", "preceding", "before", "earlier"} else +1
    count = 0 if which.startswith(("that", "same")) else 1
    return FromMention(Decimal(count), UNITS[words["unit"].lower()], sign)


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        rf"(?:(?P<pick>(?i:this{GAP}(?:past|coming|next)|last|past|this|next|following|coming)){GAP})?"
        rf"(?P<name>{WEEKDAY_BEFORE_DATE}|{WEEKDAY_SHORT}|{WEEKDAY}\b)",
        _weekday,
    ),
    pattern(r"(?i:today)\b(?!-)", _today),
    pattern(rf"(?i:one{GAP}day|some{GAP}?day)\b(?!{GAP}(?:of|after|before|later|earlier|ago|in)\b)", _some_day),
    pattern(r"(?i:yesterday)\b(?!-)", lambda _: Shift("day", -1)),
    pattern(r"(?i:tomorrow)\b(?!-)", lambda _: Shift("day", +1)),
    pattern(rf"(?i:the{GAP}day{GAP}before{GAP}yesterday)\b", lambda _: Shift("day", -2)),
    pattern(rf"(?i:the{GAP}day{GAP}after{GAP}tomorrow)\b", lambda _: Shift("day", +2)),
    pattern(
        rf"(?i:(?P<which>last|previous|this(?:{GAP}(?:past|coming|very|current))?|current|next|coming){GAP}"
        rf"(?:calendar{GAP}|fiscal{GAP}|financial{GAP}|school{GAP})?(?P<unit>{LONG_UNIT}))\b(?!-)",
        _shift,
    ),
    pattern(rf"(?i:the{GAP}weekend)\b", lambda _: Weekend()),
    pattern(
        rf"(?i:(?:{QUALIFIER}{GAP})?(?:(?P<count>{COUNT})(?:{GAP}|-)(?:(?:more|full|long|short|whole|odd){GAP})?)?"
        rf"(?P<unit>{UNIT}){GAP}(?P<way>ago|from{GAP}now|hence|from{GAP}today))\b",
        _ago,
    ),
    pattern(
        rf"(?i:(?:{QUALIFIER}{GAP})?(?P<count>{COUNT}){GAP}(?P<unit>{UNIT}){GAP}(?P<way>earlier|later))\b",
        _from_mention,
    ),
    pattern(
        rf"(?i:the{GAP}(?P<which>following|previous|preceding|same|next){GAP}(?P<unit>day|week|month|year|decade|night|morning))\b(?P<way>)",
        _neighbour,
    ),
    pattern(
        rf"(?i:(?P<which>that(?:{GAP}same|{GAP}very)?){GAP}(?P<unit>day|week|month|year|decade|night|morning))\b(?P<way>)",
        _neighbour,
    ),
    pattern(
        rf"(?i:the{GAP}(?P<unit>day|week|month|year){GAP}(?P<way>before|earlier|after|later))\b(?=[.,;]|\Z)(?P<which>)",
        _neighbour,
    ),
    pattern(rf"(?i:(?<=on )the{GAP}(?P<unit>day))(?=[.,;])(?P<which>)", lambda _: FromMention(Decimal(0), "day", 1)),
    pattern(rf"(?i:(?P<t>now)\b(?!{GAP}(?:then|known)\b))", lambda _: Reference("PRESENT_REF")),
    pattern(
        rf"(?i:currently|presently|nowadays|at{GAP}present|at{GAP}the{GAP}moment|these{GAP}days"
        rf"|at{GAP}this{GAP}(?:time|point|moment))\b",
        lambda _: Reference("PRESENT_REF"),
    ),
    pattern(rf"(?i:(?:(?:more|most|very){GAP})?recently|lately)\b", lambda _: Reference("PAST_REF")),
    pattern(
        rf"(?i:the{GAP}(?:(?:recent|distant){GAP})?past)\b(?!{GAP}(?i:(?:{COUNT}{GAP})?(?:{UNIT}|{SEASON}s)))",
        lambda _: Reference("PAST_REF"),
    ),
    pattern(
        rf"(?i:(?<!as )soon\b(?!{GAP}(?:as|after|before|enough)\b)|shortly\b(?!{GAP}(?:before|after)\b))",
        lambda _: Reference("FUTURE_REF"),
    ),
    # "the future of the firm" is what becomes of it, and no time
    pattern(
        rf"(?i:the{GAP}(?:(?:near|foreseeable|immediate){GAP})?future\b(?!{GAP}of\b))",
        lambda _: Reference("FUTURE_REF"),
    ),
)
