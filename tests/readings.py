"""Readings made by hand: what an extractor would have read in a text, for tests of what comes after it."""

from __future__ import annotations

import re

from builders import an_article

from kb import ids
from kb.model import Agent, AgentType, Article, Kind, Mention, Proposition, Reading, Span, Statement
from kb.resolve.agents.linking import linked
from kb.resolve.agents.names import split_titles
from kb.resolve.registry import Registry

PERSON, BODY, PLACE, GROUP = AgentType.PERSON, AgentType.ORGANIZATION, AgentType.PLACE, AgentType.GROUP


class Page:
    """An article under the pencil: mark what the extractor read in it, then ask who is who."""

    def __init__(self, body: str, **more: object) -> None:
        self.article: Article = an_article(body, **more)  # type: ignore[arg-type]
        self.statements: list[Statement] = []
        self.mentions: list[Mention] = []

    def span(self, words: str, nth: int = 0) -> Span:
        """Find the nth occurrence of some whole words."""
        found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.article.body))[nth]
        return Span(found.start(), found.end(), words)

    def name(self, words: str, kind: AgentType = PERSON, nth: int = 0, *, subject: bool = False) -> Mention:
        """Mark a named mention; titles in front of the name are told apart."""
        titles, name = split_titles(words)
        if kind is not PERSON or not titles:
            titles, name = "", words
        name = name.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
        return self._mark(Mention(self.span(words, nth), kind, name, titles, subject))

    def word(self, words: str, nth: int = 0, *, subject: bool = True) -> Mention:
        """Mark a pronoun or a role noun."""
        return self._mark(Mention(self.span(words, nth), AgentType.UNKNOWN, subject=subject))

    def says(
        self,
        source: str,
        cue: str,
        content: str,
        *,
        kind: Kind = Kind.INDIRECT,
        parent: str = "",
        nth: int = 0,
        cue_nth: int = 0,
        propositions: tuple[tuple[str, str], ...] = (),
    ) -> str:
        """Mark a statement by its words; give its identifier. Propositions are pairs of subject and object."""
        article = self.article.id
        spans = tuple(
            (self.span(words, which),) if words else ()
            for words, which in ((source, nth), (cue, cue_nth), (content, 0))
        )
        identifier = ids.statement(article, *spans)
        clauses = tuple(
            Proposition(f"{ids.proposition(identifier, spans[2])}{i}", spans[2], subject=subject, object=target)
            for i, (subject, target) in enumerate(propositions)
        )
        self.statements.append(
            Statement(identifier, article, kind, spans[2], spans[1], spans[0], parent=parent, propositions=clauses)
        )
        return identifier

    def resolved(self, registry: Registry | None = None) -> Page:
        """Link everything; the page then holds statements, mentions and agents as resolved."""
        reading = Reading(tuple(self.statements), tuple(self.mentions))
        statements, mentions, agents = linked(self.article, reading, registry or Registry.load())
        self.statements, self.mentions = list(statements), list(mentions)
        self.agents: dict[str, Agent] = {agent.id: agent for agent in agents}
        return self

    def speakers(self) -> list[str]:
        """Give the names of the speakers, one per statement, empty where nobody is named."""
        return [self.agents[each.speaker].name if each.speaker else "" for each in self.statements]

    def chain(self, statement: int = -1) -> list[str]:
        """Give one chain as ``role:name``."""
        return [f"{hop.role}:{hop.name}" for hop in self.statements[statement].chain]

    def agent_of(self, words: str, nth: int = 0) -> str:
        """Give the name of the agent that a mention was linked to, or nothing."""
        span = self.span(words, nth)
        found = next(each.agent for each in self.mentions if each.span == span)
        return self.agents[found].name if found else ""

    def _mark(self, mention: Mention) -> Mention:
        self.mentions.append(mention)
        return mention
