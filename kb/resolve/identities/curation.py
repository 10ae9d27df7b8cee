"""A record as it was read → as it stands after the reviews: the same words, linked to whom they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from kb.model import Agent, AgentType, Article, Hop, Mention, Proposition, Record, Statement, Tenure
from kb.resolve.identities.standing import Identities


def curated(record: Record, identities: Identities, people: Mapping[str, Agent]) -> Record:
    """Give a record with every agent replaced by the one that it is; the same object where no review touches it.

    Names that stand for a linked agent (its name as subject of a clause, as a link of a chain, as the outlet) become
    the name of the new one, for comparing goes by them. The printed words stay.

    Args:
        record: As read.
        identities: What the reviews decide.
        people: Every agent by identifier.
    """
    doc = record.article.doc
    moved = {one.id: there for one in record.agents if (there := identities.identity(one.id, doc)) != one.id}
    if not moved:
        return record
    return _Curation(record, moved, people).record()


class People(Mapping[str, Agent]):
    """Every agent by identifier: those that were read, those of a registry, and those that splits and doubts made.

    A new agent has name and type of the one that it was parted from, and nothing else in common with it.
    """

    def __init__(self, read: Callable[[str], Agent | None], identities: Identities) -> None:
        """Take whom to ask.

        Args:
            read: Gives an agent as all articles describe it, or as a registry does; nothing for strangers.
            identities: What the reviews decide, and evidence.
        """
        self._read, self._identities = read, identities
        self._made_of: dict[str, str] = {}
        parted = ((one.agent, one.into) for one in identities.partings)
        for whole, into in (*parted, *((one.about[0], one.into) for one in identities.surviving)):
            if into.startswith("agent/"):
                self._made_of.setdefault(into, whole)

    def __getitem__(self, agent: str) -> Agent:
        found = self._read(agent) or self._made(agent)
        wholes = {self._identities.canonical(whole) for whole in found.part_of} - {agent}
        return found if wholes == {*found.part_of} else replace(found, part_of=tuple(sorted(wholes)))

    def __iter__(self) -> Iterator[str]:
        """Refuse: whoever needs one of them knows his identifier."""
        raise TypeError("These are too many to be listed.")

    def __len__(self) -> int:
        """Refuse, too."""
        raise TypeError("These are too many to be counted.")

    def _made(self, agent: str) -> Agent:
        whole, seen = self._made_of[agent], {agent}
        while (source := self._read(whole)) is None and whole in self._made_of and whole not in seen:
            seen.add(whole)
            whole = self._made_of[whole]
        name = source.name if source else whole.removeprefix("agent/")
        return Agent(agent, name, source.type if source else AgentType.UNKNOWN)


class _Curation:
    """One record whose agents change."""

    def __init__(self, record: Record, moved: Mapping[str, str], people: Mapping[str, Agent]) -> None:
        self._record, self._moved, self._people = record, moved, people
        self._names = {one.id: one.name for one in record.agents}

    def record(self) -> Record:
        """Give the record, changed."""
        return replace(
            self._record,
            article=self._article(self._record.article),
            statements=tuple(map(self._statement, self._record.statements)),
            mentions=tuple(map(self._mention, self._record.mentions)),
            agents=self._agents(),
            tenures=tuple(map(self._tenure, self._record.tenures)),
        )

    def _agent(self, identifier: str) -> str:
        return self._moved.get(identifier, identifier)

    def _renamed(self, words: str, agent: str) -> str:
        """Give the name of whom an agent is now where the words were its name; else the words."""
        if agent not in self._moved or words != self._names.get(agent):
            return words
        return self._people[self._moved[agent]].name

    def _article(self, article: Article) -> Article:
        original = article.derived_from
        return replace(
            article,
            outlet=self._outlet(article.outlet),
            derived_from=replace(original, outlet=self._outlet(original.outlet)) if original else None,
        )

    def _outlet(self, name: str) -> str:
        publishers = sorted(one.id for one in self._record.agents if one.name == name)
        return self._renamed(name, publishers[0]) if publishers else name

    def _statement(self, said: Statement) -> Statement:
        return replace(
            said,
            speaker=self._agent(said.speaker),
            chain=tuple(map(self._hop, said.chain)),
            propositions=tuple(map(self._proposition, said.propositions)),
            mentions=tuple(map(self._mention, said.mentions)),
        )

    def _hop(self, hop: Hop) -> Hop:
        return replace(hop, name=self._renamed(hop.name, hop.agent), agent=self._agent(hop.agent))

    def _mention(self, mention: Mention) -> Mention:
        return replace(
            mention,
            agent=self._agent(mention.agent),
            literal=self._agent(mention.literal),
            candidates=tuple(sorted({self._agent(one) for one in mention.candidates})),
        )

    def _tenure(self, held: Tenure) -> Tenure:
        return replace(held, agent=self._agent(held.agent), body=self._agent(held.body))

    def _proposition(self, clause: Proposition) -> Proposition:
        return replace(
            clause,
            subject=self._renamed(clause.subject, clause.subject_agent),
            object=self._renamed(clause.object, clause.object_agent),
            subject_agent=self._agent(clause.subject_agent),
            object_agent=self._agent(clause.object_agent),
            participants=tuple(sorted({self._agent(one) for one in clause.participants})),
        )

    def _agents(self) -> tuple[Agent, ...]:
        waiting = [self._agent(one.id) for one in self._record.agents]
        found: dict[str, Agent] = {}
        while waiting:
            identifier = waiting.pop()
            if identifier in self._people and identifier not in found:
                found[identifier] = self._people[identifier]
                waiting += found[identifier].part_of
        return tuple(found[identifier] for identifier in sorted(found))
