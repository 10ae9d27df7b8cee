"""What each article tells of a person, and what of it speaks against two articles meaning one.

Another sex, another state or two generations always do. Another field of work does unless the articles name somebody
else in common: people have several trades, but two of one name, who have other trades and other company, are two.
Fields stand in ``kb/trades.toml``: lieutenants become generals, and that is no contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kb.model import AgentType, DoubtKind, Record
from kb.resolve.agents.names import gender, title_words
from kb.resolve.registry import Registry
from kb.trades import TRADES, fields_of

_GENERATIONS = 60  # years between two articles that hardly write of one living person


@dataclass(frozen=True, slots=True)
class Portrait:
    """What one article tells of a person.

    Attributes:
        doc: Name of the article.
        day: Last day on which it may have been published, or ``None``.
        sexes: ``m`` or ``f`` as titles tell; both where the article contradicts itself.
        states: Names of the states in titles.
        words: Words for trades in titles.
        company: Identifiers of persons and bodies named in the same article that no registry has; registered ones
            are named in too many articles to tell anything.
    """

    doc: str
    day: date | None = None
    sexes: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[date, str]:
        """Give what sorts portraits by day, then by name; those of an unknown day come last."""
        return self.day or date.max, self.doc

    def in_common(self, other: Portrait) -> int:
        """Give how much speaks for one person: fields and states told alike, and company."""
        fields = bool(fields_of(self.words) & fields_of(other.words))
        return len(self.company & other.company) + fields + bool(self.states & other.states)

    def against(self, other: Portrait) -> Iterator[tuple[DoubtKind, tuple[str, str]]]:
        """Give each reason why two articles hardly mean one person, with what either tells."""
        for kind, ours, theirs in (
            (DoubtKind.SEX, self.sexes, other.sexes),
            (DoubtKind.STATE, self.states, other.states),
        ):
            if ours and theirs and not ours & theirs:
                yield kind, (_listed(ours), _listed(theirs))
        if self.day and other.day and abs(self.day.year - other.day.year) > _GENERATIONS:
            yield DoubtKind.TIME, (str(self.day.year), str(other.day.year))
        ours, theirs = fields_of(self.words), fields_of(other.words)
        if ours and theirs and not ours & theirs and not self.company & other.company:
            yield DoubtKind.TRADE, (_listed(self.words), _listed(other.words))


def portraits_in(record: Record, registry: Registry) -> dict[str, Portrait]:
    """Give what an article tells of everybody in it whom a full name alone makes one.

    Within one article two people of one full name cannot be told apart. A bare family name is an agent of its article
    alone, and the registry's people are told apart when they are linked: neither is ever in two minds.

    Args:
        record: As read.
        registry: Whom a name is known to mean, and which words mean states.
    """
    agents = sorted(one.id for one in record.agents if one.type is AgentType.PERSON and not one.registered)
    return dict(_portraits(record, agents, registry)) if agents else {}


def _portraits(record: Record, agents: Iterable[str], registry: Registry) -> Iterator[tuple[str, Portrait]]:
    titles: dict[str, list[str]] = defaultdict(list)
    company: set[str] = set()
    for mention in record.mentions:
        if mention.agent and mention.titles:
            titles[mention.agent].append(mention.titles)
        if mention.type in (AgentType.PERSON, AgentType.ORGANIZATION) and not registry.entry(mention.agent):
            company.add(mention.agent)
    for tenure in record.tenures:
        titles[tenure.agent].append(tenure.office)
    article = record.article
    outlets = {registry.outlet(article.outlet).id} if article.outlet else set()
    day = article.published.latest if article.published else None
    for agent in agents:
        printed = titles.get(agent, [])
        bare = [word.strip(".,") for title in printed for word in title.split()]
        yield (
            agent,
            Portrait(
                doc=article.doc,
                day=day,
                sexes=frozenset(filter(None, map(gender, printed))),
                states=frozenset(state.name for word in bare if (state := registry.demonym(word))),
                words=frozenset(word for title in printed for word in title_words(title) if word in TRADES),
                company=frozenset(company - outlets - {agent, ""}),
            ),
        )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
