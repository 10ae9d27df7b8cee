"""Articles as read + reviews → articles as they stand, kept current as articles come and go.

Who is who follows from the reviews and from what articles tell of people of one name. An article touches those whom it
names; where that makes two people of one, or one of two, the other articles about them stand otherwise, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field

from kb.graph.agents import one_of
from kb.model import Agent, Parting, Record, Review
from kb.resolve.identities.curation import People, curated
from kb.resolve.identities.partings import parted
from kb.resolve.identities.portraits import Portrait, portraits_in
from kb.resolve.identities.standing import Identities
from kb.resolve.registry import Registry
from kb.tables import Tables, add, in_memory, keep


@dataclass(frozen=True, slots=True)
class Moves:
    """What an update changed.

    Attributes:
        records: Name of an article → how it stood before, and stands now; ``None`` where it was not, or is no more.
        agents: Those whom articles describe otherwise, or who may be somebody else now.
        links: Names of articles of which other links may be replaced.
        parted: Agents whose name may mean several people, or did.
    """

    records: Mapping[str, tuple[Record | None, Record | None]] = field(default_factory=dict)
    agents: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    parted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Moved:
    """An article that stands otherwise than it was read: how, and by whom it means somebody else."""

    record: Record
    left: frozenset[str]


class Standing:
    """How all articles stand after the reviews; a function of both, whatever their order.

    Attributes:
        read: Current record of each ``doc`` as it was read, before any review.
        identities: What reviews and articles decide.
        people: Every agent by identifier.
    """

    def __init__(self, reviews: Iterable[Review], registry: Registry, tables: Tables = in_memory) -> None:
        """Begin with what the tables hold.

        Args:
            reviews: What people decided; what the tables hold must have come about with the same ones about agents.
            registry: Whom a merge may lead to though no article names it.
            tables: Where everything lies; in memory and empty by default.
        """
        self._reviews, self._registry = tuple(reviews), registry
        self._by_people = Identities(self._reviews)
        self.read: MutableMapping[str, Record] = tables("read")
        self._moved: MutableMapping[str, _Moved] = tables("moved")  # by doc, where it stands otherwise
        self._described: MutableMapping[str, dict[Agent, int]] = tables("described")  # by agent, as read
        self._portraits: MutableMapping[str, dict[str, Portrait]] = tables("portraits")  # by agent and doc
        self._leaving: MutableMapping[str, frozenset[str]] = tables("leaving")  # agent → docs that mean others by it
        self._resting: MutableMapping[str, frozenset[str]] = tables("resting")  # agent → docs that were moved to it
        self._partings: MutableMapping[str, tuple[Parting, ...]] = tables("partings")
        self._parted = {agent: self._partings[agent] for agent in self._partings}
        self._named = {one for review in self._by_people.surviving for one in (*review.about, review.into)}
        self._weigh()

    def __getitem__(self, doc: str) -> Record:
        """Give a record as it stands."""
        moved = self._moved.get(doc)
        return moved.record if moved else self.read[doc]

    @property
    def is_reviewed(self) -> bool:
        """Tell whether anybody may stand for somebody else."""
        return bool(self.identities.surviving or self.identities.partings)

    @property
    def moved(self) -> Iterator[str]:
        """Give the names of articles that stand otherwise than they were read."""
        return iter(self._moved)

    def records(self) -> Iterator[Record]:
        """Give all records as they stand."""
        return (self[doc] for doc in sorted(self.read))

    def known(self, agent: str) -> Agent | None:
        """Give an agent as all articles describe it, as read."""
        found = self._described.get(agent)
        return one_of(found) if found else None

    def everybody(self) -> dict[str, Agent]:
        """Give every agent that articles name, as read."""
        return {agent: one_of(self._described[agent]) for agent in self._described}

    def leaving(self, agent: str) -> frozenset[str]:
        """Give the articles that mean somebody else by an agent."""
        return self._leaving.get(agent, frozenset())

    def partings(self, agent: str) -> tuple[Parting, ...]:
        """Give the people of one name whom evidence tells apart."""
        return self._parted.get(agent, ())

    def update(self, gone: Iterable[str] = (), come: Iterable[Record] = ()) -> Moves:
        """Take articles out and in, as read; one of a known name replaces the one that was there."""
        coming = {record.article.doc: record for record in come}
        before = {doc: self._before(doc) for doc in sorted({*gone, *coming})}
        old = [record for doc in before if (record := self.read.get(doc))]
        names = {agent.id for record in (*old, *coming.values()) for agent in record.agents}
        described = {name: self.known(name) for name in names}
        people = self._turn(old, coming)
        parted_otherwise = self._part_again(people)
        changed = {name for name in names if self.known(name) != described[name]}
        affected = {*before}
        relatives = {*self.identities.relatives(changed)}
        if parted_otherwise:
            relatives |= self.identities.relatives(parted_otherwise)
            affected |= {doc for name in parted_otherwise for one in self._parted.get(name, ()) for doc in one.docs}
            for name, found in parted_otherwise.items():
                if found:
                    self._parted[name] = self._partings[name] = found
                    affected |= {doc for one in found for doc in one.docs}
                else:
                    del self._parted[name], self._partings[name]
            self._weigh()
            relatives |= self.identities.relatives({*changed, *parted_otherwise})
        affected |= {doc for name in relatives for doc in self._resting.get(name, ())}
        before |= {doc: self._before(doc) for doc in sorted(affected - before.keys())}
        moves = {doc: (record, self._settle(doc)) for doc, record in before.items()}
        return Moves(
            records={doc: pair for doc, pair in moves.items() if doc in coming or pair[0] != pair[1]},
            agents=frozenset(changed | relatives),
            links=frozenset(affected),
            parted=frozenset(name for name in (*people, *parted_otherwise)),
        )

    def _before(self, doc: str) -> Record | None:
        return self[doc] if doc in self.read else None

    def _turn(self, old: Iterable[Record], coming: Mapping[str, Record]) -> set[str]:
        """Take records out and in; give the persons whom they name."""
        people: set[str] = set()
        for record in old:
            doc = record.article.doc
            for agent in record.agents:
                add(self._described, agent.id, agent, -1)
            for name in portraits_in(record, self._registry):
                people.add(name)
                self._portraits[name] = {key: one for key, one in self._portraits[name].items() if key != doc}
            del self.read[doc]
        for doc, record in coming.items():
            for agent in record.agents:
                add(self._described, agent.id, agent, 1)
            for name, portrait in portraits_in(record, self._registry).items():
                people.add(name)
                self._portraits[name] = {**self._portraits.get(name, {}), doc: portrait}
            self.read[doc] = record
        for name in people:
            if not self._portraits[name]:
                del self._portraits[name]
        return people

    def _part_again(self, people: Iterable[str]) -> dict[str, tuple[Parting, ...]]:
        """Give the partings of those persons whose name means others than before."""
        found = {name: parted(name, self._portraits.get(name, {}).values(), self._by_people) for name in sorted(people)}
        return {name: now for name, now in found.items() if now != self._parted.get(name, ())}

    def _weigh(self) -> None:
        partings = (parting for name in sorted(self._parted) for parting in self._parted[name])
        self.identities = Identities(self._reviews, partings)
        self.people = People(self._known_or_named, self.identities)

    def _known_or_named(self, agent: str) -> Agent | None:
        return self.known(agent) or (self._registry.agent(agent) if agent in self._named else None)

    def _settle(self, doc: str) -> Record | None:
        """Give an article as it stands now, and note whom it moved."""
        if before := self._moved.pop(doc, None):
            for table, names in ((self._resting, _named(before.record)), (self._leaving, before.left)):
                for name in names:
                    keep(table, name, table[name] - {doc})
        read = self.read.get(doc)
        if read is None or not self.is_reviewed:
            return read
        now = curated(read, self.identities, self.people)
        if now is not read:
            left = frozenset(one.id for one in read.agents if self.identities.identity(one.id, doc) != one.id)
            self._moved[doc] = _Moved(now, left)
            for table, names in ((self._resting, _named(now)), (self._leaving, left)):
                for name in names:
                    table[name] = table.get(name, frozenset()) | {doc}
        return now


def _named(record: Record) -> frozenset[str]:
    return frozenset(one for agent in record.agents for one in (agent.id, *agent.part_of))
