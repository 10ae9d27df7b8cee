"""Units of measure: what prints them, and numbers of them in the base unit of their dimension.

"62 miles" and "100 kilometers" can only be compared in one unit. What is printed is kept beside it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache
from pathlib import Path

from kb.model import Measure
from kb.resolve.numbers.numerals import canonical

_DIGITS = Context(prec=10)  # no measure in print is finer; rounded factors stay invisible
_LARGEST = Decimal(10) ** 18  # stores keep no larger xsd:decimal exactly
_POWERS = {"square": 2, "cubic": 3}


@dataclass(frozen=True, slots=True)
class Conversion:
    """What one of a unit is: ``(number + offset) * factor`` of the base unit."""

    base: str
    factor: Decimal
    offset: Decimal = Decimal(0)


@cache
def measures() -> tuple[Mapping[str, str], Mapping[str, Conversion]]:
    """Read the units, once: printed word → unit, and unit → conversion where it has one size everywhere."""
    with Path(__file__).with_name("measures.toml").open("rb") as file:
        table = tomllib.load(file)
    words = {word: unit for unit, *printed in table.pop("without_base")["units"] for word in printed}
    conversions: dict[str, Conversion] = {}
    for dimension in table.values():
        for unit, entry in dimension["units"].items():
            words |= dict.fromkeys(entry["words"], unit)
            conversions[unit] = Conversion(
                dimension["base"], Decimal(entry["factor"]), Decimal(entry.get("offset", "0"))
            )
    return words, conversions


def conversion_of(unit: str) -> Conversion | None:
    """Give the conversion of a unit, also of a squared or cubed one, and of a rate.

    >>> conversion_of("square mile").base, str(conversion_of("square foot").factor)
    ('square meter', '0.09290304')
    >>> conversion_of("ton") is None
    True
    """
    known = measures()[1]
    if unit in known:
        return known[unit]
    power, _, plain = unit.partition(" ")
    if power in _POWERS and plain in known and known[plain].base == "meter":
        return Conversion(f"{power} meter", known[plain].factor ** _POWERS[power])
    amount, per, time = unit.partition(" per ")
    if per and amount in known and not known[amount].offset:
        return Conversion(f"{known[amount].base} per {time}", known[amount].factor)
    return None


def in_base(low: str, high: str, unit: str) -> Measure | None:
    """Give bounds in the base unit, to ten digits; of a unit without one, ``None``. An open bound stays open.

    >>> in_base("62", "62", "mile")
    Measure(low='99779.328', high='99779.328', unit='meter')
    """
    conversion = conversion_of(unit)
    if conversion is None:
        return None

    bounds = [
        _DIGITS.multiply(Decimal(bound) + conversion.offset, conversion.factor) if bound else None
        for bound in (low, high)
    ]
    if any(bound is not None and abs(bound) >= _LARGEST for bound in bounds):
        return None
    first, last = (canonical(bound + 0) if bound is not None else "" for bound in bounds)  # no negative zero
    return Measure(first, last, conversion.base)
