"""Quantities of a text: numbers with what they count, measure, rank or pay.

Times are quantities of another kind and left to :mod:`kb.resolve.dates`; digits that are part of a
name ("F-16", "Flight 370") are none. What is printed decides: "more than 50" has no upper bound,
"nearly 50" is 50 and approximate, and a number without a noun has no unit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kb.model import Quantity, Span
from kb.resolve.amounts import Amount, amounts_in, unit_after
from kb.resolve.dates.found import pieces_in
from kb.resolve.numerals import GAP, ORDINAL, canonical, rank_of

_LINK = re.compile(
    rf"(?:{GAP}?[-‐‑–—]{GAP}?|{GAP}(?:(?P<and>and)|(?P<or>or)|to){GAP}(?:about{GAP}|around{GAP}|nearly{GAP})?)"
)
_BETWEEN = re.compile(rf"\bbetween{GAP}\Z", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom{GAP}\Z", re.IGNORECASE)
_ASIDE = re.compile(rf"(?:{GAP}or{GAP}(?P<way>so|more|fewer|less)\b|\+(?!\w))")
_RANK = re.compile(
    rf"(?<![\w.,/:-])(?:(?P<rank>(?i:{ORDINAL}))(?![-‐‑]?\w)|N[oº°]\.?{GAP}?(?P<number>[0-9]{{1,4}})(?![\w]|[.,][0-9]))"
)
_DETERMINED = re.compile(
    r"(?:\b(?:the|a|an|his|her|its|their|our|my|your|this|that|very|every|no)|\w['’]s?)\s\Z", re.IGNORECASE
)
_NAME = re.compile(r"[^\S\r\n][A-Z]")
_TIMES = re.compile(r"\b(?:twice|thrice)\b", re.IGNORECASE)
_DASHED = re.compile(r"[0-9][-–][0-9]")
_LOOK_BACK = 12


def quantities_in(text: str, *, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """Give the quantities of a text in order, none overlapping another or a time.

    Args:
        text: Any text; offsets of the result point into it.
        start: First character looked at.
        end: One past the last character looked at; the end of the text when ``None``.

    >>> [(found.span.exact, found.low, found.unit) for found in quantities_in("It paid $2.5 million for 66 new jets.")]
    [('$2.5 million', '2500000', 'USD'), ('66 new jets', '66', 'jet')]
    """
    begin, stop = max(start, 0), len(text) if end is None else min(end, len(text))
    times = pieces_in(text, begin, stop)
    starts = [piece.start for piece in times]

    def is_time(first: int, last: int) -> bool:
        at = bisect_left(starts, last) - 1
        return at >= 0 and times[at].end > first

    amounts = [amount for amount in amounts_in(text, begin, stop) if not is_time(amount.figure, amount.unit.end)]
    found = [*_counted(text, amounts), *_ranked(text, begin, stop), *_multiplied(text, begin, stop)]
    kept: list[Quantity] = []
    for quantity in sorted(found, key=lambda quantity: (quantity.span.start, -quantity.span.end)):
        where = quantity.span
        if (not kept or where.start >= kept[-1].span.end) and not is_time(where.start, where.end):
            kept.append(quantity)
    return tuple(kept)


def _counted(text: str, amounts: Sequence[Amount]) -> Iterator[Quantity]:
    """Read amounts one by one, two at a time where they are the ends of a range."""
    ranges = {first.start: whole for first, second in pairwise(amounts) if (whole := _range(text, first, second))}
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
    near = "near" in (first.vague, second.vague)
    end = max(second.end, second.unit.end)
    return Quantity(Span.of(text, first.figure, end), unit.kind, canonical(low), canonical(high), unit.name, near)


def _single(text: str, amount: Amount) -> Quantity:
    value, vague, end = canonical(amount.value), amount.vague, max(amount.end, amount.unit.end)
    unit = amount.unit
    if aside := _ASIDE.match(text, end):
        vague = {"so": "near", "fewer": "less", "less": "less"}.get(aside["way"] or "", "more")
        unit = unit if unit.name else unit_after(text, aside.end(), len(text), "")  # "50 or so boats"
        end = max(aside.end(), unit.end)
    return Quantity(
        Span.of(text, amount.start, end),
        unit.kind,
        "" if vague == "less" else value,
        "" if vague == "more" else value,
        unit.name,
        vague == "near",
    )


def _ranked(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Read "third", "21st", "No. 2"."""
    for found in _RANK.finditer(text, start, end):
        rank = int(found["number"]) if found["number"] else rank_of(found["rank"])
        before = max(0, found.start() - _LOOK_BACK)
        adverb = found[0].lower() == "first" and not _DETERMINED.search(text, before, found.start())
        named = found["rank"] and found["rank"].istitle() and _NAME.match(text, found.end())  # "Second World War"
        if rank is not None and not adverb and not named:
            yield Quantity(Span.of(text, *found.span()), "ordinal", str(rank), str(rank))


def _multiplied(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Read "twice"."""
    for found in _TIMES.finditer(text, start, end):
        factor = "2" if found[0].lower() == "twice" else "3"
        yield Quantity(Span.of(text, *found.span()), "cardinal", factor, factor, "time")
