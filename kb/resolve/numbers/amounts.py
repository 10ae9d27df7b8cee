"""Numbers in a text, with the sign before and the unit after them; digits of names and labels left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kb.resolve.numbers.measures import measures
from kb.resolve.numbers.numerals import ABBREVIATED_MULTIPLIERS, GAP, MULTIPLIERS, NUMBER, one_of, value_of
from kb.resolve.numbers.qualifiers import QUALIFIER, comparator_of
from kb.resolve.numbers.stretches import Stretch, matches
from kb.resolve.numbers.surroundings import unit_in_context
from kb.resolve.numbers.units import (
    COMPOUND_NOUNS,
    COUNTRY_CURRENCIES,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    PERCENT,
    Unit,
    singular_of,
)

_SIGNS = one_of([sign for sign in CURRENCY_SIGNS if not sign.isalpha()])
_CODES = one_of([sign for sign in CURRENCY_SIGNS if sign.isalpha()])
_LETTERS = one_of([*ABBREVIATED_MULTIPLIERS, *(letters.upper() for letters in ABBREVIATED_MULTIPLIERS)])
_ATTACHED = (
    r"(?:[CF]|pc|in|km/h|km²?|kmh?|cm|mm|kg|mg|ft|lbs?|oz|mph|kph|kW|MW|GW|TW|kWh|MWh|GWh|TWh"
    r"|MB|GB|TB|Hz|kHz|MHz|GHz|hp)\b"
)
"""Short units that stand against their number: "60kg". A bare "m" is a million as often as a meter."""
_AMOUNT = re.compile(
    rf"(?<![\w.,/:@#&=+])(?<![^0-9]-)(?:(?P<about>(?i:{QUALIFIER})){GAP}(?:an?{GAP}(?=[0-9$€£]))?)?"
    rf"(?:(?P<minus>(?<![\w)\]])[-−](?=[0-9$€£])|(?i:minus|negative){GAP}))?"
    rf"(?:(?P<sign>{_SIGNS}|(?:{_CODES})(?=[^\S\r\n]?[0-9]))[^\S\r\n]?)?"
    rf"(?P<number>(?i:{NUMBER}))(?:[^\S\r\n]?(?P<letters>{_LETTERS})\b)?(?!(?!{_ATTACHED})[\w/:@]|[.,][0-9])"
)
_PERCENT = re.compile(rf"(?:{GAP}|-)?(?P<unit>(?i:{one_of(PERCENT)}))(?!\w)")
_DEGREE = re.compile(
    rf"[^\S\r\n]?°[^\S\r\n]?(?P<scale>[CF])\b|(?P<attached>[CF])\b"
    rf"|(?:{GAP}|-)(?i:degrees?){GAP}(?P<named>(?i:celsius|centigrade|fahrenheit)|[CF])\b"
)
_SHORT = re.compile(_ATTACHED)
_NEXT = re.compile(rf"(?:{GAP}|(?P<hyphen>[-‐‑]))(?P<word>[A-Za-z](?:[\w’'/-]|\.(?=\w)|(?<=\.[A-Z])\.)*)")
_AGE = re.compile(r"[- ]years?[- ]olds?\b", re.IGNORECASE)
_COMPOUND = re.compile(r"[-‐‑](?![0-9$€£]|(?:odd|plus)\b)")
_LABELS = (
    "page room chapter section verse route flight channel line article figure table version number level phase class "
    "type gate lane group season episode"
)
_NAME_BEFORE = re.compile(rf"(?:\b[A-Z][\w’'&-]*|\b(?:{one_of(_LABELS.split())}))[^\S\r\n]\Z")
_PRONOUN = re.compile(r"\b(?:no|any|every|each|some|the|this|that|which|another)\s\Z", re.IGNORECASE)
_CLOSED = (
    "of in to and at for from by with on was were is are has have had will would could should may might can who that "
    "which said says or as than but if when while after before since until because it he she they we i you his her "
    "their its the a an this these those not no so into onto over under about between among during through against per "
    "each more less ago later earlier old away apart out up down off also then now there here one only just another "
    "all even exactly"
)
_FUNCTION_WORDS = frozenset(_CLOSED.split())
_POWERS = {
    "square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic", "nautical": "nautical", "metric": "metric",
}  # fmt: skip
_WINDOW = 4  # words after a number among which the noun it counts is looked for
_LOOK_BACK = 28  # characters before a number that may show it to be part of a name


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in print.

    Attributes:
        start: First character, qualifier and sign included.
        figure: First character of the number or its sign.
        end: One past the number.
        value: What it says.
        scale: The factor printed as a word or letter ("million", "bn"), else 1.
        comparator: What the qualifier says, see :mod:`kb.resolve.numbers.qualifiers`, or nothing.
        unit: What follows it.
    """

    start: int
    figure: int
    end: int
    value: Decimal
    scale: int
    comparator: str
    unit: Unit


def amounts_in(text: str, stretches: tuple[Stretch, ...], end: int) -> Iterator[Amount]:
    """Give the numbers in some stretches of a text, read up to an end, that stand for an amount, in order."""
    for found in matches(_AMOUNT, text, stretches, end):
        value = value_of(found["number"])
        if value is None:
            continue
        scale = _scale(found["number"], found["letters"])
        if found["letters"]:
            value *= scale
        value = 0 - value if found["minus"] else value
        unit = unit_in_context(
            text, found.start(), found.end(), unit_after(text, found.end(), end, found["sign"] or ""), scale
        )
        figure = found.start("sign") if found["sign"] else found.start("number")
        if found["sign"] or _is_amount(text, found.start(), found["number"], found.end(), unit):
            figure = found.start("minus") if found["minus"] else figure
            yield Amount(found.start(), figure, found.end(), value, scale, comparator_of(found["about"]), unit)


def _scale(number: str, letters: str | None) -> int:
    if letters:
        return ABBREVIATED_MULTIPLIERS[letters.lower()]
    return MULTIPLIERS.get(re.split(r"[\s-]", number.lower())[-1], 1)


def _is_amount(text: str, start: int, number: str, end: int, unit: Unit) -> bool:
    """Tell an amount from a number in a name ("Boeing 737"), a compound ("four-star") and the pronoun "one"."""
    if text[end : end + 1] in {"C", "F"} and _NAME_BEFORE.search(text, max(0, start - _LOOK_BACK), start):
        return False  # "Flat 5C" is an address
    if unit.kind in {"money", "percent", "measure"}:
        return True
    if _COMPOUND.match(text, end) and unit.end == end:
        return False
    if number.lower() in {"one", "a"}:
        follows = _NEXT.match(text, end)
        pronoun = number.lower() == "a" or bool(_PRONOUN.search(text, max(0, start - _LOOK_BACK), start))
        return not pronoun and follows is not None and _plain(follows) not in _FUNCTION_WORDS
    name = _NAME_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    return bool(unit.name) or name is None or name[0].strip().lower() in _FUNCTION_WORDS


def unit_after(text: str, at: int, stop: int, sign: str) -> Unit:
    """Give the unit that follows a number, or precedes it as a sign; a number may have none."""
    if sign:
        return Unit("money", CURRENCY_SIGNS[sign], at)
    if symbol := _symbol(text, at, stop):
        return symbol
    words = _words_after(text, at, stop)
    if not words:
        return Unit("cardinal", "", at)
    return _money(words) or _measure(words) or _counted(words) or Unit("cardinal", "", at)


def _symbol(text: str, at: int, stop: int) -> Unit | None:
    """Read what is no noun of its own: "°C", "kg" against its number, "%", "-year-old"."""
    if degree := _DEGREE.match(text, at, stop):
        scale = degree["scale"] or degree["attached"] or degree["named"]
        return Unit("measure", "degree Fahrenheit" if scale[0] in "fF" else "degree Celsius", degree.end())
    if percent := _PERCENT.match(text, at, stop):
        return Unit("percent", PERCENT[" ".join(percent["unit"].lower().split())], percent.end())
    if short := _SHORT.match(text, at, stop):
        return Unit("measure", "inch" if short[0] == "in" else _measure_name(short[0].lower()), short.end())
    if age := _AGE.match(text, at, stop):
        return Unit("measure", "year", age.end())
    return None


def _words_after(text: str, at: int, stop: int) -> list[re.Match[str]]:
    words: list[re.Match[str]] = []
    while len(words) < _WINDOW and (word := _NEXT.match(text, at, stop)):
        words.append(word)
        at = word.end()
    return words


def _plain(word: re.Match[str]) -> str:
    printed = word["word"].lower()
    for possessive in ("'s", "’s"):
        printed = printed.removesuffix(possessive)
    return printed.rstrip("'’")  # "two countries' armies": two countries


def _money(words: list[re.Match[str]]) -> Unit | None:
    """Read "dollars", "U.S. dollars", "Hong Kong dollars"; shared names such as "rupees" stay names."""
    for position, word in enumerate(words[:3]):
        name = _plain(word)
        singular = name if name in CURRENCY_WORDS else singular_of(name) or name
        country = " ".join(_plain(earlier) for earlier in words[:position])
        if code := COUNTRY_CURRENCIES.get((country, singular)):
            return Unit("money", code, word.end())
        if position == 0 and singular in CURRENCY_WORDS:
            return Unit("money", CURRENCY_WORDS[singular], word.end())
    return None


def _measure(words: list[re.Match[str]]) -> Unit | None:
    """Read "miles", "square miles", "sq. km", and the "100-mile" of "100-mile-wide"."""
    power, *rest = _plain(words[0]).rstrip(".").split("-", 1)
    if power in _POWERS:  # "square miles", and the "square-mile" of "10-square-mile"
        inner = rest[0].split("-")[0] if rest else _plain(words[1]).split("-")[0] if len(words) > 1 else ""
        name = f"{_POWERS[power]} {_measure_name(inner)}" if _measure_name(inner) else ""
        end = words[0].start("word") + len(power) + 1 + len(inner) if rest else words[min(1, len(words) - 1)].end()
        return Unit("measure", name, end) if name else None
    if name := _measure_name(_plain(words[0])):
        return Unit("measure", name, words[0].end())
    if words[0]["hyphen"] and (name := _measure_name(power)):
        return Unit("measure", name, words[0].start("word") + len(power))
    if words[0]["hyphen"] and power in COMPOUND_NOUNS:
        return Unit("cardinal", power, words[0].start("word") + len(power))
    return None


def _measure_name(word: str) -> str:
    names = measures()[0]
    return names.get(word) or names.get(singular_of(word)) or ""


def _is_verb_before_name(words: list[re.Match[str]]) -> bool:
    """Tell the verb of "9,000 watched Lund Rovers", whose subject is the number, from "two wounded Marines".

    A participle before a noun describes it, but a name of several words takes no such description: what stands before
    it has it as its object.
    """
    return words[0]["word"].endswith("ed") and len(words) > 2 and all(word["word"][0].isupper() for word in words[1:3])


def _counted(words: list[re.Match[str]]) -> Unit | None:
    """Find the noun that is counted: the first plural before a verb, preposition or article."""
    if words[0]["hyphen"]:
        return None
    for place, word in enumerate(words):
        plain = _plain(word)
        if plain in _FUNCTION_WORDS or (word["hyphen"] and word is not words[0]):
            return None
        if place == 0 and _is_verb_before_name(words):
            return None
        if noun := singular_of(plain):
            return Unit("cardinal", noun, word.start("word") + len(plain))
    return None
