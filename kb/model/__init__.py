"""The nouns: Article, Text, Span, Statement, Proposition, Claim, Origin, Discrepancy, Run, Finding.

Every object is frozen and refuses nonsense at birth. Stages exchange nothing but these objects.
All offsets are Unicode code points, half-open, into ``Article.body``. Identifiers are the local
part of an IRI (``statement/9c41…``, see :mod:`kb.ids`); the graph stage puts the configured base
in front of them.
"""

from kb.model.comparison import (
    Claim,
    Comparison,
    CompatiblePair,
    Credit,
    Discrepancy,
    Evidence,
    Finding,
    Origin,
    Quotation,
    QuoteVariant,
    Reuse,
    Side,
)
from kb.model.statement import (
    Agent,
    Hop,
    Mention,
    Proposition,
    Quantity,
    Reading,
    Record,
    Run,
    Statement,
    TimeExpression,
)
from kb.model.text import Article, Interval, Region, Source, Span
from kb.model.tokens import (
    AgentType,
    Certainty,
    CompatibleReason,
    DiscrepancyKind,
    Kind,
    Mode,
    Polarity,
    QuoteDifference,
    RegionKind,
    Role,
    Severity,
    TimeOf,
    Voice,
)

__all__ = [
    "Agent",
    "AgentType",
    "Article",
    "Certainty",
    "Claim",
    "Comparison",
    "CompatiblePair",
    "CompatibleReason",
    "Credit",
    "Discrepancy",
    "DiscrepancyKind",
    "Evidence",
    "Finding",
    "Hop",
    "Interval",
    "Kind",
    "Mention",
    "Mode",
    "Origin",
    "Polarity",
    "Proposition",
    "Quantity",
    "Quotation",
    "QuoteDifference",
    "QuoteVariant",
    "Reading",
    "Record",
    "Region",
    "RegionKind",
    "Reuse",
    "Role",
    "Run",
    "Severity",
    "Side",
    "Source",
    "Span",
    "Statement",
    "TimeExpression",
    "TimeOf",
    "Voice",
]
