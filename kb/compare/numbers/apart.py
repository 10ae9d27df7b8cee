"""What sets a figure apart from others of its field: it is of a part, of another day, of a hope, or of everywhere."""

from __future__ import annotations

import re

from kb.compare.numbers.fields import counted, fields_in
from kb.compare.positions.stance.lexicon import forms, phrase_at
from kb.compare.telling.accounts import Account
from kb.model import Quantity, Span
from kb.wording import words_in

_YEAR = re.compile(r"(?<![\d.,$€£])(?:1[5-9]|20)\d\d(?!,?\d)")
_OF_THEM = re.compile(
    r"\s+of\s+(?:her|his|its|our|that|the|their|these|this|those)\s+(?P<what>\w+(?:\s+\w+)?)", re.IGNORECASE
)
_EARLIER = re.compile(
    r"\b(?:earlier|initial|original|previous)\s+(?:accounts?|counts?|estimates?|figures?|reports?|stor(?:y|ies)|tall(?:y|ies)|tolls?|versions?)\b",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    r"\b(?:is|was|be|been|being|became|become|becomes|mark(?:s|ed)?)\s+(?:also\s+|only\s+)?(?:her|his|its|our|the|their)\s+(?:only\s+)?"
    r"(?:first|second|third|fourth|fifth|last|latest)\b[^.;:]*?(?:,|;|\band\b)",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\bformer\s+(?P<what>[\w-]+)", re.IGNORECASE)
_AMONG = re.compile(r"\bamong\s+(?:the\s+|some\s+|about\s+)?(?=\d|$)", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:was|were)\s+(?:due\s+|meant\s+|supposed\s+)?to\s+[a-z]+", re.IGNORECASE)
_SIZES = frozenset(
    {"estimate", "figure", "high", "level", "low", "mark", "price", "record", "tally", "toll", "total", "value"}
)


def earlier_years(stretch: Span, account: Account) -> frozenset[str]:
    """Give the years of a stretch that had passed when the text came out: "a pact of 1997 opened eight crossings"."""
    now = account.published.year if account.published else 0
    return frozenset(year for year in _YEAR.findall(stretch.exact) if int(year) < now)


def described(before: str) -> list[tuple[int, int]]:
    """Give where a rank is told of the thing numbered, and picks out none: "it was their first win since May, seen by".

    >>> described("It was the first win for Rovers, and it was seen by "), described("The second blast killed ")
    ([(3, 32)], [])
    """
    return [match.span() for match in _DESCRIBED.finditer(before)]


def no_figures_own(stretch: str, heads: frozenset[str]) -> list[tuple[int, int]]:
    """Give where a word that sets figures apart is said of a person, or only of how many were looked at.

    >>> no_figures_own("the former chairman was jailed for", frozenset())
    [(4, 19)]
    >>> no_figures_own("the former record of 12 wins", frozenset({"win"}))
    []
    """
    sizes = _SIZES | heads
    persons = [match for match in _FORMER.finditer(stretch) if forms(match["what"].casefold()).isdisjoint(sizes)]
    return [match.span() for match in (*persons, *_AMONG.finditer(stretch))]


def still_to_come(stretch: str) -> frozenset[str]:
    """Tell what was to come: "the bridge was to cost" is "the bridge would have cost".

    >>> still_to_come("the bridge was to cost"), still_to_come("the bridge cost")
    (frozenset({'would'}), frozenset())
    """
    return frozenset({"would"} if _TO_COME.search(stretch) else ())


def of_them(after: str) -> frozenset[str]:
    """Tell some of those whom another figure counts: "four of the dead"; "four of the passengers died" counts the dead.

    >>> sorted(of_them(" of the injured were taken to hospital")), sorted(of_them(" of the passengers were hurt"))
    (['of them'], [])
    """
    match = _OF_THEM.match(after)
    words = [word.text for word in words_in(match["what"])] if match else []
    part = bool(words) and (bool(fields_in(words, "cardinal", bare=True)) or words[0] in counted().bare)
    return frozenset({"of them"} if part else ())


def foretold(account: Account, quantity: Quantity, stretch: Span) -> frozenset[str]:
    """Tell a share that a poll or a forecast gives, be it as who says it ("an exit poll put it at 45%")."""
    if quantity.kind != "percent":
        return frozenset()
    printed = (stretch.exact, *(span.exact for span in (*account.statement.source, *account.statement.cue)))
    words = {form for text in printed for word in words_in(text) for form in forms(word.text)}
    return frozenset() if words.isdisjoint(counted().foretold) else frozenset({"poll"})


def told_earlier(account: Account) -> frozenset[str]:
    """Tell a figure whose source is a report that was made before: "an earlier report of a price of 17 million"."""
    told = " ".join(span.exact for span in (*account.statement.source, *account.statement.cue))
    return frozenset({"earlier"} if _EARLIER.search(told) else ())


def is_whole(stretch: Span) -> bool:
    """Tell whether a stretch speaks of everywhere: "worldwide"."""
    words = [word.text for word in words_in(stretch.exact)]
    return any(phrase_at(words, at, counted().whole) for at in range(len(words)))
