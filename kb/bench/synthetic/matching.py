"""Discrepancies and look-alikes that were found, matched with those that were planted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kb.bench.synthetic.tally import Tally
from kb.bench.synthetic.truth import Place, Planted
from kb.model import CompatiblePair, Discrepancy

_BY_ARTICLE = frozenset({"missing-credit"})  # a side of these is an article, wherever in it


@dataclass(frozen=True, slots=True)
class Ground:
    """Where planted things stand.

    Attributes:
        planted: These.
        docs: Statement → name of its article.
        by_doc: Name of an article → positions in ``planted``.
    """

    planted: Sequence[Planted]
    docs: Mapping[str, str]
    by_doc: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, planted: Iterable[Planted], docs: Mapping[str, str]) -> Ground:
        """Index what was planted by article."""
        some, by_doc = list(planted), defaultdict[str, list[int]](list)
        for at, one in enumerate(some):
            for doc in sorted({place[0] for _, places in one.sides for place in places}):
                by_doc[doc].append(at)
        return cls(some, docs, by_doc)

    def under(self, one: Discrepancy | CompatiblePair) -> list[int]:
        """Give what it stands on: two sides of it must stand on two sides of the other."""
        sides = [
            [(self.docs[told.statement], told.span.start, told.span.end) for told in side.evidence]
            for side in one.sides
        ]
        near = sorted({at for side in sides for place in side for at in self.by_doc.get(place[0], ())})
        return [
            at for at in near if _stand_on(sides, self.planted[at], by_article=self.planted[at].kind in _BY_ARTICLE)
        ]


def filed(
    told: Iterable[tuple[str, Discrepancy | CompatiblePair]], planted: Iterable[Planted], docs: Mapping[str, str]
) -> list[tuple[str, Discrepancy | CompatiblePair]]:
    """File what was found under another kind where that is as good."""
    ground = Ground.of((one for one in planted if one.also), docs)
    found = []
    for kind, one in told:
        matched = [ground.planted[at] for at in ground.under(one)]
        found.append((next((plant.kind for plant in matched if kind in plant.also), kind), one))
    return found


def differences_matched(
    wanted: Sequence[Planted],
    given: Iterable[Discrepancy | CompatiblePair],
    docs: Mapping[str, str],
    decoys: Ground,
) -> Tally:
    """Match what was found with what was planted, all of one kind; what stands on a decoy is said to do so."""
    tally, hit = Tally(), set[int]()
    ground = Ground.of(wanted, docs)
    for one in given:
        matched = ground.under(one)
        if not matched:
            bait = next((f"[{decoys.planted[at].kind}] " for at in decoys.under(one)), "")
            tally.add("wrong", f"{bait}{one.explanation}")
            continue
        fresh = [at for at in matched if at not in hit and not wanted[at].optional]
        tally.right += len(fresh)
        tally.again += not fresh
        hit.update(fresh)
    for at, planted in enumerate(wanted):
        if at not in hit and not planted.optional:
            tally.add("missed", " | ".join(_side(value, places[0]) for value, places in planted.sides))
    return tally


def _side(value: str, place: Place) -> str:
    return f"{value} ({place[0]}, {place[1]}–{place[2]})"


def _stand_on(sides: Sequence[Sequence[Place]], planted: Planted, *, by_article: bool) -> bool:
    """Tell whether two different sides touch two different sides of what was planted."""

    def touched(side: Sequence[Place]) -> set[int]:
        return {
            at
            for at, (_, places) in enumerate(planted.sides)
            if any(_touch(one, other, by_article=by_article) for one in side for other in places)
        }

    return any(left != right for one, other in combinations(map(touched, sides), 2) for left in one for right in other)


def _touch(one: Place, other: Place, *, by_article: bool) -> bool:
    return one[0] == other[0] and (by_article or (one[1] < other[2] and other[1] < one[2]))
