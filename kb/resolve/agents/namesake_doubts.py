"""Who may be two people: one full name in several articles, with words that do not go together.

A full name alone makes one agent of all who bear it, for its identifier is a function of the name, whatever the order
of articles. What each article tells of the person may speak against that: another sex, another state, another trade,
two generations. Such evidence never parts anybody by itself, since sheriffs become senators; it is shown to a person,
who may split the agent, and nothing is lost either way. The registry's people are told apart when they are linked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kb.model import AgentType, Article, Record
from kb.resolve.agents.names import gender, is_role_noun, title_words
from kb.resolve.registry import Registry

_GENERATIONS = 60  # years between two articles that hardly write of one living person
_ANYBODYS = frozenset({"official", "member", "leader", "head", "expert", "chief", "former", "spokesperson", "author"})


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Two articles that may mean two people by one name.

    Attributes:
        agent: Identifier of the agent.
        reason: ``sex``, ``state``, ``trade`` or ``time``.
        left, right: Identifiers of the articles, in order.
        told: What each tells, in the same order.
    """

    agent: str
    reason: str
    left: str
    right: str
    told: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Portrait:
    """What one article tells of a person."""

    article: str
    year: int
    sex: str
    states: frozenset[str]
    trades: frozenset[str]


def doubts(records: Iterable[Record], registry: Registry) -> tuple[Doubt, ...]:
    """Give the pairs of articles that speak against one agent being one person; the same in whatever order they come.

    Args:
        records: What was read in each article.
        registry: Its people are beyond doubt, and its demonyms tell states.
    """
    portraits: dict[str, list[_Portrait]] = defaultdict(list)
    for record in records:
        for agent in record.agents:
            if agent.type is AgentType.PERSON and not agent.registered:
                portraits[agent.id].append(_portrait(record, agent.id, registry))
    found = {
        doubt
        for agent, several in portraits.items()
        for left, right in combinations(sorted(several, key=lambda each: each.article), 2)
        for doubt in _between(agent, left, right)
    }
    return tuple(sorted(found))


def _portrait(record: Record, agent: str, registry: Registry) -> _Portrait:
    titles = [each.titles for each in record.mentions if each.agent == agent and each.titles]
    words = [word.strip(".,") for title in titles for word in title.split()]
    told = title_words(" ".join(titles))
    return _Portrait(
        article=record.article.id,
        year=_year(record.article),
        sex=gender(*titles),
        states=frozenset(found.name for word in words if (found := registry.demonym(word))),
        trades=frozenset(word for word in told if is_role_noun(word)) - _ANYBODYS,
    )


def _year(article: Article) -> int:
    day = article.published.earliest if article.published else None
    return day.year if day else 0


def _between(agent: str, left: _Portrait, right: _Portrait) -> Iterable[Doubt]:
    """Give each reason why two portraits are hardly of one person."""
    if left.sex and right.sex and left.sex != right.sex:
        yield Doubt(agent, "sex", left.article, right.article, (left.sex, right.sex))
    for reason, ours, theirs in (("state", left.states, right.states), ("trade", left.trades, right.trades)):
        if ours and theirs and not ours & theirs:
            told = (", ".join(sorted(ours)), ", ".join(sorted(theirs)))
            yield Doubt(agent, reason, left.article, right.article, told)
    if left.year and right.year and abs(left.year - right.year) > _GENERATIONS:
        yield Doubt(agent, "time", left.article, right.article, (str(left.year), str(right.year)))
