"""The nouns: Article, Text, Span, Statement, Proposition, Claim, Origin, Discrepancy, Run, Finding.

Every object is frozen and refuses nonsense at birth. Stages exchange nothing but these objects.
All offsets are Unicode code points, half-open, into ``Article.body``. Identifiers are the local
part of an IRI (``statement/9c41…``, see :mod:`kb.ids`); the graph stage puts the configured base
in front of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kb.errors import SpanError


class Kind(StrEnum):
    """How a statement is printed; ``narrator`` is the outlet's own voice."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    NARRATOR = "narrator"


class Voice(StrEnum):
    """What a statement does with a claim."""

    ASSERTS = "asserts"
    RELAYS = "relays"
    HEDGES = "hedges"
    DENIES = "denies"


class Polarity(StrEnum):
    """Whether a clause is affirmed or negated."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Certainty(StrEnum):
    """How sure the printed words are (the certainty axis of FactBank)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNDERSPECIFIED = "underspecified"


class Mode(StrEnum):
    """``throughout``: the event filled the interval; ``within``: it lies somewhere in it."""

    THROUGHOUT = "throughout"
    WITHIN = "within"


class TimeOf(StrEnum):
    """What a time expression dates: the act of saying, or what is said."""

    SPEECH = "speech"
    CONTENT = "content"


class Role(StrEnum):
    """The part an agent plays in a reporting chain."""

    OUTLET = "outlet"
    AGENCY = "agency"
    DOCUMENT = "document"
    SPOKESPERSON = "spokesperson"
    PRINCIPAL = "principal"
    SPEAKER = "speaker"


class AgentType(StrEnum):
    """What sort of thing a name refers to."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    GROUP = "group"
    UNKNOWN = "unknown"


class RegionKind(StrEnum):
    """What a stretch of an article is. Only ``body`` makes statements."""

    BODY = "body"
    HEADLINE = "headline"
    HEADING = "heading"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    SEE_ALSO = "see-also"
    NOTICE = "notice"  # comment policy, contact line, subscription line
    FRONT_MATTER = "front-matter"


class DiscrepancyKind(StrEnum):
    """In what respect the sides differ."""

    DATE = "date"
    NUMBER = "number"
    POLARITY = "polarity"
    MODALITY = "modality"
    SCOPE = "scope"
    COUNT = "count"
    ROLE = "role"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    BLAME = "blame"
    SUPERSESSION = "supersession"
    INFLATION = "inflation"
    MISSING_CREDIT = "missing-credit"
    REFUTATION = "refutation"


class CompatibleReason(StrEnum):
    """Why two statements that look at odds are not."""

    YEAR_MISSING = "year-missing"
    LESS_PRECISE = "less-precise"
    ROLE_CHANGED = "role-changed"
    PART_OF = "part-of"
    OTHER_REFERENT = "other-referent"
    OTHER_SCOPE = "other-scope"
    OTHER_EVENT = "other-event"
    SAME_UTTERANCE = "same-utterance"


class QuoteDifference(StrEnum):
    """How one printed form of a quotation departs from another."""

    TYPOGRAPHY = "typography"
    HOUSE_STYLE = "house-style"
    DROPPED_WORD = "dropped-word"
    ADDED_WORD = "added-word"
    CHANGED_WORD = "changed-word"
    MERGED = "merged"
    ATTRIBUTION = "attribution"


class Severity(StrEnum):
    """How much a finding or discrepancy matters, the SHACL way."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


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
class Article:
    """One published version of a news page, and its decoded text, which is never altered.

    Attributes:
        id: ``article/…``, a function of ``doc`` and the bytes.
        doc: Path relative to the ingested root, URL, or ``file.jsonl#id``.
        digest: ``sha256:…`` of the bytes as read.
        body: The decoded text that all offsets point into.
        language: BCP 47 tag; anything but ``en…`` is stored and not extracted.
        outlet: Name of the publisher as stated, or empty.
        published: Day or interval of publication as stated, or ``None``.
        credit: Wire credit as stated, or empty.
        regions: Non-overlapping, in order, covering every non-blank character.
        grounds: Where each stated fact comes from, as ``{"published": "manifest"}``.
        derived_from: The work this text digests, if its front matter names one.
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

    def span(self, start: int, end: int) -> Span:
        """Cut a span out of the body."""
        return Span.of(self.body, start, end)

    def stretches(self, *kinds: RegionKind) -> tuple[Region, ...]:
        """Give the regions of the kinds named, in order."""
        return tuple(region for region in self.regions if region.kind in kinds)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time as printed and as understood.

    Attributes:
        span: The words.
        type: TIMEX3 type: ``DATE``, ``TIME``, ``DURATION``, ``SET``.
        value: TIMEX3 value, such as ``2021-09-30``, ``P2D``, ``XXXX-10-30``.
        interval: Days it denotes, bounds included; open where nothing is known.
        mode: Whether the event filled the interval or lies within it.
        grain: ``day``, ``week``, ``month``, ``quarter``, ``season``, ``year``, ``decade``, ``century``, ``hour``.
        of: What it dates; set when the statement is known.
        anchor: The day or interval it was resolved against (ISO), or empty.
        rule: Name of the rule that resolved it.
        candidates: Other readings, where the text leaves it open.
    """

    span: Span
    type: str
    value: str
    interval: Interval
    mode: Mode
    grain: str
    anchor: str = ""
    rule: str = ""
    of: TimeOf = TimeOf.CONTENT
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed and as understood.

    Attributes:
        span: The words, unit included.
        kind: ``cardinal``, ``ordinal``, ``money``, ``percent``, ``measure``.
        low: Smallest value meant, as a canonical decimal string; empty when unbounded.
        high: Largest value meant; equal to ``low`` for a plain number.
        unit: Unit or counted noun in the singular (``USD``, ``percent``, ``mile``, ``aircraft``), or empty.
        approximate: Printed with "about", "nearly", "some".
    """

    span: Span
    kind: str
    low: str
    high: str
    unit: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, title, pronoun or role noun in the text, and whom it was linked to.

    Attributes:
        span: The words, titles included.
        type: Kind of thing mentioned.
        name: Proper-name part without titles and possessive ("Wu Qian"), or empty.
        titles: Title and role words around the name, as printed ("Chinese Defense Ministry spokesperson").
        subject: It is the subject of a finite verb (matters for pronouns).
        agent: Identifier of the agent, once linked; empty before.
    """

    span: Span
    type: AgentType
    name: str = ""
    titles: str = ""
    subject: bool = False
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Agent:
    """A person, body, place or group that mentions refer to."""

    id: str
    name: str
    type: AgentType
    aliases: tuple[str, ...] = ()
    same_as: str = ""  # Wikidata IRI
    part_of: tuple[str, ...] = ()  # identifiers of agents
    registered: bool = False


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a reporting chain; the outlet comes first and needs no span."""

    role: Role
    name: str
    agent: str = ""
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposition:
    """One clause of a statement, with its own span; it expresses exactly one claim.

    Attributes:
        id: ``proposition/…``, a function of statement and span.
        span: The clause, in one or more fragments.
        subject: Canonical words of the subject (an agent's name once linked), or empty.
        relation: Canonical relation: the lemma of the verb with its particle, or the name of its class.
        object: Canonical words of the object or complement, or empty.
        subject_agent: Identifier of the subject's agent, or empty.
        object_agent: Identifier of the object's agent, or empty.
        participants: Identifiers of all agents and places named in the clause, sorted.
        words: Content lemmas in order, lower-cased, without stop words; what matching aligns.
        times, quantities: Those bound to this clause.
        tense: ``past``, ``present`` or ``future`` of its finite verb, or empty; the past lies before publication.
    """

    id: str
    span: tuple[Span, ...]
    subject: str = ""
    relation: str = ""
    object: str = ""
    subject_agent: str = ""
    object_agent: str = ""
    participants: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    tense: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution in one article: a source, through a cue, says a content."""

    id: str
    article: str
    kind: Kind
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()  # empty in the outlet's own voice
    source: tuple[Span, ...] = ()  # empty when nobody is named ("it was alleged that …")
    parent: str = ""  # the statement whose content this one was made in
    speaker: str = ""  # identifier of the agent, once resolved
    chain: tuple[Hop, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    confidence: float = 1.0

    def __post_init__(self) -> None:
        """Refuse a statement without content, or a narrator with a source."""
        if not self.content:
            raise ValueError("a statement needs content")
        if self.kind is Kind.NARRATOR and (self.source or self.cue):
            raise ValueError("the narrator has neither source nor cue")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one extractor read in one article, before anything is resolved."""

    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of one extractor at one version on one article."""

    id: str
    article: str
    extractor: str
    version: str
    configuration: str
    started_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that one article contributes: what is stored whole, or not at all."""

    article: Article
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    agents: tuple[Agent, ...]
    run: Run
    revises: str = ""  # the article this one replaces


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said, free of wording; its propositions all say it.

    ``id`` follows from the least proposition, and ``text`` is the wording of that one.
    """

    id: str
    text: str
    polarity: Polarity
    propositions: tuple[str, ...]  # identifiers, sorted
    reasons: tuple[str, ...] = ()  # why they were merged, in words


@dataclass(frozen=True, slots=True)
class Reuse:
    """One text in two articles: aligned stretches and how alike they are (0 to 1).

    Re-read from a store without the texts, a span holds U+FFFD for every character, and its digest what is known of
    the words; else the digests are empty.
    """

    id: str
    left_article: str
    left: Span
    right_article: str
    right: Span
    similarity: float
    left_digest: str = ""
    right_digest: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency named in an article as the source of its text, and where it says so."""

    article: str
    agency: str  # identifier of the agent
    span: Span | None = None  # None when the metadata says it


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent source of text that articles draw on.

    ``kind`` is ``agency``, ``outlet``, ``utterance`` or ``readout``; ``agent`` is whose text it is.
    """

    id: str
    kind: str
    name: str
    agent: str
    articles: tuple[str, ...]
    statements: tuple[str, ...]
    reuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The statement, and the very words in it, that a side rests on."""

    statement: str
    span: Span


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that differ, with everything that supports it."""

    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Sides that cannot all hold, or that differ in a way a reader should know."""

    id: str
    kind: DiscrepancyKind
    severity: Severity
    sides: tuple[Side, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class CompatiblePair:
    """Sides that look at odds and are not, with the reason why."""

    id: str
    reason: CompatibleReason
    sides: tuple[Side, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class QuoteVariant:
    """One printed form of a quotation, and how it departs from the reference form."""

    statement: str
    span: Span
    difference: QuoteDifference


@dataclass(frozen=True, slots=True)
class Quotation:
    """One utterance as several articles print it."""

    id: str
    claim: str
    speaker: str
    variants: tuple[QuoteVariant, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything derived from all articles together, a function of the set of records."""

    claims: tuple[Claim, ...] = ()
    voices: Mapping[str, Voice] = field(default_factory=dict)  # proposition → voice towards its claim
    credits: tuple[Credit, ...] = ()
    reuses: tuple[Reuse, ...] = ()
    origins: tuple[Origin, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    compatible: tuple[CompatiblePair, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check has to say about one node of a graph.

    ``doc``, ``start`` and ``end`` address the words of an article that the node stands for, where there are any.
    """

    severity: Severity
    shape: str
    focus: str
    message: str
    path: str = ""
    value: str = ""
    component: str = ""
    doc: str = ""
    start: int | None = None
    end: int | None = None
