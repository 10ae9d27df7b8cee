"""Agents and identities as quads, kept current: who is described how, and who stands for whom.

What is written of one agent, or of the replaced links of one article, is a page. A page is a function of what articles
tell of this agent (or of the article) and of the reviews; where anything of that changed, it is written anew, and held
against the one before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import replace

from kb import ids
from kb.compare.sources.unregistered import printed_name
from kb.graph.agents import agent_lines, as_outlet, one_of, outlets_of
from kb.graph.doubt import doubt_lines
from kb.graph.identity import Gained, Replaced, described_otherwise, identity_lines, link_lines
from kb.graph.lines import Line, Lines
from kb.graph.tenure import occupation_lines
from kb.model import Agent, AgentType, Comparison, Record
from kb.pipeline.shelf import View
from kb.pipeline.standing import Moves, Standing
from kb.resolve.registry import Registry
from kb.tables import Tables, add, in_memory, keep

Counts = MutableMapping[str, dict[Agent, int]]


class Cast:
    """Everybody that articles, credits and origins refer to, as they stand."""

    def __init__(self, standing: Standing, registry: Registry, base: str, tables: Tables = in_memory) -> None:
        """Begin with what the tables hold.

        Args:
            standing: How articles stand; it is updated first.
            registry: Who credits and origins mean.
            base: What stands before every identifier.
            tables: In memory, and empty, by default.
        """
        self._standing, self._registry, self._base = standing, registry, base
        self._described: Counts = tables("described as standing")
        self._beside: Counts = tables("described beside")  # by credits and origins
        self._types: MutableMapping[str, dict[AgentType, int]] = tables("types")  # articles that give each
        self._named: MutableMapping[str, dict[str, int]] = tables("named")  # name → agents that have it
        self._called: MutableMapping[str, dict[str, int]] = tables("called")  # alias → agents that have it
        self._outlets: MutableMapping[str, int] = tables("outlets")  # outlet → articles
        self._published: MutableMapping[str, frozenset[str]] = tables("published as")  # agent → outlets without another
        self._pages: MutableMapping[str, tuple[str, ...]] = tables("pages")

    def update(self, moves: Moves, gone: Comparison, come: Comparison) -> tuple[Lines, Lines]:
        """Bring the pages up to date.

        Args:
            moves: What changed of articles.
            gone: What held before and holds no more of what articles give together.
            come: What holds now.

        Returns:
            The lines to add, and those to remove; they have none in common.
        """
        touched = {*moves.agents}
        outlets: set[str] = set()
        for before, now in moves.records.values():
            for record, number in ((before, -1), (now, 1)):
                if record is not None:
                    touched |= self._count_record(record, number, outlets)
        for comparison, number in ((gone, -1), (come, 1)):
            for one in self._named_by(comparison):
                touched.add(one.id)
                self._count(self._beside, one, number, outlets)
        touched |= self._publish(outlets)
        if self._standing.is_reviewed:
            touched |= self._standing.identities.relatives(touched)
        pages = {agent: tuple(self._agent(agent)) for agent in sorted(touched)}
        pages |= {f"doubts {agent}": self._doubts(agent) for agent in sorted(moves.parted)}
        pages |= {f"links {doc}": self._links(doc) for doc in sorted(moves.links)}
        return self._changed(pages, moves)

    def _changed(self, pages: Mapping[str, Iterable[Line]], moves: Moves) -> tuple[Lines, Lines]:
        """Put pages in the place of those before."""
        told = moves.records.values()
        removed = dict.fromkeys(occupation_lines((before for before, _ in told if before), self._base))
        added = dict.fromkeys(occupation_lines((now for _, now in told if now), self._base))
        for name, lines in pages.items():
            page, known = tuple(sorted({*lines})), self._pages.get(name, ())
            if page != known:
                removed |= dict.fromkeys(line for line in known if line not in page)
                added |= dict.fromkeys(line for line in page if line not in known)
                keep(self._pages, name, page)
        return (
            tuple(line for line in added if line not in removed),
            tuple(line for line in removed if line not in added),
        )

    # -- what is told of whom -----------------------------------------------------------------------------------------

    def _count_record(self, record: Record, number: int, outlets: set[str]) -> set[str]:
        """Count what a record tells of agents in or out; give these."""
        for described in record.agents:
            self._count(self._described, described, number, outlets)
        given = {(one.agent, one.type) for one in record.mentions if one.agent}
        for agent, kind in sorted(given):
            add(self._types, agent, kind, number)
        for outlet in outlets_of(record.article):
            outlets.add(outlet)
            keep(self._outlets, outlet, self._outlets.get(outlet, 0) + number)
        return {agent.id for agent in record.agents} | {agent for agent, _ in given}

    def _count(self, counts: Counts, agent: Agent, number: int, outlets: set[str]) -> None:
        known = agent in counts.get(agent.id, {})
        add(counts, agent.id, agent, number)
        if known != (agent in counts.get(agent.id, {})):
            add(self._named, agent.name, agent.id, number)
            for alias in agent.aliases:
                add(self._called, alias, agent.id, number)
            outlets.update(name for name in (agent.name, *agent.aliases) if name in self._outlets)

    def _named_by(self, comparison: Comparison) -> Iterator[Agent]:
        """Give the agents that credits and origins name."""
        for credit in comparison.credits:
            if known := self._registry.agent(credit.agency):
                yield known
            elif name := printed_name(credit):
                yield as_outlet(credit.agency, name)
        for origin in comparison.origins:
            yield from filter(None, map(self._registry.agent, (origin.agent, origin.party)))

    def _publish(self, outlets: Iterable[str]) -> set[str]:
        """Note which outlets are agents of their own, as nobody has their name; give those agents, before and now."""
        touched = set()
        for outlet in sorted(outlets):
            agent = ids.agent(outlet)
            alone = outlet in self._outlets and outlet not in self._named and outlet not in self._called
            known = self._published.get(agent, frozenset())
            if alone != (outlet in known):
                keep(self._published, agent, known | {outlet} if alone else known - {outlet})
                touched.add(agent)
        return touched

    # -- pages --------------------------------------------------------------------------------------------------------

    def _living(self, agent: str) -> Agent | None:
        """Give an agent as it stands, or nothing where nobody refers to it."""
        types = self._types.get(agent, {})
        voted = min(types, key=lambda kind: (-types[kind], kind), default=None)
        told: Counter[Agent] = Counter()
        for one, many in self._described.get(agent, {}).items():
            told[one if one.registered or voted is None else replace(one, type=voted)] += many
        told.update(self._beside.get(agent, {}).keys())
        if not told:
            told.update(as_outlet(agent, outlet) for outlet in self._published.get(agent, ()))
        if not told:
            return None
        found = one_of(told)
        return self._after_reviews(found) if self._standing.is_reviewed else found

    def _after_reviews(self, agent: Agent) -> Agent:
        """Give an agent as part of whom its wholes are, and the same as what the last review says."""
        known = self._standing.people.get(agent.id, agent)
        elsewhere = self._standing.identities.elsewhere(agent.id)
        # What it had none of before stands among the identities, so that what was read stays apart.
        return replace(
            agent, part_of=known.part_of, same_as=elsewhere if elsewhere and agent.same_as else agent.same_as
        )

    def _agent(self, name: str) -> Iterator[Line]:
        living = self._living(name)
        if living:
            yield from agent_lines(living, self._base)
        if not self._standing.is_reviewed:
            return
        read = self._standing.known(name)
        if living and read:
            yield from described_otherwise(read, self._after_reviews(read), self._base)
        if living:
            yield from identity_lines((), self._gained(living), self._base)
        elif read:
            yield from identity_lines([self._replaced(read)], (), self._base)

    def _replaced(self, read: Agent) -> Replaced:
        identities, docs = self._standing.identities, sorted(self._standing.leaving(read.id))
        successors = {identities.identity(read.id, doc) for doc in docs}
        behind = {review for doc in docs for review in identities.behind(read.id, doc)}
        return Replaced(read, tuple(sorted(filter(self._living, successors))), tuple(sorted(behind)))

    def _gained(self, agent: Agent) -> Iterator[Gained]:
        identities, known = self._standing.identities, self._standing.known
        if identities.is_alone(agent.id):
            return
        others = [one for one in identities.members(agent.id) if one != agent.id]
        described = [one for one in map(known, others) if one]
        replaced = {one for one in (*others, identities.origin(agent.id)) if one and not self._living(one)}
        entries = [identities.elsewhere(agent.id), *sorted(one.same_as for one in described)]
        own = {agent.name, *agent.aliases}
        gained = Gained(
            agent.id,
            names=tuple(sorted({word for one in described for word in (one.name, *one.aliases)} - own)),
            same_as="" if agent.same_as else next(filter(None, entries), ""),
            type=_known_type(described) if agent.type is AgentType.UNKNOWN else AgentType.UNKNOWN,
            replaces=tuple(sorted(replaced)),
        )
        if gained != Gained(agent.id):
            yield gained

    def _doubts(self, agent: str) -> Lines:
        articles = View(lambda doc: self._standing.read[doc].article.id)
        return doubt_lines(self._standing.partings(agent), articles, self._standing.identities.canonical, self._base)

    def _links(self, doc: str) -> Lines:
        standing = self._standing
        read = standing.read.get(doc)
        if read is None or (now := standing[doc]) is read:
            return ()
        moved = [one.id for one in read.agents if standing.identities.identity(one.id, doc) != one.id]
        return link_lines(read, now, {one: standing.identities.behind(one, doc) for one in moved}, self._base)


def _known_type(agents: Iterable[Agent]) -> AgentType:
    return next((one.type for one in agents if one.type is not AgentType.UNKNOWN), AgentType.UNKNOWN)
