"""Printed quotations: what stands inside quotation marks in a statement's content, and who says it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from kb.compare.source import Source
from kb.compare.telling.outlets import outlet_of
from kb.model import AgentType, Evidence, Interval, Kind, Record, Role, Span, Statement, TimeOf
from kb.wording import Word, name_words, quoted_stretches, words_in

_SHORTEST = 4  # words; shorter ones are scare quotes and names

Clause = tuple[int, int, str, str]
"""Where a clause stands, its proposition, and the claim that it expresses."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One quoted stretch of one statement.

    Attributes:
        statement: Identifier of the statement whose content it stands in.
        article: Identifier of the article.
        outlet: For explanations.
        day: Of publication, where known well enough to count from.
        published: First possible day of publication (ISO); ``9999`` when unknown.
        text: The statement's words that offsets minus ``shift`` point into.
        shift: Offset of ``text`` in the article.
        words: In order, with offsets into the article.
        utterance: All words that the statement quotes, this stretch among them.
        speaker: Identifier of the agent, or empty; ``name`` is how to call it.
        person: The speaker is known to be a person.
        source: Words that name the speaker, titles and appositions among them.
        named: Whom the article names, outlet and agencies aside, each by the words of the name.
        clauses: The statement's clauses.
        spoken: Days on which it was said, where the statement dates the saying to the day.
    """

    statement: str
    article: str
    outlet: str
    day: date | None
    published: str
    text: str
    shift: int
    words: tuple[Word, ...]
    utterance: frozenset[str]
    speaker: str
    name: str
    person: bool
    source: frozenset[str]
    named: frozenset[frozenset[str]]
    clauses: tuple[Clause, ...]
    spoken: tuple[Interval, ...] = ()

    @property
    def key(self) -> tuple[str, str, int]:
        """Give a fixed order: earliest published, then least identifier, then place."""
        return (self.published, self.statement, self.words[0].start)

    @property
    def id(self) -> str:
        """Name it by its statement and place."""
        return f"{self.statement}:{self.words[0].start:09d}"

    def texts(self, first: int = 0, last: int | None = None) -> list[str]:
        """Give the folded words from ``first`` up to, not including, ``last``."""
        return [word.text for word in self.words[first:last]]

    def between(self, first: int, last: int) -> str:
        """Give the printed characters from word ``first`` up to, not including, word ``last``."""
        return self.text[self.words[first].start - self.shift : self.words[last - 1].end - self.shift]

    def span(self, first: int, last: int) -> Span:
        """Give the span from word ``first`` up to, not including, word ``last``."""
        start, end = self.words[first].start, self.words[last - 1].end
        return Span(start, end, self.text[start - self.shift : end - self.shift])

    def place(self, first: int, last: int) -> Span:
        """Give the span of words; of words that are not there, the span of those on both sides of the gap."""
        if last > first:
            return self.span(first, last)
        return self.span(max(0, first - 1), min(len(self.words), last + 1))

    def clause(self, place: Span) -> Clause | None:
        """Give the shortest clause that has characters of a place."""
        clauses = [one for one in self.clauses if one[0] < place.end and place.start < one[1]]
        return min(clauses, key=lambda one: (one[1] - one[0], one[2])) if clauses else None

    def evidence(self, place: Span) -> Evidence:
        """Give a place as evidence, with the clause in which it lies."""
        clause = self.clause(place)
        return Evidence(self.statement, place, clause[2] if clause else "")


def printed_in(source: Source) -> tuple[Printed, ...]:
    """Give the quoted stretches of four words or more, in the order of the text."""
    record = source.record
    kinds = {agent.id: agent.type for agent in record.agents}
    named = frozenset(filter(None, (name_words(agent) for agent in kinds.keys() - _newsrooms(record))))
    marked = quoted_stretches(record.article.body)
    found: dict[int, Printed] = {}
    for statement in sorted(record.statements, key=_most_inner):
        stretches = _stretches(statement, marked)
        utterance = frozenset(word.text for _, words in stretches for word in words)
        for content, words in stretches:
            if len(words) >= _SHORTEST:
                found[words[0].start] = Printed(
                    statement=statement.id,
                    article=record.article.id,
                    outlet=outlet_of(record)[1] or record.article.doc,
                    day=record.article.day,
                    published=_published(record),
                    text=content.exact,
                    shift=content.start,
                    words=words,
                    utterance=utterance,
                    speaker=statement.speaker,
                    name=_name(statement),
                    person=kinds.get(statement.speaker) is AgentType.PERSON,
                    source=frozenset(word.text for span in statement.source for word in words_in(span.exact)),
                    named=named,
                    clauses=_clauses(statement, source.claims),
                    spoken=_spoken(statement),
                )
    return tuple(found[start] for start in sorted(found))


def _newsrooms(record: Record) -> set[str]:
    """Give who brings the news, and is no part of it."""
    press = (Role.OUTLET, Role.AGENCY)
    return {hop.agent for statement in record.statements for hop in statement.chain if hop.role in press}


def _most_inner(statement: Statement) -> tuple[bool, bool, str]:
    """Order statements so that a nested one, whose speaker is the nearer, comes last and prevails."""
    return statement.kind is not Kind.NARRATOR, bool(statement.parent), statement.id


def _stretches(statement: Statement, marked: Sequence[tuple[int, int]]) -> list[tuple[Span, tuple[Word, ...]]]:
    """Give what stands inside marks, with the fragment of the content that it stands in.

    Where nobody is seen to speak, the marks may stand outside the content: ``marked`` has those of the whole text.
    """
    return [
        (
            content,
            tuple(
                Word(one.text, one.start + content.start, one.end + content.start)
                for one in words_in(content.exact, start, end)
            ),
        )
        for content in statement.content
        for start, end in _inside_marks(content, statement.kind, marked)
    ]


def _inside_marks(content: Span, kind: Kind, marked: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    if kind is Kind.NARRATOR:
        at = bisect_left(marked, content.start, key=lambda one: one[1])
        return tuple(
            (max(start, content.start) - content.start, min(end, content.end) - content.start)
            for start, end in takewhile(lambda one: one[0] < content.end, marked[at:])
        )
    if kind is Kind.INDIRECT:
        return ()
    stretches = quoted_stretches(content.exact)
    if stretches or kind is not Kind.DIRECT:
        return stretches
    return ((0, len(content.exact)),)  # a paragraph of a quotation that opened, or closes, elsewhere


def _published(record: Record) -> str:
    day = record.article.published.earliest if record.article.published else None
    return day.isoformat() if day else "9999"


def _name(statement: Statement) -> str:
    names = [hop.name for hop in statement.chain if hop.agent == statement.speaker and hop.name]
    return names[-1] if names else statement.speaker.removeprefix("agent/")


def _spoken(statement: Statement) -> tuple[Interval, ...]:
    """Give the days of saying; "said in June" names none."""
    intervals = (time.interval for time in statement.times if time.of is TimeOf.SPEECH)
    return tuple(one for one in intervals if one.earliest and one.latest and (one.latest - one.earliest).days <= 1)


def _clauses(statement: Statement, claims: Mapping[str, str]) -> tuple[Clause, ...]:
    return tuple(
        sorted(
            (span.start, span.end, one.id, claims.get(one.id, ""))
            for one in statement.propositions
            for span in one.span
        )
    )
