"""Reviews → who is who: which agents are one, and which articles mean somebody else.

What holds is a function of the set of reviews, never of the order in which they were given or imported: the classes of
agents are those of a union-find over the merges that no surviving review withdraws.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.model import Decision, Review


class Identities:
    """What the surviving reviews decide.

    Attributes:
        surviving: Reviews that no surviving review withdraws, in order of time.
    """

    def __init__(self, reviews: Iterable[Review] = ()) -> None:
        """Weigh the reviews; a review can only be withdrawn by a later one."""
        ordered = sorted(reviews, key=lambda one: one.order)
        withdrawn: set[str] = set()
        for one in reversed(ordered):
            if one.id not in withdrawn:
                withdrawn |= set(one.withdraws)
        self.surviving: tuple[Review, ...] = tuple(one for one in ordered if one.id not in withdrawn)
        self._parents: dict[str, str] = {}
        self._canonical: dict[str, str] = {}
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
        return tuple(sorted({agent} | {one for one in self._parents if self._root(one) == root} | {root}))

    def identity(self, agent: str, doc: str) -> str:
        """Give the agent that the mentions of an agent in an article mean."""
        for split in self._splits:
            if doc in split.docs and self._root(agent) in map(self._root, split.about):
                agent = split.into
        return self.canonical(agent)

    def origin(self, agent: str) -> str:
        """Give the agent that an agent was split from, or nothing."""
        return next((one.about[0] for one in self._splits if one.into == agent), "")

    def split_from(self, agent: str) -> tuple[Review, ...]:
        """Give the splits that took articles away from an agent or from one that is the same."""
        return tuple(one for one in self._splits if self._root(agent) in map(self._root, one.about))

    def behind(self, agent: str, doc: str) -> tuple[str, ...]:
        """Give the reviews that give an agent another identity in an article, sorted."""
        found = {one.id for one in self._splits if doc in one.docs and self._root(agent) in map(self._root, one.about)}
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
        """Give the merges to withdraw so that two agents are two again: those that made them one.

        Of every chain of merges between them that is the latest one; of several at one time the one next to the part.
        """
        left = list(self.merges)
        taken: list[Review] = []
        while path := _path(left, part, whole):
            latest = max(path, key=lambda merge: (merge.at, -path.index(merge)))
            left.remove(latest)
            taken.append(latest)
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
