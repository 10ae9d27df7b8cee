"""Titles: what stands beside the name of a person, before it or behind, and tells what office or trade is theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb import ids
from kb.compare.source import Source
from kb.model import AgentType, Evidence, Mention, Record, Span, Statement
from kb.trades import TRADES
from kb.wording import FUNCTION_WORDS, name_words

_APPOSITION = re.compile(r",\s+(?P<title>(?:the\s+|an?\s+)?[^,.;:“”\"()\n]{4,70})(?=[,.])")
_DESCRIPTION = re.compile(r"\b[Tt]he\s+(?P<title>[a-z][^,.;:“”\"()\n]{3,90}),\s+$")
_COMMON_NOUNS = re.compile(r"\b(?:[Tt]he\s+|[Aa]n?\s+)(?P<title>(?:[a-z][\w’'-]+\s+){1,4})$")
_CAPITALISED = re.compile(
    r"(?:^|[\s(“\"])(?P<title>(?:(?:acting|associate|assistant|deputy|ex|former|incoming|interim|junior|late|outgoing|retired"
    r"|senior|then|vice)[\s-])?[A-Z][a-z]+(?:[\s-][A-Z][a-z]+){0,3})\s+$"
)
_FULL_NAME = r"(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){1,2})"
_SET_OFF = re.compile(r"(?:\s+(?:of|for|at)\s+[^,.;:“”\"()\n]{2,80})?,\s+" + _FULL_NAME + r"(?=,)")
_TRADED = tuple(
    re.compile(pattern)
    for pattern in (
        _FULL_NAME + r",\s+(?:the|an?)\s+(?P<title>[a-z]+(?:\s[a-z]+){0,2})(?=[,.])",
        r"\b[Tt]he\s+(?P<title>[a-z]+)\s+" + _FULL_NAME,
        r"(?<![\w’'-]\s)(?P<title>[A-Z][a-z]+)\s+" + _FULL_NAME,
    )
)
_DOING = re.compile(  # "…, Mara Lund, met the mayor": behind the first noun of a title stands "of", no article
    r"^(?!(?:the|an?)\b)(?:(?!(?:of|for|at)\b)[\w’'-]+\s+)+?(?:an?|by|from|her|his|in|its|on|that|the|their|to|with)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s[A-Z][a-z]")
_FARTHEST = 110  # characters before a name in which a description of its bearer may begin


@dataclass(frozen=True, slots=True)
class Titled:
    """A named person with one title.

    Attributes:
        agent: Identifier of the person.
        words: Words of the name.
        name: The name as printed, without titles.
        title: The title as printed, on one line.
        span: The words of the mention.
        statement: What it stands in.
    """

    agent: str
    words: frozenset[str]
    name: str
    title: str
    span: Span
    statement: Statement

    @property
    def voice(self) -> str:
        """Give who calls the person so: the speaker of what is reported, or nobody, where it is the text itself."""
        said = any(content.covers(self.span) for content in self.statement.content)
        return self.statement.speaker if said else ""

    @property
    def evidence(self) -> Evidence:
        """Give the mention as evidence."""
        return Evidence(self.statement.id, self.span)


def basis(*titled: Titled) -> list[str]:
    """Give what identifies differences that rest on some mentions."""
    return sorted(f"{one.statement.id}:{one.span.start}-{one.span.end}" for one in titled)


def titles_of(source: Source) -> tuple[Titled, ...]:
    """Give the titles that an article prints with the names of people, by statement.

    Ask for it through ``source.once(titles_of)``: several finders need it.
    """
    return tuple(_titles(source.record))


def _titles(record: Record) -> Iterator[Titled]:
    body = record.article.body
    regions = sorted(region.start for region in record.article.regions)
    for statement in record.statements:
        seen: list[Span] = []
        bare: Mention | None = None
        for mention in sorted(statement.mentions, key=lambda mention: mention.span):
            if mention.type is AgentType.PERSON and not mention.name:
                bare = mention
            elif mention.agent and (bearer := _bearer(mention, body)):
                agent, name, trade = bearer
                seen.append(mention.span)
                for title in dict.fromkeys(
                    (trade, mention.titles, *_around(body, mention, bare, _region(regions, mention)))
                ):
                    if title:
                        one_line = " ".join(title.split())
                        yield Titled(agent, name_words(agent), name, one_line, mention.span, statement)
        yield from _set_off(statement, body, seen)
        yield from _traded(statement, seen)


def _set_off(statement: Statement, body: str, seen: Sequence[Span]) -> Iterator[Titled]:
    """Give full names that are set off behind a person's description, and were read as part of it.

    "The museum director of the Art House in Lund, [Ida Holm], spoke."
    """
    for mention in statement.mentions:
        found = (
            _SET_OFF.match(body, mention.span.end) if mention.type is AgentType.PERSON and not mention.name else None
        )
        span = Span(*found.span("name"), found["name"]) if found else None
        if found and span and not any(span.overlaps(one) for one in seen):
            agent = ids.agent(span.exact)
            title = " ".join(body[mention.span.start : found.start("name")].split())
            title = title.removeprefix("The ").removesuffix(",")
            yield Titled(agent, name_words(agent), span.exact, title, span, statement)


def _traded(statement: Statement, seen: Sequence[Span]) -> Iterator[Titled]:
    """Give full names beside words for trades that were not read as names of people."""
    for content in statement.content:
        for pattern in _TRADED:
            for match in pattern.finditer(content.exact):
                start = content.start + match.start("name")
                span = Span(start, start + len(match["name"]), match["name"])
                if _last(match["title"]) in TRADES and not any(span.overlaps(one) for one in seen):
                    agent = ids.agent(match["name"])
                    yield Titled(agent, name_words(agent), match["name"], match["title"], span, statement)


def _bearer(mention: Mention, body: str) -> tuple[str, str, str] | None:
    """Give agent, name and trade of a person; "Cellist Ana Lund" may have been read as the name of a band.

    Of a name that goes on behind the mention, it has a piece ("Cellist Ana"), which is nobody's.
    """
    trade, _, name = mention.name.partition(" ")
    if trade.casefold() in TRADES and _GOES_ON.match(body, mention.span.end):
        return None
    if " " in name and trade.casefold() in TRADES and mention.type is not AgentType.PLACE:
        return ids.agent(name), name, trade
    if mention.type is AgentType.PERSON or (mention.type is AgentType.UNKNOWN and name):
        return mention.agent, mention.name, ""
    return None


def _region(starts: Sequence[int], mention: Mention) -> int:
    """Give where the headline, byline or body begins that a mention stands in: a title is not parted from its name."""
    return max((start for start in starts if start <= mention.span.start), default=0)


def _around(body: str, mention: Mention, bare: Mention | None, region: int) -> Iterator[str]:
    """Give what the text says of a person right before and right behind the name."""
    if not body:
        return
    start, end = mention.span.start, mention.span.end
    if bare and bare.span.end <= start and body[bare.span.end : start].strip() == ",":
        yield bare.span.exact
    else:
        before = body[max(region, start - _FARTHEST) : start].rpartition("\n\n")[2]
        set_off = _DESCRIPTION.search(before) if body[end : end + 1] in {",", "."} else None
        for described in (set_off, _COMMON_NOUNS.search(before)):
            if described and _last(described["title"]) not in FUNCTION_WORDS:
                yield described["title"]
        if capitalised := _CAPITALISED.search(before):
            yield f"{capitalised['title']} {mention.titles}"  # "Returning" may have been read apart from "Officer"
    behind = _APPOSITION.match(body, end)
    if behind and not _DOING.search(behind["title"]):
        yield behind["title"]


def _last(words: str) -> str:
    return words.rsplit(maxsplit=1)[-1].casefold()
