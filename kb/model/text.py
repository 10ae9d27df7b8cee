"""Article and text: what was printed, and where in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from kb.errors import SpanError
from kb.model.tokens import FactKind, RegionKind

FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: ``body[start:end] == exact``.

    Attributes:
        start: First character, in Unicode code points from 0.
        end: One past the last character, in the same unit.
        exact: The characters themselves, so that drift gets noticed.

    Source: https://www.w3.org/TR/annotation-model/#selectors
    """

    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        """Refuse a span whose length and words disagree."""
        if self.start < 0 or self.end - self.start != len(self.exact):
            raise SpanError(
                f"Span {self.start}:{self.end} does not fit {self.exact[:80]!r}.",
                hint="Count code points; byte offsets drift after the first 'é'.",
                see="https://www.w3.org/TR/annotation-model/#text-position-selector",
            )

    @classmethod
    def of(cls, body: str, start: int, end: int) -> Span:
        """Cut ``body[start:end]``; the one way to make a span from a text."""
        return cls(start, end, body[start:end])

    def covers(self, other: Span) -> bool:
        """Tell whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``earliest`` to ``latest``, both included; ``None`` is an open end."""

    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it begins."""
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(f"an interval cannot run from {self.earliest} back to {self.latest}")

    def __str__(self) -> str:
        """Give ``2021-10-01``, or ``2021-09-30/2021-10-01``; an open end is ``..`` (EDTF)."""
        if self.earliest and self.earliest == self.latest:
            return self.earliest.isoformat()
        return "/".join(day.isoformat() if day else ".." for day in (self.earliest, self.latest))

    def overlaps(self, other: Interval) -> bool:
        """Tell whether some day lies in both."""
        return (self.earliest or date.min) <= (other.latest or date.max) and (other.earliest or date.min) <= (
            self.latest or date.max
        )

    def covers(self, other: Interval) -> bool:
        """Tell whether every day of the other lies in this one."""
        return (self.earliest or date.min) <= (other.earliest or date.min) and (other.latest or date.max) <= (
            self.latest or date.max
        )


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """A stretch ``[start, end)`` of an article that is one kind of matter."""

    start: int
    end: int
    kind: RegionKind


@dataclass(frozen=True, slots=True)
class Source:
    """The work that an article digests, where its front matter names one (``prov:wasDerivedFrom``)."""

    digest: str
    outlet: str = ""
    published: Interval | None = None
    author: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is known about an article itself, where from, and how surely.

    Attributes:
        kind: What it tells: the outlet, the day, the author …
        value: As a manifest would state it, an open end of days as ``..``; empty when it is not known.
        ground: Where it comes from: ``manifest``, ``html``, ``contact line``; several joined by ``; ``.
        confidence: Probability that it is right, 0 when nothing is known; stated facts have 1.
        spans: The words it rests on, in text order.
        reason: Why it is so, or why nobody can tell, in words.
        days: The same as ``value`` for days.
        used: It is what the article carries and everything else builds on.
        conflict: Another fact of its kind speaks against it.
    """

    kind: FactKind
    value: str
    ground: str = ""
    confidence: float = 0.0
    spans: tuple[Span, ...] = ()
    reason: str = ""
    days: Interval | None = None
    used: bool = False
    conflict: bool = False

    def __post_init__(self) -> None:
        """Refuse a confidence that is no probability, and the use of what is not known."""
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"a confidence lies between 0 and 1, not at {self.confidence}")
        if self.used and not self.value:
            raise ValueError("what is not known cannot be used")

    def order(self) -> tuple[object, ...]:
        """Give a key that sorts facts by kind, what is used first, then the surest; the same for the same fact."""
        kind = list(FactKind).index(self.kind)
        return kind, not self.used, -self.confidence, self.spans, self.value, self.ground, self.reason


@dataclass(frozen=True, slots=True)
class Article:
    """One published version of a news page, and its decoded text, which is never altered.

    Attributes:
        id: ``article/…``, a function of ``doc`` and the bytes.
        doc: Path relative to the ingested root, URL, or ``file.jsonl#id``.
        digest: ``sha256:…`` of the bytes as read.
        body: The decoded text that all offsets point into.
        language: BCP 47 tag; anything but ``en…`` is stored and not extracted.
        outlet: Name of the publisher as stated or surely inferred, or empty.
        published: Day or interval of publication as stated or surely inferred, or ``None``.
        credit: Wire credit as stated, or empty.
        regions: Non-overlapping, in order, covering every non-blank character.
        grounds: Where each stated fact comes from, as ``{"published": "manifest"}``.
        derived_from: The work this text digests, if its front matter names one.
        facts: All that is known of the article itself, stated or inferred; empty before anybody looked.
    """

    id: str
    doc: str
    digest: str
    body: str
    language: str = "en"
    outlet: str = ""
    published: Interval | None = None
    url: str = ""
    author: str = ""
    credit: str = ""
    title: str = ""
    regions: tuple[Region, ...] = ()
    grounds: Mapping[str, str] = field(default_factory=dict)
    derived_from: Source | None = None
    facts: tuple[Fact, ...] = ()

    @property
    def day(self) -> date | None:
        """First day on which it may have been published, where that is known to within a fortnight.

        What counts days between articles asks for this: the first day of a longer interval would be a guess.
        """
        known = self.published
        if known is None or known.earliest is None or known.latest is None:
            return None
        return known.earliest if known.latest - known.earliest <= FORTNIGHT else None

    def span(self, start: int, end: int) -> Span:
        """Cut a span out of the body."""
        return Span.of(self.body, start, end)

    def stretches(self, *kinds: RegionKind) -> tuple[Region, ...]:
        """Give the regions of the kinds named, in order."""
        return tuple(region for region in self.regions if region.kind in kinds)
