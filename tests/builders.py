"""Builders that default all that a test does not care about."""

from __future__ import annotations

from datetime import date

from kb import ids
from kb.model import Article, Interval, Region, RegionKind, Span


def an_article(
    body: str = "Nothing happened.",
    *,
    doc: str = "a.txt",
    outlet: str = "The Example",
    published: str = "2021-10-01",
    regions: tuple[Region, ...] | None = None,
    **more: object,
) -> Article:
    """Build an article whose whole body is body text, unless told otherwise."""
    digest = ids.digest_of(body)
    day = date.fromisoformat(published) if published else None
    return Article(
        id=ids.article(doc, digest),
        doc=doc,
        digest=digest,
        body=body,
        outlet=outlet,
        published=Interval(day, day) if day else None,
        regions=(Region(0, len(body), RegionKind.BODY),) if regions is None else regions,
        **more,  # type: ignore[arg-type]
    )


def span_of(body: str, words: str, nth: int = 0) -> Span:
    """Find the nth occurrence of some words in a text."""
    start = -1
    for _ in range(nth + 1):
        start = body.index(words, start + 1)
    return Span(start, start + len(words), words)


def words(*groups: tuple[Span, ...]) -> tuple[str, ...]:
    """Give the words of each group of spans, fragments joined by `` […] ``."""
    return tuple(" […] ".join(span.exact for span in group) for group in groups)
