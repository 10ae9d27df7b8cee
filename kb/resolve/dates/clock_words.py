"""Times of day in print: "10 p.m.", "0735 GMT", "noon", "this morning", "tonight"."""

from __future__ import annotations

from kb.resolve.dates.composed import TimeOfDay
from kb.resolve.dates.lexicon import DAY_PARTS, WEEKDAY
from kb.resolve.dates.meaning import Reading
from kb.resolve.dates.pattern import SHORT_FIGURE, Pattern, Words, pattern
from kb.resolve.dates.relative import Shift
from kb.resolve.dates.zones import NAMES, ZONE
from kb.resolve.numbers.numerals import GAP

_HOURS = {"noon": 12, "midday": 12, "midnight": 0}
_AFTERNOON = {"p", "afternoon", "evening"}
_DAYS = {"last": -1, "yesterday": -1, "tomorrow": 1, "this": 0, "tonight": 0}


def _clock(words: Words) -> Reading | None:
    """Read hour and minute, with "a.m." or "in the evening" on a clock of twelve hours, and the zone."""
    groups = words.groupdict()
    hour, minute = int(words["hour"]), int(words["minute"] or 0)
    half = groups.get("phrase") or (groups.get("half") or "")[:1]
    if minute > 59 or hour > (12 if half else 23) or (half and hour == 0):
        return None
    if half:
        hour = hour % 12 + (12 if half.lower() in _AFTERNOON else 0)
    zone = "".join((groups.get("zone") or "").split())
    return TimeOfDay(f"T{hour:02d}:{minute:02d}", exact=True, zone=zone)


def _day_part(words: Words) -> Reading:
    first, *_, last = words[0].lower().split() * 2
    return TimeOfDay(DAY_PARTS["night" if first == "tonight" else last], Shift("day", _DAYS[first]))


_HOUR = r"(?P<hour>[0-2]?[0-9])(?:[:.](?P<minute>[0-5][0-9]))?"

PATTERNS: tuple[Pattern, ...] = (
    pattern(
        rf"(?:(?i:around|about){GAP})?{_HOUR}(?:{GAP}?(?P<half>(?i:[ap])(?:\.[Mm]\.?|[Mm]\b))"
        rf"|{GAP}(?i:(?:o['’]clock{GAP})?in{GAP}the{GAP}(?P<phrase>morning|afternoon|evening)\b))"
        rf"(?:{GAP}?(?:(?P<zone>{ZONE})|local{GAP}time\b))?",
        _clock,
        SHORT_FIGURE,
    ),
    pattern(  # in parentheses it repeats the time before, unless it has a day of its own
        rf"(?:(?<!\()|(?=[0-9:]{{4,5}}{GAP}?{ZONE}{GAP}(?:on{GAP})?{WEEKDAY}))"
        rf"(?P<hour>[01][0-9]|2[0-3]):?(?P<minute>[0-5][0-9]){GAP}?(?P<zone>{ZONE})",
        _clock,
        NAMES,
    ),
    pattern(
        rf"(?i:(?<=at )|(?<=by )|(?<=until )|(?<=from )|(?<=before )|(?<=after )|(?<=around )|(?<=about )|(?<=since ))"
        rf"(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?![:\w]|[.,][0-9])(?!{GAP}(?:minutes|hours|seconds|in{GAP}the))",
        _clock,
        SHORT_FIGURE,
    ),
    pattern(
        r"(?<![Hh]igh )(?:noon|midday|midnight)\b(?!-)",
        lambda words: TimeOfDay(f"T{_HOURS[words[0]]:02d}:00", exact=True),
        _HOURS,
    ),
    pattern(
        rf"(?i:tonight|(?:this|last|yesterday|tomorrow){GAP}(?:(?:early|late){GAP})?(?:morning|afternoon|evening|night))\b",
        _day_part,
        ("tonight", "morning", "afternoon", "evening", "night"),
    ),
)
