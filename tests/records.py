"""Records made by hand: sentences with what a reader would have found in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from builders import an_article

from kb import ids
from kb.compare.sources.texts import Text, text_of
from kb.model import (
    Agent,
    AgentType,
    Article,
    Certainty,
    Hop,
    Interval,
    Kind,
    Mention,
    Mode,
    Polarity,
    Proposition,
    Quantity,
    Record,
    Region,
    RegionKind,
    Reuse,
    Role,
    Run,
    Span,
    Statement,
    TimeExpression,
)
from kb.wording import content_words, words_in

_KINDS = {"EUR": "money", "GBP": "money", "USD": "money", "percent": "percent"}
_WHEN = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Clause:
    """A clause as a test writes it; ``text`` stands in the sentence."""

    text: str
    subject: str = ""
    relation: str = ""
    object: str = ""
    names: tuple[str, ...] = ()
    times: tuple[
        tuple[str, str, str], ...
    ] = ()  # words, first day, last day; "--10-30" as first day: no year known; no last day: open
    numbers: tuple[tuple[str, str, str], ...] = ()  # words, value, unit
    negative: bool = False
    certainty: Certainty = Certainty.CERTAIN


@dataclass(frozen=True)
class Said:
    """A sentence with one statement in it; without a speaker and a source it is the narrator's."""

    sentence: str
    clauses: tuple[Clause, ...] = ()
    speaker: str = ""
    source: str = ""
    content: str = ""  # the whole sentence unless told
    kind: Kind = Kind.INDIRECT
    hops: tuple[tuple[Role, str], ...] = ()
    titles: tuple[tuple[str, str], ...] = ()  # name, titles printed with it
    unnamed: bool = False


@dataclass
class _Text:
    body: str = ""
    starts: list[int] = field(default_factory=list)


def text_in(article: Article, known: Sequence[Reuse] = ()) -> Text:
    """Read the text of an article of which no statements are known."""
    run = Run(ids.run(article.id, "hand", "1", "{}"), article.id, "hand", "1", "{}", _WHEN, _WHEN)
    return text_of(Record(article, (), (), (), run), (), known)


def agent_id(name: str) -> str:
    return ids.agent(name)


_PRONOUNS = {"I", "We", "He", "She", "It", "They"}


def a_clause(text: str, subject: str = "", relation: str = "", object: str = "", **more: object) -> Clause:  # noqa: A002
    names = tuple(
        dict.fromkeys(
            (*((subject,) if subject[:1].isupper() and subject not in _PRONOUNS else ()), *more.pop("names", ()))
        )
    )  # type: ignore[misc]
    return Clause(text, subject, relation, object, names, **more)  # type: ignore[arg-type]


def told(sentence: str, *clauses: Clause, **more: object) -> Said:
    """The outlet's own voice; without clauses the sentence is one clause."""
    return Said(sentence, clauses or (a_clause(sentence.rstrip(".")),), kind=Kind.NARRATOR, **more)  # type: ignore[arg-type]


def said(
    sentence: str, speaker: str, content: str, *clauses: Clause, kind: Kind = Kind.INDIRECT, **more: object
) -> Said:
    return Said(
        sentence,
        clauses or (a_clause(content),),
        speaker,
        speaker if speaker in sentence else "",
        content,
        kind,
        **more,
    )  # type: ignore[arg-type]


def a_record(
    *sentences: Said,
    outlet: str = "The Example",
    published: str = "2021-10-01",
    doc: str = "",
    credit: str = "",
    people: Sequence[str] = (),
    keep_text: bool = True,
) -> Record:
    text = _Text()
    for sentence in sentences:
        text.starts.append(len(text.body))
        text.body += sentence.sentence + "\n\n"
    doc = doc or f"{outlet.casefold().replace(' ', '-')}-{published}.txt"
    article = an_article(text.body, doc=doc, outlet=outlet, published=published, credit=credit)
    statements = tuple(
        _statement(article.id, text.body, start, one, outlet) for start, one in zip(text.starts, sentences, strict=True)
    )
    if not keep_text:
        article = an_article("", doc=doc, outlet=outlet, published=published, regions=())
    names = {name for one in sentences for clause in one.clauses for name in clause.names}
    names |= (
        {one.speaker for one in sentences if one.speaker}
        | set(people)
        | {name for one in sentences for name, _ in one.titles}
    )
    agents = tuple(Agent(agent_id(name), name, _type(name, people, sentences)) for name in sorted(names))
    mentions = tuple(mention for statement in statements for mention in statement.mentions)
    run = Run(ids.run(article.id, "hand", "1", "{}"), article.id, "hand", "1", "{}", _WHEN, _WHEN)
    return Record(article, statements, mentions, agents, run)


def _type(name: str, people: Sequence[str], sentences: Sequence[Said]) -> AgentType:
    human = name in people or any(name == titled for one in sentences for titled, _ in one.titles)
    return AgentType.PERSON if human else AgentType.ORGANIZATION


def _find(body: str, start: int, words: str) -> Span:
    at = body.index(words, start)
    return Span(at, at + len(words), words)


def _statement(article: str, body: str, start: int, one: Said, outlet: str) -> Statement:
    content = (_find(body, start, one.content or one.sentence.rstrip(".")),)
    source = (_find(body, start, one.source),) if one.source else ()
    key = ids.statement(article, source, (), content)
    chain = [Hop(Role.OUTLET, outlet or "unknown", agent_id(outlet) if outlet else "")] + [
        Hop(role, name, agent_id(name)) for role, name in one.hops
    ]
    if one.speaker:
        chain.append(Hop(Role.SPEAKER, one.speaker, agent_id(one.speaker), source))
    propositions = tuple(_proposition(key, body, start, clause) for clause in one.clauses)
    mentions = tuple(
        Mention(_find(body, start, name), AgentType.PERSON, name, titles, agent=agent_id(name))
        for name, titles in one.titles
    )
    return Statement(
        id=key,
        article=article,
        kind=one.kind,
        content=content,
        source=source,
        speaker=agent_id(one.speaker) if one.speaker else "",
        chain=tuple(chain),
        propositions=propositions,
        times=tuple(time for proposition in propositions for time in proposition.times),
        quantities=tuple(quantity for proposition in propositions for quantity in proposition.quantities),
        mentions=mentions,
    )


def _proposition(statement: str, body: str, start: int, clause: Clause) -> Proposition:
    span = (_find(body, start, clause.text),)
    return Proposition(
        id=ids.proposition(statement, span),
        span=span,
        subject=clause.subject,
        relation=clause.relation,
        object=clause.object,
        subject_agent=agent_id(clause.subject) if clause.subject in clause.names else "",
        object_agent=agent_id(clause.object) if clause.object in clause.names else "",
        participants=tuple(sorted(map(agent_id, clause.names))),
        words=content_words(tuple(_lemma(word.text, clause.relation) for word in words_in(clause.text))),
        times=tuple(_time(_find(body, span[0].start, words), first, last) for words, first, last in clause.times),
        quantities=tuple(
            Quantity(_find(body, span[0].start, words), _KINDS.get(unit, "cardinal"), value, value, unit)
            for words, value, unit in clause.numbers
        ),
        polarity=Polarity.NEGATIVE if clause.negative else Polarity.POSITIVE,
        certainty=clause.certainty,
    )


def _lemma(word: str, relation: str) -> str:
    """A reader would have reduced the clause's verb to its lemma."""
    return relation if relation and len(word) > 2 and word[:3] == relation[:3] else word


def _time(span: Span, first: str, last: str) -> TimeExpression:
    if first.startswith("--"):
        return TimeExpression(span, "DATE", f"XXXX-{first[2:]}", Interval(None, None), Mode.THROUGHOUT, "day")
    grain = "day" if first == last else "month" if first[:7] == last[:7] else "year"
    value = first[: {"day": 10, "month": 7, "year": 4}[grain]]
    interval = Interval(date.fromisoformat(first), date.fromisoformat(last) if last else None)
    return TimeExpression(span, "DATE", value, interval, Mode.THROUGHOUT if grain == "day" else Mode.WITHIN, grain)


def body_regions(body: str, *captions: str) -> tuple[Region, ...]:
    """The paragraphs of a text, those named being captions."""
    regions, at = [], 0
    for paragraph in body.split("\n\n"):
        if paragraph.strip():
            kind = RegionKind.CAPTION if paragraph in captions else RegionKind.BODY
            regions.append(Region(at, at + len(paragraph), kind))
        at += len(paragraph) + 2
    return tuple(regions)
