"""Ranks and multiples of a text: "third", "the 21st", "No. 2", "second-largest"; "twice", "fivefold", "3x"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.model import Quantity, Span
from kb.resolve.numbers.numerals import CARDINALS, GAP, ORDINAL, canonical, one_of, rank_of, value_of
from kb.resolve.numbers.stretches import Stretch, matches

# "second-largest" ranks; "second-hand", "third-party" and "first-degree" do not.
_RANKING = r"[-‐‑](?:[a-z]+est|most|ever|ranked|placed|seeded|worst|best|ranking)\b"
_RANK = re.compile(
    rf"(?<![\w.,/:-])(?:(?P<rank>(?i:{ORDINAL}))(?:(?={_RANKING})|(?![-‐‑]?\w))"
    rf"|N[oº°]\.?{GAP}?(?P<number>[0-9]{{1,4}})(?![\w]|[.,][0-9]))"
)
_DETERMINED = re.compile(
    r"(?:\b(?:the|a|an|his|her|its|their|our|my|your|this|that|very|every|no)|\w['’]s?)\s\Z", re.IGNORECASE
)
_NAME = re.compile(r"[^\S\r\n](?P<word>[A-Z][\w’'-]*)")
_OF_A_PEOPLE = re.compile(r"(?:an|ese|ish|ic|i|ch)$")  # "the 21st Brazilian team"
_TIMES = re.compile(
    rf"\b(?:(?P<adverb>twice|thrice)|(?P<factor>[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?|{one_of(CARDINALS)})[-‐‑]?fold"
    rf"|(?P<digits>[0-9]{{1,4}}(?:\.[0-9])?)x)(?!\w)",
    re.IGNORECASE,
)
_LOOK_BACK = 12


def ranks_in(text: str, stretches: tuple[Stretch, ...], end: int) -> Iterator[Quantity]:
    """Read "third", "21st", "No. 2" in some stretches of a text that is read up to an end."""
    for found in matches(_RANK, text, stretches, end):
        rank = int(found["number"]) if found["number"] else rank_of(found["rank"])
        before = max(0, found.start() - _LOOK_BACK)
        adverb = found[0].lower() == "first" and not _DETERMINED.search(text, before, found.start())
        if (
            rank is not None
            and not (adverb and text[found.end() : found.end() + 1] != "-")
            and not _in_name(text, found)
        ):
            yield Quantity(Span.of(text, *found.span()), "ordinal", str(rank), str(rank))


def _in_name(text: str, found: re.Match[str]) -> bool:
    """Tell the ranks of "Second World War", "7th Fleet" and "21st Street" from others."""
    follows = _NAME.match(text, found.end())
    if not found["rank"] or not follows:
        return False
    return found["rank"].istitle() or (found["rank"][0].isdigit() and not _OF_A_PEOPLE.search(follows["word"]))


def multiples_in(text: str, stretches: tuple[Stretch, ...], end: int) -> Iterator[Quantity]:
    """Read "twice", "fivefold", "3x" in some stretches of a text that is read up to an end: so many times."""
    for found in matches(_TIMES, text, stretches, end):
        adverb = (found["adverb"] or "").lower()
        value = {"twice": value_of("two"), "thrice": value_of("three")}.get(adverb) or value_of(
            found["factor"] or found["digits"] or ""
        )
        if value is not None:
            factor = canonical(value)
            yield Quantity(Span.of(text, *found.span()), "cardinal", factor, factor, "time")
