"""Records as read + reviews → records and agents as they stand, and the quads that lead back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from pyoxigraph import Quad

from kb.graph.agents import merged
from kb.graph.doubt import doubt_quads
from kb.graph.identity import Gained, Replaced, described_otherwise, identity_quads, link_quads
from kb.model import Agent, AgentType, Record
from kb.resolve.identities.curation import curated, people_of
from kb.resolve.identities.standing import Identities
from kb.resolve.registry import Registry


class Standing:
    """How a set of articles stands after the reviews; a function of both, whatever their order.

    Attributes:
        identities: What the reviews decide.
        records: Each record with its agents replaced by those that they are, in the order given.
    """

    def __init__(self, read: Sequence[Record], identities: Identities, registry: Registry) -> None:
        """Apply the reviews.

        Args:
            read: Current records as read.
            identities: What the reviews decide.
            registry: Whom a merge may lead to though no article names it.
        """
        self.identities = identities
        self._read = tuple(read)
        self.records: tuple[Record, ...] = self._read
        self._people: dict[str, Agent] = {}
        if identities.surviving or identities.partings:
            named = {one for review in identities.surviving for one in (*review.about, review.into)}
            found = [agent for name in sorted(named) if (agent := registry.agent(name))]
            self._people = people_of(self.known.values(), identities, found)
            self.records = tuple(curated(record, identities, self._people) for record in read)

    @cached_property
    def known(self) -> dict[str, Agent]:
        """Give every agent by identifier, as read."""
        return {one.id: one for one in merged(agent for record in self._read for agent in record.agents)}

    def agents(self, found: Iterable[Agent]) -> tuple[Agent, ...]:
        """Give agents with what reviews changed in their descriptions."""
        return tuple(self._described(one) for one in found) if self._people else tuple(found)

    def quads(self, in_force: Iterable[Agent], base: str) -> frozenset[Quad]:
        """Give the graph of identities: what was read where it was replaced, and who replaced whom.

        Args:
            in_force: All agents that the records, as they stand, refer to.
            base: What stands before every identifier.
        """
        if not self._people:
            return frozenset()
        living = {one.id: one for one in in_force}
        changed = [
            quad
            for record, now in zip(self._read, self.records, strict=True)
            for quad in self._links(record, now, base)
        ]
        changed += [
            quad
            for name, agent in sorted(living.items())
            if name in self.known
            for quad in described_otherwise(self.known[name], agent, base)
        ]
        articles = {record.article.doc: record.article.id for record in self._read}
        changed += doubt_quads(self.identities.partings, articles, self.identities.canonical, base)
        return frozenset((*changed, *identity_quads(self._replaced(living), self._gained(living), base)))

    def _links(self, read: Record, now: Record, base: str) -> tuple[Quad, ...]:
        if now is read:
            return ()
        doc = read.article.doc
        moved = [one.id for one in read.agents if self.identities.identity(one.id, doc) != one.id]
        return link_quads(read, now, {one: self.identities.behind(one, doc) for one in moved}, base)

    def _described(self, agent: Agent) -> Agent:
        """Give an agent as part of whom its wholes are, and the same as what the last review says."""
        known = self._people.get(agent.id, agent)
        elsewhere = self.identities.elsewhere(agent.id)
        # What it had none of before stands among the identities, so that what was read stays apart.
        return replace(
            agent, part_of=known.part_of, same_as=elsewhere if elsewhere and agent.same_as else agent.same_as
        )

    def _replaced(self, living: dict[str, Agent]) -> Iterator[Replaced]:
        docs: dict[str, list[str]] = {}
        for record in self._read:
            for agent in record.agents:
                if agent.id not in living:
                    docs.setdefault(agent.id, []).append(record.article.doc)
        for name in sorted(docs):
            successors = {self.identities.identity(name, doc) for doc in docs[name]}
            behind = {review for doc in docs[name] for review in self.identities.behind(name, doc)}
            yield Replaced(self.known[name], tuple(sorted(successors & living.keys())), tuple(sorted(behind)))

    def _gained(self, living: dict[str, Agent]) -> Iterator[Gained]:
        for name, agent in sorted(living.items()):
            others = [one for one in self.identities.members(name) if one != name]
            described = [self.known[one] for one in others if one in self.known]
            own = {agent.name, *agent.aliases}
            source = self.identities.origin(name)
            replaced = {*others, source} - {""} - living.keys()
            entries = [self.identities.elsewhere(name), *sorted(one.same_as for one in described)]
            gained = Gained(
                name,
                names=tuple(sorted({word for one in described for word in (one.name, *one.aliases)} - own)),
                same_as="" if agent.same_as else next(filter(None, entries), ""),
                type=_known_type(described) if agent.type is AgentType.UNKNOWN else AgentType.UNKNOWN,
                replaces=tuple(sorted(replaced)),
            )
            if gained != Gained(name):
                yield gained


def _known_type(agents: Iterable[Agent]) -> AgentType:
    return next((one.type for one in agents if one.type is not AgentType.UNKNOWN), AgentType.UNKNOWN)
