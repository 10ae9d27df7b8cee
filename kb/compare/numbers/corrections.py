"""Corrections: a note below the text takes a figure back, and the text has the one that holds.

"An earlier version of this article said 1,500. The figure is 1,200." The outlet's word is what it prints now; what it
takes back is its own earlier word, and no contradiction. Who still has the old figure differs from the outlet that
corrected it, which is told as any other difference of two numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kb.compare.finder import Difference, Finder
from kb.compare.numbers.amounts import in_words
from kb.compare.numbers.counting import Number, numbers_of
from kb.compare.source import Source
from kb.compare.telling.sides import Stand, discrepancy, told
from kb.groups import Groups
from kb.model import DiscrepancyKind, FactKind, Severity, Span
from kb.neighbours import Key, Matching, Pair

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FIGURE = re.compile(
    r"(?<![\w.,])[$€£]?(?P<digits>\d[\d,]*(?:\.\d+)?)(?:\s*(?P<size>thousand|million|billion)\b)?"
    rf"|\b(?P<word>{'|'.join(_WORDS)})\b",
    re.IGNORECASE,
)
_SIZES = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_BEFORE = re.compile(
    r"\b(?:(?:earlier|original|previous)\s+(?:version|article|report|story)|erroneously|incorrectly|mistakenly|misstated|wrongly"
    r"|(?:article|report|story)\s+(?:gave|said|stated))\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:and\s+not|instead\s+of|not|rather\s+than)\s+(?:about\s+|some\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that holds, and where the article takes an earlier one back.

    Attributes:
        figure: What holds, in the text.
        old: Words for what was printed before, and where the note has it.
        note: The words that say so.
    """

    figure: Number
    old: tuple[str, Span]
    note: str

    @property
    def id(self) -> str:
        """Name it by its figure, and the place of the note."""
        return f"{self.figure.id}:{self.old[1].start}"


def _items(source: Source) -> Mapping[str, Correction]:
    figures = tuple(source.once(numbers_of).values())
    spans = {span for fact in source.record.article.facts if fact.kind is FactKind.CORRECTION for span in fact.spans}
    found = (one for span in sorted(spans) for one in _corrections(span, figures))
    return {one.id: one for one in found}


def _corrections(note: Span, figures: tuple[Number, ...]) -> Iterator[Correction]:
    """Read a note that has one figure that was, and one that the text has; where it has more, nobody knows which."""
    marks = _BEFORE.search(note.exact)
    read = [(match, _value(match)) for match in _FIGURE.finditer(note.exact)]
    if not marks or len(read) != 2 or read[0][1] == read[1][1]:
        return
    denied = [_NOT.search(note.exact[: match.start()]) is not None for match, _ in read]
    old, new = reversed(read) if denied[1] or marks.start() > read[0][0].start() else read
    holding = [
        one
        for one in figures
        if not note.covers(one.span) and one.quantity.low == one.quantity.high and float(one.quantity.low) == new[1]
    ]
    for figure in holding[:1]:
        number = f"{old[1]:f}".rstrip("0").rstrip(".")
        words = in_words(replace(figure.quantity, low=number, high=number))
        start, end = old[0].span()
        yield Correction(figure, (words, Span(note.start + start, note.start + end, old[0][0])), marks[0])


def _value(match: re.Match[str]) -> float:
    if match["word"]:
        return float(_WORDS.index(match["word"].casefold()) + 1)
    return float(match["digits"].replace(",", "")) * _SIZES[(match["size"] or "").casefold()]


def _keys(_: Correction) -> tuple[Key, ...]:
    """Give none: an article corrects itself, and meets no other one."""
    return ()


def _link(_: Correction, __: Correction) -> None:
    return None


def _outcome(corrections: Mapping[str, Correction], _: Mapping[Pair, None]) -> Iterator[Difference]:
    for one in corrections.values():
        figure, (words, span) = one.figure, one.old
        stands: list[Stand] = [
            (words, figure.account, span),
            (in_words(figure.quantity), figure.account, figure.span),
        ]
        shown = ("the article", f"the words that mark it ({one.note})")
        text = f"One value replaced another, as the text itself says. {told(stands)}. Shown by: {shown[1]}."
        yield discrepancy(DiscrepancyKind.SUPERSESSION, Severity.INFO, stands, text, shown)


def _groups() -> Groups[Correction, None, Difference]:
    return Groups(Matching(keys=_keys, link=_link), _outcome)


CORRECTIONS = Finder("corrections", _items, _groups)
