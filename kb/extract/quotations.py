"""Pair quotation marks by the way they face, never by counting them.

A mark opens when it stands at the start of a word and closes when it stands at the end of one; its shape
settles the rest. So a stray mark costs at most its own paragraph: nothing that follows is turned inside out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Shapes that belong together, under the shape that opens them. A quotation may close with any of the marks given,
# because papers mix styles: German „low-high“ ends in the mark that opens an English quotation.
_CLOSERS = {
    "“": "”“\"'",
    '"': '"”',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’'",
    "‚": "‘’'",
    "'": "'’",
    "''": "''",
}
_DOUBLE = '“”"„‟«»‹›'
_SINGLE = "‘’'‚"
_MARK = re.compile(r"``|''|[“”\"„‟«»‹›‘’'`‚]")
_ELISION = re.compile(r"(?:em|tis|twas|til|cause|n|bout|round|\d\ds?)\b", re.IGNORECASE)
_BEFORE_OPENING = " \t\u00a0\u2009\u202f([{<-–—―/:"
_AFTER_CLOSING = " \t\u00a0\u2009\u202f)]}>-–—―/.,;:!?…"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch ``[start, end)`` of a text within quotation marks, the marks included.

    Attributes:
        start: Offset of the opening mark.
        end: One past the closing mark, or past the last character of the paragraph if none closes it.
        depth: 0 for a quotation, 1 for a quotation within one, and so on.
        closed: False when the paragraph ends first: the next one reopens it, as printers do with long quotations.
    """

    start: int
    end: int
    depth: int = 0
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    text: str
    opens: bool  # as it faces
    closes: bool

    @property
    def end(self) -> int:
        return self.at + len(self.text)

    @property
    def single(self) -> bool:
        return self.text in _SINGLE


def quotations_in(text: str, *, reopened: bool = False) -> tuple[Quotation, ...]:
    """Give the quotations of one paragraph, outer before inner.

    Args:
        text: One paragraph.
        reopened: Whether the next paragraph starts with an opening mark. Then a quotation that nothing closes
            runs to the end of this one; otherwise its mark counts as stray unless it opens the paragraph.

    >>> [(q.start, q.end, q.depth) for q in quotations_in("“He said ‘no’,” she said.")]
    [(0, 15, 0), (9, 13, 1)]
    """
    marks = tuple(_marks_in(text))
    closing = _pairs(text, marks)
    found: list[tuple[int, int, bool]] = [(marks[left].at, marks[right].end, True) for left, right in closing.items()]
    unclosed = _unclosed(text, marks, closing, reopened)
    if unclosed is not None:
        found = [pair for pair in found if pair[1] <= unclosed or pair[0] > unclosed]
        found.append((unclosed, len(text.rstrip()), False))
    return tuple(_nested(sorted(found, key=lambda pair: (pair[0], -pair[1]))))


def opens_with_quotation(text: str) -> bool:
    """Tell whether a paragraph starts with an opening double mark, as one that continues a quotation does."""
    return text.lstrip()[:1] in ("“", '"', "„", "«") or text.lstrip()[:2] in ("''", "``")


def _marks_in(text: str) -> Iterator[_Mark]:
    for match in _MARK.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        shape = {"``": "''", "`": "'", "‟": "“"}.get(match.group(), match.group())
        starts_word = not before or before in _BEFORE_OPENING or before in _DOUBLE or before in _SINGLE
        ends_word = not after or after in _AFTER_CLOSING or after in _DOUBLE or after in _SINGLE
        opens = starts_word and not (not after or after.isspace())
        closes = ends_word and not (not before or before.isspace())
        if shape in "‘’'" and before.isalnum() and after.isalnum():
            continue  # an apostrophe: don't, O'Neill
        if shape in "’'" and opens and _ELISION.match(text, match.end()):
            continue  # 'em, the '90s
        if shape in "«»‹›":  # French sets spaces inside the marks
            opens, closes = (shape in "«‹" or opens), (shape in "»›" or closes)
        if shape in "“„" and not opens and not closes:
            opens = True
        if shape == "”" and not closes and not opens:
            closes = True
        yield _Mark(match.start(), match.group(), opens, closes)


def _pairs(text: str, marks: tuple[_Mark, ...]) -> dict[int, int]:
    """Give, for each mark that opens a closed quotation, the mark that closes it, by position in the list."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for number, mark in enumerate(marks):
        partner = _partner(text, marks, waiting, number) if mark.closes else None
        if partner is not None:
            pairs[waiting[partner]] = number
            del waiting[partner:]  # marks left open inside were stray
        elif mark.opens and mark.text not in "”’":
            if not mark.single:
                waiting = _without_stray(marks, waiting, mark.text)
            waiting.append(number)
        elif mark.opens and not waiting:
            waiting.append(number)  # a closing shape set where a quotation begins: »so«, ”so”
    return pairs


def _without_stray(marks: tuple[_Mark, ...], waiting: list[int], shape: str) -> list[int]:
    """Drop an open double mark when a second of its shape follows, unless a single one between them nests the two."""
    held = [index for index, left in enumerate(waiting) if marks[left].text == shape]
    if held and any(marks[left].single for left in waiting[held[-1] + 1 :]):
        return waiting
    return [left for left in waiting if marks[left].text != shape]


def _partner(text: str, marks: tuple[_Mark, ...], waiting: list[int], number: int) -> int | None:
    """Give the index in ``waiting`` of the mark that this one closes, or None."""
    mark = marks[number]
    for index in range(len(waiting) - 1, -1, -1):
        opening = marks[waiting[index]]
        shape = {"``": "''", "`": "'", "”": "“", "’": "‘"}.get(opening.text, opening.text)
        if mark.text not in _closers(shape) or mark.at <= opening.end:
            continue
        if mark.single and _may_be_possessive(text, marks, number):
            return None
        return index
    return None


def _closers(shape: str) -> tuple[str, ...]:
    return ("''", '"', "”") if shape == "''" else tuple(_CLOSERS.get(shape, ""))


def _may_be_possessive(text: str, marks: tuple[_Mark, ...], number: int) -> bool:
    """Tell whether ``s’ `` is rather the possessive of a plural: a later mark closes what is open."""
    mark = marks[number]
    if text[mark.at - 1 : mark.at] not in ("s", "z", "x") or not re.match(r"\s\w", text[mark.end : mark.end + 2]):
        return False
    for later in marks[number + 1 :]:
        if later.single:
            return later.closes and not later.opens
    return False


def _unclosed(text: str, marks: tuple[_Mark, ...], closing: dict[int, int], reopened: bool) -> int | None:
    """Give the offset of an opening double mark that is left open to the end of the paragraph, or None."""
    last = max((marks[right].end for right in closing.values()), default=0)
    for number, mark in enumerate(marks):
        if number in closing or mark.single or not mark.opens or mark.text == "”" or mark.at < last:
            continue
        if reopened or not text[: mark.at].strip():
            return mark.at
    return None


def _nested(pairs: list[tuple[int, int, bool]]) -> Iterator[Quotation]:
    around: list[int] = []  # ends of the quotations that enclose the present one
    for start, end, closed in pairs:
        while around and around[-1] <= start:
            around.pop()
        if around and end > around[-1]:
            continue  # crosses another: stray
        yield Quotation(start, end, len(around), closed)
        around.append(end)
