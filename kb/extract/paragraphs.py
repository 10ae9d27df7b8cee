"""Where the paragraphs of an article's body begin and end.

Every line is a paragraph, because news pages set one to a line; lines that are broken at a fixed width (wire copy,
mail) are joined. What is no body text makes no paragraph, and neither does a dateline or a bullet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kb.model import Article, RegionKind

LONGEST = 3_000  # characters parsed at once; hardly a paragraph of prose is longer, and tree walks stay cheap
# Where no sentence ends for long it is no prose, and its parse as deep as it is long.
LONGEST_SENTENCE = 400
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_WRAPPED = range(45, 110)  # width of a line that a mail or wire system has broken
# A town in capitals, perhaps with a state or country, a day and the agency in brackets, and a dash.
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.'’ /-]{2,40}(?:,\s?[A-Z][\w.]*(?: [A-Z]\w+)?){0,2}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"\s*(?:\([^()]{2,30}\))?\s*(?:[–—―]|-{1,2}(?=\s))\s*|"
    r"\s*[A-Z][\w.'’ ]{2,30}(?:,\s?[A-Z][\w.]*)?\s*\((?:AP|AFP|Reuters|UPI|CNN|Xinhua|Bloomberg)\)\s*[-–—―]+\s*"
)
# A dot, a star or a dash, or the number or letter of a list, before the first word: no part of any sentence.
_BULLET = re.compile(
    r"\s*(?:[•‣⁃◦∙●○▪▫■□►▶➤→✓✔\uf0b7·*–—―-]|\d{1,2}[.)]|\((?:\d{1,2}|[a-zA-Z])\)|[a-zA-Z]\))[^\S\n]+(?=\S)"
)


def paragraph_bounds(article: Article) -> Iterator[tuple[int, int]]:
    """Give ``[start, end)`` of each paragraph of body text, outer white space, bullets and datelines left out."""
    for start, end in _body(article):
        for left, right in _joined(article.body, start, end):
            before_text = _BULLET.match(article.body, left, right) or _DATELINE.match(article.body, left, right)
            yield from _pieces(article.body, before_text.end() if before_text else left, right)


def _body(article: Article) -> Iterator[tuple[int, int]]:
    """Give the stretches of body text; neighbours with nothing but white space between them are one."""
    if not article.regions:  # nobody told the matter apart: all of it is body
        yield 0, len(article.body)
        return
    start = end = -1
    for region in article.stretches(RegionKind.BODY):
        if start >= 0 and not article.body[end : region.start].strip():
            end = region.end
            continue
        if start >= 0:
            yield start, end
        start, end = region.start, region.end
    if start >= 0:
        yield start, end


def _joined(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the lines of a stretch; where a mail or wire system has broken them, give whole paragraphs."""
    lines = [
        (match.start() + match.group().index(words), match.start() + match.group().index(words) + len(words))
        for match in _LINE.finditer(body, start, end)
        if (words := match.group().strip())
    ]
    joins = [_one_break(body, before, line) for before, line in pairwise(lines)]
    small = sum(joined and body[line[0]].islower() for joined, line in zip(joins, lines[1:], strict=True))
    if small < max(2, len(joins) // 4):  # prose broken at a fixed width goes on in small letters time and again
        yield from lines
        return
    left = lines[0][0]
    for (before, line), joined in zip(pairwise(lines), joins, strict=True):
        if not joined:
            yield left, before[1]
            left = line[0]
    yield left, lines[-1][1]


def _one_break(body: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """Tell whether a full line and the next are parted by a single break, so that no paragraph ends there."""
    gap = body[before[1] : line[0]].replace("\r\n", "\n").strip(" \t\u00a0")
    return len(gap) == 1 and before[1] - before[0] in _WRAPPED


def _pieces(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch that is too long to parse at once: after a sentence, else at a space, else anywhere."""
    longest = LONGEST
    while end - start > longest:
        cuts = [match.end() for match in _SENTENCE_END.finditer(body, start + LONGEST // 2, start + LONGEST)]
        longest = LONGEST if cuts else LONGEST_SENTENCE  # also for what is left
        space = body.rfind(" ", start + longest // 2, start + longest) + 1
        cut = cuts[-1] if cuts else space or start + longest
        kept = body[start:cut].rstrip()
        if kept:
            yield start, start + len(kept)
        start = cut + len(body[cut:end]) - len(body[cut:end].lstrip())
    if start < end:
        yield start, end
