"""Rates: "barrels per day", "$15 an hour", "40 ships a day". Fifteen dollars an hour are not fifteen dollars."""

from __future__ import annotations

import re

from kb.resolve.numbers.measures import measures
from kb.resolve.numbers.numerals import GAP, one_of
from kb.resolve.numbers.units import Unit, singular_of

_TIMES = {
    "second": "second", "sec": "second", "minute": "minute", "hour": "hour", "hr": "hour", "day": "day",
    "night": "night",
    "week": "week", "month": "month", "quarter": "quarter", "year": "year", "annum": "year",
}  # fmt: skip
_EACH = re.compile(
    rf"{GAP}(?:an?|each|every){GAP}(?P<word>{one_of(_TIMES)})\b|-a-(?P<dashed>{one_of(_TIMES)})\b", re.IGNORECASE
)
_PER = re.compile(
    rf"(?:{GAP}|-)per(?:{GAP}|-)(?P<word>(?:square|cubic){GAP}[a-z]+|[a-z]+)\b|/(?P<slashed>day|hour|hr|week|month|year|second)\b",
    re.IGNORECASE,
)
_PRICED = re.compile(
    rf"{GAP}an?{GAP}(?P<word>barrel|gallon|share|ton|tonne|kilo|kilogram|pound|ounce|liter|litre|head|piece|person|bushel|acre)\b",
    re.IGNORECASE,
)


def rate_after(text: str, unit: Unit) -> Unit:
    """Give the unit with what it is counted per, where that is printed after it.

    >>> rate_after("5 barrels per day", Unit("measure", "barrel", 9))
    Unit(kind='measure', name='barrel per day', end=17)
    """
    if unit.kind == "percent" or not unit.name:
        return unit
    found = _EACH.match(text, unit.end) or _PER.match(text, unit.end)
    if found is None and unit.kind == "money":
        found = _PRICED.match(text, unit.end)
    if found is None:
        return unit
    word = next(filter(None, found.groups())).lower()
    per = _TIMES.get(word) or measures()[0].get(word) or singular_of(word) or " ".join(word.split())
    return Unit(unit.kind, f"{unit.name} per {per}", found.end())
