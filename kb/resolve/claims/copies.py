"""Copies: clauses that are the same word for word and fact for fact are one item, however many outlets print them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass

from kb import ids
from kb.model import ClaimLink, LinkKind, LinkStatus
from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.verdicts import Verdict
from kb.tables import Tables, in_memory

_SAME_WORDING = Verdict(LinkKind.SAME, LinkStatus.ASSERTED, 1.0, ("same wording",))


@dataclass(frozen=True, slots=True)
class _Sheaf:
    """Clauses that are copies of each other; the least stands for all, and links show the others to be its copies."""

    members: frozenset[str] = frozenset()

    @property
    def least(self) -> str:
        """Give the clause that stands for all, or nothing."""
        return min(self.members, default="")

    def links(self, but: _Sheaf | None = None) -> list[ClaimLink]:
        """Give the links from the least to each other one, without those of another sheaf."""
        least = self.least
        known = but.members if but and but.least == least else frozenset()
        return [claim_link(least, copy, _SAME_WORDING) for copy in sorted(self.members - known - {least})]


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


class Copies:
    """All clauses, by what they have in common with their copies."""

    def __init__(self) -> None:
        """Begin without clauses."""
        self.lie_in(in_memory)

    def lie_in(self, tables: Tables) -> None:
        """Take other tables in place of those in memory, with what is in them."""
        self.clauses: MutableMapping[str, Clause] = tables("clauses")
        self._sheaves: MutableMapping[Hashable, _Sheaf] = tables("sheaves")

    def update(self, gone: Iterable[str], come: Mapping[str, Clause]) -> Turnover:
        """Take clauses out and in."""
        sheaves: dict[Hashable, tuple[_Sheaf, set[str]]] = {}

        def members(clause: Clause) -> set[str]:
            kind = _kind(clause)
            if kind not in sheaves:
                known = self._sheaves.get(kind, _Sheaf())
                sheaves[kind] = known, set(known.members)
            return sheaves[kind][1]

        for one in sorted(one for one in {*gone, *come} if one in self.clauses):
            members(self.clauses.pop(one)).discard(one)
        for one in sorted(come):
            members(come[one]).add(one)
            self.clauses[one] = come[one]
        before = {known.least for known, _ in sheaves.values()} - {""}
        ended: list[ClaimLink] = []
        begun: list[ClaimLink] = []
        shown: set[str] = set()
        for kind, (known, found) in sheaves.items():
            sheaf = _Sheaf(frozenset(found))
            ended += known.links(but=sheaf)
            begun += sheaf.links(but=known)
            if found:
                shown.add(sheaf.least)
                self._sheaves[kind] = sheaf
            elif known.members:
                del self._sheaves[kind]
        entering = {one: self.clauses[one] for one in sorted(shown) if one not in before or one in come}
        return Turnover(frozenset(before - shown), entering, frozenset(shown), tuple(ended), tuple(begun))

    def of(self, one: str) -> frozenset[str]:
        """Give a clause and its copies."""
        return self._sheaves[_kind(self.clauses[one])].members

    def links(self) -> Iterator[ClaimLink]:
        """Give the links between all copies and what stands for them."""
        for one in sorted(self.clauses):
            least = min(self.of(one))
            if one != least:
                yield claim_link(least, one, _SAME_WORDING)


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
