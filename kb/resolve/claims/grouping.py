"""A group of linked clauses → its claims: joined best pair first, as long as nothing is at odds between any two.

A chain of likenesses never glues together what is unlike.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice, product

from kb.neighbours import Pair
from kb.resolve.claims.alignment import AlignedClauses
from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.odds import odds_between
from kb.resolve.claims.verdicts import Verdict, verdict

_CHECKED = 200  # pairs looked at, at most, before two clusters are joined


@dataclass(slots=True)
class _Cluster:
    """Clauses of one claim so far.

    Attributes:
        members: Their identifiers.
        faces: One clause for each wording: what is shown of it holds of its copies.
        refused: Whom reviews keep out.
    """

    members: list[str]
    faces: dict[Hashable, Clause]
    refused: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, clause: Clause) -> _Cluster:
        return cls([clause.id], {clause.signature: clause}, {*clause.parted})

    def takes(self, other: _Cluster) -> bool:
        """Tell whether no review is against it."""
        return self.refused.isdisjoint(other.members) and other.refused.isdisjoint(self.members)

    def fits(self, other: _Cluster) -> bool:
        """Tell whether nothing is at odds across, and a third of the pairs, the linked one too, say the same."""
        if self.faces.keys() == other.faces.keys():
            return True
        agreeing = checked = 1
        for one, two in islice(product(self._in_order(), other._in_order()), _CHECKED):
            left, right = (one, two) if one.id < two.id else (two, one)
            found = verdict(left, right)
            if found is not None and found.joins:
                agreeing += 1
            elif odds_between(AlignedClauses.of(left, right)):
                return False
            checked += 1
        return agreeing * 3 >= checked

    def _in_order(self) -> Iterable[Clause]:
        return sorted(self.faces.values(), key=lambda clause: clause.id)

    def take(self, other: _Cluster) -> None:
        """Add the other's clauses; of two of one wording the lesser is shown."""
        self.members += other.members
        self.refused |= other.refused
        for wording, clause in other.faces.items():
            mine = self.faces.get(wording, clause)
            self.faces[wording] = min(mine, clause, key=lambda one: one.id)


def claimed_together(clauses: Mapping[str, Clause], links: Mapping[Pair, Verdict]) -> list[tuple[str, ...]]:
    """Partition a group of clauses into claims.

    Args:
        clauses: By identifier.
        links: The verdicts that join two of them.

    Returns:
        Identifiers by claim, each sorted, in the order of their first.
    """
    by_score = sorted(links, key=lambda pair: (-links[pair].score, pair))
    decided = [pair for pair in by_score if links[pair].decided]
    found = [pair for pair in by_score if not links[pair].decided]
    clusters = _joined(clauses, links, [*found, *decided])
    if any(clusters[left] is not clusters[right] for left, right in decided):
        # A rejection keeps out what evidence brought in before: what people decided goes first, then.
        clusters = _joined(clauses, links, [*decided, *found])
    return sorted({tuple(sorted(cluster.members)) for cluster in {id(one): one for one in clusters.values()}.values()})


def _joined(clauses: Mapping[str, Clause], links: Mapping[Pair, Verdict], order: Iterable[Pair]) -> dict[str, _Cluster]:
    """Join clusters pair by pair; whole claims that a person declared one become one, whatever is at odds in them."""
    of = {one: _Cluster.of(clause) for one, clause in clauses.items()}
    for pair in order:
        small, large = sorted((of[pair[0]], of[pair[1]]), key=lambda cluster: len(cluster.members))
        if small is large or not large.takes(small) or not (links[pair].decided or large.fits(small)):
            continue
        large.take(small)
        of.update(dict.fromkeys(small.members, large))
    return of
