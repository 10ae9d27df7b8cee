"""Whom "he", "the secretary" and "the ministry" mean, as the article is read from the top.

What stands in mind is kept by :mod:`kb.resolve.agents.memory`; pronouns and descriptions are settled from it.
"""

from __future__ import annotations

import re

from kb.model import AgentType, Mention, Statement, Syntax
from kb.resolve.agents.cast import Cast
from kb.resolve.agents.clauses import Clauses
from kb.resolve.agents.descriptions import Descriptions
from kb.resolve.agents.memory import NOBODY, Memory
from kb.resolve.agents.names import plain
from kb.resolve.agents.pronouns import Pronouns

PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "herself": "f",
    "they": "",
    "it": "",
}
_NO_ANTECEDENT = frozenset({"hers", "them", "their", "its", "i", "we", "you", "who", "us", "me"})
_APART = re.compile(r",?\s+")


class Discourse:
    """What a reader of an article has in mind, up to the place last read."""

    def __init__(self, cast: Cast, statements: tuple[Statement, ...], syntax: Syntax | None = None) -> None:
        """Begin at the top of the article."""
        self._cast = cast
        self._memory = Memory(cast.article.body, statements)
        clauses = Clauses(cast.article.body, syntax)
        self._pronouns = Pronouns(cast, self._memory, clauses)
        self._descriptions = Descriptions(cast, self._memory, clauses)
        self.principal = self._pronouns.principal
        self.notice, self.hear, self.last_speaker = self._memory.notice, self._memory.hear, self._memory.last_speaker

    def pass_by(self, mention: Mention) -> None:
        """Read past words that mean a person whom nothing names; beside a name they only describe it."""
        body, span = self._memory.body, mention.span
        if mention.type is not AgentType.PERSON or mention.name or plain(span.exact).casefold() in PRONOUNS:
            return
        after = _APART.match(body, span.end)
        behind = self._cast.links.touching(after.end(), after.end() + 1) if after else []
        before = self._cast.links.touching(max(0, span.start - 3), span.start)
        if not behind and not before:
            self._memory.notice(mention, NOBODY)

    def named(self, mention: Mention, agent: str) -> str:
        """Give whom a name means: its agent, but a person where a demonym is a noun for one."""
        person = self._descriptions.compatriot(mention) if agent else None
        return agent if person is None else person

    def meant(self, mention: Mention) -> str:
        """Give the agent that a pronoun or role noun stands for, or nothing."""
        words = plain(mention.span.exact).casefold()
        if words in _NO_ANTECEDENT:
            return ""
        if words == "it":
            return self._pronouns.thing(mention)
        if words == "they":
            return self._pronouns.several(mention)
        if words in PRONOUNS:
            return self._pronouns.person(mention, PRONOUNS[words], possessive=self._is_possessive(mention))
        return self._descriptions.named(mention) or self._descriptions.meant(mention)

    def _is_possessive(self, mention: Mention) -> bool:
        """Tell "her demand that", "his": the subject of its own clause may be meant."""
        words = mention.span.exact.casefold()
        sourcing = any(mention.span == span for span, _ in self._memory.sources.near(mention.span))
        return words == "his" or (words == "her" and sourcing)
