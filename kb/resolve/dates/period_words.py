"""Seasons, quarters, halves and holidays in print: "last fall", "Q3 2021", "the first half of 1998", "Labor Day"."""

from __future__ import annotations

import re

from kb.resolve.dates.holidays import HOLIDAYS
from kb.resolve.dates.lexicon import PICK, SEASON, SEASONS, YEAR, pick_of
from kb.resolve.dates.meaning import Reading
from kb.resolve.dates.pattern import Pattern, Words, pattern
from kb.resolve.dates.periods import Fiscal, Holiday, Quarter, Season
from kb.resolve.dates.points import Point
from kb.resolve.dates.within import FromTold
from kb.resolve.numbers.numerals import GAP, rank_of


def _season(words: Words) -> Reading:
    groups = words.groupdict()
    year = int(words["year"]) if groups.get("year") else None
    return Season(SEASONS[words["season"].lower()], year, pick_of(words) if "pick" in groups else "")


def _quarter(words: Words) -> Reading | None:
    groups = words.groupdict()
    digit = groups.get("digit")
    number = int(digit) if digit else (4 if words["rank"].lower() in {"last", "final"} else rank_of(words["rank"]) or 0)
    kind = "Q" if words["kind"][0].lower() == "q" else "H"
    if not 1 <= number <= (4 if kind == "Q" else 2):
        return None
    if kind == "H" and not words["year"] and not digit:
        return None  # "the first half" may be of a match
    return Quarter(number, kind, int(words["year"]) if words["year"] else None)


def _fiscal_quarter(words: Words) -> Reading | None:
    """Read "the fiscal third quarter" and "the fourth quarter of fiscal 2019"; whose fiscal year is not known."""
    if not re.search(r"\b(?:fiscal|FY)", words[0], re.IGNORECASE):
        return None
    number = int(words["digit"] or 0) or rank_of(words["rank"] or words["rank2"]) or 0
    return Fiscal(Point(int(words["year"]) if words["year"] else None), number)


def _told_season(words: Words) -> Reading:
    pick = {"that": "this", "previous": "last", "preceding": "last"}.get(
        (words["which"] or words["which2"]).lower().split()[0], "next"
    )
    return FromTold(Season(SEASONS[words["season"].lower()], pick=pick))


def _holiday(words: Words) -> Reading | None:
    printed = " ".join(words["name"].lower().replace("’", "'").split())
    name = _BY_PLAIN_NAME[printed.replace(".", "")]
    return Holiday(name, int(words["year"]) if words["year"] else None, pick_of(words))


def _capitalised(name: str) -> str:
    """Give a pattern for a holiday's name in print: "Fourth of July", with either apostrophe."""
    words = (word if word == "of" else word[0].upper() + word[1:] for word in name.split())
    return GAP.join(words).replace("'", "['’]").replace(".", r"\.?")


_RANK = "first|second|third|fourth|1st|2nd|3rd|4th"
_SOLITARY = r"(?:(?<=in )|(?<=by )|(?<=since )|(?<=until )|(?<=during )|(?<=early )|(?<=late )|(?<=mid-))"
_BY_PLAIN_NAME = {name.replace(".", ""): name for name in HOLIDAYS}
_HOLIDAY = "|".join(_capitalised(name) for name in sorted(HOLIDAYS, key=lambda name: (-len(name), name)))

PATTERNS: tuple[Pattern, ...] = (
    pattern(rf"(?i:the{GAP})?{PICK}(?P<season>(?i:{SEASON}))\b", _season, SEASONS),
    pattern(
        rf"(?i:(?:the{GAP})?(?P<season>{SEASON})){GAP}(?:of{GAP})?(?P<year>{YEAR}|[12][0-9]{{3}}(?=[-–/][0-9]{{2}}\b))"
        rf"(?:(?<=[0-9])[-–/][0-9]{{2}}\b)?",
        _season,
        SEASONS,
    ),
    pattern(
        rf"(?i:(?:(?P<which>that(?:{GAP}same)?)|the{GAP}(?P<which2>previous|preceding|following|next)){GAP}(?P<season>{SEASON}))\b",
        _told_season,
        SEASONS,
    ),
    pattern(
        rf"(?i:the{GAP}(?P<season>{SEASON}){GAP}before{GAP}last)\b",
        lambda words: Season(SEASONS[words["season"].lower()], pick="before-last"),
        SEASONS,
    ),
    pattern(
        rf"(?i:{_SOLITARY}(?:the{GAP})?(?P<season>{SEASON}))\b"
        rf"(?!{GAP}(?:of{GAP}(?!{YEAR}|nineteen|twenty|(?:last|this|next){GAP}year)|apart|to|in|from|off))",
        _season,
        SEASONS,
    ),
    pattern(
        rf"(?i:(?:the{GAP})?(?P<rank>{_RANK}|(?:last|final)(?={GAP}quarter{GAP}of{GAP}(?:{YEAR}|the{GAP}year|(?:last|this|next){GAP}year)))(?:{GAP}|-)"
        rf"(?P<kind>quarter|half)\b(?!-|{GAP}(?:mile|century|hour|cent|final))(?:{GAP}of(?={GAP}{YEAR}))?)"
        rf"(?:{GAP}(?P<year>{YEAR}))?",
        _quarter,
        ("quarter", "half"),
    ),
    pattern(
        rf"(?i:(?:the{GAP})?(?:(?P<rank>{_RANK})(?:{GAP}|-)(?:fiscal{GAP})?quarter|fiscal{GAP}(?P<rank2>{_RANK}){GAP}quarter"
        rf"|Q(?P<digit>[1-4])(?={GAP}(?:of{GAP})?(?:fiscal|FY)))"
        rf"(?:{GAP}(?:of{GAP})?(?:(?:fiscal{GAP}(?:year{GAP})?|FY{GAP}?)?(?P<year>{YEAR})))?)",
        _fiscal_quarter,
        ("fiscal", "FY"),
    ),
    pattern(rf"(?P<digit>[1-4])(?P<kind>Q)(?:{GAP}(?:of{GAP})?(?P<year>{YEAR}))?(?![\w-])", _quarter, ("Q",)),
    pattern(rf"(?P<kind>[QH])(?P<digit>[1-4])(?:{GAP}(?:of{GAP})?(?P<year>{YEAR}))?(?![\w-])", _quarter, ("Q", "H")),
    pattern(
        rf"(?:{PICK})?(?P<name>{_HOLIDAY})(?![\w'’]|\s(?:Agreement|Accord|Island|Carol))(?:,?{GAP}(?P<year>{YEAR}))?",
        _holiday,
        {name.split()[-1].capitalize() for name in HOLIDAYS},
    ),
)
