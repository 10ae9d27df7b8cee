"""Turn sets of tokens into clean character ranges."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from kb.extract.parse import Paragraph
from kb.extract.quotations import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc

Range = tuple[int, int]
_OUTER = frozenset({",", ";", ":", ".", "-", "–", "—", "―", "--", "...", "…"})
_PAIRS = {")": "(", "]": "["}


def fragments(
    paragraph: Paragraph, positions: Iterable[int], quotations: Iterable[Quotation] = ()
) -> tuple[Range, ...]:
    """Give the character ranges that some tokens cover, without outer punctuation.

    Args:
        paragraph: Where the tokens stand.
        positions: Token positions; runs that are parted by nothing but punctuation become one range.
        quotations: Quotations that a range takes in whole when it touches them.
    """
    doc = paragraph.doc
    found: list[Range] = []
    for left, right in _runs(doc, sorted(set(positions))):
        trimmed = _trimmed(doc, left, right, quotations)
        if trimmed:
            found.append(trimmed)
    return _united(paragraph.text, found)


def ranges(paragraph: Paragraph, positions: Iterable[int]) -> tuple[Range, ...]:
    """Give the character ranges of single words, neighbours united; for cues."""
    doc = paragraph.doc
    return _united(paragraph.text, [(doc[i].idx, doc[i].idx + len(doc[i])) for i in sorted(set(positions))])


def _runs(doc: Doc, positions: list[int]) -> list[Range]:
    """Group token positions into runs ``[left, right]``."""
    if not positions:
        return []
    starts, ends = [positions[0]], []
    for before, after in pairwise(positions):
        if after != before + 1 and any(not (token.is_punct or token.is_space) for token in doc[before + 1 : after]):
            ends.append(before)
            starts.append(after)
    return list(zip(starts, [*ends, positions[-1]], strict=True))


def _trimmed(doc: Doc, left: int, right: int, quotations: Iterable[Quotation]) -> Range | None:
    """Strip outer punctuation from the tokens ``left`` to ``right``, then take in whole quotations."""
    quoted = [(mark.start, mark.end) for mark in quotations]

    def loose(position: int) -> bool:
        token = doc[position]
        inside = any(start <= token.idx < end for start, end in quoted)
        return bool(
            token.is_space or (not inside and (token.text in _OUTER or _unbalanced(doc, position, left, right)))
        )

    while left <= right and loose(left):
        left += 1
    while left <= right and loose(right):
        right -= 1
    if left > right:
        return None
    start, end = doc[left].idx, doc[right].idx + len(doc[right])
    for mark_start, mark_end in quoted:
        if start < mark_end and mark_start < end:
            start, end = min(start, mark_start), max(end, mark_end)
    return start, end


def _unbalanced(doc: Doc, position: int, left: int, right: int) -> bool:
    """Tell whether a bracket at the edge of a run lacks its partner within the run."""
    text = doc[position].text
    if text in _PAIRS:
        return all(token.text != _PAIRS[text] for token in doc[left:position])
    if text in _PAIRS.values():
        return all(_PAIRS.get(token.text) != text for token in doc[position + 1 : right + 1])
    return False


def _united(text: str, found: list[Range]) -> tuple[Range, ...]:
    """Merge ranges that overlap, or that nothing but space and punctuation parts."""
    united: list[Range] = []
    for start, end in sorted(found):
        if united and (start <= united[-1][1] or not any(sign.isalnum() for sign in text[united[-1][1] : start])):
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)
