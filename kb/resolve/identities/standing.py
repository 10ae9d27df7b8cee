"""Reviews → who is who: which agents are one, and which articles mean somebody else.

Evidence parts people of one name before any review (:mod:`.partings`); what people decide goes before that. What holds
is a function of the set of reviews and of those partings, never of the order in which they were given or imported: the
classes of agents are those of a union-find over the merges that no surviving review withdraws.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from kb import ids
from kb.model import Decision, Parting, Review

_ABOUT_AGENTS = (Decision.MERGE, Decision.SPLIT, Decision.UNDO, Decision.IDENTIFY)


class Identities:
    """What the surviving reviews decide.

    Attributes:
        surviving: Reviews that no surviving review withdraws, in order of time.
        partings: The people of one name whom evidence tells apart.
    """

    def __init__(self, reviews: Iterable[Review] = (), partings: Iterable[Parting] = ()) -> None:
        """Weigh the reviews; a review can only be withdrawn by a later one, those of other nodes are passed over."""
        ordered = sorted((one for one in reviews if one.decision in _ABOUT_AGENTS), key=lambda one: one.order)
        withdrawn: set[str] = set()
        for one in reversed(ordered):
            if one.id not in withdrawn:
                withdrawn |= set(one.withdraws)
        self.surviving: tuple[Review, ...] = tuple(one for one in ordered if one.id not in withdrawn)
        self._parents: dict[str, str] = {}
        self._canonical: dict[str, str] = {}
        self.partings = tuple(partings)
        self._parted = {(one.agent, doc): one for one in self.partings for doc in one.docs}
        self._reviewed = {name for one in self.surviving for name in (*one.about, one.into)}
        for parting in self.partings:  # a review of a person holds whichever article is the earliest later on
            for doc in parting.docs:
                self._parents.setdefault(ids.split_agent(parting.agent, (doc,)), parting.into)
            self._parents[parting.into] = parting.into
        for merge in self.merges:
            for agent in merge.about:
                self._parents[self._root(agent)] = self._root(merge.into)
        for merge in self.merges:  # in order of time: the last word on what a class is called stands
            self._canonical[self._root(merge.into)] = merge.into
        self._splits = [one for one in self.surviving if one.decision is Decision.SPLIT]

    @property
    def merges(self) -> tuple[Review, ...]:
        """Give the merges that hold, in order of time."""
        return tuple(one for one in self.surviving if one.decision is Decision.MERGE)

    def canonical(self, agent: str) -> str:
        """Give the agent that an agent is, or itself."""
        root = self._root(agent)
        return self._canonical.get(root, root)

    def members(self, agent: str) -> tuple[str, ...]:
        """Give all agents that are the same as one, itself included, sorted."""
        root = self._root(agent)
        named = self._reviewed | {one.into for one in self.partings}
        others = {one for one in self._parents if one in named and self._root(one) == root}
        return tuple(sorted({agent, root} | others))

    def relatives(self, agents: Iterable[str]) -> frozenset[str]:
        """Give all agents whose description may rest on one of some: those that are the same, and those split off."""
        found = {*agents}
        for name in [one for one in found if one in self._related]:
            found |= self._related[name]
        return frozenset(found)

    def is_alone(self, agent: str) -> bool:
        """Tell whether no review and no evidence says anything of an agent."""
        return agent not in self._related

    @cached_property
    def _related(self) -> dict[str, set[str]]:
        together: dict[str, set[str]] = defaultdict(set)
        for name in {*self._parents, *self._reviewed}:
            together[self._root(name)].add(name)
        related = {name: {root, *names} for root, names in together.items() for name in (root, *names)}
        parted = [(one.agent, one.into) for one in self.partings] + [(one.about[0], one.into) for one in self._splits]
        for whole, part in parted:
            ours, theirs = related.setdefault(whole, {whole}), related.setdefault(part, {part})
            both = ours | theirs
            for name in both:
                related[name] = related.get(name, {name}) | both
        return related

    def identity(self, agent: str, doc: str) -> str:
        """Give the agent that the mentions of an agent in an article mean."""
        if (parting := self._parted.get((agent, doc))) and not self.is_split(agent, doc):
            agent = parting.into
        for split in self._splits:
            if doc in split.docs and self._root(agent) in map(self._root, split.about):
                agent = split.into
        return self.canonical(agent)

    def is_split(self, agent: str, doc: str) -> bool:
        """Tell whether a review says that an article means somebody else by an agent."""
        return any(doc in one.docs and self._root(agent) in map(self._root, one.about) for one in self._splits)

    def is_reviewed(self, agent: str) -> bool:
        """Tell whether a review that holds names an agent."""
        return agent in self._reviewed

    def origin(self, agent: str) -> str:
        """Give the agent that an agent was split from, by a review or by evidence, or nothing."""
        if found := next((one.about[0] for one in self._splits if one.into == agent), ""):
            return found
        return next((one.agent for one in self.partings if one.into == agent != one.agent), "")

    def split_from(self, agent: str) -> tuple[Review, ...]:
        """Give the splits that took articles away from an agent or from one that is the same."""
        return tuple(one for one in self._splits if self._root(agent) in map(self._root, one.about))

    def behind(self, agent: str, doc: str) -> tuple[str, ...]:
        """Give the reviews and doubts that give an agent another identity in an article, sorted."""
        found = {one.id for one in self._splits if doc in one.docs and self._root(agent) in map(self._root, one.about)}
        if (parting := self._parted.get((agent, doc))) and parting.into != agent and not self.is_split(agent, doc):
            found |= {ids.doubt(one) for one in parting.doubts}
        members = {self._root(agent), self._root(self.identity(agent, doc))}
        found |= {one.id for one in self.merges if self._root(one.into) in members}
        return tuple(sorted(found))

    def elsewhere(self, agent: str) -> str:
        """Give the IRI that the last review about an agent, or one that is the same, identifies it with, or nothing."""
        found = [
            one.into
            for one in self.surviving
            if one.decision is Decision.IDENTIFY and self._root(agent) in map(self._root, one.about)
        ]
        return found[-1] if found else ""

    def joining(self, whole: str, part: str) -> tuple[Review, ...]:
        """Give the merges to withdraw so that two agents are two again.

        Of every chain of merges between them it is the one next to the part: the part leaves, and whoever else was
        merged with the whole stays.
        """
        left = list(self.merges)
        taken: list[Review] = []
        while path := _path(left, part, whole):
            left.remove(path[0])
            taken.append(path[0])
        return tuple(taken)

    def _root(self, agent: str) -> str:
        root = agent
        while (parent := self._parents.get(root, root)) != root:
            root = parent
        while (parent := self._parents.get(agent, agent)) != root and parent != agent:
            self._parents[agent], agent = root, parent
        return root


def _path(merges: Sequence[Review], start: str, end: str) -> list[Review]:
    """Give the fewest merges that lead from one agent to another, in order; none where nothing does."""
    reached: dict[str, list[Review]] = {start: []}
    waiting = [start]
    while waiting and end not in reached:
        here = waiting.pop(0)
        for merge in merges:
            ends = {*merge.about, merge.into}
            for there in sorted(ends - reached.keys()) if here in ends else ():
                reached[there] = [*reached[here], merge]
                waiting.append(there)
    return reached.get(end, []) if start != end else []
