"""An agent in a record is what the record's own article makes of it."""

from __future__ import annotations

from dataclasses import replace

from records import a_record, told

from kb.model import Agent, AgentType, Mention, Record, Span
from kb.pipeline.described import as_described

WORDS = "Ravel Ceramics"
AGENT = Agent("agent/ravel-ceramics", WORDS, AgentType.PERSON)


def record_with(agent: Agent, *mentions: Mention, outlet: str = "Harbour Post") -> Record:
    record = a_record(told("Ravel Ceramics hired forty people."))
    article = replace(record.article, outlet=outlet)
    return replace(record, article=article, mentions=mentions, agents=(agent,))


def called(name: str, kind: AgentType, start: int = 0) -> Mention:
    return Mention(Span(start, start + len(name), name), kind, name, agent=AGENT.id)


def test_the_articles_own_mentions_say_what_it_is_and_how_it_is_spelled() -> None:
    stored = replace(AGENT, name="RAVEL CERAMICS", aliases=("Ravel Ceramics", "Ravel ceramics"))

    (agent,) = as_described(record_with(stored, called(WORDS, AgentType.ORGANIZATION))).agents

    assert agent == Agent(AGENT.id, WORDS, AgentType.ORGANIZATION)


def test_a_shorter_name_is_no_spelling() -> None:
    (agent,) = as_described(record_with(AGENT, called("Ravel", AgentType.ORGANIZATION))).agents

    assert agent.name == WORDS


def test_an_outlet_that_nobody_mentions_is_an_organization() -> None:
    (agent,) = as_described(record_with(AGENT, outlet=WORDS)).agents

    assert agent.type is AgentType.ORGANIZATION


def test_what_the_registry_says_stays() -> None:
    registered = replace(AGENT, registered=True, aliases=("Ravel",))

    (agent,) = as_described(record_with(registered, called(WORDS, AgentType.PLACE))).agents

    assert agent == registered
