"""How a figure is meant: what it counts, whether it is a size or a change, and how exact it is."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.compare.numbers.fields import counted, fields_in
from kb.compare.positions.stance.alignment import is_telling
from kb.compare.positions.stance.lexicon import forms
from kb.model import Quantity
from kb.wording import words_in

_SOFT = re.compile(
    r"(?P<least>at least|more than|over)|(?P<most>at most|up to|less than|under)"
    r"|about|almost|around|nearly|roughly|some",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"\b(?:count|number|tally|toll|total)s?\s+of\s+(?P<what>[^.,;:()“”\"]+)", re.IGNORECASE)
_AGE = re.compile(r"[,(]\s*(?:aged?\s+)?$")
_CLOSED = re.compile(r"\s*[,.)]")
_NUMBERED = re.compile(
    r"(?:\b(?:number|count|tally|toll|total|figure|estimate|report|it)\b[^.;]{0,80}"
    r"\b(?:at|to|was|is|of|as|reached|hit|stands|stood)"
    r"|\b(?:amended|changed|corrected|given|lowered|put|raised|revised|updated)\s+(?:as|at|down\s+to|to|up\s+to))"
    r"\s+(?:[a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
_BESIDE = 3  # words on either side of a bare number
_CHANGE_IN = re.compile(r"^[^.,;]{0,30}?\bin\s+(?P<what>[^.,;:()]+)", re.IGNORECASE)
_LEADING = frozenset({"about", "almost", "around", "by", "nearly", "roughly", "some", "to"})
_NEAR = 40  # characters before a figure that tell how it is meant
_BY = re.compile(r"\bby\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
_OTHER = re.compile(r"\b(?P<role>from|than|of the|of its|of their|all)\s+(?:[a-z]+\s+)?$", re.IGNORECASE)


def heads_of(quantity: Quantity, text: str) -> frozenset[str]:
    """Give the lemmas of the noun that is counted: "24 passengers", "the number of injured passengers stood at 24"."""
    nouns = {quantity.unit} if quantity.kind != "duration" else set()
    match = _NUMBER_OF.search(text)
    if quantity.kind == "cardinal" and not quantity.unit and match:
        words = [word.text for word in words_in(match["what"])]
        last = next((at for at, word in enumerate(words) if word in counted().ending), len(words))
        nouns = set(words[max(0, last - 1) : last])
    if quantity.kind != "cardinal":
        return frozenset(nouns - {""})
    return frozenset(
        form
        for noun in nouns
        if noun and forms(noun).isdisjoint(counted().bare)
        for form in (forms(noun) if match and not quantity.unit else (noun,))
    )


def moved(before: str, after: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words of what rose or fell, and of them those behind "of".

    It is what the verb acts on ("cut the risk of fire by"), else what stands before it ("sales of boats fell"), or
    behind "in": "a fall of 12% in sales".
    """
    words = [word.text for word in words_in(before)]
    verbs = [at for at, word in enumerate(words) if fields_in([word], "percent", bare=False).keys() & {"rise", "fall"}]
    inside = _CHANGE_IN.search(after)
    behind = [word.text for word in words_in(inside["what"])] if inside else []
    acted = [word for word in words[verbs[-1] + 1 :] if word not in _LEADING] if verbs else []
    if acted[:1] == ["in"]:
        acted = acted[1:]
    told = acted if any(map(is_telling, acted)) else []
    whole = told or behind or (words[: verbs[-1]] if verbs else words)
    part = whole[whole.index("of") + 1 :] if "of" in whole else []
    return frozenset(filter(is_telling, whole)), frozenset(filter(is_telling, part))


def counts_people(before: str, after: str) -> bool:
    """Tell "left 31 hurt" and "the number stood at 31" from an age ("Tom Hale, 31, died") and from "one of them".

    A bare number counts people where a word for what happened to them, or a number of something, stands beside it.
    """
    if _AGE.search(before) and _CLOSED.match(after):
        return False
    if _NUMBERED.search(before):
        return True
    left, right = ([word.text for word in words_in(part)] for part in (before, after))
    near = [*left[-_BESIDE:], *right[:_BESIDE]]
    return bool(fields_in(near, "cardinal", bare=True))


def softened(quantity: Quantity, before: str) -> Quantity:
    """Read "more than" before a duration, as is done for other numbers."""
    if quantity.kind != "duration":
        return quantity
    match = _SOFT.search(before[-12:]) or _SOFT.match(quantity.span.exact)
    if not match:
        return quantity
    low, high = "" if match["most"] else quantity.low, "" if match["least"] else quantity.high
    return replace(quantity, low=low, high=high, approximate=not (match["most"] or match["least"]))


def role_of(before: str, words: list[str]) -> str:
    """Tell "rose by 12" and "up from 12" from the size itself; "were joined by 12 pilots" says who joined."""
    nearby = before[-_NEAR:]
    other = _OTHER.search(nearby)
    if other:
        return other["role"].casefold()
    changing = any(not forms(word).isdisjoint(counted().change) for word in words)
    return "by" if changing and _BY.search(nearby) else ""
