"""What is read in one article: statements, their propositions, and all that these name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kb.model.naming import Tenure
from kb.model.syntax import Syntax
from kb.model.text import Article, Interval, Span
from kb.model.tokens import AgentType, Bearing, Certainty, Kind, Mode, Polarity, Role, TimeOf


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
        event: The word whose time it is: "signed" in "the pact signed in 1979", the cue for a time of saying, the noun
            in "the 1979 pact"; ``None`` where nothing tells.
        bearing: What that word is; ``None`` without one.
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
    event: Span | None = None
    bearing: Bearing | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """Bounds in a unit, as canonical decimal strings; empty where open."""

    low: str
    high: str
    unit: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed and as understood.

    Attributes:
        span: The words, unit included.
        kind: ``cardinal``, ``ordinal``, ``fraction``, ``money``, ``percent``, ``measure``.
        low: Smallest value meant, as a canonical decimal string; empty when unbounded.
        high: Largest value meant; equal to ``low`` for a plain number.
        unit: Unit or counted noun in the singular (``USD``, ``percent``, ``mile``, ``aircraft``), or empty.
        approximate: Printed with "about", "nearly", "some", or a mere order of magnitude ("hundreds").
        comparator: ``<``, ``<=``, ``>=``, ``>``: how what is meant compares with the number printed; empty when the
            number itself is meant, or a range. Source: https://hl7.org/fhir/valueset-quantity-comparator.html
        base: The bounds in the base unit of a measure that has one size everywhere.
    """

    span: Span
    kind: str
    low: str
    high: str
    unit: str = ""
    approximate: bool = False
    comparator: str = ""
    base: Measure | None = None


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
        literal: Identifier of the place that the words literally name, where they mean who acts there ("Madrid said"
            is Spain's word, and Madrid is its place); else empty.
        candidates: Identifiers of those who may be meant where the text leaves it open (two people of one surname).
    """

    span: Span
    type: AgentType
    name: str = ""
    titles: str = ""
    subject: bool = False
    agent: str = ""
    literal: str = ""
    candidates: tuple[str, ...] = ()


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
    """What one extractor read in one article, before anything is resolved.

    ``syntax`` is the parse that it read from; ``None`` from an extractor that reads none.
    """

    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...] = ()
    syntax: Syntax | None = None


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
    tenures: tuple[Tenure, ...] = ()  # offices that the text gives people, in text order
