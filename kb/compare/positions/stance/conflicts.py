"""Facts of two lines that cannot both hold: opposite words, other years, other numbers of one thing.

Only lines that agree on most of their other words are about one matter; for all others, nothing clashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.compare.positions.stance.alignment import is_telling, shared
from kb.compare.positions.stance.lexicon import forms, lexicon
from kb.compare.positions.stance.lines import Line
from kb.wording import house_form, opposed

_ALIKE = 0.6  # share of the claim's other words that a line about the same matter has
_TWICE = 1.5  # ratio from which on two counts are no rounding or update of each other
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def conflict(ours: Line, theirs: Line) -> str:
    """Give in words what keeps two lines from both holding, or nothing.

    >>> conflict(Line.of("Factory orders fell in March"), Line.of("Factory orders rose sharply in March"))
    'it says rose, the claim fell'
    """
    common, common_theirs = shared(ours, theirs), shared(theirs, ours)
    told = sum(map(is_telling, ours.words)) - 1  # without the word that clashes
    if told < 1 or sum(common) < _ALIKE * told:
        return ""
    mine = [word for word, known in zip(ours.words, common, strict=True) if not known and word not in lexicon().roomy]
    others = [
        word
        for word, known in zip(theirs.words, common_theirs, strict=True)
        if not known and word not in lexicon().roomy
    ]
    for word in mine:
        for other in others:
            if any(_exclude(one, another) for one in forms(word) for another in forms(other)):
                return f"it says {other}, the claim {word}"
    years, other_years = _years(ours), _years(theirs)
    if years and other_years and years.isdisjoint(other_years):
        return f"it says {min(other_years)}, the claim {min(years)}"
    return _other_count(ours, theirs)


def _exclude(one: str, other: str) -> bool:
    return opposed(one, other) or (one, other) in lexicon().opposites


def _years(line: Line) -> set[str]:
    return {word for word in line.words if _YEAR.fullmatch(word)}


def _other_count(ours: Line, theirs: Line) -> str:
    mine, others = dict(_counts(ours)), dict(_counts(theirs))
    for noun in sorted(mine.keys() & others.keys()):
        low, high = sorted((mine[noun], others[noun]))
        if low > 0 and high / low >= _TWICE:
            return f"it says {others[noun]:g} {noun}, the claim {mine[noun]:g}"
    return ""


def _counts(line: Line) -> Iterator[tuple[str, float]]:
    """Give what is counted exactly, with its number: "three miners", never "more than 30 miners"."""
    for at, word in enumerate(line.words[:-1]):
        number = house_form(word)
        vague = at > 0 and line.words[at - 1] in lexicon().roomy
        if _NUMBER.fullmatch(number) and not _YEAR.fullmatch(number) and not vague:
            noun = line.words[at + 1]
            if is_telling(noun):
                yield min(forms(noun), key=lambda form: (len(form), form)), float(number)
