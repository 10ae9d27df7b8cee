"""House styles: words that outlets print in several ways without printing other words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.wording import FUNCTION_WORDS, house_form

_CONTRACTED = re.compile(r"(?:he|here|i|it|she|that|there|they|we|what|where|who|you)'(?:d|ll|m|re|s|ve)")
_BRITISH = (
    (re.compile(r"our(?=$|ed|er|hood|ing|ite|less|s)"), "or"),  # neighbourhood, favourite
    (re.compile(r"re(?=s?$)"), "er"),  # centre, metres
    (re.compile(r"is(?=(?:ation|e|ed|er|es|ing)s?$)"), "iz"),  # organise
    (re.compile(r"(?<=\w{4}l)l(?=ed$|er$|ing$)"), ""),  # travelled, and not "filled", which is not "filed"
    (re.compile(r"ogue(?=s?$)"), "og"),  # dialogue
    (re.compile(r"ence(?=s?$)"), "ense"),  # licence
    (re.compile(r"ys(?=e[drs]?$|ing$)"), "yz"),  # analyse
)
_ORDINALS = {
    "1st": "first",
    "2nd": "second",
    "3rd": "third",
    "4th": "fourth",
    "5th": "fifth",
    "6th": "sixth",
    "7th": "seventh",
    "8th": "eighth",
    "9th": "ninth",
    "10th": "tenth",
    "11th": "eleventh",
    "12th": "twelfth",
    "20th": "twentieth",
    "21st": "twenty-first",
}
ORDINALS = frozenset(_ORDINALS.values())
"""Ordinals in words."""


def same_house(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether folded words are printed in two ways.

    >>> same_house(["lt"], ["lieutenant"]), same_house(["11th"], ["eleventh"]), same_house(["co-op"], ["coop"])
    (True, True, True)
    """
    left, right = (house_form(" ".join(_ORDINALS.get(word, word) for word in words)) for words in (ours, theirs))
    return left == right or _solid(ours) == _solid(theirs) or list(map(_american, ours)) == list(map(_american, theirs))


def _solid(words: Sequence[str]) -> str:
    return "".join(house_form(word) for word in words).replace("-", "").replace("'", "")


def _american(word: str) -> str:
    """Give a word as American papers spell it, or what no paper prints; good for telling whether two are one.

    >>> _american("neighbourhoods"), _american("travelled"), _american("filled")
    ('neighborhoods', 'traveled', 'filled')
    """
    for british, american in _BRITISH:
        word = british.sub(american, word)
    return word


def carries_meaning(word: str) -> bool:
    """Tell whether a folded word says anything by itself.

    >>> carries_meaning("i'm"), carries_meaning("can't")
    (False, True)
    """
    return word not in FUNCTION_WORDS and _CONTRACTED.fullmatch(word) is None
