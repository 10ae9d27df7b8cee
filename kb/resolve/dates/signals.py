"""Small words before a time that move its bounds: "since July", "by the end of 2026", "earlier this week"."""

from __future__ import annotations

import re

from kb.model import Interval, Mode
from kb.resolve.dates.almanac import OPEN, moved
from kb.resolve.dates.meaning import Meaning
from kb.resolve.dates.pattern import Piece

_LOOK_BACK = 18  # characters before the expression
_CLAUSE = 60  # characters before "until" in which what does not happen until then stands
_BOUND = re.compile(
    r"(?:(?<![\w-])(?P<word>since|by|until|till|before|after|prior\s+to|no\s+later\s+than|up\s+to|effective"
    r"|(?:starting|beginning)(?:\s+on|\s+in)?)"
    r"|(?<!all )(?<!way )(?<!lived )(?<!live )\b(?P<through>through|thru))\s{1,2}\Z",
    re.IGNORECASE,
)
_SAME_AS = {"until": "until", "till": "until", "prior to": "before", "no later than": "by", "up to": "until"}
_FROM = re.compile(r"\bfrom\s{1,2}\Z", re.IGNORECASE)
_ONWARD = re.compile(r"\s{1,2}(?:on|onwards?)\b", re.IGNORECASE)
_SHORT = {"day", "week", "month", "quarter", "season", "year"}  # "through the 1990s" is throughout them
_WITHIN = re.compile(r"\b(?P<way>earlier|later)(?:\s{1,2}in)?\s{1,2}\Z", re.IGNORECASE)
# What is put off, awaited or does not happen until a time happens in it.
_NOT_UNTIL = re.compile(
    r"\b(?:wait\w*|not|never|cannot|nobody|nothing|put(?:ting)?\s+off|postpon\w+|delay\w+|adjourn\w+|deferr?\w*|\w+n['’]t)\b"
    r"[^.!?;:]{0,40}\Z",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?\b")


def signalled(text: str, piece: Piece, meaning: Meaning, anchor: Interval | None) -> Meaning:
    """Give the meaning with the bounds that the word before it asks for."""
    start = max(0, piece.start - _LOOK_BACK)
    if bound := _BOUND.search(text, start, piece.start):
        possessive = _POSSESSIVE.match(text, piece.end)  # "after Friday's vote" dates the vote
        word = _bound_of(bound, meaning)
        if not word:
            return meaning
        if word in {"until", "till"} and _NOT_UNTIL.search(text, max(0, bound.start() - _CLAUSE), bound.start()):
            return meaning if possessive else meaning.but(rule=f"not-until-{meaning.rule}")
        return meaning if possessive else _bounded(meaning, word)
    if _FROM.search(text, start, piece.start) and _ONWARD.match(text, piece.end, piece.end + _LOOK_BACK):
        return _bounded(meaning, "since")
    if within := _WITHIN.search(text, start, piece.start):
        return _so_far(meaning, within["way"].lower(), anchor)
    return meaning


def _bound_of(bound: re.Match[str], meaning: Meaning) -> str:
    """Give the plain word for a bound ("starting on" is "since"); nothing where it bounds nothing."""
    if bound["through"]:
        return "until" if meaning.type == "DATE" and meaning.grain in _SHORT else ""
    word = " ".join(bound["word"].lower().split())
    return "since" if word.startswith(("effective", "starting", "beginning")) else _SAME_AS.get(word, word)


def _bounded(meaning: Meaning, word: str) -> Meaning:
    """Open one end: the time named is where something begins ("since") or ends ("until")."""
    days = meaning.interval
    if days == OPEN or days.earliest is None or days.latest is None or meaning.type not in {"DATE", "TIME"}:
        return meaning
    at_its_end = meaning.rule.startswith("end-of-")  # "before the end of the year" takes in most of it
    if word in {"since", "after"}:
        bounded = Interval(days.earliest, None)
    else:
        bounded = Interval(None, moved(days.earliest, -1) if word == "before" and not at_its_end else days.latest)
    return meaning.but(interval=bounded, mode=Mode.WITHIN, rule=f"{word}-{meaning.rule}")


def _so_far(meaning: Meaning, way: str, anchor: Interval | None) -> Meaning:
    """Cut "earlier this week" off at the day of publication, and begin "later this month" there."""
    days = meaning.interval
    if not (anchor and anchor.earliest and anchor.latest and days.earliest and days.latest):
        return meaning
    if way == "earlier" and days.earliest <= anchor.latest < days.latest:
        return meaning.but(interval=Interval(days.earliest, anchor.latest), rule=f"earlier-{meaning.rule}")
    if way == "later" and days.earliest < anchor.earliest <= days.latest:
        return meaning.but(interval=Interval(anchor.earliest, days.latest), rule=f"later-{meaning.rule}")
    return meaning
