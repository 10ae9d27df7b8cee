"""Facets: in what two clauses can agree or be at odds, one by one, each with a fit and its reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Fit(Enum):
    """How two clauses compare in one facet."""

    SAME = "same"
    LEFT = "left says more"
    RIGHT = "right says more"
    OPEN = "open"  # each says something, and nothing shows whether it is the same
    CLASH = "clash"
    ABSENT = "absent"  # neither says anything


ONE_SIDED = frozenset({Fit.LEFT, Fit.RIGHT})


@dataclass(frozen=True, slots=True)
class Facet:
    """The fit of one facet, and its reason in words; no reason where there is nothing to say."""

    fit: Fit
    reason: str = ""


def one_sided(left: bool, right: bool, reason: str = "") -> Facet:
    """Give the fit of what only one side, both or none says more of."""
    if left and right:
        return Facet(Fit.CLASH, reason)
    return Facet(Fit.LEFT if left else Fit.RIGHT, reason) if left or right else Facet(Fit.SAME, reason)
