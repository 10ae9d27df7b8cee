"""The tokens of every list, the same in every format: kinds, voices, reasons, severities."""

from __future__ import annotations

from enum import StrEnum


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

    @classmethod
    def of(cls, *, opposed: bool, sure: bool, sourced: bool) -> Voice:
        """Give the voice of what says the opposite or not, surely or not, by somebody else or not; first match."""
        if opposed:
            return cls.DENIES
        if not sure:
            return cls.HEDGES
        return cls.RELAYS if sourced else cls.ASSERTS


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


class Bearing(StrEnum):
    """What the word is that a time belongs to: something that happens, a word of saying, or a thing that it names."""

    EVENT = "event"
    SAYING = "saying"
    NAME = "name"


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


class FactKind(StrEnum):
    """What an article states, or lets one infer, about itself."""

    OUTLET = "outlet"
    PUBLISHED = "published"
    UPDATED = "updated"
    AUTHOR = "author"
    LANGUAGE = "language"
    CREDIT = "credit"  # an agency's, for the text
    PHOTO_CREDIT = "photo-credit"
    CORRECTION = "correction"


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


class LinkKind(StrEnum):
    """What joins two propositions: they say the same, or the left one says the same and more."""

    SAME = "same"
    REFINES = "refines"


class LinkStatus(StrEnum):
    """Whether a link stands by its evidence, or waits for a person to look at it."""

    ASSERTED = "asserted"
    SUGGESTED = "suggested"


class ReuseMode(StrEnum):
    """How much of a text was changed where another text has it."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    REWRITTEN = "rewritten"


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


class Decision(StrEnum):
    """What a review decides.

    ``undo`` takes a merge of agents back, ``withdraw`` one of the three before it, which are about links between claims
    and about discrepancies: it is so, it is not so, it is known and need not be reported for some time.
    """

    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"
    IDENTIFY = "identify"
    ACCEPT = "accept"
    REJECT = "reject"
    WAIVE = "waive"
    WITHDRAW = "withdraw"


class Verdict(StrEnum):
    """What people made of a link or a discrepancy; the last decision that nobody withdrew."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WAIVED = "waived"


class DoubtKind(StrEnum):
    """What speaks against two articles meaning one person by one full name; ``unclear``: nothing tells which one."""

    SEX = "sex"
    STATE = "state"
    TRADE = "trade"
    TIME = "time"
    UNCLEAR = "unclear"


class Hold(StrEnum):
    """How an office belongs to somebody on the day of a text."""

    HELD = "held"
    FORMER = "former"
    COMING = "coming"
