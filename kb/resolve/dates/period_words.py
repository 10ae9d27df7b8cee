"""Seasons, quarters, halves and holidays in print: "last fall", "Q3 2021", "the first half of 1998", "Labor Day"."""

from __future__ import annotations

from kb.resolve.dates.holidays import HOLIDAYS
from kb.resolve.dates.lexicon import PICK, SEASON, SEASONS, YEAR, pick_of
from kb.resolve.dates.meaning import Reading
from kb.resolve.dates.pattern import Pattern, Words, pattern
from kb.resolve.dates.periods import Holiday, Quarter, Season
from kb.resolve.numerals import GAP, rank_of


def _season(words: Words) -> Reading:
    groups = words.groupdict()
    year = int(words["year"]) if groups.get("year") else None
    return Season(SEASONS[words["season"].lower()], year, pick_of(words) if "pick" in groups else "")


def _quarter(words: Words) -> Reading | None:
    groups = words.groupdict()
    digit = groups.get("digit")
    number = int(digit) if digit else rank_of(words["rank"]) or 0
    kind = "Q" if words["kind"][0].lower() == "q" else "H"
    if not 1 <= number <= (4 if kind == "Q" else 2):
        return None
    if kind == "H" and not words["year"] and not digit:
        return None  # "the first half" may be of a match
    return Quarter(number, kind, int(words["year"]) if words["year"] else None)


def _holiday(words: Words) -> Reading | None:
    name = " ".join(words["name"].lower().replace("’", "'").split())
    return Holiday(name, int(words["year"]) if words["year"] else None, pick_of(words))


def _capitalised(name: str) -> str:
    """Give a pattern for a holiday's name in print: "Fourth of July", with either apostrophe."""
    words = (word if word == "of" else word[0].upper() + word[1:] for word in name.split())
    return GAP.join(words).replace("'", "['’]").replace(".", r"\.?")


_SOLITARY = r"(?:(?<=in )|(?<=by )|(?<=since )|(?<=until )|(?<=during )|(?<=early )|(?<=late )|(?<=mid-))"
_HOLIDAY = "|".join(_capitalised(name) for name in sorted(HOLIDAYS, key=lambda name: (-len(name), name)))

PATTERNS: tuple[Pattern, ...] = (
    pattern(rf"(?i:the{GAP})?{PICK}(?P<season>(?i:{SEASON}))\b", _season),
    pattern(rf"(?i:(?:the{GAP})?(?P<season>{SEASON})){GAP}(?:of{GAP})?(?P<year>{YEAR})", _season),
    pattern(
        rf"(?i:{_SOLITARY}(?:the{GAP})?(?P<season>{SEASON}))\b"
        rf"(?!{GAP}(?:of{GAP}(?!{YEAR}|nineteen|twenty)|apart|to|in|from|off))",
        _season,
    ),
    pattern(
        rf"(?i:(?:the{GAP})?(?P<rank>first|second|third|fourth|1st|2nd|3rd|4th)(?:{GAP}|-)(?:fiscal{GAP})?"
        rf"(?P<kind>quarter|half)\b(?!-|{GAP}(?:mile|century|hour|cent|final))(?:{GAP}of(?={GAP}(?:fiscal{GAP})?{YEAR})"
        rf"(?:{GAP}fiscal)?)?)(?:{GAP}(?P<year>{YEAR}))?",
        _quarter,
    ),
    pattern(rf"(?P<kind>[QH])(?P<digit>[1-4])(?:{GAP}(?:of{GAP})?(?P<year>{YEAR}))?(?![\w-])", _quarter),
    pattern(
        rf"(?:{PICK})?(?P<name>{_HOLIDAY})(?![\w'’]|\s(?:Agreement|Accord|Island|Carol))(?:,?{GAP}(?P<year>{YEAR}))?",
        _holiday,
    ),
)
