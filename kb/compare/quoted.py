"""Printed quotations: what stands inside quotation marks in a statement's content, and who says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.model import AgentType, Article, Kind, Record, Span, Statement
from kb.wording import Word, quoted_stretches, words_in

_SHORTEST = 4  # words; shorter ones are scare quotes and names


@dataclass(frozen=True, slots=True)
class Printed:
    """One quoted stretch of one statement.

    Attributes:
        statement: The statement whose content it stands in.
        article: With the text, where the text is present.
        outlet: For explanations.
        published: First day of publication (ISO); ``9999`` when unknown.
        text: The statement's words that offsets minus ``shift`` point into.
        shift: Offset of ``text`` in the article.
        words: In order, with offsets into the article.
        speaker: Identifier of the agent, or empty.
        person: The speaker is known to be a person.
    """

    statement: Statement
    article: Article
    outlet: str
    published: str
    text: str
    shift: int
    words: tuple[Word, ...]
    speaker: str
    person: bool

    @property
    def key(self) -> tuple[str, str, int]:
        """Give a fixed order: earliest published, then least identifier, then place."""
        return (self.published, self.statement.id, self.words[0].start)

    @property
    def id(self) -> str:
        """Name it by its statement and place."""
        return f"{self.statement.id}:{self.words[0].start:09d}"

    def between(self, first: int, last: int) -> str:
        """Give the printed characters from word ``first`` up to, not including, word ``last``."""
        return self.text[self.words[first].start - self.shift : self.words[last - 1].end - self.shift]

    def span(self, first: int, last: int) -> Span:
        """Give the span from word ``first`` up to, not including, word ``last``."""
        start, end = self.words[first].start, self.words[last - 1].end
        return Span(start, end, self.text[start - self.shift : end - self.shift])


def printed_in(record: Record, outlet: str) -> tuple[Printed, ...]:
    """Give the quoted stretches of four words or more, in the order of the statements."""
    persons = {agent.id for agent in record.agents if agent.type is AgentType.PERSON}
    day = record.article.published.earliest if record.article.published else None
    found: dict[int, Printed] = {}
    for statement in sorted(record.statements, key=_most_inner):
        if statement.kind not in (Kind.DIRECT, Kind.MIXED):
            continue
        for content in statement.content:
            for start, end in _inside_marks(content, statement.kind):
                words = tuple(
                    Word(one.text, one.start + content.start, one.end + content.start)
                    for one in words_in(content.exact, start, end)
                )
                if len(words) >= _SHORTEST:
                    found[words[0].start] = Printed(
                        statement,
                        record.article,
                        outlet,
                        day.isoformat() if day else "9999",
                        content.exact,
                        content.start,
                        words,
                        statement.speaker,
                        statement.speaker in persons,
                    )
    return tuple(found[start] for start in sorted(found))


def _most_inner(statement: Statement) -> tuple[bool, str]:
    """Order statements so that a nested one, whose speaker is the nearer, comes last and prevails."""
    return bool(statement.parent), statement.id


def _inside_marks(content: Span, kind: Kind) -> Sequence[tuple[int, int]]:
    stretches = quoted_stretches(content.exact)
    if stretches or kind is not Kind.DIRECT:
        return stretches
    return ((0, len(content.exact)),)  # a paragraph of a quotation that opened, or closes, elsewhere
