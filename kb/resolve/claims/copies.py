"""Copies: clauses that are the same word for word and fact for fact are one item, however many outlets print them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kb import ids
from kb.model import ClaimLink, LinkKind, LinkStatus
from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.verdicts import Verdict

_SAME_WORDING = Verdict(LinkKind.SAME, LinkStatus.ASSERTED, 1.0, ("same wording",))


@dataclass(slots=True)
class _Sheaf:
    """Clauses that are copies of each other; the least stands for all, and links show the others to be its copies."""

    members: set[str] = field(default_factory=set)
    least: str = ""
    links: dict[str, ClaimLink] = field(default_factory=dict)

    def renew(self) -> tuple[list[ClaimLink], list[ClaimLink]]:
        """Give the links that hold no more, and the new ones."""
        least = min(self.members, default="")
        leaving = self.links.keys() - self.members if least == self.least else {*self.links}
        gone = [self.links.pop(copy) for copy in sorted(leaving)]
        fresh = sorted(self.members - self.links.keys() - {least})
        come = {copy: claim_link(least, copy, _SAME_WORDING) for copy in fresh}
        self.least = least
        self.links |= come
        return gone, list(come.values())


@dataclass(frozen=True, slots=True)
class Turnover:
    """What an update of copies changed.

    Attributes:
        leaving: Clauses that stand for copies no more.
        entering: Clauses that now do.
        touched: Clauses that stand for copies which changed in number.
        gone, come: Links between copies that hold no more, and new ones.
    """

    leaving: frozenset[str]
    entering: Mapping[str, Clause]
    touched: frozenset[str]
    gone: tuple[ClaimLink, ...]
    come: tuple[ClaimLink, ...]


@dataclass(slots=True)
class Copies:
    """All clauses, by what they have in common with their copies."""

    clauses: dict[str, Clause] = field(default_factory=dict)
    _sheaves: dict[Hashable, _Sheaf] = field(default_factory=dict)

    def update(self, gone: Iterable[str], come: Mapping[str, Clause]) -> Turnover:
        """Take clauses out and in."""
        touched: dict[Hashable, None] = {}
        for one in sorted({*gone, *come} & self.clauses.keys()):
            kind = _kind(self.clauses.pop(one))
            self._sheaves[kind].members.discard(one)
            touched[kind] = None
        for one in sorted(come):
            kind = _kind(come[one])
            self.clauses[one] = come[one]
            self._sheaves.setdefault(kind, _Sheaf()).members.add(one)
            touched[kind] = None
        before = {self._sheaves[kind].least for kind in touched} - {""}
        ended: list[ClaimLink] = []
        begun: list[ClaimLink] = []
        shown: set[str] = set()
        for kind in touched:
            sheaf = self._sheaves[kind]
            old, new = sheaf.renew()
            ended, begun = ended + old, begun + new
            if sheaf.least:
                shown.add(sheaf.least)
            else:
                del self._sheaves[kind]
        entering = {one: self.clauses[one] for one in sorted(shown) if one not in before or one in come}
        return Turnover(frozenset(before - shown), entering, frozenset(shown), tuple(ended), tuple(begun))

    def of(self, one: str) -> frozenset[str]:
        """Give a clause and its copies."""
        return frozenset(self._sheaves[_kind(self.clauses[one])].members)

    def links(self) -> Iterator[ClaimLink]:
        """Give the links between all copies and what stands for them."""
        for sheaf in self._sheaves.values():
            yield from sheaf.links.values()


def _kind(clause: Clause) -> Hashable:
    """Give what copies have in common; that they deny, too, so that one stands for all.

    A short clause ("Shares rose") may be about another occasion in another text, and an undated deed about that of
    another year: printed on two days, the pair decides. What a review has decided about stands for itself.
    """
    if clause.joined or clause.parted:
        return clause.id
    if not clause.singular:
        return clause.signature, clause.negative, clause.setting.gist, clause.setting.month
    if clause.fleeting:
        return clause.signature, clause.negative, clause.setting.published
    return clause.signature, clause.negative


def claim_link(left: str, right: str, found: Verdict) -> ClaimLink:
    """Give the link between two propositions that a verdict makes; the one that says more comes first."""
    if found.turned:
        left, right = right, left
    return ClaimLink(
        id=ids.derived("claim-link", found.kind.value, left, right),
        kind=found.kind,
        status=found.status,
        left=left,
        right=right,
        score=found.score,
        reasons=found.reasons,
    )
