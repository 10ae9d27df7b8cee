"""Units that the words around a number settle: pounds of money or of weight, and numbers that count people.

Nothing is guessed from the number itself; where the words do not tell, the unit stays as printed.
"""

from __future__ import annotations

import re

from kb.resolve.numbers.numerals import GAP
from kb.resolve.numbers.qualifiers import QUALIFIER
from kb.resolve.numbers.units import Unit

_LARGE = 1_000_000  # weights of a million pounds are given in tons, so "million pounds" is money unless "of" follows
_AROUND = 60  # characters either side in which a word of money may stand
_MONEY = re.compile(
    r"£|\b(?:pric\w+|cost\w*|pa(?:y|ys|id|ying)|payments?|salar\w+|wages?|fees?|fin(?:e|es|ed)|worth|bought|sold|buy|sell|spen[dt]"
    r"|spending|profits?|revenues?|loss(?:es)?|sales|budgets?|debts?|loans?|grants?|bills?|savings?|sterling|pence|raised|donat\w+)\b",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(rf"\bmagnitude(?:{GAP}|-)(?:of{GAP})?\Z", re.IGNORECASE)
_WEIGHT = re.compile(rf"{GAP}of\b|\b(?:weigh\w*|heavi\w+|lift\w*)\b", re.IGNORECASE)
_GATHERED = re.compile(
    rf"\b(?:crowd|audience|congregation|attendance|workforce|gathering){GAP}of{GAP}(?:(?i:{QUALIFIER}){GAP})?\Z",
    re.IGNORECASE,
)
# What befalls people; of animals and things English names the kind ("killing 40 cows").
_HARM = "killed|injured|wounded|arrested|detained|hurt|hospitali[sz]ed|dead|missing|homeless|died"
_HARMING = re.compile(
    rf"\b(?:kill(?:ing|ed|s)|injur(?:ing|ed|es)|wound(?:ing|ed|s)|arrest(?:ing|ed|s)|detain(?:ing|ed|s)){GAP}\Z",
    re.IGNORECASE,
)
_HARMED = re.compile(
    rf"{GAP}(?:(?:were|was|are|is|had{GAP}been|have{GAP}been|has{GAP}been|remain|remained|left){GAP})?"
    rf"(?:(?:also|still|seriously|badly|slightly|lightly|critically){GAP})?(?:{_HARM})\b(?!{GAP}[a-z]+s\b)",
    re.IGNORECASE,
)


def unit_in_context(text: str, start: int, end: int, unit: Unit, scale: int) -> Unit:
    """Give the unit of a number, as the words around it settle it.

    Args:
        text: Any text.
        start: First character of the number, its qualifier and sign included.
        end: One past the number.
        unit: What is printed after the number, or before it as a sign.
        scale: The factor printed as a word or letter, else 1.

    >>> text = "The blast injured 43 on Monday."
    >>> unit_in_context(text, 18, 20, Unit("cardinal", "", 20), 1).name
    'person'
    """
    if unit.name == "pound":
        return _pounds(text, start, unit, scale)
    if unit.name or unit.kind != "cardinal":
        return unit
    before = max(0, start - _AROUND)
    if _MAGNITUDE.search(text, before, start):
        return Unit("measure", "magnitude", unit.end)
    harmed = _HARMING.search(text, before, start) or _HARMED.match(text, end)
    if harmed or _GATHERED.search(text, before, start):
        return Unit("cardinal", "person", unit.end)
    return unit


def _pounds(text: str, start: int, unit: Unit, scale: int) -> Unit:
    """Tell pounds sterling from pounds of weight."""
    around = text[max(0, start - _AROUND) : unit.end + _AROUND]
    weight = _WEIGHT.match(text, unit.end) or _WEIGHT.search(text, max(0, start - _AROUND), start)
    money = not weight and (scale >= _LARGE or _MONEY.search(around))
    return Unit("money", "GBP", unit.end) if money else unit
