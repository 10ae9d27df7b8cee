"""Claims kept current as articles come and go: only what a change touches is looked at again.

Only links that are sure join clauses into groups; suggestions and refinements stand between claims, so that groups
stay small.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass

from kb import ids
from kb.groups import Change
from kb.model import Claim, ClaimLink, Polarity
from kb.neighbours import Matching, Meeting, Neighbours, Pair
from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.copies import Copies, Turnover, claim_link
from kb.resolve.claims.grouping import claimed_together
from kb.resolve.claims.keys import keys, order
from kb.resolve.claims.verdicts import Verdict, verdict
from kb.tables import Tables, in_memory, under

Outcome = Claim | ClaimLink
MATCHING: Matching[Clause, Verdict] = Matching(keys=keys, link=verdict, order=order)


@dataclass(frozen=True, slots=True)
class _Group:
    """Clauses that sure links join: their claims, and the links that show each."""

    members: tuple[str, ...]
    claims: tuple[Claim, ...]
    links: tuple[ClaimLink, ...]


@dataclass(frozen=True, slots=True)
class Gathering:
    """The first half of an update of claims: what became of copies, and which clauses meet."""

    turned: Turnover
    meeting: Meeting


class ClaimGroups:
    """The claims of a set of clauses, and the links that show or suggest them; a function of the set alone."""

    def __init__(self) -> None:
        """Begin without clauses."""
        self._copies = Copies()
        self.neighbours = Neighbours(MATCHING)
        self.lie_in(in_memory)

    def lie_in(self, tables: Tables) -> None:
        """Take other tables in place of those in memory, with what is in them."""
        self._copies.lie_in(under(tables, "copies"))
        self.neighbours.lie_in(tables)
        self._groups: MutableMapping[str, _Group] = tables("groups")  # by the least member
        self._group_of: MutableMapping[str, str] = tables("group of")
        self._claim_of: MutableMapping[str, str] = tables("claim of")
        self._between: MutableMapping[str, dict[str, ClaimLink]] = tables("between")

    def update(self, gone: Iterable[str] = (), come: Mapping[str, Clause] | None = None) -> Change[Outcome]:
        """Take clauses out and in, by proposition; give what held before and holds no more, and what holds now."""
        begun = self.begin(gone, come)
        return self.end(begun, self.neighbours.looked_at(begun.meeting.pairs))

    def begin(self, gone: Iterable[str] = (), come: Mapping[str, Clause] | None = None) -> Gathering:
        """Begin an update, which :meth:`end` ends, with the verdicts about those that meet."""
        turned = self._copies.update(gone, come or {})
        return Gathering(turned, self.neighbours.begin(turned.leaving, turned.entering))

    def end(self, begun: Gathering, links: Mapping[Pair, Verdict]) -> Change[Outcome]:
        """End an update, with the verdicts about its pairs; give what :meth:`update` gives."""
        turned = begun.turned
        changed = self.neighbours.end(begun.meeting, links) | turned.touched
        before: list[Outcome] = [*turned.gone]
        after: list[Outcome] = [*turned.come]
        waiting = set(changed)
        for least in sorted({self._group_of[one] for one in changed if one in self._group_of}):
            group = self._groups.pop(least)
            before += (*group.claims, *group.links)
            waiting.update(group.members)
            for one in group.members:
                del self._group_of[one], self._claim_of[one]
        for one in sorted(waiting):
            if one in self.neighbours.items and one not in self._group_of:
                group = self._gather(one)
                after += (*group.claims, *group.links)
        before += self._unlink(waiting)
        after += self._link(waiting)
        kept = {*before} & {*after}
        return Change(tuple(one for one in before if one not in kept), tuple(one for one in after if one not in kept))

    def outcomes(self) -> Iterator[Outcome]:
        """Give all claims, then all links, each sorted by identifier."""
        groups = self._groups.values()
        yield from sorted((claim for group in groups for claim in group.claims), key=lambda claim: claim.id)
        links = {link.id: link for beside in self._between.values() for link in beside.values()}
        links |= {link.id: link for link in self._copies.links()}
        links |= {link.id: link for group in groups for link in group.links}
        yield from (links[one] for one in sorted(links))

    # -- groups -------------------------------------------------------------------------------------------------------

    def _gather(self, one: str) -> _Group:
        """Form the group of a clause, and its claims."""
        members = self._joined_to(one)
        linked = {
            (left, right): link
            for left in members
            for right, link in sorted(self.neighbours.linked(left).items())
            if left < right and link.joins
        }
        claim_of: dict[str, str] = {}
        for together in claimed_together({key: self.neighbours.items[key] for key in members}, linked):
            claim_of |= dict.fromkeys(together, together[0])
        inside: dict[str, dict[Pair, Verdict]] = {claim_of[key]: {} for key in members}
        for (left, right), link in linked.items():
            if claim_of[left] == claim_of[right]:
                inside[claim_of[left]][left, right] = link
        claims = tuple(
            self._claim([key for key in members if claim_of[key] == least], inside[least]) for least in inside
        )
        links = tuple(claim_link(*pair, link) for shown in inside.values() for pair, link in shown.items())
        group = _Group(members, claims, links)
        self._claim_of.update(claim_of)
        self._group_of.update(dict.fromkeys(members, members[0]))
        self._groups[members[0]] = group
        return group

    def _joined_to(self, one: str) -> tuple[str, ...]:
        found, waiting = {one}, [one]
        while waiting:
            for other, link in self.neighbours.linked(waiting.pop()).items():
                if link.joins and other not in found:
                    found.add(other)
                    waiting.append(other)
        return tuple(sorted(found))

    def _claim(self, together: Iterable[str], links: Mapping[Pair, Verdict]) -> Claim:
        sheaves = [self._copies.of(one) for one in together]
        propositions = tuple(sorted(key for sheaf in sheaves for key in sheaf))
        reasons = {reason for link in links.values() for reason in link.reasons}
        if any(len(sheaf) > 1 for sheaf in sheaves):
            reasons.add("same wording")
        negative = sum(len(sheaf) for sheaf in sheaves if self._copies.clauses[min(sheaf)].negative)
        return Claim(
            id=ids.claim(propositions),
            text=self._copies.clauses[propositions[0]].text,
            polarity=Polarity.NEGATIVE if negative * 2 > len(propositions) else Polarity.POSITIVE,
            propositions=propositions,
            reasons=tuple(sorted(reasons)),
        )

    # -- between claims -----------------------------------------------------------------------------------------------

    def _unlink(self, touched: Iterable[str]) -> Iterator[ClaimLink]:
        for one in sorted(touched):
            for other, link in sorted(self._between.pop(one, {}).items()):
                if left := {key: beside for key, beside in self._between[other].items() if key != one}:
                    self._between[other] = left
                else:
                    del self._between[other]
                yield link

    def _link(self, touched: Iterable[str]) -> Iterator[ClaimLink]:
        """Renew the suggestions and refinements at the clauses touched; none stands inside one claim."""
        for one in sorted(touched):
            for other, found in sorted(self.neighbours.linked(one).items()):
                beside = self._between.get(one, {})
                if other not in beside and self._claim_of[one] != self._claim_of[other]:
                    link = _doubtful(one, other, found)
                    self._between[one] = {**beside, other: link}
                    self._between[other] = {**self._between.get(other, {}), one: link}
                    yield link


def _doubtful(one: str, other: str, found: Verdict) -> ClaimLink:
    """Give a link between two claims; what would join them, had nothing else been at odds, is a suggestion."""
    left, right = min(one, other), max(one, other)
    return claim_link(left, right, found.as_suggestion() if found.joins else found)
