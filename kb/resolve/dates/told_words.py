"""Times counted from others in the text, in print: "a week later", "that day", "the end of the year", "on the 15th"."""

from __future__ import annotations

import re
from decimal import Decimal

from kb.resolve.dates.composed import Part
from kb.resolve.dates.lexicon import COUNT, UNIT, UNITS, YEAR
from kb.resolve.dates.meaning import Reading
from kb.resolve.dates.pattern import Pattern, Words, pattern
from kb.resolve.dates.relative import FromMention
from kb.resolve.dates.relative_words import count_of
from kb.resolve.dates.within import DayOfMonth, TheUnit, Turn
from kb.resolve.numbers.numerals import GAP
from kb.resolve.numbers.qualifiers import QUALIFIER

_LOOK_BACK = 24  # characters before "the year" that show which one is meant
_PLACED_IN = re.compile(r"\b(?:earlier|later|late|early)\s+in\s+\Z", re.IGNORECASE)
_PART_OF = re.compile(
    r"\b(?:start|beginning|middle|end|close|turn|rest|remainder|half|quarter)\s+of\s+\Z", re.IGNORECASE
)


def _the_unit(words: Words) -> Reading | None:
    """Read "the year" in "the end of the year" and "later in the year"; elsewhere it may be any year."""
    unit = words["unit"].lower()
    before = words.string[max(0, words.start() - _LOOK_BACK) : words.start()]
    placed = _PLACED_IN.search(before) or (unit != "day" and _PART_OF.search(before))
    return TheUnit(unit) if placed else None


def _day_of_month(words: Words) -> Reading | None:
    return DayOfMonth(int(words["day"])) if 1 <= int(words["day"]) <= 31 else None


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
        rf"(?i:(?:{QUALIFIER}{GAP})?(?P<count>{COUNT}){GAP}(?P<unit>{UNIT}){GAP}(?P<way>earlier|later))\b",
        _from_mention,
        ("earlier", "later"),
    ),
    pattern(
        rf"(?i:the{GAP}(?P<which>following|previous|preceding|same|next){GAP}(?P<unit>day|week|month|year|decade|night|morning))\b(?P<way>)",
        _neighbour,
        UNITS,
    ),
    pattern(
        rf"(?i:(?P<which>that(?:{GAP}same|{GAP}very)?){GAP}(?P<unit>day|week|month|year|decade|night|morning))\b(?P<way>)",
        _neighbour,
        UNITS,
    ),
    pattern(
        rf"(?i:the{GAP}(?P<unit>day|week|month|year){GAP}(?P<way>before|earlier|after|later))\b(?=[.,;]|\Z)(?P<which>)",
        _neighbour,
        UNITS,
    ),
    pattern(rf"(?i:the{GAP}(?P<unit>day|week|month|quarter|year|decade|century))\b(?!-)", _the_unit, UNITS),
    pattern(
        rf"(?i:(?:the{GAP}year['’]s{GAP}end|year-end))\b(?!{GAP}{YEAR})",
        lambda _: Part(TheUnit("year"), "end"),
        ("year",),
    ),
    pattern(
        rf"(?i:the{GAP}turn{GAP}of{GAP}the{GAP}(?P<unit>year|century))\b",
        lambda words: Turn(words["unit"].lower()),
        ("turn",),
    ),
    pattern(
        rf"(?i:(?:(?<=on )|(?<=by )|(?<=until )|(?<=since ))the{GAP}(?P<day>[1-3]?[0-9])(?:st|nd|rd|th))\b"
        rf"(?=[.,;]|\Z|{GAP}of{GAP}(?:this|last|next){GAP}month)",
        _day_of_month,
        ("st", "nd", "rd", "th"),
    ),
    pattern(
        rf"(?i:(?<=on )the{GAP}(?P<unit>day))(?=[.,;])(?P<which>)",
        lambda _: FromMention(Decimal(0), "day", 1),
        ("day",),
    ),
)
