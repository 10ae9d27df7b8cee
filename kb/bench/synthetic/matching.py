"""Discrepancies and look-alikes that were found, matched with those that were planted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kb.bench.synthetic.tally import Tally
from kb.bench.synthetic.truth import Place, Planted
from kb.model import CompatiblePair, Discrepancy

_BY_ARTICLE = frozenset({"missing-credit"})  # a side of these is an article, wherever in it


def differences_matched(
    kind: str, wanted: Sequence[Planted], given: Iterable[Discrepancy | CompatiblePair], docs: Mapping[str, str]
) -> Tally:
    """Match what was found with what was planted: two sides of it must stand on two sides of the other."""
    tally, hit = Tally(), set[int]()
    by_doc: dict[str, list[int]] = defaultdict(list)
    for at, planted in enumerate(wanted):
        for doc in sorted({place[0] for _, places in planted.sides for place in places}):
            by_doc[doc].append(at)
    for one in given:
        sides = [
            [(docs[told.statement], told.span.start, told.span.end) for told in side.evidence] for side in one.sides
        ]
        near = sorted({at for side in sides for place in side for at in by_doc[place[0]]})
        matched = [at for at in near if _stand_on(sides, wanted[at], by_article=kind in _BY_ARTICLE)]
        if not matched:
            tally.add("wrong", one.explanation)
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
