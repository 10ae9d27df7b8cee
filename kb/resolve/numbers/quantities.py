"""Quantities of a text: numbers with what they count, measure, rank or pay.

Times are quantities of another kind and left to :mod:`kb.resolve.dates`; digits that are part of a
name ("F-16", "Flight 370") are none. What is printed decides: "more than 50" has no upper bound,
"nearly 50" is 50 and approximate, and a number without a noun has no unit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kb.model import Quantity, Span
from kb.resolve.dates.found import pieces_in
from kb.resolve.numbers.amounts import Amount, amounts_in, unit_after
from kb.resolve.numbers.measures import in_base
from kb.resolve.numbers.numerals import GAP, canonical
from kb.resolve.numbers.qualifiers import NEAR
from kb.resolve.numbers.ranks import multiples_in, ranks_in
from kb.resolve.numbers.rates import rate_after
from kb.resolve.numbers.shares import compared, magnitudes_in, shares_in
from kb.resolve.numbers.stretches import stretches_in
from kb.resolve.numbers.units import Unit

_LINK = re.compile(
    rf"(?:{GAP}?[-‐‑–—]{GAP}?|{GAP}(?:(?P<and>and)|(?P<or>or)|to){GAP}(?:about{GAP}|around{GAP}|nearly{GAP})?)"
)
_BETWEEN = re.compile(rf"\bbetween{GAP}\Z", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom{GAP}\Z", re.IGNORECASE)
_ASIDE = re.compile(
    rf"(?:{GAP}or{GAP}(?P<way>so|more|fewer|less)|-(?P<odd>odd)|{GAP}and{GAP}counting|-plus)\b|\+(?!\w)", re.IGNORECASE
)
_ASIDES = {"so": NEAR, "odd": NEAR, "fewer": "<=", "less": "<="}
_INCHES = 12
_INCHES_AFTER = re.compile(r"-([0-9]|1[01])(?![\w.,-]*[0-9])")
_IN = re.compile(r"[^\S\r\n]?in\b(?!\s+[a-z])")
_DASHED = re.compile(r"[0-9][-–][0-9]")
_LOOK_BACK = 12


def quantities_in(
    text: str, *, start: int = 0, end: int | None = None, times: Sequence[Span] | None = None
) -> tuple[Quantity, ...]:
    """Give the quantities of a text in order, none overlapping another or a time.

    Args:
        text: Any text; offsets of the result point into it.
        start: First character looked at.
        end: One past the last character looked at; the end of the text when ``None``.
        times: The time expressions of the text, in order, where they are known already; else they are looked for.

    >>> [(found.span.exact, found.low, found.unit) for found in quantities_in("It paid $2.5 million for 66 new jets.")]
    [('$2.5 million', '2500000', 'USD'), ('66 new jets', '66', 'jet')]
    """
    begin, stop = max(start, 0), len(text) if end is None else min(end, len(text))
    known = pieces_in(text, begin, stop) if times is None else times
    starts = [time.start for time in known]

    def is_time(first: int, last: int) -> bool:
        at = bisect_left(starts, last) - 1
        return at >= 0 and known[at].end > first

    where = stretches_in(text, begin, stop)
    amounts = [amount for amount in amounts_in(text, where, stop) if not is_time(amount.figure, amount.unit.end)]
    found = [*_counted(text, amounts), *ranks_in(text, where, stop), *shares_in(text, where, stop)]
    found += [*multiples_in(text, where, stop), *magnitudes_in(text, where, stop)]
    kept: list[Quantity] = []
    for quantity in sorted(found, key=lambda quantity: (quantity.span.start, -quantity.span.end)):
        span = quantity.span
        if (not kept or span.start >= kept[-1].span.end) and not is_time(span.start, span.end):
            kept.append(_with_rate(text, quantity))
    bases = (in_base(one.low, one.high, one.unit) for one in kept)
    return tuple(one if base == one.base else replace(one, base=base) for one, base in zip(kept, bases, strict=True))


def _with_rate(text: str, quantity: Quantity) -> Quantity:
    """Give a quantity with what it is counted per, even where those words are a time as well ("a day")."""
    if quantity.kind in ("ordinal", "fraction", "percent") or quantity.unit == "time":
        return quantity
    unit = rate_after(text, Unit(quantity.kind, quantity.unit, quantity.span.end))
    if unit.end == quantity.span.end and unit.name == quantity.unit:
        return quantity
    return replace(quantity, span=Span.of(text, quantity.span.start, unit.end), unit=unit.name)


def _counted(text: str, amounts: Sequence[Amount]) -> Iterator[Quantity]:
    """Read amounts one by one, two at a time where they are the ends of a range."""
    ranges = {
        first.start: whole
        for first, second in pairwise(amounts)
        if (whole := _range(text, first, second) or _in_inches(text, first, second))
    }
    covered = 0
    for amount in amounts:
        whole = ranges.get(amount.start)
        if amount.start < covered or (whole is None and _is_score(text, amount)):
            continue
        quantity = whole or _single(text, amount)
        covered = quantity.span.end
        yield quantity


def _is_score(text: str, amount: Amount) -> bool:
    """Tell the figures of "5-4" and "555-1234" from amounts."""
    bare = amount.unit.kind == "cardinal"
    return bare and bool(_DASHED.search(text, max(0, amount.figure - 2), amount.end + 2))


def _range(text: str, first: Amount, second: Amount) -> Quantity | None:
    """Read "between 5 and 7 percent", "10 to 15", "$5-7 million"; "from 5 to 7" tells of a change instead."""
    alike = first.unit.name in {"", second.unit.name} or not second.unit.name
    gap = next((end for end in (first.end, first.unit.end) if _LINK.fullmatch(text, end, second.figure)), None)
    if gap is None or not alike:
        return None
    link = _LINK.fullmatch(text, gap, second.figure)
    before = text[max(0, first.start - _LOOK_BACK) : first.start]
    if link is None or bool(link["and"]) != bool(_BETWEEN.search(before)) or _FROM.search(before):
        return None
    low, high = first.value, second.value
    if first.scale == 1 < second.scale and low < 1000:  # "5 to 7 million"
        low *= second.scale
    unit = second.unit if second.unit.name else first.unit
    bare = unit.kind == "cardinal" and not unit.name
    dashed = not text[gap : second.figure].strip().isalpha()
    if low >= high or (bare and dashed):  # "5-4" is a score
        return None
    near = NEAR in (first.comparator, second.comparator)
    end = max(second.end, second.unit.end)
    return Quantity(Span.of(text, first.figure, end), unit.kind, canonical(low), canonical(high), unit.name, near)


def _in_inches(text: str, first: Amount, second: Amount) -> Quantity | None:
    """Read "6 feet 2 inches" and "5ft 10in": one height, in inches."""
    short = _IN.match(text, second.end)
    if first.unit.name != "foot" or second.value >= _INCHES or not (short or second.unit.name == "inch"):
        return None
    if text[first.unit.end : second.figure].strip(" "):
        return None
    value = canonical(first.value * _INCHES + second.value)
    end = short.end() if short else second.unit.end
    whole = Quantity(Span.of(text, first.start, end), "measure", value, value, "inch")
    return compared(whole, first.comparator)


def _single(text: str, amount: Amount) -> Quantity:
    comparator, unit = amount.comparator, amount.unit
    end = max(amount.end, unit.end)
    if aside := _ASIDE.match(text, end):
        comparator = _ASIDES.get((aside["way"] or aside["odd"] or "").lower(), ">=")
        unit = unit if unit.name else unit_after(text, aside.end(), len(text), "")  # "50 or so boats"
        end = max(aside.end(), unit.end)
    if unit.name == "foot" and (inches := _INCHES_AFTER.match(text, end)):  # "6-foot-2"
        value, unit, end = amount.value * _INCHES + int(inches[1]), Unit("measure", "inch", end), inches.end()
    else:
        value = amount.value
    printed = canonical(value)
    return compared(Quantity(Span.of(text, amount.start, end), unit.kind, printed, printed, unit.name), comparator)
