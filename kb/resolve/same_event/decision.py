"""How likely two mentions tell of one event, and why: a weighted sum of the evidence through a logistic curve.

The weights are fitted (``python -m kb.train.same_event``) and stand in ``weights.toml`` with where they come from.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import exp
from pathlib import Path

from kb.model import Interval
from kb.resolve.same_event.evidence import NAMES, differ, is_speech
from kb.resolve.same_event.told import Told

_MONTH = 31  # days
_TELLING = 0.2  # contribution to the sum, below which a piece of evidence is no reason


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted decision.

    Attributes:
        values: Weight of each figure of the evidence, in its order.
        bias: What is added.
        apart: Likelihood of pairs that are not weighed.
        least: Mean likelihood from which on two groups of mentions are one event.
    """

    values: tuple[float, ...]
    bias: float
    apart: float
    least: float


@cache
def shipped() -> Weights:
    """Read the weights that come with the package, once."""
    with Path(__file__).with_name("weights.toml").open("rb") as file:
        table = tomllib.load(file)
    return Weights(
        values=tuple(float(table["weights"][name]) for name in NAMES),
        bias=float(table["bias"]),
        apart=float(table["apart"]),
        least=float(table["least"]),
    )


def at_odds(left: Told, right: Told) -> bool:
    """Tell whether two mentions cannot be one occurrence, however alike they are otherwise.

    They are acts of speech of different speakers; or an ordinal or a year tells them apart; or months lie between them.
    """
    if differ(left.subject, right.subject) and (is_speech(left) or is_speech(right)):
        return True
    return differ(left.which, right.which) or _months_apart(left.days, right.days)


def _months_apart(left: Interval | None, right: Interval | None) -> bool:
    """Tell whether over a month lies between two times.

    The same month of another year is no such case: that is how outlets differ on one event.
    """
    if left is None or right is None or left.overlaps(right):
        return False
    first, second = sorted((left, right), key=lambda days: days.latest or date.max)
    if first.latest is None or second.earliest is None:
        return False
    same_month = first.earliest is not None and first.earliest.month == second.earliest.month
    return (second.earliest - first.latest).days > _MONTH and not same_month


def likelihood(figures: Sequence[float], weights: Weights) -> float:
    """Give the probability that a pair is one event."""
    total = weights.bias + sum(weight * figure for weight, figure in zip(weights.values, figures, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def reasons(figures: Sequence[float], weights: Weights) -> tuple[str, ...]:
    """Give what speaks for a pair, in the order of :data:`~kb.resolve.same_event.evidence.NAMES`."""
    told = zip(NAMES, weights.values, figures, strict=True)
    return tuple(name for name, weight, figure in told if weight * figure >= _TELLING)
