"""Amounts in words, for the sentences of an explanation: "38,900 people", "2 executives", "less than 40 kilometers"."""

from __future__ import annotations

from dataclasses import replace

from kb.model import Quantity

_IRREGULAR = {
    "child": "children",
    "foot": "feet",
    "half": "halves",
    "knife": "knives",
    "life": "lives",
    "man": "men",
    "person": "people",
    "policeman": "policemen",
    "thief": "thieves",
    "wife": "wives",
    "wolf": "wolves",
    "woman": "women",
}
_UNCHANGED = frozenset({"aircraft", "celsius", "fahrenheit", "percent", "police", "series", "sheep", "species"})
_HOW = {"<": "less than", "<=": "up to", ">": "more than", ">=": "at least"}
_VOWELS = "aeiou"


def in_words(quantity: Quantity) -> str:
    """Put a quantity into words, with its digits in groups and its noun in the number that it needs.

    >>> from kb.model import Span
    >>> in_words(Quantity(Span(0, 6, "38,900"), "cardinal", "38900", "38900", "person"))
    '38,900 people'
    >>> in_words(Quantity(Span(0, 8, "under 40"), "measure", "", "40", "kilometer", comparator="<"))
    'less than 40 kilometers'
    >>> in_words(Quantity(Span(0, 9, "six years"), "duration", "72", "72", "month"))
    '6 years'
    """
    quantity = _of_longest_unit(quantity) if quantity.kind == "duration" else quantity
    low, high = _grouped(quantity.low), _grouped(quantity.high)
    unit = quantity.unit if low == high == "1" else _plural(quantity.unit)
    if low and high:
        return f"{low if low == high else f'{low}–{high}'} {unit}".strip()
    how = _HOW.get(quantity.comparator) or ("at least" if low else "up to")
    return f"{how} {low or high} {unit}".strip()


def _of_longest_unit(quantity: Quantity) -> Quantity:
    """Tell 72 months as six years, and 42 days as six weeks."""
    longer, size = {"month": ("year", 12), "day": ("week", 7)}.get(quantity.unit, ("", 1))
    bounds = [bound for bound in (quantity.low, quantity.high) if bound]
    if not longer or any(float(bound) % size for bound in bounds):
        return quantity
    low, high = (f"{float(bound) / size:g}" if bound else "" for bound in (quantity.low, quantity.high))
    return replace(quantity, low=low, high=high, unit=longer)


def _grouped(number: str) -> str:
    """Put commas between thousands: ``1234567.5`` gives ``1,234,567.5``."""
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.removeprefix("-").isdigit() else number


def _plural(unit: str) -> str:
    """Give the plural of a unit; of a rate, that of what is counted: "crowns per ton". Codes (``USD``) have none."""
    counted, per, time = unit.partition(" per ")
    before, space, noun = counted.rpartition(" ")
    return f"{before}{space}{_plural_of(noun)}{per}{time}"


def _plural_of(noun: str) -> str:
    if not (noun.isalpha() and noun.islower()) or len(noun) < 3 or noun in _UNCHANGED:
        return noun
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("ss", "us", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun if noun.endswith("s") else noun + "s"
