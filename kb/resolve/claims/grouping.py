"""A group of linked clauses → its claims: joined best pair first, as long as nothing is at odds between any two.

A chain of likenesses never glues together what is unlike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from kb.neighbours import Pair
from kb.resolve.claims.alignment import AlignedClauses
from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.odds import odds_between
from kb.resolve.claims.verdicts import Verdict, verdict


@dataclass(slots=True)
class _Cluster:
    """Clauses of one claim so far.

    Attributes:
        members: Their identifiers.
        wordings: What is shown of one clause of a wording holds of its copies.
        kinds: A clause for all those that are told alike to the last detail, and how many wordings these have.
        beside: Article → its clauses.
        refused: Whom reviews keep out.
    """

    members: list[str]
    wordings: dict[Hashable, Clause]
    kinds: Counter[Clause]
    beside: dict[str, list[Clause]]
    refused: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, clause: Clause, likes: Mapping[Hashable, Clause]) -> _Cluster:
        """Begin with one clause.

        Args:
            clause: The one.
            likes: The clause that stands for each wording, and for each profile.
        """
        face = likes[clause.signature]
        kinds = Counter({likes[face.profile]: 1})
        return cls([clause.id], {clause.signature: face}, kinds, {clause.setting.article: [clause]}, {*clause.parted})

    def takes(self, other: _Cluster) -> bool:
        """Tell whether no review is against it."""
        return self.refused.isdisjoint(other.members) and other.refused.isdisjoint(self.members)

    def fits(self, other: _Cluster) -> bool:
        """Tell whether nothing is at odds across, and a third of the pairs, the linked one too, say the same."""
        if self.wordings.keys() == other.wordings.keys():
            return True
        if any(_agreement(one, two) is None for one, two in self._in_one_article(other)):
            return False
        agreeing = checked = 1
        for (one, many), (two, more) in product(self.kinds.items(), other.kinds.items()):
            found = _agreement(one, two)
            if found is None:
                return False
            agreeing += many * more * found
            checked += many * more
        return agreeing * 3 >= checked

    def _in_one_article(self, other: _Cluster) -> Iterator[tuple[Clause, Clause]]:
        """Give the pairs of one text, where one clause may be a part of the other."""
        for article in self.beside.keys() & other.beside.keys():
            yield from product(self.beside[article], other.beside[article])

    def take(self, other: _Cluster, likes: Mapping[Hashable, Clause]) -> None:
        """Add the other's clauses."""
        self.members += other.members
        self.refused |= other.refused
        for wording in other.wordings.keys() - self.wordings.keys():
            self.wordings[wording] = other.wordings[wording]
            self.kinds[likes[other.wordings[wording].profile]] += 1
        for article, clauses in other.beside.items():
            self.beside.setdefault(article, []).extend(clauses)


@lru_cache(maxsize=1 << 10)
def _agreement(one: Clause, other: Clause) -> bool | None:
    """Tell whether two clauses say the same as far as the pair shows; ``None`` where they are at odds.

    A group is formed anew with every article that comes to it, so what was found is kept for a while.
    """
    left, right = sorted((one, other), key=lambda clause: clause.id)
    found = verdict(left, right)
    if found is not None and found.joins:
        return True
    return None if odds_between(AlignedClauses(left, right)) else False


def claimed_together(clauses: Mapping[str, Clause], links: Mapping[Pair, Verdict]) -> list[tuple[str, ...]]:
    """Partition a group of clauses into claims.

    Args:
        clauses: By identifier.
        links: The verdicts that join two of them.

    Returns:
        Identifiers by claim, each sorted, in the order of their first.
    """
    if not links:
        return [(one,) for one in sorted(clauses)]
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
    likes: dict[Hashable, Clause] = {}
    for _, clause in sorted(clauses.items()):
        for shared in (clause.signature, clause.profile):
            likes.setdefault(shared, clause)
    of = {one: _Cluster.of(clause, likes) for one, clause in clauses.items()}
    for pair in order:
        small, large = sorted((of[pair[0]], of[pair[1]]), key=lambda cluster: len(cluster.members))
        if small is large or not large.takes(small) or not (links[pair].decided or large.fits(small)):
            continue
        large.take(small, likes)
        of.update(dict.fromkeys(small.members, large))
    return of
