"""Agents of a record as its own article describes them: a function of its mentions, whatever others say of them.

A store holds one description of each agent, made from all articles. Were a record read back with it, what two articles
give together would depend on a third one that has nothing to do with them, and on what was stored when.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kb import ids
from kb.model import Agent, AgentType, Article, Mention, Record

Told = TypeVar("Told", bound=str)


def as_described(record: Record) -> Record:
    """Give a record whose agents have the names and types that its mentions give them; the registry's stay."""
    told: dict[str, list[Mention]] = defaultdict(list)
    for mention in record.mentions:
        told[mention.agent].append(mention)
    outlets = {ids.agent(outlet) for outlet in _outlets_of(record.article)}
    agents = tuple(
        one if one.registered else _described(one, told[one.id], record.article.id, is_outlet=one.id in outlets)
        for one in record.agents
    )
    return record if agents == record.agents else replace(record, agents=agents)


def _described(agent: Agent, mentions: Sequence[Mention], article: str, *, is_outlet: bool) -> Agent:
    """Give an agent by its mentions; one that is not mentioned is known as an outlet, or as the store has it."""
    names = Counter(one.name for one in mentions if agent.id in (ids.agent(one.name), ids.agent(one.name, article)))
    types = Counter(one.type for one in mentions if one.type is not AgentType.UNKNOWN)
    name: str | None = _foremost(names)
    kind: AgentType | None = _foremost(types)
    if is_outlet and not mentions:
        kind = AgentType.ORGANIZATION
    if mentions:  # what other articles make of it is none of its own
        kind = kind or AgentType.UNKNOWN
    return replace(agent, name=name or agent.name, type=kind or agent.type, aliases=())  # aliases: what others call it


def _foremost(counted: Mapping[Told, int]) -> Told | None:
    return min(counted, key=lambda one: (-counted[one], one), default=None)


def _outlets_of(article: Article) -> set[str]:
    original = article.derived_from
    return {outlet for outlet in (article.outlet, original.outlet if original else "") if outlet}
