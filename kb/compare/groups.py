"""Connected groups: what links join, directly or through others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence


def groups_of(members: Sequence[str], links: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Give the connected components, each sorted, by their least member.

    Every member stands in one group, alone if nothing links it; links to strangers are ignored.

    >>> groups_of(["a", "b", "c", "d"], [("d", "a"), ("c", "x")])
    (('a', 'd'), ('b',), ('c',))
    """
    parent = {member: member for member in members}

    def root(member: str) -> str:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for one, other in links:
        if one in parent and other in parent:
            low, high = sorted((root(one), root(other)))
            parent[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for member in sorted(parent):
        groups[root(member)].append(member)
    return tuple(tuple(groups[least]) for least in sorted(groups))
