"""What all articles together give: claims, origins, discrepancies; and what a check has to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.model.text import Span
from kb.model.tokens import (
    CompatibleReason,
    DiscrepancyKind,
    LinkKind,
    LinkStatus,
    Polarity,
    QuoteDifference,
    ReuseMode,
    Severity,
    Voice,
)


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
class ClaimLink:
    """Why two propositions are held to say the same, or may be.

    Attributes:
        left, right: Identifiers of propositions. Of one that refines another, ``left`` is the one that says more.
        score: How well the two agree, 0 to 1.
        reasons: On what they agree, in words.
    """

    id: str
    kind: LinkKind
    status: LinkStatus
    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One occurrence that several propositions are about, whatever they say of it."""

    id: str
    propositions: tuple[str, ...]  # identifiers, sorted
    grounds: tuple[str, ...] = ()  # why it is held to be one, in words


@dataclass(frozen=True, slots=True)
class Reuse:
    """One text in two articles: aligned stretches and how alike they are (0 to 1).

    ``earlier`` is the article whose text the other one has, where days or credits tell, else empty; ``because`` says
    what tells it.

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
    mode: ReuseMode = ReuseMode.VERBATIM
    earlier: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency named in an article as the source of its text, and where it says so."""

    article: str
    agency: str  # identifier of the agent
    span: Span | None = None  # None when the metadata says it


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent source of text that articles draw on.

    ``kind`` is ``agency``, ``outlet``, ``utterance`` or ``readout``; ``agent`` is whose text it is; ``party`` is who
    has an interest in what it says (the government whose ministry speaks), or empty.
    """

    id: str
    kind: str
    name: str
    agent: str
    articles: tuple[str, ...]
    statements: tuple[str, ...]
    reuses: tuple[str, ...] = ()
    party: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The statement, and the very words in it, that a side rests on; and the clause, where one clause is at odds."""

    statement: str
    span: Span
    proposition: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that differ, with everything that supports it."""

    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Sides that cannot all hold, or that differ in a way a reader should know.

    ``shown`` says what was shown to be the same on all sides, each in words: "the subject (China)", "the relation
    (suspend)".
    """

    id: str
    kind: DiscrepancyKind
    severity: Severity
    sides: tuple[Side, ...]
    explanation: str
    shown: tuple[str, ...] = ()


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
    links: tuple[ClaimLink, ...] = ()
    events: tuple[Event, ...] = ()


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
