"""Ranges: the bounds of a quantity, and whether two leave room for one value."""

from __future__ import annotations

from kb.model import Measure, Quantity

_ABOUT = 0.1  # share by which "about 300" may be off
_CONVERTED = 0.05  # share by which miles told in kilometres may be off


def meant(quantity: Quantity) -> Measure:
    """Give the bounds in the base unit, where there is one: 62 miles are some 100 kilometers."""
    return quantity.base or Measure(quantity.low, quantity.high, quantity.unit)


def ranges_meet(one: Quantity, other: Quantity) -> bool:
    """Tell whether both can hold.

    "About 300" leaves a tenth either way, or what rounding to its last digit leaves: "some 40" may be 35. A figure that
    was converted leaves a twentieth.
    """
    bounds = []
    converted = one.unit != other.unit and bool(one.base or other.base)
    for quantity in (one, other):
        bound = meant(quantity)
        share = _ABOUT if quantity.approximate else _CONVERTED if converted else 0.0
        low = float(bound.low) - _room(bound.low, share) if bound.low else float("-inf")
        high = float(bound.high) + _room(bound.high, share) if bound.high else float("inf")
        bounds.append((low, high))
    return bounds[0][0] <= bounds[1][1] and bounds[1][0] <= bounds[0][1]


def _room(number: str, share: float) -> float:
    """Give how far a number may be off: a share of it, or half of the step that its last digit but zeros makes."""
    if not share:
        return 0.0
    whole = number.split(".", maxsplit=1)[0].lstrip("-")
    zeros = len(whole) - len(whole.rstrip("0")) if "." not in number else 0
    return float(max(abs(float(number)) * share, 10**zeros / 2 if zeros else 0))


def amount(quantity: Quantity) -> str:
    """Print a quantity as the value of a side."""
    value = quantity.low if quantity.low == quantity.high else f"{quantity.low or '..'}–{quantity.high or '..'}"
    return f"{value} {quantity.unit}".strip()
