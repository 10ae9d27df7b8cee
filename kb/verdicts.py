"""Reviews → what people made of links and discrepancies: the last decision about each that nobody withdrew.

What holds is a function of the set of reviews, never of the order in which they were given or imported. A review names
the node and the clauses (of a link) or printed words (of a discrepancy) that it was about. By these it stays attached
when the node gets another identifier, as a discrepancy does when another article takes one of its sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from kb import ids
from kb.model import ClaimLink, Decision, Discrepancy, LinkKind, Review, Statement, Verdict

VERDICTS: Mapping[Decision, Verdict] = MappingProxyType(
    {
        Decision.ACCEPT: Verdict.ACCEPTED,
        Decision.REJECT: Verdict.REJECTED,
        Decision.WAIVE: Verdict.WAIVED,
    }
)
"""What a decision makes of the node that it is about."""

_RESTS_ON = ("proposition/", "span/")


def surviving(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Give the reviews that no surviving review withdraws, in order of time; only a later one can withdraw."""
    ordered = sorted(reviews, key=lambda one: one.order)
    withdrawn: set[str] = set()
    for one in reversed(ordered):
        if one.id not in withdrawn:
            withdrawn |= set(one.withdraws)
    return tuple(one for one in ordered if one.id not in withdrawn)


def is_over(until: date | None, today: date) -> bool:
    """Tell whether a waiver has ended: its last day is past. One without a last day never ends."""
    return until is not None and until < today


class Verdicts:
    """The reviews in force about links, discrepancies and doubts.

    Attributes:
        in_force: Accepting, rejecting and waiving reviews that nobody withdrew, in order of time. Of several about one
            node the last one holds.
    """

    def __init__(self, reviews: Iterable[Review] = ()) -> None:
        """Weigh the reviews; those about agents are passed over."""
        self.in_force: tuple[Review, ...] = tuple(one for one in surviving(reviews) if one.decision in VERDICTS)
        self._by_node: dict[str, list[Review]] = defaultdict(list)
        for one in self.in_force:
            for node in one.about:
                self._by_node[node].append(one)

    def about(self, node: str) -> Review | None:
        """Give the review in force that names a node itself."""
        return max(self._by_node.get(node, ()), key=lambda one: one.order, default=None)

    def about_link(self, link: ClaimLink) -> Review | None:
        """Give the review in force about a link: one that names it, or its two propositions and its kind."""
        ends = {link.left, link.right}
        found = [
            one
            for one in {*self._by_node.get(link.id, ()), *self._by_node.get(link.left, ())}
            if link.id in one.about or (one.kind == link.kind and ends == set(_rests_on(one)))
        ]
        return max(found, key=lambda one: one.order, default=None)

    def about_discrepancy(self, discrepancy: Discrepancy, statements: Mapping[str, Statement]) -> Review | None:
        """Give the review in force about a discrepancy, or about what it was before it grew.

        A discrepancy has grown when all words of the one that was reviewed are among its own, and none of its sides is
        without such words: others repeat a side, but nobody gives another value.

        Args:
            discrepancy: The discrepancy.
            statements: Those that its evidence stands in; others do no harm.
        """
        if not self.in_force:
            return None
        sides = [
            {ids.span(statements[given.statement].article, given.span) for given in side.evidence}
            for side in discrepancy.sides
        ]
        return self.about_words(discrepancy.id, discrepancy.kind, sides)

    def about_words(self, node: str, kind: str, sides: Sequence[Collection[str]]) -> Review | None:
        """Give the review in force about a discrepancy of a kind whose sides rest on these spans."""
        words = set[str]().union(*sides)
        found = [
            one
            for one in {review for name in (node, *words) for review in self._by_node.get(name, ())}
            if node in one.about or (one.kind == kind and _has_grown(_rests_on(one), words, sides))
        ]
        return max(found, key=lambda one: one.order, default=None)


def _rests_on(review: Review) -> tuple[str, ...]:
    return tuple(one for one in review.about if one.startswith(_RESTS_ON))


def _has_grown(reviewed: Iterable[str], words: set[str], sides: Iterable[Collection[str]]) -> bool:
    known = set(reviewed)
    return bool(known) and known <= words and all(not known.isdisjoint(side) for side in sides)


def decided_pairs(reviews: Iterable[Review]) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Give which propositions people joined, and which they parted, by what they decided of links that say "same".

    Args:
        reviews: All reviews, in any order.

    Returns:
        Joined and parted: proposition → the propositions that it says the same as, or does not; either way round.
    """
    last: dict[tuple[str, ...], Review] = {}
    for one in Verdicts(reviews).in_force:
        if one.kind == LinkKind.SAME and len(ends := _rests_on(one)) == 2:
            last[tuple(sorted(ends))] = one
    joined: dict[str, set[str]] = defaultdict(set)
    parted: dict[str, set[str]] = defaultdict(set)
    for (left, right), one in last.items():
        pairs = joined if one.decision is Decision.ACCEPT else parted
        pairs[left].add(right)
        pairs[right].add(left)
    found = ({clause: frozenset(others) for clause, others in sorted(pairs.items())} for pairs in (joined, parted))
    return next(found), next(found)
