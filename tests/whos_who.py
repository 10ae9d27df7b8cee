"""Who is who in a text, read by the rule extractor and linked, for tests that read like the text."""

from __future__ import annotations

from functools import cache

from builders import an_article

from kb.extract.rules import RuleExtractor
from kb.model import Agent, Mention
from kb.resolve.agents.linking import linked
from kb.resolve.registry import Registry


@cache
def linked_in(text: str) -> tuple[tuple[Mention, ...], dict[str, Agent]]:
    """Give the mentions of a text of no outlet, and the agents by identifier."""
    article = an_article(text, outlet="")
    _, mentions, agents = linked(article, RuleExtractor().read(article), Registry.load())
    return mentions, {agent.id: agent for agent in agents}


def meant(text: str, words: str, nth: int = 0) -> str:
    """Give the name of whom the nth mention with some words means, or nothing."""
    mentions, agents = linked_in(text)
    found = [each.agent for each in mentions if each.span.exact == words]
    return agents[found[nth]].name if found[nth] else ""
