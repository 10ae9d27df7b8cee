"""Vague times in print: "now", "recently", "some time ago", "the near future"."""

from __future__ import annotations

from kb.resolve.dates.lexicon import COUNT, SEASON, UNIT
from kb.resolve.dates.meaning import Heading, Reading
from kb.resolve.dates.pattern import Pattern, Words, pattern
from kb.resolve.dates.relative import Reference
from kb.resolve.dates.tense import heading_at
from kb.resolve.numbers.numerals import GAP


def _some_day(words: Words) -> Reading | None:
    """Read "will one day", "someday" as an untold future; "for one day" is a length."""
    if heading_at(words.string, *words.span()) is Heading.AHEAD or "some" in words[0].lower():
        return Reference("FUTURE_REF")
    return None


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        rf"(?i:one{GAP}day|some{GAP}?day)\b(?!{GAP}(?:of|after|before|later|earlier|ago|in)\b)",
        _some_day,
        ("day", "someday"),
    ),
    pattern(
        rf"(?i:(?:days|weeks|months|years|decades){GAP}earlier)\b",
        lambda _: Reference("PAST_REF"),
        ("earlier",),
    ),
    pattern(
        rf"(?i:(?:a{GAP})?(?:some{GAP}time|long{GAP}time|while|long|ages){GAP}ago|the{GAP}other{GAP}(?:day|night|week))\b",
        lambda _: Reference("PAST_REF"),
        ("ago", "other"),
    ),
    pattern(rf"(?i:(?P<t>now)\b(?!{GAP}(?:then|known)\b))", lambda _: Reference("PRESENT_REF"), ("now",)),
    pattern(
        rf"(?i:currently|presently|nowadays|at{GAP}present|at{GAP}the{GAP}moment|these{GAP}days"
        rf"|at{GAP}this{GAP}(?:time|point|moment))\b",
        lambda _: Reference("PRESENT_REF"),
        ("currently", "presently", "nowadays", "present", "moment", "days", "time", "point"),
    ),
    pattern(
        rf"(?i:(?:(?:more|most|very){GAP})?recently|lately)\b", lambda _: Reference("PAST_REF"), ("recently", "lately")
    ),
    pattern(
        rf"(?i:the{GAP}(?:(?:recent|distant){GAP})?past)\b(?!{GAP}(?i:(?:{COUNT}{GAP})?(?:{UNIT}|{SEASON}s)))",
        lambda _: Reference("PAST_REF"),
        ("past",),
    ),
    # "the future of the firm" is what becomes of it, and no time
    pattern(
        rf"(?i:the{GAP}(?:(?:near|foreseeable|immediate){GAP})?future\b(?!{GAP}of\b))",
        lambda _: Reference("FUTURE_REF"),
        ("future",),
    ),
)
