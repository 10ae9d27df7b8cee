"""Agents that articles mention: one node each, however many articles name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from pyoxigraph import Quad

from kb import ids
from kb.graph.lines import Lines, quads_of
from kb.graph.page import Page
from kb.graph.terms import Term, boolean, iri, string, strings
from kb.model import Agent, AgentType, Article
from kb.vocab import DCTERMS, KB, PROV, RDFS, SCHEMA, SKOS

GRAPH = "agents"
CLASSES: Mapping[AgentType, str] = {
    AgentType.PERSON: SCHEMA.Person,
    AgentType.ORGANIZATION: SCHEMA.Organization,
    AgentType.PLACE: SCHEMA.Place,
    AgentType.GROUP: KB.Group,
}
"""Classes beside ``prov:Agent``; an agent of unknown type has none."""


def publisher(outlet: str, agents: Iterable[Agent]) -> str:
    """Give the identifier of the agent that an outlet's name means, or of a new one; empty for no name."""
    if not outlet:
        return ""
    known = sorted(agents, key=lambda agent: agent.id)
    by_name = [agent.id for agent in known if agent.name == outlet]
    by_alias = [agent.id for agent in known if outlet in agent.aliases]
    return next(iter(by_name + by_alias), ids.agent(outlet))


def publisher_node(page: Page, outlet: str, agents: Iterable[Agent]) -> Term | None:
    """Give the node of an outlet, or nothing for no name."""
    identifier = publisher(outlet, agents)
    return page.node(identifier) if identifier else None


def merged(agents: Iterable[Agent]) -> tuple[Agent, ...]:
    """Make one agent of all that share an identifier, whatever the order they come in (:func:`one_of`)."""
    groups: dict[str, Counter[Agent]] = {}
    for agent in agents:
        groups.setdefault(agent.id, Counter())[agent] += 1
    return tuple(one_of(groups[identifier]) for identifier in sorted(groups))


def one_of(descriptions: Mapping[Agent, int]) -> Agent:
    """Make one agent of its descriptions, each with the number of articles that give it.

    A registered agent speaks for the others. Else the least name becomes the name, the rest become aliases, and the
    type is the one that most articles give.
    """
    leading = {agent: many for agent, many in descriptions.items() if agent.registered} or descriptions
    name = min(agent.name for agent in leading)
    votes: Counter[AgentType] = Counter()
    for agent, many in leading.items():
        if agent.type is not AgentType.UNKNOWN:
            votes[agent.type] += many
    return Agent(
        id=next(iter(descriptions)).id,
        name=name,
        type=min(votes, key=lambda kind: (-votes[kind], kind), default=AgentType.UNKNOWN),
        aliases=tuple(sorted({alias for agent in descriptions for alias in (agent.name, *agent.aliases)} - {name})),
        same_as=min((agent.same_as for agent in leading if agent.same_as), default=""),
        part_of=tuple(sorted({whole for agent in leading for whole in agent.part_of})),
        registered=any(agent.registered for agent in descriptions),
    )


def agent_quads(agents: Iterable[Agent], articles: Iterable[Article], base: str) -> tuple[Quad, ...]:
    """Write the graph of agents, the publishers of the articles among them."""
    known = list(agents)
    outlets = {outlet for article in articles for outlet in outlets_of(article)}
    taken = {agent.id for agent in known}
    minted = [
        as_outlet(identifier, outlet)
        for outlet in sorted(outlets)
        if (identifier := publisher(outlet, known)) not in taken
    ]
    return quads_of(line for agent in merged([*known, *minted]) for line in agent_lines(agent, base))


def as_outlet(identifier: str, name: str) -> Agent:
    """Give the agent of an outlet that no registry and no text describes."""
    return Agent(identifier, name, AgentType.ORGANIZATION)


def agent_lines(agent: Agent, base: str) -> Lines:
    """Write one agent."""
    page = Page(GRAPH, base)
    page.describe(
        agent.id,
        PROV.Agent,
        *([CLASSES[agent.type]] if agent.type in CLASSES else []),
        known={
            RDFS.label: string(agent.name),
            SKOS.altLabel: strings(agent.aliases),
            SCHEMA.sameAs: iri(agent.same_as) if agent.same_as else None,
            DCTERMS.isPartOf: page.nodes(agent.part_of),
            KB.registered: boolean(agent.registered),
        },
    )
    return page.lines


def outlets_of(article: Article) -> frozenset[str]:
    """Give the names of those who published an article, or what it digests."""
    original = article.derived_from.outlet if article.derived_from else ""
    return frozenset(outlet for outlet in (article.outlet, original) if outlet)
