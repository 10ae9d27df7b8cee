"""Which proposition of an article stands for which mention of the truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.bench.synthetic.truth import Mention
from kb.model import Comparison, Proposition, Record

_FITS = 0.5  # share of characters (Dice) that a proposition and a clause have in common at least


@dataclass(frozen=True, slots=True)
class Read:
    """What became of each mention; absent where it is unread.

    Attributes:
        claims, origins: The claim it was read as, and the origin it was traced to.
        beside: Other mentions that the same proposition holds for the greater part.
        words: Its words.
    """

    claims: Mapping[int, str]
    origins: Mapping[int, str]
    beside: Mapping[int, tuple[int, ...]]
    words: Mapping[int, str]

    @classmethod
    def of(
        cls, mentions: Sequence[Mention], records: Sequence[Record], comparison: Comparison, docs: Mapping[str, str]
    ) -> Read:
        """Align all mentions with the records of their articles."""
        claim_of = {key: claim.id for claim in comparison.claims for key in claim.propositions}
        origin_of = {key: origin.id for origin in comparison.origins for key in origin.statements}
        by_doc: dict[str, list[int]] = defaultdict(list)
        for at, mention in enumerate(mentions):
            by_doc[mention.doc].append(at)
        claims, origins, beside, words = {}, {}, {}, {}
        for record in records:
            doc = docs[record.article.id]
            told = {at: mentions[at] for at in by_doc[doc]}
            clauses = {clause.id: clause for one in record.statements for clause in one.propositions}
            for at, (statement, clause) in _aligned(told, record).items():
                claims[at], origins[at] = claim_of[clause], origin_of[statement]
                held = (other for other, mention in told.items() if _holds(clauses[clause], mention))
                beside[at] = tuple(other for other in held if other != at)
            for at, mention in told.items():
                words[at] = " … ".join(record.article.body[first:last] for first, last in mention.spans)
        return cls(claims, origins, beside, words)

    def pair(self, one: int, other: int) -> str:
        """Give two mentions in words, for an example."""
        return f"{self.words[one]} | {self.words[other]}"


def _aligned(mentions: Mapping[int, Mention], record: Record) -> dict[int, tuple[str, str]]:
    """Give statement and proposition of each mention, the closest pairs first; a proposition stands for one mention."""
    pairs = sorted(
        (
            (_dice(mention, clause), at, statement.id, clause.id)
            for at, mention in mentions.items()
            for statement in record.statements
            for clause in statement.propositions
        ),
        key=lambda pair: (-pair[0], *pair[1:]),
    )
    found: dict[int, tuple[str, str]] = {}
    used = set[str]()
    for share, at, statement, clause in pairs:
        if share >= _FITS and at not in found and clause not in used:
            found[at] = (statement, clause)
            used.add(clause)
    return found


def _dice(mention: Mention, clause: Proposition) -> float:
    of_both = sum(last - first for first, last in mention.spans) + sum(span.end - span.start for span in clause.span)
    return 2 * _shared(mention, clause) / of_both


def _holds(clause: Proposition, mention: Mention) -> bool:
    return 2 * _shared(mention, clause) > sum(last - first for first, last in mention.spans)


def _shared(mention: Mention, clause: Proposition) -> int:
    pairs = ((one, span) for one in mention.spans for span in clause.span)
    return sum(max(0, min(last, span.end) - max(first, span.start)) for (first, last), span in pairs)
