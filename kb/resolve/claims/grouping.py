"""A group of linked clauses → its claims: joined best pair first, as long as nothing is at odds between any two.

A chain of likenesses never glues together what is unlike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice, product

from kb.neighbours import Pair
from kb.resolve.claims.alignment import Alignment
from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.verdicts import Verdict, verdict

_CHECKED = 200  # pairs looked at, at most, before two groups are joined


def claimed_together(clauses: Mapping[str, Clause], links: Mapping[Pair, Verdict]) -> list[tuple[str, ...]]:
    """Partition a group of clauses into claims.

    Args:
        clauses: By identifier.
        links: The verdicts that join two of them.

    Returns:
        Identifiers by claim, each sorted, in the order of their first.
    """
    of = {one: [one] for one in sorted(clauses)}
    for one, other in sorted(links, key=lambda pair: (-links[pair].score, pair)):
        ours, theirs = of[one], of[other]
        if ours is theirs or not _joinable(clauses, ours, theirs):
            continue
        keep = sorted([*ours, *theirs])
        of.update(dict.fromkeys(keep, keep))
    return sorted({members[0]: tuple(members) for members in of.values()}.values())


def _joinable(clauses: Mapping[str, Clause], left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether nothing is at odds across, and at least a third of the pairs say the same by themselves."""
    agreeing = checked = 0
    for one, other in islice(product(left, right), _CHECKED):
        first, second = (clauses[one], clauses[other]) if one < other else (clauses[other], clauses[one])
        if second.id in first.parted or first.id in second.parted:
            return False
        found = verdict(first, second)
        if not (found and found.joins):
            if Alignment.of(first, second).at_odds:
                return False
        else:
            agreeing += 1
        checked += 1
    return agreeing * 3 >= checked
