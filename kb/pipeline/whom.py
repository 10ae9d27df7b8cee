"""Names that people give to agents → agents, those included that nobody is any more."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from kb.errors import QueryError
from kb.graph.agents import merged
from kb.model import Agent, AgentType
from kb.pipeline.standing import Standing
from kb.ports import Store
from kb.query.naming import agent_named, article_named, same_label
from kb.resolve.registry import Registry


class Whom:
    """Everybody in a store, as read and as they stand.

    Attributes:
        identities: What the reviews decide.
    """

    def __init__(self, store: Store, standing: Standing, registry: Registry) -> None:
        """Take a store, how it stands, and who may be named though no article does."""
        self._store, self._registry = store, registry
        self.identities = standing.identities
        self._records = tuple(standing.records())
        everyone = [*standing.everybody().values(), *(one for record in self._records for one in record.agents)]
        self._agents = {one.id: one for one in merged(everyone)}

    def meant(self, name: str, *, among: str = "") -> str:
        """Give the identifier of the agent that a name means, as typed: one that was merged is not followed.

        Args:
            name: An IRI, an identifier, or an exact label.
            among: An agent; labels of those that are the same as it go before others.

        Raises:
            QueryError: it means nobody, or several.
        """
        local = name.strip().removeprefix(self._store.base_iri)
        for identifier in (local, f"agent/{local}"):
            if identifier in self._agents or identifier in self._mentioned:
                return identifier
        if among:
            others = [one for one in self.identities.members(among) if one != among]
            named = [one for one in others if one in self._agents and same_label(name, self._labels(one))]
            if len(named) == 1:
                return named[0]
        try:
            return agent_named(self._store, name).removeprefix(self._store.base_iri)
        except QueryError:
            registered = [one.id for one in self._registry.lookup(name)]
            for identifier in (local, f"agent/{local}"):
                if self._registry.agent(identifier):
                    registered = [identifier]
            if len(registered) == 1:
                return registered[0]
            raise

    def agent(self, identifier: str) -> Agent:
        """Give what is known of an agent: as it stands, else as the registry has it."""
        known = self._agents.get(identifier) or self._registry.agent(identifier)
        return known or Agent(identifier, identifier.removeprefix("agent/"), AgentType.UNKNOWN)

    def named(self, identifier: str) -> str:
        """Give name and identifier of an agent, for people."""
        return f"{self.agent(identifier).name} ({identifier})"

    def foremost(self, agents: tuple[str, ...]) -> str:
        """Give the agent that others are merged into when nobody says: a registered one, else the best known."""
        return min(agents, key=lambda one: (not self.agent(one).registered, -self._mentions[one], one))

    def same_as(self, identifier: str) -> str:
        """Give the entry elsewhere that an agent is, or nothing."""
        return self.identities.elsewhere(identifier) or self.agent(identifier).same_as

    def holder(self, entry: str) -> str:
        """Give the agent that is an entry elsewhere, or nothing."""
        holders = (one for one in sorted({*self._agents, *self._mentioned}) if self.same_as(one) == entry)
        return next((self.identities.canonical(one) for one in holders), "")

    def doc(self, name: str) -> str:
        """Give the name of an article that an IRI, an identifier or its name means.

        Raises:
            QueryError: it means nothing, or several.
        """
        article = article_named(self._store, name).removeprefix(self._store.base_iri)
        return next(one.article.doc for one in self._records if one.article.id == article)

    def present(self, doc: str) -> frozenset[str]:
        """Give the agents that an article refers to, as they stand."""
        (record,) = (one for one in self._records if one.article.doc == doc)
        return frozenset(one.id for one in record.agents)

    def _labels(self, identifier: str) -> tuple[str, ...]:
        agent = self._agents[identifier]
        return (agent.name, *agent.aliases)

    @cached_property
    def _mentioned(self) -> frozenset[str]:
        reviews = self.identities.surviving
        return frozenset(one for review in reviews for one in (*review.about, review.into) if one.startswith("agent/"))

    @cached_property
    def _mentions(self) -> Counter[str]:
        return Counter(one.agent for record in self._records for one in record.mentions)
