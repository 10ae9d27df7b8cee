"""Durations and repetitions in print: "two days", "the past three months", "for decades", "every Thursday"."""

from __future__ import annotations

import re

from kb.resolve.dates.lengths import Every, Lately, Length, duration, grain_of
from kb.resolve.dates.lexicon import (
    COUNT,
    LONG_UNIT,
    MONTH,
    MONTHS,
    QUALIFIER,
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
from kb.resolve.numerals import GAP, NUMBER, one_of

_FILLER = (
    r"(?:(?:more|straight|consecutive|successive|full|long|short|additional|extra|other|whole|solid|working|business)"
    rf"{GAP})?"
)
_PLURAL = r"(?:seconds|minutes|hours|days|nights|weekends|weeks|months|years|decades|centuries)"
_EVERY = rf"(?:every|each)(?:{GAP}(?:single|other|passing))?"
_FREQUENCIES = {
    "hourly": ("PT1H", "hour"), "daily": ("P1D", "day"), "nightly": ("P1D", "day"), "weekly": ("P1W", "week"),
    "fortnightly": ("P2W", "week"), "monthly": ("P1M", "month"), "quarterly": ("P3M", "quarter"),
    "annually": ("P1Y", "year"), "yearly": ("P1Y", "year"), "biweekly": ("P2W", "week"), "annual": ("P1Y", "year"),
}  # fmt: skip
_AGE = re.compile(r"[\s-](?:old|olds)\b|[\s-]of[\s-]age\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged|age|ages|turned|turns|turning)\s\Z", re.IGNORECASE)
_MONEY = re.compile(r"[$€£¥]\s?[0-9.,]*\Z|[0-9][.,]\Z")


def _length(words: Words) -> Reading | None:
    """Read a counted stretch of time; an age is none."""
    text, unit = words.string, UNITS[words["unit"].lower()]
    if _AGE.match(text, words.end()) or _AGED.search(text, max(0, words.start() - 10), words.start()):
        return None
    if _MONEY.search(text, max(0, words.start() - 8), words.start()):
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
    ),
    pattern(
        rf"(?i:(?:(?P<about>{QUALIFIER}){GAP})?(?P<count>{COUNT})(?:{GAP}|-){_FILLER}(?P<unit>{UNIT})"
        rf"(?P<half>{GAP}and{GAP}a{GAP}half\b)?)",
        _length,
    ),
    pattern(
        rf"(?i:(?:the{GAP})?(?:very{GAP})?(?P<which>last|past|previous|preceding|next|coming|following){GAP}"
        rf"(?P<count>{COUNT}){GAP}(?P<unit>{_PLURAL}|year|month|week|day|hour))\b",
        _lately,
    ),
    pattern(
        rf"(?i:the{GAP}(?P<which>last|past|next|coming){GAP}(?P<unit>day|week|month|year|decade|century))\b(?P<count>)(?!-)",
        _lately,
    ),
    pattern(
        rf"(?i:(?P<which>recent|past|coming|previous){GAP}(?P<unit>days|weeks|months|years|decades))\b(?P<count>)",
        _lately,
    ),
    pattern(
        rf"(?i:(?:for|in|within|over|after|of|took|take|lasted|spent|spend|since|many|and|or|through|during|almost|nearly){GAP}"
        rf"(?:the{GAP})?(?:many{GAP}|long{GAP})?(?P<t>{_PLURAL}))\b(?!{GAP}(?:old|ago))",
        lambda words: Length(None, UNITS[words["t"].lower()]),
    ),
    pattern(
        rf"(?i:(?P<t>{_PLURAL})(?={GAP}(?:before|after|later|earlier|of{GAP}(?:talks|work|war|fighting)))|(?P<u>{_PLURAL})-(?:long|old))\b",
        lambda words: Length(None, UNITS[(words["t"] or words["u"]).lower()]),
    ),
    pattern(
        r"(?i:(?P<unit>day|week|month|year|decade|hour)-?long)\b",
        lambda words: Length(count_of("one"), UNITS[words["unit"].lower()]),
    ),
    pattern(
        rf"(?i:{_EVERY}){GAP}(?P<what>(?i:{LONG_UNIT}|hour|minute|morning|night|{SEASON})|{WEEKDAY}|{MONTH})\b",
        _repeated,
    ),
    pattern(rf"(?P<what>{WEEKDAY})s\b", _repeated),
    pattern(
        rf"(?i:(?P<what>{one_of(_FREQUENCIES)}))\b(?!-)",
        lambda words: Every(*_FREQUENCIES[words["what"].lower()]) if words["what"].lower() != "annual" else None,
    ),
)
