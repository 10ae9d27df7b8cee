"""Shares and orders of magnitude: "two-thirds of members", "one in five adults"; "hundreds", "tens of thousands".

A share of something is no count of it. An order of magnitude is a lower bound: "thousands" are at least two thousand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Context, Decimal

from kb.model import Quantity, Span
from kb.resolve.numbers.amounts import unit_after
from kb.resolve.numbers.numerals import CARDINALS, GAP, MULTIPLIERS, NUMBER, canonical, one_of, value_of
from kb.resolve.numbers.qualifiers import NEAR, QUALIFIER, comparator_of
from kb.resolve.numbers.stretches import Stretch, matches
from kb.resolve.numbers.surroundings import unit_in_context

_PARTS = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_FEW = [word for word, number in CARDINALS.items() if 1 <= number <= 19]
_OF = re.compile(
    rf"(?:{GAP}of)?(?:{GAP}all)?(?:{GAP}(?:the|its|their|his|her|our|those|these))?(?:{GAP}(?:of|country[’']s|world[’']s))?",
    re.IGNORECASE,
)
_INITIALS = "".join(sorted({word[0] for word in (*_FEW, "a", "half")}))  # other words need no closer look
_ABOUT = re.compile(rf"\b(?P<about>{QUALIFIER}){GAP}\Z", re.IGNORECASE)
_LOOK_BACK = 32  # characters, more than the longest qualifier has
_FRACTION = re.compile(
    rf"\b(?=[{_INITIALS}])(?:(?:an?|one){GAP}(?P<one>{one_of(_PARTS)})(?={GAP}of\b)|one[-‐‑](?P<single>{one_of(_PARTS)})\b"
    rf"|(?P<count>{one_of(_FEW)})(?:{GAP}|[-‐‑])(?P<many>{one_of(_PARTS)})s\b"
    rf"|half(?={GAP}(?:of|the|its|their|all)\b))",
    re.IGNORECASE,
)
_RATE = re.compile(
    rf"(?<![\w.,$€£/-])(?P<count>{NUMBER})(?P<link>{GAP}in|{GAP}out{GAP}of|{GAP}per)(?P<every>{GAP}every)?{GAP}(?P<below>{NUMBER})(?![\w%]|[.,][0-9])",
    re.IGNORECASE,
)
_PLURALS = one_of([f"{scale}s" for scale in MULTIPLIERS])
_MAGNITUDE = re.compile(
    rf"\b(?:(?P<of>tens|dozens|scores|hundreds|thousands|millions|billions){GAP}of{GAP}(?P<large>{_PLURALS})"
    rf"|(?P<scale>{_PLURALS}|scores)"
    rf"|(?:several|a{GAP}few|a{GAP}couple{GAP}of|many){GAP}(?P<some>{one_of(MULTIPLIERS)}))\b",
    re.IGNORECASE,
)
_SIZES = {"ten": 10, "score": 20, **MULTIPLIERS}
_MANY = 100  # "3 per 1,000"
_LEAST = 2  # a plural says two or more
_DIGITS = Context(prec=6)


def shares_in(text: str, stretches: tuple[Stretch, ...], end: int) -> Iterator[Quantity]:
    """Read fractions and rates; the unit is what they are a share of, where that is printed.

    Args:
        text: Any text.
        stretches: Where to look.
        end: One past the last character read.
    """
    for found in matches(_FRACTION, text, stretches, end):
        part = (found["one"] or found["single"] or found["many"] or "half").lower()
        count = value_of(found["count"].lower()) if found["count"] else Decimal(1)
        below = _PARTS[part]
        if count is not None and count < below:
            about = _ABOUT.search(text, max(0, found.start() - _LOOK_BACK), found.start())
            share = _share(text, (about.start() if about else found.start(), found.end()), (count, below), end)
            yield compared(share, comparator_of(about["about"] if about else None))
    for found in matches(_RATE, text, stretches, end):
        count, whole = value_of(found["count"].lower()), value_of(found["below"].lower())
        link = found["link"].lower().split()[0]
        told = bool(found["every"]) or link == "out" or (link == "per" and whole and whole >= _MANY)
        if count and whole and count < whole and (count == 1 or told):  # "five in 10" may be anything
            yield _share(text, found.span(), (count, whole), end)


def _share(text: str, words: tuple[int, int], parts: tuple[Decimal, Decimal | int], stop: int) -> Quantity:
    """Give a share of what follows, where it is something counted."""
    of = _OF.match(text, words[1], stop)
    unit = unit_after(text, of.end() if of else words[1], stop, "")
    counted = unit.kind == "cardinal" and bool(unit.name)
    value = canonical(_DIGITS.divide(parts[0], Decimal(parts[1])))
    where = Span.of(text, words[0], unit.end if counted else words[1])
    return Quantity(where, "fraction", value, value, unit.name if counted else "")


def magnitudes_in(text: str, stretches: tuple[Stretch, ...], end: int) -> Iterator[Quantity]:
    """Read "hundreds of homes", "tens of thousands", "several dozen": so many or more, roughly."""
    for found in matches(_MAGNITUDE, text, stretches, end):
        size = _SIZES[(found["of"] or found["scale"] or found["some"]).lower().removesuffix("s")]
        size *= _SIZES[found["large"].lower().removesuffix("s")] if found["large"] else 1
        of = _OF.match(text, found.end(), end)
        after = of.end() if of else found.end()
        unit = unit_in_context(text, found.start(), after, unit_after(text, after, end, ""), 1)
        counted = unit.kind in ("cardinal", "money", "measure") and bool(unit.name)
        where = Span.of(text, found.start(), max(unit.end, found.end()) if counted else found.end())
        least = str(_LEAST * size)
        kind = unit.kind if counted else "cardinal"
        yield Quantity(where, kind, least, "", unit.name if counted else "", approximate=True, comparator=">=")


def compared(exact: Quantity, comparator: str) -> Quantity:
    """Give a quantity with the bounds that a qualifier before it leaves."""
    if not comparator and not exact.comparator:
        return exact
    return replace(
        exact,
        low="" if comparator in ("<", "<=") else exact.low,
        high="" if comparator in (">", ">=") else exact.high,
        approximate=exact.approximate or comparator == NEAR,
        comparator="" if comparator == NEAR else comparator,
    )
