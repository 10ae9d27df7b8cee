"""Numbers of two clauses: the same, more on one side, one inside the bounds of the other, or at odds."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from kb.resolve.claims.clauses import Clause, Figure
from kb.resolve.claims.facets import Facet, Fit, one_sided

_ROUGHLY = Decimal("0.1")  # how far "about 50" reaches


def figures_of(left: Clause, right: Clause) -> Facet:
    """Compare the numbers of two clauses; "a guard" is one, and not two."""
    if _one_and_many(left, right) or _one_and_many(right, left):
        return Facet(Fit.CLASH, "one, and several")
    if not left.figures and not right.figures:
        return Facet(Fit.ABSENT)
    ours, theirs = {_plain(one) for one in left.figures}, {_plain(one) for one in right.figures}
    if ours == theirs:
        return Facet(Fit.SAME, "same numbers")
    only_ours = [one for one in left.figures if _plain(one) not in theirs]
    only_theirs = [one for one in right.figures if _plain(one) not in ours]
    if not only_ours or not only_theirs:
        return one_sided(bool(only_ours), bool(only_theirs), "one gives more numbers")
    return _told_apart(only_ours, only_theirs)


def _told_apart(only_ours: list[Figure], only_theirs: list[Figure]) -> Facet:
    """Compare numbers of which neither clause has the other's."""
    if all(any(_holds(other, one) for other in only_theirs) for one in only_ours):
        return Facet(Fit.LEFT, "one number is more exact")
    if all(any(_holds(one, other) for one in only_ours) for other in only_theirs):
        return Facet(Fit.RIGHT, "one number is more exact")
    return Facet(Fit.CLASH, "other numbers")


def _one_and_many(one: Clause, many: Clause) -> bool:
    """Tell whether one clause speaks of one such thing and counts none, of which the other counts several."""
    return any(noun in one.lone and noun not in one.counted for noun in many.counted)


def _plain(figure: Figure) -> tuple[str, str, str]:
    return figure.low, figure.high, figure.unit


def _holds(wide: Figure, exact: Figure) -> bool:
    """Tell whether a number lies inside what the other leaves open: "more than 40", "about 40"."""
    if wide.unit != exact.unit or not (wide.approximate or wide.low != wide.high):
        return False
    try:
        room = _ROUGHLY if wide.approximate else Decimal(0)
        low = Decimal(wide.low) * (1 - room) if wide.low else None
        high = Decimal(wide.high) * (1 + room) if wide.high else None
        first, last = (Decimal(bound) if bound else None for bound in (exact.low, exact.high))
    except InvalidOperation:  # "8C", a length of time
        return False
    above = low is None or (first is not None and first >= low)
    return above and (high is None or (last is not None and last <= high))
