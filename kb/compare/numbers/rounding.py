"""Rounded figures: "some 40" beside 38, "more than 3,800" beside 3,890. Both can hold, and one says less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kb.compare.numbers.counting import Number
from kb.compare.telling.sides import Stand, compatible_pair, told
from kb.model import CompatiblePair, CompatibleReason
from kb.neighbours import Pair


def roundings(figures: Mapping[str, Number], pairs: Iterable[Pair]) -> Iterator[CompatiblePair]:
    """Give the figures of one thing of which one is exact and the other leaves room for it, one pair for each two.

    Args:
        figures: Of one thing, by identifier.
        pairs: Those of them that can both hold, sorted.
    """
    stands: dict[tuple[str, str], dict[str, Stand]] = defaultdict(dict)
    for pair in pairs:
        vague, exact = sorted(pair, key=lambda one: (_is_exact(figures[one]), one))
        if _is_exact(figures[vague]) or not _is_exact(figures[exact]):
            continue
        values = _printed(figures[vague]), _printed(figures[exact])
        if values[0].casefold() == values[1].casefold():  # "a week" is both, by what stands before it
            continue
        for one, value in zip((vague, exact), values, strict=True):
            stands[values][one] = (value, figures[one].account, figures[one].span)
    for values in sorted(stands):
        given = [stands[values][one] for one in sorted(stands[values])]
        text = f"Two figures of one thing, one less precise. {told(given)}: the vaguer one leaves room for the other."
        yield compatible_pair(CompatibleReason.LESS_PRECISE, given, text)


def _is_exact(figure: Number) -> bool:
    quantity = figure.quantity
    return bool(quantity.low) and quantity.low == quantity.high and not (quantity.approximate or quantity.comparator)


def _printed(figure: Number) -> str:
    return " ".join(figure.span.exact.split())
