"""Signs: single expressions that speak for one value of a fact, and what several of them amount to."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from kb.model import Article, Fact, FactKind, RegionKind, Span

SUREST = 0.97  # however many signs agree: each may rest on the same mistake


@dataclass(frozen=True, slots=True)
class Sign:
    """One expression, or one address, that speaks for a value.

    Attributes:
        value: What it speaks for.
        ground: The sort of sign: ``contact line``, ``copyright line``.
        confidence: How often such a sign is right.
        span: The words; ``None`` where a name or address says it.
        reason: What it says, in words.
    """

    value: str
    ground: str
    confidence: float
    span: Span | None
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """One region of an article, and how far from its ends it stands (counted in regions, from 0)."""

    text: str
    start: int
    kind: RegionKind
    before: int
    after: int

    @property
    def outer(self) -> bool:
        """Whether it stands where pages put what is about the article: near an end, or apart from the prose."""
        return self.kind is not RegionKind.BODY or self.before < 4 or self.after < 3

    def span(self, start: int, end: int) -> Span:
        """Cut a span of the article out of the line."""
        return Span(self.start + start, self.start + end, self.text[start:end])

    def whole(self) -> Span:
        """Give the span of the line."""
        return self.span(0, len(self.text))


def lines_of(article: Article) -> tuple[Line, ...]:
    """Give the regions of an article as lines; front matter is left out, being stated rather than printed."""
    regions = [region for region in article.regions if region.kind is not RegionKind.FRONT_MATTER]
    return tuple(
        Line(article.body[region.start : region.end], region.start, region.kind, place, len(regions) - 1 - place)
        for place, region in enumerate(regions)
    )


def matches(
    lines: Iterable[Line], pattern: re.Pattern[str], marks: tuple[str, ...] = ("",)
) -> Iterator[tuple[Line, re.Match[str]]]:
    """Give all places where a pattern stands in those lines that hold one of some marks."""
    for line in lines:
        for mark in marks:
            if mark in line.text:
                yield from ((line, found) for found in pattern.finditer(line.text))
                break


def addresses_of(article: Article) -> Iterator[SplitResult]:
    """Give the web addresses that an article is known by, parsed; what only looks like one is left out."""
    for address in dict.fromkeys((article.url, article.doc)):
        if "://" in address:
            try:
                yield urlsplit(address)
            except ValueError:  # brackets that do not close, and the like
                continue


def together(signs: Iterable[Sign]) -> float:
    """Give the confidence that several independent signs of one value give: all would have to be wrong.

    >>> together([Sign("a", "x", 0.5, None, ""), Sign("a", "y", 0.5, None, "")])
    0.75
    """
    return round(min(SUREST, 1 - math.prod(1 - sign.confidence for sign in signs)), 4)


def fact_of(kind: FactKind, value: str, signs: Iterable[Sign], confidence: float | None = None) -> Fact:
    """Give the fact that some signs of one value amount to, with the places and the reasons of all of them."""
    ordered = sorted(signs, key=lambda sign: (-sign.confidence, sign.span or Span(0, 0, ""), sign.ground))
    return Fact(
        kind=kind,
        value=value,
        ground="; ".join(dict.fromkeys(sign.ground for sign in ordered)),
        confidence=together(ordered) if confidence is None else confidence,
        spans=tuple(sorted({sign.span for sign in ordered if sign.span})),
        reason="; ".join(dict.fromkeys(sign.reason for sign in ordered)),
    )


def unknown(kind: FactKind, reason: str) -> Fact:
    """Give the fact that something cannot be known, and why."""
    return Fact(kind=kind, value="", reason=reason)
