"""Average linkage: join the two groups that are most alike on average, until none are alike enough.

It works on the pairs that are given, and takes all others to be alike by one small amount: the cost is near linear in
the pairs, not quadratic in the members. Ties go to the lesser names, so the order of the input makes no difference.

Source: Sokal, Michener, A statistical method for evaluating systematic relationships (1958).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush


@dataclass(frozen=True, slots=True)
class _Between:
    """Likenesses between two groups: their sum, and how many pairs were given."""

    total: float
    pairs: int

    def plus(self, other: _Between) -> _Between:
        return _Between(self.total + other.total, self.pairs + other.pairs)


_NOTHING = _Between(0.0, 0)


def groups(
    names: Iterable[str], likeness: Mapping[tuple[str, str], float], least: float, otherwise: float = 0.0
) -> tuple[tuple[str, ...], ...]:
    """Partition names.

    Args:
        names: All of them.
        likeness: Likeness of two names, the lesser first; ``-inf`` keeps their groups apart.
        least: Mean likeness from which on two groups are one.
        otherwise: Likeness of the pairs that are not given; less than ``least``.

    Returns:
        Groups, each sorted, in the order of their first names.
    """
    members = {name: [name] for name in sorted(set(names))}
    beside: dict[str, dict[str, _Between]] = {name: {} for name in members}
    for (one, other), value in sorted(likeness.items()):
        beside[one][other] = beside[other][one] = _Between(value, 1)

    def mean(one: str, other: str) -> float:
        between, size = beside[one][other], len(members[one]) * len(members[other])
        return (between.total + (size - between.pairs) * otherwise) / size

    waiting = [(-mean(one, other), one, other) for one, other in sorted(likeness) if mean(one, other) >= least]
    heapify(waiting)
    while waiting:
        negative, keep, join = heappop(waiting)
        if keep not in members or join not in members or mean(keep, join) != -negative:
            continue  # one of them has changed since
        members[keep] = sorted(members[keep] + members.pop(join))
        gone = beside.pop(join)
        for other in sorted({*gone, *beside[keep]} - {keep, join}):
            joined = beside[keep].get(other, _NOTHING).plus(gone.get(other, _NOTHING))
            beside[keep][other] = beside[other][keep] = joined
            beside[other].pop(join, None)
            lesser, greater = min(keep, other), max(keep, other)
            if (value := mean(lesser, greater)) >= least:
                heappush(waiting, (-value, lesser, greater))
        beside[keep].pop(join, None)
    return tuple(sorted(tuple(found) for found in members.values()))
