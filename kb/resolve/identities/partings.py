"""One full name, several people: which articles mean the same one, without anybody's asking.

A full name is evidence enough until articles contradict each other about its bearer (:mod:`.portraits`). From then on
the name alone is none, and the articles fall into groups, by a clustering that keeps contradicting ones apart
(constraints as in Wagstaff, Cardie, Rogers and Schrödl, ICML 2001):

1. articles that tell something alike, or name somebody else in common, are joined, those with most in common first,
   unless a contradiction would come into one group;
2. whom people declared one, are one (a review goes before every doubt);
3. groups that contradict just the same others are joined, for nothing tells these apart. So articles that tell nothing
   of their bearer at all are one group of their own: which of the others they mean, nobody knows.

The group of the earliest article keeps the plain identifier; each other one is named after its earliest article, by
the same rule as the new agent of a split. All of it is a function of the set of articles and reviews.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kb import ids
from kb.model import Doubt, DoubtKind, Parting, Record
from kb.resolve.identities.portraits import Portrait, portraits_in
from kb.resolve.identities.standing import Identities
from kb.resolve.registry import Registry

Group = tuple[int, ...]  # places of portraits, in order


def partings_of(records: Iterable[Record], registry: Registry, identities: Identities) -> tuple[Parting, ...]:
    """Give the persons whom one full name means in several articles, where evidence tells them apart.

    Args:
        records: All current ones, as read.
        registry: Its people are beyond doubt, and its demonyms tell states.
        identities: What reviews decide; an article that a split names is out of the question here.
    """
    found: dict[str, list[Portrait]] = defaultdict(list)
    for record in {record.article.doc: record for record in records}.values():
        for agent, portrait in portraits_in(record, registry).items():
            found[agent].append(portrait)
    return tuple(parting for agent in sorted(found) for parting in parted(agent, found[agent], identities))


def parted(agent: str, portraits: Iterable[Portrait], identities: Identities) -> tuple[Parting, ...]:
    """Give the persons whom one name means; none where it may be one.

    Args:
        agent: The one of that name.
        portraits: What each article tells of it.
        identities: What reviews decide.
    """
    there = (one for one in portraits if not identities.is_split(agent, one.doc))
    return tuple(_parted(agent, sorted(there, key=lambda one: one.order), identities))


def _parted(agent: str, portraits: Sequence[Portrait], identities: Identities) -> list[Parting]:
    if len(portraits) < 2 or not _may_differ(portraits):
        return []
    against = {
        (left, right)
        for left, right in combinations(range(len(portraits)), 2)
        if next(portraits[left].against(portraits[right]), None)
    }
    groups = _alike(_by_evidence(portraits, against), against)
    declared = _declared(agent, portraits, groups, identities)
    if declared != groups:
        groups = _alike(declared, against)
    if len(groups) < 2:
        return []
    names = [_name(agent, portraits, group) for group in groups]
    doubts: dict[str, list[Doubt]] = defaultdict(list)
    for (ours, one), (theirs, other) in combinations(list(zip(names, groups, strict=True)), 2):
        for doubt in _doubts(portraits, (ours, theirs), (one, other), against):
            doubts[ours].append(doubt)
            doubts[theirs].append(doubt)
    return [
        Parting(agent, name, tuple(portraits[at].doc for at in group), tuple(sorted(doubts[name])))
        for name, group in zip(names, groups, strict=True)
    ]


def _may_differ(portraits: Sequence[Portrait]) -> bool:
    """Tell whether any two may contradict each other, company aside; quick where a thousand articles tell the same."""
    dated = [one for one in portraits if one.day][:: max(1, sum(one.day is not None for one in portraits) - 1)]
    told = {Portrait("", None, one.sexes, one.states, one.words) for one in portraits}
    pairs = (*combinations(dated, 2), *combinations(told, 2))
    return any(next(left.against(right), None) for left, right in pairs)


def _by_evidence(portraits: Sequence[Portrait], against: set[tuple[int, int]]) -> list[Group]:
    """Join articles by what they have in common, never two that contradict each other."""
    common = {
        pair: strength
        for pair in combinations(range(len(portraits)), 2)
        if pair not in against and (strength := portraits[pair[0]].in_common(portraits[pair[1]]))
    }
    home = list(range(len(portraits)))
    members: dict[int, set[int]] = {at: {at} for at in home}
    foes: dict[int, set[int]] = {at: set() for at in home}
    for left, right in against:
        foes[left].add(right)
        foes[right].add(left)
    for left, right in sorted(common, key=lambda pair: (-common[pair], pair)):
        one, other = sorted((home[left], home[right]))
        if one == other or not foes[one].isdisjoint(members[other]):
            continue
        for at in members[other]:
            home[at] = one
        members[one] |= members.pop(other)
        foes[one] |= foes.pop(other)
    return [tuple(sorted(group)) for _, group in sorted(members.items())]


def _declared(agent: str, portraits: Sequence[Portrait], groups: list[Group], identities: Identities) -> list[Group]:
    """Join the groups that reviews made one: the earliest goes by the plain identifier, each by one per article."""
    joined: list[tuple[set[str], set[int]]] = []
    for at, group in enumerate(groups):
        names = {ids.split_agent(agent, (portraits[place].doc,)) for place in group} | ({agent} if at == 0 else set())
        classes = {identities.canonical(name) for name in names if identities.is_reviewed(name)}
        places = set(group)
        for known in [one for one in joined if not classes.isdisjoint(one[0])]:
            joined.remove(known)
            classes |= known[0]
            places |= known[1]
        joined.append((classes, places))
    return sorted(tuple(sorted(places)) for _, places in joined)


def _alike(groups: Sequence[Group], against: set[tuple[int, int]]) -> list[Group]:
    """Join the groups that contradict just the same others; contradictions inside one are settled, and do not count."""
    home = {place: at for at, group in enumerate(groups) for place in group}
    foes: dict[int, set[int]] = defaultdict(set)
    for left, right in against:
        if home[left] != home[right]:
            foes[home[left]].add(home[right])
            foes[home[right]].add(home[left])
    joined: dict[frozenset[int], list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        joined[frozenset(foes[at])] += group
    return sorted(tuple(sorted(whole)) for whole in joined.values())


def _name(agent: str, portraits: Sequence[Portrait], group: Group) -> str:
    return agent if group[0] == 0 else ids.split_agent(agent, (portraits[group[0]].doc,))


def _doubts(
    portraits: Sequence[Portrait], names: tuple[str, str], groups: tuple[Group, Group], against: set[tuple[int, int]]
) -> Iterable[Doubt]:
    """Give each kind of evidence against two groups being one, with the earliest articles that show it.

    Where none is, their doubt is which of the people told apart they mean.
    """
    found: dict[DoubtKind, tuple[int, int, tuple[str, str]]] = {}
    for one, other in ((left, right) for left in groups[0] for right in groups[1]):
        if (min(one, other), max(one, other)) in against:
            for kind, told in portraits[one].against(portraits[other]):
                found.setdefault(kind, (one, other, told))
    if not found:
        found[DoubtKind.UNCLEAR] = (groups[0][0], groups[1][0], ("", ""))
    for kind, (one, other, told) in sorted(found.items()):
        docs = (portraits[one].doc, portraits[other].doc)
        reason = _REASONS[kind].format(*docs, *told)
        if names[0] < names[1]:
            yield Doubt(kind, names, docs, told, reason)
        else:
            yield Doubt(kind, (names[1], names[0]), docs[::-1], told[::-1], reason)


_REASONS: Mapping[DoubtKind, str] = {
    DoubtKind.SEX: "titles in {0} are of sex {2}, in {1} of sex {3}",
    DoubtKind.STATE: "titles in {0} name {2}, in {1} {3}",
    DoubtKind.TRADE: "{0} tells of the trade {2}, {1} of {3}, and they name nobody else in common",
    DoubtKind.TIME: "{0} is of {2}, {1} of {3}",
    DoubtKind.UNCLEAR: "the name has several bearers, and nothing tells whether {0} and {1} mean one",
}
