"""Which propositions tell an annotated mention: all that were read from its words, not one of them.

A reader may find one clause twice: the narrator's sentence, and beside it an attitude whose content is those words; or
it cuts the sentence where the annotator did not. Each reading stands in the graph, so that whoever asks for the claim
finds the mention by any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from kb.bench.synthetic.truth import Mention
from kb.model import Comparison, Proposition, Record

Pair = tuple[int, int]
Told = Mapping[str, Mapping[str, frozenset[int]]]
"""Claim → its propositions → the mentions that each tells, by position."""

_FITS = 0.5  # share of characters (Dice) that a proposition and a mention have in common
_INSIDE = 0.5  # share of a proposition that lies in the mention which it tells in part
_PART = 1 / 3  # share of the mention that such a proposition covers at least


def mentions_told(
    mentions: Sequence[Mention], records: Sequence[Record], comparison: Comparison, docs: Mapping[str, str]
) -> Told:
    """Give the mentions that the propositions of each claim tell.

    A proposition tells a mention with which it has half of the characters in common, or of which it is a part that
    covers a third. Where mentions lie in one another it tells the one that it fits best, so that a clause and the
    clause in it are held apart; where they stand side by side, and the reader made one clause of them, it tells both.

    Args:
        mentions: Annotated clauses.
        records: The articles, each once.
        comparison: Their claims.
        docs: Article → its file, as the mentions name it.
    """
    claim_of = {key: claim.id for claim in comparison.claims for key in claim.propositions}
    found: dict[str, dict[str, frozenset[int]]] = defaultdict(dict)
    for record in records:
        doc = docs[record.article.id]
        here = {at: mention for at, mention in enumerate(mentions) if mention.doc == doc}
        for clause in (clause for statement in record.statements for clause in statement.propositions):
            if told := _told(clause, here):
                found[claim_of[clause.id]][clause.id] = told
    return found


def pairs_joined(told: Told, wanted: frozenset[Pair]) -> frozenset[Pair]:
    """Give the pairs of mentions that are held to be one claim, the lesser position first.

    Two propositions of one claim join all that the one tells with all that the other tells; if any of these pairs is
    ``wanted``, only such: of a clause that was read together with its neighbour, only the one is meant. What one
    proposition tells was not joined but never parted: that is no link.
    """
    found = set[Pair]()
    uncut = {pair for clauses in told.values() for one in clauses.values() for pair in combinations(sorted(one), 2)}
    for clauses in told.values():
        for one, other in combinations(clauses.values(), 2):
            pairs = {(min(pair), max(pair)) for pair in product(one, other) if pair[0] != pair[1]}
            found |= pairs & wanted or pairs
    return frozenset(found - uncut)


def _told(clause: Proposition, mentions: Mapping[int, Mention]) -> frozenset[int]:
    told = {at: _dice(mention, clause) for at, mention in mentions.items() if _tells(clause, mention)}
    best: list[int] = []
    for at in sorted(told, key=lambda at: (-told[at], at)):
        if not any(_overlap(mentions[at], mentions[other]) for other in best):
            best.append(at)
    return frozenset(best)


def _tells(clause: Proposition, mention: Mention) -> bool:
    shared = _shared(mention, clause)
    part = shared > _INSIDE * _length(clause) and shared >= _PART * _extent(mention)
    return part or _dice(mention, clause) >= _FITS


def _dice(mention: Mention, clause: Proposition) -> float:
    return 2 * _shared(mention, clause) / (_extent(mention) + _length(clause))


def _shared(mention: Mention, clause: Proposition) -> int:
    return _common(mention.spans, ((span.start, span.end) for span in clause.span))


def _overlap(one: Mention, other: Mention) -> bool:
    return _common(one.spans, other.spans) > 0


def _common(ours: Iterable[Pair], theirs: Iterable[Pair]) -> int:
    pairs = product(ours, tuple(theirs))
    return sum(max(0, min(last, end) - max(first, start)) for (first, last), (start, end) in pairs)


def _extent(mention: Mention) -> int:
    return sum(last - first for first, last in mention.spans)


def _length(clause: Proposition) -> int:
    return sum(span.end - span.start for span in clause.span)
