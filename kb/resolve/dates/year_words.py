"""Years, decades and centuries in print: "1998", "2021-22", "nineteen ninety-one", "the '80s", "the 20th century"."""

from __future__ import annotations

import re

from kb.resolve.dates.composed import Range
from kb.resolve.dates.lexicon import DASH, SPELLED_DECADES, YEAR
from kb.resolve.dates.meaning import Reading
from kb.resolve.dates.pattern import YEAR_FIGURE, Pattern, Words, pattern
from kb.resolve.dates.periods import Century, Decade, EraYear, Fiscal
from kb.resolve.dates.points import Point, ShortYear
from kb.resolve.dates.relative import Shift
from kb.resolve.numbers.numerals import CARDINALS, GAP, ORDINAL, one_of, rank_of

_LOOK_BACK = 16  # characters before four digits that may show what they are
_MODERN = range(1800, 2200)  # years that need no preposition: other numbers of four digits get a comma in print

_MAY_PRECEDE = re.compile(
    r"\b(?:in|since|by|of|until|till|before|after|from|to|through|during|for|between|around|circa|late|early|mid|pre|post|end|start|the|a"
    r"|an|his|her|its|their|our|this|that|and|or|year|back|than|spring|summer|autumn|fall|winter|[A-Za-z]+['’]s)"
    r"[\s-]{1,2}\Z",
    re.IGNORECASE,
)
_ONLY_TIMES_FOLLOW = re.compile(
    r"\b(?:in|since|by|of|until|till|before|after|from|year|circa|early|late|mid)[\s-]\Z", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:[$€£¥#]|\b(?:[Nn]o|[Nn]umber|[Rr]oom|[Ff]light|[Pp]age|[Rr]oute|[Hh]ighway)\.?)\s?\Z|[0-9][-.,:/]\Z"
)
_NAME_BEFORE = re.compile(r"\b[A-Z][A-Za-z]+\s\Z")  # "Expo 2015" is a name
_COUNTED = re.compile(
    rf"{GAP}(?!(?:was|is|has|does|says|as|its|his|this|plus|versus)\b)(?:[a-z]{{2,20}}s|people|men|women|feet|percent|per{GAP}cent|million|billion)\b"
)
_WEATHER_WITHIN = 60  # characters around "the 90s" in which degrees are spoken of
_WEATHER = re.compile(
    r"\b(?:temperatures?|highs?|lows?|degrees|humid\w*|heat|cold|warm\w*|weather|mercury)\b", re.IGNORECASE
)
_MEASURED = re.compile(r"\.[0-9]|\s?(?:%|°|km|kg|mph)|\s(?:GMT|UTC|hours)\b")


def _before(words: Words) -> str:
    return words.string[max(0, words.start() - _LOOK_BACK) : words.start()]


def _year(words: Words) -> Reading | None:
    """Read four digits as a year: any after "in" or "since", modern ones unless they count or number something."""
    before, year = _before(words), int(words[0])
    if _NUMBERED.search(before) or _MEASURED.match(words.string, words.end()):
        return None
    usual = bool(_MAY_PRECEDE.search(before))
    if _NAME_BEFORE.search(before) and not usual:
        return None
    counts = bool(_COUNTED.match(words.string, words.end()))
    if year not in _MODERN:
        return Point(year) if _ONLY_TIMES_FOLLOW.search(before) and not counts else None
    return Point(year) if usual or not counts else None


def _years(words: Words) -> Reading | None:
    """Read "2015-2019" and "2021-22"."""
    first, last = int(words["first"]), words["last"]
    until = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if not 1500 <= first < until <= first + 150 or _NUMBERED.search(_before(words)):
        return None
    return Range(Point(first), Point(until), filled=True)


def _spelled(words: Words) -> Reading:
    """Read "nineteen ninety-one" and "twenty twenty"."""
    rest = sum(CARDINALS[words[group].lower()] for group in ("teen", "oh", "tens", "ones") if words[group])
    return Point(CARDINALS[words["century"].lower()] * 100 + rest)


def _two_thousand(words: Words) -> Reading:
    """Read "the year two thousand" and "the year two thousand and eight"."""
    return Point(2000 + (CARDINALS[words["ones"].lower()] if words["ones"] else 0))


def _year_of_era(words: Words) -> Reading | None:
    year = int(words["year"].replace(",", ""))
    return EraYear(year, before_christ=_is_before_christ(words)) if year else None


def _years_of_era(words: Words) -> Reading | None:
    """Read "1200-1150 BC", where the years run down to the era."""
    first, last = int(words["first"]), int(words["last"])
    runs = first > last if _is_before_christ(words) else 0 < first < last
    if not (runs and last):
        return None
    ends = [EraYear(year, before_christ=_is_before_christ(words)) for year in (first, last)]
    return Range(ends[0], ends[1], filled=True)


def _is_before_christ(words: Words) -> bool:
    return (words["era"] or "").upper().startswith("B")


def _short_decade(words: Words) -> Reading | None:
    """Read "the 90s" and "the mid-90s", which may be degrees or somebody's years of age, too."""
    around = words.string[max(0, words.start() - _WEATHER_WITHIN) : words.end() + _WEATHER_WITHIN]
    return None if _WEATHER.search(around) else Decade(int(words["two"]), short=True)


def _century(words: Words) -> Reading | None:
    number = rank_of(words["rank"])
    return Century(number, before_christ=_is_before_christ(words)) if number and 1 <= number <= 99 else None


def _decade(words: Words) -> Reading:
    return Decade(int(words["first"]), before_christ=_is_before_christ(words))


_DIGITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_KEPT = "(?:fiscal|academic|financial|school)"
_ACCOUNTING = rf"{_KEPT}(?:{GAP}year)?"
_ERA = r"(?P<era>B\.C\.(?:E\.)?|BCE?|A\.D\.|AD|C\.E\.|CE)(?!\w)"
_ERA_WORDS = ("B", "BC", "BCE", "A", "AD", "C", "CE")

PATTERNS: tuple[Pattern, ...] = (
    pattern(
        rf"(?i:{_ACCOUNTING}{GAP})?(?P<first>[12][0-9]{{3}})(?:{DASH}|/)(?P<last>[0-9]{{2}}|{YEAR})(?![0-9A-Za-z/-]|[.,][0-9])",
        _years,
        YEAR_FIGURE,
    ),
    pattern(YEAR, _year, YEAR_FIGURE),
    pattern(
        rf"(?i:{_ACCOUNTING}{GAP}|fy{GAP}?)(?P<year>{YEAR})",
        lambda words: Fiscal(Point(int(words["year"]))),
        YEAR_FIGURE,
    ),
    pattern(
        rf"(?:(?i:the){GAP})?(?P<year>{YEAR}){GAP}(?i:{_KEPT}{GAP}year)\b",
        lambda words: Fiscal(Point(int(words["year"]))),
        YEAR_FIGURE,
    ),
    pattern(
        rf"(?i:(?:the{GAP})?(?P<which>last|previous|this|current|next){GAP}{_KEPT}{GAP}year)\b",
        lambda words: Fiscal(Shift("year", {"last": -1, "previous": -1, "next": 1}.get(words["which"].lower(), 0))),
        ("year",),
    ),
    pattern(
        rf"(?<![0-9][.,])(?P<year>[0-9]{{1,3}},[0-9]{{3}}|[0-9]{{1,5}}){GAP}{_ERA}",
        _year_of_era,
        _ERA_WORDS,
    ),
    pattern(
        rf"(?P<first>[0-9]{{1,4}})(?:{DASH}|{GAP}(?:to|until|through){GAP})(?P<last>[0-9]{{1,4}}){GAP}{_ERA}",
        _years_of_era,
        _ERA_WORDS,
    ),
    pattern(rf"(?:A\.D\.|AD){GAP}(?P<year>[0-9]{{1,4}})(?P<era>)\b", _year_of_era, ("A", "AD")),
    pattern(
        rf"(?i:(?P<century>seventeen|eighteen|nineteen|twenty)(?:{GAP}|-)(?:hundred{GAP}(?:and{GAP})?)?"
        rf"(?:(?P<teen>{_TEENS})|oh{GAP}(?P<oh>{_DIGITS})|(?P<tens>{_TENS})(?:(?:{GAP}|-)(?P<ones>{_DIGITS}))?))\b",
        _spelled,
        ("seventeen", "eighteen", "nineteen", "twenty"),
    ),
    pattern(
        rf"(?i:(?:the{GAP})?year{GAP}two{GAP}thousand(?:{GAP}(?:and{GAP})?(?P<ones>{_TEENS}|{_DIGITS}))?)\b",
        _two_thousand,
        ("thousand",),
    ),
    pattern(
        r"(?i:(?<=in )|(?<=since )|(?<=of )|(?<=by ))['’](?P<year>[0-9]{2})(?![0-9A-Za-z])",
        lambda words: ShortYear(int(words["year"])),
        ("##",),
    ),
    pattern(rf"(?:(?i:the) )?(?P<first>[12][0-9]{{2}}0)['’]?s\b(?:{GAP}{_ERA})?", _decade, YEAR_FIGURE),
    pattern(r"(?i:the )?['’‘](?P<two>[0-9]0)['’]?s\b", lambda words: Decade(int(words["two"]), short=True), ("##",)),
    pattern(
        r"(?i:(?:(?<=the )|(?<=the early )|(?<=the late )|(?<=the mid-)|(?<=the mid ))(?P<two>[2-9]0)['’]?s)\b",
        _short_decade,
        ("##",),
    ),
    pattern(
        rf"(?i:(?<=the )|(?<=early )|(?<=late )|(?<=mid-))(?P<name>(?i:{one_of(SPELLED_DECADES)}))\b",
        lambda words: Decade(SPELLED_DECADES[words["name"].lower()], short=True),
        SPELLED_DECADES,
    ),
    pattern(
        rf"(?i:(?P<t>(?:the{GAP})?(?P<rank>{ORDINAL}))"
        rf"(?={GAP}(?:and|or|to){GAP}(?:the{GAP})?(?:(?:early|late|mid){GAP})?{ORDINAL}{GAP}centur(?:y|ies)\b"
        rf"(?:{GAP}(?-i:{_ERA}))?))",
        _century,
        ("century", "centuries"),
    ),
    pattern(
        rf"(?i:(?:the{GAP})?(?P<rank>{ORDINAL})(?:{GAP}|{DASH})(?:century|centuries)\b)(?:{GAP}{_ERA})?",
        _century,
        ("century", "centuries"),
    ),
)
