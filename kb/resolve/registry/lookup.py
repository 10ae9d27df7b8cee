"""The curated registry: outlets, agencies, states, bodies and persons that we know by name.

``ontology/agents.ttl`` is read once per process (some 4,000 triples in about 20 ms) into plain objects; nothing here
depends on RDF afterwards. A registry of one's own, in the same shape, can take its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

from kb import ids
from kb.model import Agent, AgentType
from kb.remembering import remembered
from kb.resolve.agents.names import folded, is_acronym, key, plain, without_article
from kb.resolve.registry.entries import Entry, entries_in
from kb.resources import resource

MEDIA = ("agency", "outlet")
_SHORTEST_PLACE = 4  # letters in capitals: "ROME"; shorter ones are acronyms


class Registry:
    """Agents by identifier and by name."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Index the entries; of two with one identifier the later wins."""
        self._entries = {entry.agent.id: entry for entry in entries}
        # Texts ask for the same few names time and again; every question depends on the words alone.
        self._looked_up = remembered(self._lookup)
        self._may_mean = remembered(self._ambiguous)
        self._of_people = remembered(self._demonym)

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
        return self._looked_up(text)

    def _lookup(self, text: str) -> tuple[Agent, ...]:
        name = plain(text)
        found = self._by_alias.get(key(name)) if not name.startswith(("the ", "a ", "an ")) else ()
        bare = key(without_article(name))
        found = found or self._by_alias.get(bare) or self._composed(name) or self._by_letters.get(folded(bare), ())
        found = found or self._in_capitals(name)
        return tuple(self._entries[each].agent for each in found)

    def _in_capitals(self, name: str) -> tuple[str, ...]:
        """Give the place of a dateline whose short name looks like an acronym: "PARIS"."""
        if not (name.isalpha() and name.isupper() and len(name) >= _SHORTEST_PLACE):
            return ()
        found = self._by_alias.get(name.casefold(), ())
        return tuple(each for each in found if self._entries[each].agent.type is AgentType.PLACE)

    def may_end(self, word: str) -> bool:
        """Tell whether a name that :meth:`lookup` knows may end in a word; one with an "of" in it may end in any."""
        return key(word) in self._last_words

    def ambiguous(self, text: str) -> tuple[Agent, ...]:
        """Give the agents that a name may stand for in the right company: "Navy", "Foreign Ministry", "Brown"."""
        return self._may_mean(text)

    def _ambiguous(self, text: str) -> tuple[Agent, ...]:
        found = self._by_hidden.get(key(without_article(plain(text))), ())
        return tuple(self._entries[each].agent for each in found)

    def demonym(self, text: str) -> Agent | None:
        """Give the state or party of an adjective or its people: "Chinese", "U.S.", "Britons", "Democrats"."""
        return self._of_people(text)

    def _demonym(self, text: str) -> Agent | None:
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

    def outlet_at(self, domain: str) -> Agent | None:
        """Give the outlet or agency that publishes under an internet domain, or under one that it is part of.

        ``www.bbc.co.uk`` and ``news.bbc.co.uk`` are the BBC's; a port, a path and capitals do not matter. Of two nested
        domains with different owners, the longer one decides.
        """
        host = re.sub(r"^[a-z]+://", "", domain.strip().casefold())
        labels = re.split(r"[/:?#]", host, maxsplit=1)[0].strip(".").split(".")
        owners = (self._by_domain.get(".".join(labels[start:])) for start in range(len(labels) - 1))
        return next((self._entries[owner].agent for owner in owners if owner), None)

    def governed(self, place: str) -> str:
        """Give the state that a capital stands for, or nothing."""
        return self._capitals.get(place, "")

    def building(self, occupant: str, printed: str) -> Agent | None:
        """Give the building whose name, as printed and in key form, stands for who works there: "Pentagon"."""
        entry = self._entries.get(occupant)
        found = (self._entries[place] for place in (entry.metonyms if entry else ()) if place in self._entries)
        return next(
            (
                each.agent
                for each in found
                if each.kind == "building" and printed in map(key, (*each.hidden, each.agent.name))
            ),
            None,
        )

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

    def may_be_at(self, one: str, other: str) -> bool:
        """Tell whether what happened at one place may have happened at the other.

        One lies in the other, or on its coast.
        "Off South Carolina" is in the Atlantic; "in Lyon" is in France, and not in Spain.
        """
        return other in self.around(one) or one in self.around(other)

    def around(self, place: str) -> frozenset[str]:
        """Give the places that may be named for what happened at one: it, its wholes, the seas on its coast."""
        seas = (sea for near in self.coasts(place) for sea in (near, *self.wholes(near)))
        return frozenset((place, *self.wholes(place), *seas))

    def coasts(self, place: str) -> tuple[str, ...]:
        """Give the seas that a place has a coast on."""
        entry = self._entries.get(place)
        return entry.touches if entry else ()

    def _composed(self, text: str) -> tuple[str, ...]:
        if " of " not in text and key(text.rpartition(" ")[2]) not in self._last_words:
            return ()  # most names that a text asks for end like no body
        for owner_name, rest in _parted(text):
            wanted = key(rest)
            bodies = dict.fromkeys((*self._by_hidden.get(wanted, ()), *self._by_alias.get(wanted, ())))
            if not bodies and wanted != "government":
                continue
            people = self.demonym(owner_name)
            owners = {people.id} if people else set(self._by_alias.get(key(without_article(owner_name)), ()))
            states = sorted(owner for owner in owners if self.kind(owner) == "state")
            if states and wanted == "government":
                return (states[0],)
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
    def _by_letters(self) -> Mapping[str, tuple[str, ...]]:
        """Give the names that have marks on their letters, without them: "António Guterres"."""
        pairs = ((folded(name), found) for name, found in self._by_alias.items() if not name.isascii())
        return _grouped((name, each) for name, found in pairs if name not in self._by_alias for each in found)

    @cached_property
    def _last_words(self) -> frozenset[str]:
        return frozenset(name.rpartition(" ")[2] for name in (*self._by_hidden, *self._by_alias, "government"))

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
    def _by_domain(self) -> Mapping[str, str]:
        return {domain: entry.agent.id for entry in self._entries.values() for domain in entry.domains}

    @cached_property
    def _capitals(self) -> Mapping[str, str]:
        return {
            place: entry.agent.id
            for entry in self._entries.values()
            for place in entry.metonyms
            if self.kind(place) != "building"
        }

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
    return Registry(entries_in(path))
