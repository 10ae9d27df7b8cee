"""Durations and repetitions in print: "two days", "the past three months", "for decades", "every Thursday"."""

from __future__ import annotations

import re
from decimal import Decimal

from kb.resolve.dates.lengths import Every, Lately, Length, LengthRange, duration, grain_of
from kb.resolve.dates.lexicon import (
    COUNT,
    DASH,
    FULL_WEEKDAYS,
    LONG_UNIT,
    MONTH,
    MONTHS,
    SEASON,
    SEASONS,
    UNIT,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    about,
)
from kb.resolve.dates.meaning import Reading
from kb.resolve.dates.pattern import Pattern, Words, pattern
from kb.resolve.dates.relative_words import count_of
from kb.resolve.numbers.numerals import GAP, NUMBER, one_of, value_of
from kb.resolve.numbers.qualifiers import QUALIFIER

_FILLER = (
    r"(?:(?:more|straight|consecutive|successive|full|long|short|additional|extra|other|whole|solid|working|business)"
    rf"{GAP})?"
)
_PLURAL = r"(?:seconds|minutes|hours|days|nights|weekends|weeks|months|years|decades|centuries)"
_EVERY = rf"(?:every|each)(?:{GAP}(?:single|other|passing))?"
_FREQUENCIES = {
    "hourly": ("PT1H", "hour"), "daily": ("P1D", "day"), "nightly": ("P1D", "day"), "weekly": ("P1W", "week"),
    "fortnightly": ("P2W", "week"), "monthly": ("P1M", "month"), "quarterly": ("P3M", "quarter"),
    "annually": ("P1Y", "year"), "yearly": ("P1Y", "year"), "biweekly": ("P2W", "week"),
}  # fmt: skip
_AGE = re.compile(r"[\s-](?:old|olds)\b|[\s-]of[\s-]age\b", re.IGNORECASE)
# "An 8-month-old truce" has lasted so long; of "an 8-month-old girl" it is the age.
_OLD_THING = re.compile(
    rf"-old{GAP}(?!(?:bab|boy|girl|son|daughter|child|infant|twin|toddler|brother|sister|grand|patient|pup|kitten|cub|calf|lamb)\w*)"
    r"[a-z]",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b(?:aged|age|ages|turned|turns|turning)\s\Z", re.IGNORECASE)
_MONEY = re.compile(r"[$€£¥]\s?[0-9.,]*\Z|[0-9][.,]\Z")


def _length(words: Words) -> Reading | None:
    """Read a counted stretch of time; an age is none."""
    text, unit = words.string, UNITS[words["unit"].lower()]
    if _is_age_or_money(words):
        return None
    printed = words["count"]
    if words["unit"].istitle() and printed[-1].isdigit():
        return None  # the name of a programme: "60 Minutes"
    if unit == "second" and re.fullmatch(r"(?i)an?|one", printed) and not text[words.start() :].startswith("one-"):
        return None  # "a second missile" is no second of time
    if unit == "quarter":
        return None  # "three quarters" is a share, unless a period is spoken of
    count = count_of(printed)
    if count is not None and words["unit"].lower().startswith("fortnight"):
        count *= 2
    if words["half"] and count is not None:
        count += count_of("half a") or 0
    return Length(count, unit, about(words["about"]))


def _length_range(words: Words) -> Reading | None:
    """Read "five to seven years" and "two or three days"."""
    unit, low, high = UNITS[words["unit"].lower()], value_of(words["first"]), value_of(words["last"])
    if low is None or high is None or low >= high or unit == "quarter" or _is_age_or_money(words):
        return None
    return LengthRange(Length(low, unit), Length(high, unit))


def _every_few(words: Words) -> Reading | None:
    unit = UNITS[words["unit"].lower()]
    count = count_of(words["count"]) if words["count"] else (Decimal(2) if words["other"] else None)
    return Every(duration(count, unit), grain_of(unit))


def _is_age_or_money(words: Words) -> bool:
    text, start, end = words.string, words.start(), words.end()
    lasted = UNITS[words["unit"].lower()] in {"day", "week", "month"} and _OLD_THING.match(text, end)
    if (_AGE.match(text, end) and not lasted) or _AGED.search(text, max(0, start - 10), start):
        return True
    return bool(_MONEY.search(text, max(0, start - 8), start))


def _lately(words: Words) -> Reading | None:
    which = " ".join(words["which"].lower().split())
    unit = UNITS[words["unit"].lower()]
    printed = words["count"]
    singular = words["unit"].lower() in {
        "day",
        "week",
        "month",
        "year",
        "decade",
        "century",
        "hour",
        "quarter",
        "weekend",
    }
    count = count_of(printed or "one") if printed or singular else None
    return Lately(count, unit, -1 if which in {"last", "past", "previous", "preceding", "recent", "latest"} else +1)


def _repeated(words: Words) -> Reading | None:
    what = words["what"].lower()
    if what in UNITS:
        return Every(duration(count_of("one"), UNITS[what]), grain_of(UNITS[what]))
    if what in MONTHS:
        return Every(f"XXXX-{MONTHS[what]:02d}", "month")
    if what in SEASONS:
        return Every(f"XXXX-{SEASONS[what]}", "season")
    return Every(f"XXXX-WXX-{WEEKDAYS[what] + 1}", "day")


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        rf"(?i:(?:once|twice|times|{NUMBER}(?:{GAP}[a-z]{{1,20}}){{0,2}}){GAP}(?P<t>(?:an?|per|each){GAP}(?P<what>hour|day|night|week|month|year)))\b(?!{GAP}(?:ago|later|earlier|before|after))",
        _repeated,
        UNITS,
    ),
    pattern(
        rf"(?i:(?P<first>{NUMBER})(?:{GAP}(?:to|or){GAP}|{DASH})(?P<last>{NUMBER}(?:{GAP}|-){_FILLER}(?P<unit>{UNIT})))(?![\s-]old\b)",
        _length_range,
        UNITS,
    ),
    pattern(
        rf"(?i:(?<=between )(?P<first>{NUMBER}){GAP}and{GAP}"
        rf"(?P<last>{NUMBER}(?:{GAP}|-){_FILLER}(?P<unit>{UNIT})))(?![\s-]old\b)",
        _length_range,
        UNITS,
    ),
    pattern(
        rf"(?i:(?:(?P<about>{QUALIFIER}){GAP})?(?P<count>{COUNT})(?:{GAP}|-){_FILLER}(?P<unit>{UNIT})"
        rf"(?P<half>{GAP}and{GAP}a{GAP}half\b)?)",
        _length,
        UNITS,
    ),
    pattern(
        rf"(?i:every{GAP}(?:(?P<other>other)|(?P<count>{NUMBER})|few){GAP}(?P<unit>{UNIT}))",
        _every_few,
        ("every",),
    ),
    pattern(
        rf"(?i:(?:the{GAP})?(?:very{GAP})?(?P<which>last|past|previous|preceding|next|coming|following){GAP}"
        rf"(?P<count>{COUNT}){GAP}(?P<unit>{_PLURAL}|year|month|week|day|hour))\b",
        _lately,
        UNITS,
    ),
    pattern(
        rf"(?i:the{GAP}(?P<which>last|past|next|coming){GAP}(?P<unit>day|week|month|year|decade|century))\b(?P<count>)(?!-)",
        _lately,
        UNITS,
    ),
    pattern(
        rf"(?i:(?P<which>recent|past|coming|previous){GAP}(?P<unit>days|weeks|months|years|decades))\b(?P<count>)",
        _lately,
        UNITS,
    ),
    pattern(
        rf"(?i:(?:for|in|within|over|after|of|took|take|lasted|spent|spend|since|many|and|or|through|during|almost|nearly){GAP}"
        rf"(?:the{GAP})?(?:many{GAP}|long{GAP})?(?P<t>{_PLURAL}))\b(?!{GAP}(?:old|ago))",
        lambda words: Length(None, UNITS[words["t"].lower()]),
        UNITS,
    ),
    pattern(
        rf"(?i:(?P<t>(?P<unit>{_PLURAL})(?={GAP}(?:before|after|later|earlier|of{GAP}(?:talks|work|war|fighting))\b|-(?:long|old)\b)))",
        lambda words: Length(None, UNITS[words["unit"].lower()]),
        UNITS,
    ),
    pattern(
        r"(?i:(?P<unit>day|week|month|year|decade|hour)-?long)\b",
        lambda words: Length(count_of("one"), UNITS[words["unit"].lower()]),
        {length for unit in ("day", "week", "month", "year", "decade", "hour") for length in (unit, f"{unit}long")},
    ),
    pattern(
        rf"(?i:{_EVERY}){GAP}(?P<what>(?i:{LONG_UNIT}|hour|minute|morning|night|{SEASON})|{WEEKDAY}|{MONTH})\b",
        _repeated,
        ("every", "each"),
    ),
    pattern(rf"(?P<what>{WEEKDAY})s\b", _repeated, [f"{name}s" for name in FULL_WEEKDAYS]),
    pattern(
        rf"(?i:(?P<what>{one_of(_FREQUENCIES)}))\b(?!-)",
        lambda words: Every(*_FREQUENCIES[words["what"].lower()]),
        _FREQUENCIES,
    ),
)
