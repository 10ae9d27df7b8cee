"""The curated registry: outlets, agencies, states, bodies and persons that we know by name.

``ontology/agents.ttl`` is read once per process (some 4,000 triples in about 20 ms) into plain objects; nothing here
depends on RDF afterwards. A registry of one's own, in the same shape, can take its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox

from kb import ids
from kb.errors import InputError
from kb.model import Agent, AgentType, Interval
from kb.resolve.names import is_acronym, key, plain, without_article
from kb.resources import resource
from kb.vocab import DCTERMS, PREFIXES, RDF, RDFS, SKOS

_KB, _SCHEMA = PREFIXES["kb"], PREFIXES["schema"]
_TYPES = {
    _SCHEMA + "Person": AgentType.PERSON,
    _SCHEMA + "Organization": AgentType.ORGANIZATION,
    _SCHEMA + "Place": AgentType.PLACE,
    _KB + "Group": AgentType.GROUP,
}
MEDIA = ("agency", "outlet")
_ALWAYS = Interval(None, None)


@dataclass(frozen=True, slots=True)
class Office:
    """A role that somebody holds: ``secretary of state``, in which body, during which days."""

    name: str
    body: str = ""
    days: Interval = _ALWAYS


@dataclass(frozen=True, slots=True)
class Entry:
    """An agent, and what the registry knows of it beyond the model.

    Attributes:
        agent: The agent; its aliases are those that link wherever they stand.
        kind: ``outlet``, ``agency``, ``state``, ``city``, ``government``, ``ministry``, ``person``…
        hidden: Ambiguous labels, which link only together with a state.
        demonyms: Adjectives and nouns of a state or party: ``Chinese``. The first one is used in names of groups.
        metonyms: Identifiers of places that stand for the state.
        home: Identifier of the state that an outlet appears in, or empty.
        family_name: Family name of a person, or empty.
        gender: ``m``, ``f`` or empty.
        offices: Roles of a person, in the order of the file.
    """

    agent: Agent
    kind: str = ""
    hidden: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    home: str = ""
    family_name: str = ""
    gender: str = ""
    offices: tuple[Office, ...] = field(default=())


class Registry:
    """Agents by identifier and by name."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Index the entries; of two with one identifier the later wins."""
        self._entries = {entry.agent.id: entry for entry in entries}

    @classmethod
    def load(cls, path: Path | None = None) -> Registry:
        """Read a registry, ours unless a path is given; the same file is read once per process.

        Raises:
            InputError: the file cannot be read, or is not Turtle.
        """
        return _loaded(path or resource("ontology", "agents.ttl"))

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def agent(self, identifier: str) -> Agent | None:
        """Give the agent with an identifier."""
        entry = self._entries.get(identifier)
        return entry.agent if entry else None

    def entry(self, identifier: str) -> Entry | None:
        """Give all that is known of an agent."""
        return self._entries.get(identifier)

    def kind(self, identifier: str) -> str:
        """Give the kind of an agent, or nothing."""
        entry = self._entries.get(identifier)
        return entry.kind if entry else ""

    def lookup(self, text: str) -> tuple[Agent, ...]:
        """Give the agents that a name stands for by itself, as printed: with article, possessive, old or full form.

        An owner and one of its bodies make a name together: "Chinese Foreign Ministry", "Japan's government",
        "Ministry of Defence of the United Kingdom", "Congress's Senate". Acronyms must be printed in capitals, and so
        must the article of an outlet such as The Hill.
        """
        name = plain(text)
        found = self._by_alias.get(key(name)) if not name.startswith(("the ", "a ", "an ")) else ()
        found = found or self._by_alias.get(key(without_article(name))) or self._composed(name)
        return tuple(self._entries[each].agent for each in found)

    def ambiguous(self, text: str) -> tuple[Agent, ...]:
        """Give the agents that a name may stand for in the right company: "Navy", "Foreign Ministry", "Brown"."""
        found = self._by_hidden.get(key(without_article(plain(text))), ())
        return tuple(self._entries[each].agent for each in found)

    def demonym(self, text: str) -> Agent | None:
        """Give the state or party of an adjective or its people: "Chinese", "U.S.", "Britons", "Democrats"."""
        found = self._by_demonym.get(key(without_article(plain(text))))
        return self._entries[found].agent if found else None

    def agencies(self) -> Mapping[str, str]:
        """Give the names of news agencies, lower-cased, with their identifiers; credits are looked up here."""
        return self._agencies

    def outlet(self, name: str) -> Agent:
        """Give the agent of a publisher's name; one that the registry lacks is minted."""
        for agent in self.lookup(name):
            if self.kind(agent.id) in MEDIA:
                return agent
        return Agent(ids.agent(plain(name)), plain(name), AgentType.ORGANIZATION)

    def governed(self, place: str) -> str:
        """Give the state that a capital stands for, or nothing."""
        return self._capitals.get(place, "")

    def state_of(self, identifier: str) -> str:
        """Give the state that an agent is, or is a part of, or nothing."""
        return next((each for each in (identifier, *self.wholes(identifier)) if self.kind(each) == "state"), "")

    def wholes(self, identifier: str) -> tuple[str, ...]:
        """Give all that an agent is part of, nearest first."""
        found: list[str] = []
        queue = [identifier]
        while queue:
            agent = self.agent(queue.pop(0))
            fresh = [part for part in (agent.part_of if agent else ()) if part not in found]
            found += fresh
            queue += fresh
        return tuple(found)

    def _composed(self, text: str) -> tuple[str, ...]:
        for owner_name, rest in _parted(text):
            people = self.demonym(owner_name)
            owners = {people.id} if people else set(self._by_alias.get(key(without_article(owner_name)), ()))
            wanted = key(rest)
            states = sorted(owner for owner in owners if self.kind(owner) == "state")
            if states and wanted == "government":
                return (states[0],)
            bodies = dict.fromkeys((*self._by_hidden.get(wanted, ()), *self._by_alias.get(wanted, ())))
            found = tuple(body for body in bodies if owners.intersection(self.wholes(body)))
            if found:
                return found
        return ()

    @cached_property
    def _by_alias(self) -> Mapping[str, tuple[str, ...]]:
        pairs = []
        for entry in self._entries.values():
            for name in (entry.agent.name, *entry.agent.aliases):
                pairs.append((key(name), entry.agent.id))
                # "The New York Times" is also printed without its article; "The Hill" would be a hill.
                if name.startswith("The ") and name.count(" ") > 1:
                    pairs.append((key(without_article(name)), entry.agent.id))
        return _grouped(pairs)

    @cached_property
    def _by_hidden(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped(
            (key(name), entry.agent.id)
            for entry in self._entries.values()
            for name in (*entry.hidden, *filter(None, [entry.family_name]))
        )

    @cached_property
    def _by_demonym(self) -> Mapping[str, str]:
        return {key(name): entry.agent.id for entry in self._entries.values() for name in entry.demonyms}

    @cached_property
    def _capitals(self) -> Mapping[str, str]:
        return {place: entry.agent.id for entry in self._entries.values() for place in entry.metonyms}

    @cached_property
    def _agencies(self) -> Mapping[str, str]:
        return {
            plain(name).lower(): entry.agent.id
            for entry in self._entries.values()
            if entry.kind == "agency"
            for name in (entry.agent.name, *entry.agent.aliases, *(hid for hid in entry.hidden if is_acronym(hid)))
        }


def _parted(text: str) -> list[tuple[str, str]]:
    """Give the ways to read a name as an owner and one of its bodies.

    >>> _parted("Japan's Foreign Ministry")[0]
    ('Japan', 'Foreign Ministry')
    """
    words = without_article(text).split()
    front = [(plain(" ".join(words[:n])), " ".join(words[n:])) for n in range(1, min(4, len(words)))]
    back = re.fullmatch(r"(.+?) of (?:the )?(.+)", " ".join(words))
    return [*front, *([(back[2], back[1])] if back else [])]


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    groups: dict[str, dict[str, None]] = {}
    for name, identifier in pairs:
        groups.setdefault(name, {})[identifier] = None
    return {name: tuple(found) for name, found in groups.items()}


@cache
def _loaded(path: Path) -> Registry:
    return Registry(_entries_in(path))


def _entries_in(path: Path) -> Iterator[Entry]:
    about = _triples_by_subject(path)
    for subject, values in about.items():
        kinds = values.get(RDF.type, [])
        if _SCHEMA + "Role" in kinds:
            continue
        name = _first(values, RDFS.label)
        agent = Agent(
            id=subject,
            name=name,
            type=next((_TYPES[kind] for kind in kinds if kind in _TYPES), AgentType.UNKNOWN),
            aliases=tuple(values.get(SKOS.altLabel, ())),
            same_as=_first(values, _SCHEMA + "sameAs"),
            part_of=tuple(values.get(DCTERMS.isPartOf, ())),
            registered=True,
        )
        if not name:
            raise InputError(f"{path}: <{subject}> has no rdfs:label.", hint="Give every agent exactly one label.")
        yield Entry(
            agent,
            kind=_first(values, _KB + "agentKind"),
            hidden=tuple(values.get(PREFIXES["skos"] + "hiddenLabel", ())),
            demonyms=tuple(values.get(_KB + "demonym", ())),
            metonyms=tuple(values.get(_KB + "metonym", ())),
            home=_first(values, _SCHEMA + "location"),
            family_name=_first(values, _SCHEMA + "familyName"),
            gender={"Male": "m", "Female": "f"}.get(_first(values, _SCHEMA + "gender").rpartition("/")[2], ""),
            offices=tuple(_office(about.get(role, {})) for role in values.get(_SCHEMA + "hasOccupation", ())),
        )


def _office(values: Mapping[str, list[str]]) -> Office:
    start, end = (_first(values, _SCHEMA + bound) for bound in ("startDate", "endDate"))
    return Office(
        name=_first(values, _SCHEMA + "roleName"),
        body=_first(values, _SCHEMA + "memberOf"),
        days=Interval(_day(start) if start else None, _day(end, last=True) if end else None),
    )


def _day(text: str, *, last: bool = False) -> date:
    """Read a year, month or day; give its first or last day.

    >>> _day("2022-02", last=True)
    datetime.date(2022, 2, 28)
    """
    year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    if day or not last:
        return date(year, month or 1, day or 1)
    return (date(year + 1, 1, 1) if not month or month == 12 else date(year, month + 1, 1)) - timedelta(days=1)


def _triples_by_subject(path: Path) -> dict[str, dict[str, list[str]]]:
    about: dict[str, dict[str, list[str]]] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, (ox.BlankNode, ox.Triple)):
                values = about.setdefault(_local(quad.subject.value), {})
                values.setdefault(quad.predicate.value, []).append(_local(quad.object.value))
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(
            f"The registry of agents cannot be read: {path}: {error}.",
            hint="It must be a Turtle file in the shape of ontology/agents.ttl.",
        ) from error
    return about


def _local(iri: str) -> str:
    """Keep ``agent/wu-qian`` of an agent's IRI, so that one registry serves every base."""
    start = iri.find("/agent/") if iri.startswith(("http://", "https://")) else -1
    return iri[start + 1 :] if start >= 0 else iri


def _first(values: Mapping[str, list[str]], predicate: str) -> str:
    return next(iter(values.get(predicate, ())), "")
