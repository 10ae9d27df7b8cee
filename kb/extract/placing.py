"""Attributions found by other means than the parse → sentence by sentence, as the parse would give them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kb.extract.attribution import Attribution
from kb.extract.continuations import Read
from kb.extract.fragments import Range
from kb.extract.parse import Paragraph
from kb.extract.sentences import units_in


def placed(paragraphs: Sequence[Paragraph], attributions: Iterable[Attribution]) -> Iterator[Read]:
    """Give every unit, in order, with the attributions that are made in it.

    Args:
        paragraphs: The parsed paragraphs of an article, all of them, in order.
        attributions: Offsets in the article, in any order. Ranges that cross paragraphs are cut at their edges, and
            what lies outside all paragraphs (headlines, datelines) is left out; an attribution whose content is gone
            then is dropped.
    """
    units = list(units_in(paragraphs))
    starts = [unit.paragraph.start + unit.start for unit in units]
    found: dict[int, list[Attribution]] = defaultdict(list)
    edges = [paragraph.start for paragraph in paragraphs]
    for attribution in attributions:
        inside = replace(
            attribution,
            source=_inside(paragraphs, edges, attribution.source),
            cue=_inside(paragraphs, edges, attribution.cue),
            content=_inside(paragraphs, edges, attribution.content),
        )
        if inside.content:
            found[max(0, bisect_right(starts, inside.place[0]) - 1)].append(inside)
    for number, unit in enumerate(units):
        yield unit, tuple(sorted(found[number], key=lambda each: (each.cue, each.content, each.source)))


def _inside(paragraphs: Sequence[Paragraph], edges: Sequence[int], ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Cut ranges at the edges of paragraphs, strip outer white space, and unite those that overlap."""
    united: list[Range] = []
    for start, end in sorted(piece for place in ranges for piece in _pieces(paragraphs, edges, place)):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)


def _pieces(paragraphs: Sequence[Paragraph], edges: Sequence[int], place: Range) -> Iterator[Range]:
    for paragraph in paragraphs[max(0, bisect_right(edges, place[0]) - 1) : bisect_right(edges, place[1])]:
        left, right = max(place[0] - paragraph.start, 0), min(place[1] - paragraph.start, len(paragraph.text))
        words = paragraph.text[left:right] if left < right else ""
        if words.strip():
            start = paragraph.start + left + len(words) - len(words.lstrip())
            yield start, start + len(words.strip())
