"""What each stretch of an article is: body, headline, heading, caption, credit, byline, notice.

Pages saved as text lose their layout, but print conventions stay: furniture stands on lines of
its own, and each kind has its wording (``furniture.toml``). Only what is left over as ``body``
makes statements, so a line is body unless its wording is unmistakable.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from kb.model import Region, RegionKind

LONGEST_WORD = 30  # characters by which lines of one width may fall short of it
SHORTEST_CUT = 40  # characters of a line that a program may have cut; shorter ones are verses, lists, signatures
HEADING_WORDS = 16  # longer lines without a stop are body: transcripts, lists, careless copy
_LINE = re.compile(r"[^\r\n\u2028\u2029\x85\x0b\x0c]+")
_WORD = re.compile(r"[\w’'.-]+")
# A sentence ends in a stop, perhaps inside closing marks; a colon or dash at the end announces what follows.
_ENDS = re.compile(r"[.!?…:;,—–-][\"”’»“')\]]*$|[\"”’»]$")
_STOP = re.compile(r"[.!?…][\"”’»)]*$")
# Bullets are items of a list, and a speaker label opens speech: neither is a heading.
_NO_HEADING = re.compile(r"[•*–—\-\d]|[\w .]+: \S")


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: RegionKind
    pattern: re.Pattern[str]
    most_words: int = 0


@cache
def _rules(table: str) -> tuple[_Rule, ...]:
    furniture = tomllib.loads((Path(__file__).parent / "furniture.toml").read_text(encoding="utf-8"))
    agencies = "|".join(re.escape(name) for name in sorted(furniture["agencies"], key=len, reverse=True))
    return tuple(
        _Rule(
            RegionKind(rule["kind"]),
            re.compile(rule["pattern"].replace("{agencies}", agencies), re.VERBOSE),
            rule.get("most_words", 0),
        )
        for rule in furniture[table]
    )


def regions_of(text: str, start: int = 0) -> tuple[Region, ...]:
    """Divide ``text[start:]`` into regions, in order, that cover every non-blank character.

    Args:
        text: The decoded article.
        start: Where the article proper begins (after front matter).

    Returns:
        One region a line without its outer white space; a hard-wrapped paragraph is one region.
    """
    lines = list(_lines(text, start))
    prose = [begin for begin, end in lines if _ENDS.search(text[begin:end]) and len(_WORD.findall(text[begin:end])) > 4]
    first_prose = prose[0] if prose else None
    seen: set[str] = set()
    regions: list[Region] = []
    for position, (begin, end) in enumerate(lines):
        line = text[begin:end]
        kind = _furniture(line)
        if kind is None and first_prose is not None and (_is_heading(line) or _is_navigation(line, seen)):
            follower = text[slice(*lines[position + 1])] if position + 1 < len(lines) else ""
            kind = _heading(follower, before_prose=begin < first_prose)
        seen.add(line)
        regions.extend(_divided(text, begin, end) if kind is None else [Region(begin, end, kind)])
    return tuple(regions)


def headline_in(text: str, regions: tuple[Region, ...]) -> str:
    """Give the last headline before the prose, the one nearest to the article; empty if there is none."""
    found = [text[region.start : region.end] for region in regions if region.kind is RegionKind.HEADLINE]
    return found[-1] if found else ""


def _furniture(line: str) -> RegionKind | None:
    bare = line.lstrip("•*–—-_ \xa0").rstrip()
    words = len(_WORD.findall(bare))
    return next((rule.kind for rule in _rules("line") if words <= rule.most_words and rule.pattern.search(bare)), None)


def _is_heading(line: str) -> bool:
    return not _ENDS.search(line) and 0 < len(_WORD.findall(line)) <= HEADING_WORDS and not _NO_HEADING.match(line)


def _is_navigation(line: str, seen: set[str]) -> bool:
    return line in seen and len(_WORD.findall(line)) <= HEADING_WORDS and not _STOP.search(line)


def _heading(follower: str, *, before_prose: bool) -> RegionKind:
    if _furniture(follower) is RegionKind.CREDIT:
        return RegionKind.CAPTION  # the line above a picture's credit describes the picture
    return RegionKind.HEADLINE if before_prose else RegionKind.HEADING


def _divided(text: str, begin: int, end: int) -> Iterator[Region]:
    """Cut a dateline, or a heading that lost its line break, off the front of a body line."""
    for rule in _rules("front"):
        found = rule.pattern.match(text, begin, end)
        if found:
            yield Region(*_stripped(text, begin, found.end()), rule.kind)
            begin = found.end()
            break
    yield Region(begin, end, RegionKind.BODY)


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Give the bounds of each line; in a hard-wrapped text, of each paragraph."""
    blocks: list[list[tuple[int, int]]] = []
    for found in _LINE.finditer(text, start):
        if not found[0].strip():
            continue
        if not blocks or text.count("\n", blocks[-1][-1][1], found.start()) != 1:
            blocks.append([])
        blocks[-1].append(_stripped(text, *found.span()))
    inner = [text[slice(*span)] for block in blocks for span in block[:-1]]
    width = max(map(len, inner), default=0)
    wrapped = _is_wrapped(inner)
    for block in blocks:
        if wrapped and all(end - begin > width - LONGEST_WORD for begin, end in block[:-1]):
            yield block[0][0], block[-1][1]
        else:
            yield from _rejoined(text, block)


def _rejoined(text: str, block: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join a long line with the next where that goes on in lower case: even one such break is none of the writer's."""
    begin = block[0][0]
    for (first, end), (then, _) in pairwise(block):
        if end - first < SHORTEST_CUT or not text[then].islower() or _ENDS.search(text[first:end]):
            yield begin, end
            begin = then
    yield begin, block[-1][1]


def _is_wrapped(inner: list[str]) -> bool:
    """Tell whether lines that another line follows were cut at one width, as typewriters and mail do it.

    Such lines are 50 to 100 characters long, differ by less than a long word, and mostly end inside a sentence.
    """
    full = [line for line in inner if 45 <= len(line) <= 100]
    cut = [line for line in full if not _STOP.search(line)]
    return len(inner) >= 2 and len(full) >= 0.9 * len(inner) and len(cut) >= 0.6 * len(inner)


def _stripped(text: str, begin: int, end: int) -> tuple[int, int]:
    piece = text[begin:end]
    return begin + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
