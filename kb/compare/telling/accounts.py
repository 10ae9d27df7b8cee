"""Accounts: what one article says of one event, with what is needed to tell whether another speaks of the same one.

A clause alone seldom names its event: "China suspended contact" does not, and the rest of the
sentence ("after X visited Y") does. So an account holds the clause, and the names and words of the
sentence around it, its occasion.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kb.compare.source import Source
from kb.compare.telling.dated import Dated, dated_in
from kb.compare.telling.outlets import outlet_of
from kb.compare.telling.sentences import Sentences, sentences_of
from kb.compare.telling.stories import Traits, traits_of
from kb.model import (
    AgentType,
    Certainty,
    Kind,
    Proposition,
    Record,
    RegionKind,
    Span,
    Statement,
    TimeExpression,
    TimeOf,
)
from kb.wording import FUNCTION_WORDS, content_words, folded_lemmas, name_words, relation_classes, words_in

_JOINED = re.compile(r"\b(?:after|following|when|over|upon)\b", re.IGNORECASE)
_SHARES = frozenset({"percent", "cent", "percentage"})

Name = frozenset[str]


@dataclass(frozen=True, slots=True)
class Account:
    """One clause, its article, and its sentence.

    Attributes:
        published: Day of publication, where known well enough to count days from; ``printed``: all that is known of it.
        classes: Relation and classes of relations that it may be told with.
        subject, object: Name or words of the arguments.
        subject_known, object_known: The argument was linked to an agent.
        names, persons, places: Name words of agents in the whole sentence.
        words: Content words of the clause and its arguments; ``around``: of the whole sentence.
        happenings: Relation and classes of relations that any word of the clause can report ("at a meeting").
        times: Bounded times, or days without a year, of the clause or its occasion.
        claim: The claim that the clause expresses.
        own_voice: The outlet says it itself, and is certain.
        traits: What tells which story the article belongs to.
        sentence: Number of the clause's sentence in the article, the first after the headline being 0.
    """

    article: str
    outlet: str
    published: date | None
    printed: str
    statement: Statement
    proposition: Proposition
    classes: frozenset[str]
    subject: Name
    object: Name
    subject_known: bool
    object_known: bool
    names: frozenset[Name]
    persons: frozenset[Name]
    places: frozenset[Name]
    words: frozenset[str]
    around: frozenset[str]
    happenings: frozenset[str]
    times: tuple[Dated, ...]
    claim: str
    own_voice: bool
    traits: Traits
    sentence: int

    @property
    def id(self) -> str:
        """Name it by its proposition."""
        return self.proposition.id

    @property
    def text(self) -> str:
        """Give the clause as printed, on one line."""
        return " ".join(" […] ".join(span.exact for span in self.proposition.span).split())

    @property
    def labels(self) -> Mapping[Name, str]:
        """Give how the agents of the article are printed, by the words of their names."""
        return self.traits.labels

    @property
    def speaker(self) -> str:
        """Give the name of the speaker, or nothing where nobody is known to say it."""
        agent = self.statement.speaker
        return self.labels.get(name_words(agent), agent.removeprefix("agent/").replace("-", " ")) if agent else ""

    @property
    def label(self) -> str:
        """Name outlet and day, for an explanation."""
        return f"{self.outlet} ({self.printed})" if self.printed else self.outlet

    def days_from(self, other: Account) -> int | None:
        """Give the days between the two publications, or nothing where one is unknown."""
        return abs((self.published - other.published).days) if self.published and other.published else None


def accounts_of(source: Source) -> Mapping[str, Account]:
    """Give an account of every proposition of an article, by the proposition's identifier.

    Ask for it through ``source.once(accounts_of)``: several finders need it.
    """
    contexts = _contexts(source.record, source.once(sentences_of))
    found = _accounts(source.record, contexts, source.claims, source.once(traits_of))
    return {account.id: account for account in found}


def _accounts(
    record: Record, contexts: Iterable[_Context], claim_of: Mapping[str, str], traits: Traits
) -> Iterator[Account]:
    outlet = outlet_of(record)[1] or record.article.doc
    kinds = {name_words(agent.id): agent.type for agent in record.agents}
    for context in contexts:
        for statement, proposition in context.clauses:
            words, classes = context.told[proposition.id], _classes(proposition)
            yield Account(
                article=record.article.id,
                outlet=outlet,
                published=record.article.day,
                printed=str(record.article.published or ""),
                statement=statement,
                proposition=proposition,
                classes=classes,
                subject=_argument(proposition.subject_agent, proposition.subject),
                object=_argument(proposition.object_agent, proposition.object),
                subject_known=bool(proposition.subject_agent),
                object_known=bool(proposition.object_agent),
                names=context.names,
                persons=frozenset(name for name in context.names if kinds.get(name) is AgentType.PERSON),
                places=frozenset(name for name in context.names if kinds.get(name) is AgentType.PLACE),
                words=words,
                around=context.words,
                happenings=classes.union(*map(relation_classes, words)),
                times=_times(context, proposition),
                claim=claim_of.get(proposition.id, ""),
                own_voice=statement.kind is Kind.NARRATOR and proposition.certainty is Certainty.CERTAIN,
                traits=traits,
                sentence=context.number,
            )


@dataclass(frozen=True, slots=True)
class _Context:
    """A sentence: its clauses in order, their words, all its words, and whom it names.

    Its number counts from the first body text; ``told`` has the words of a clause by its proposition.
    """

    number: int
    text: str
    start: int
    clauses: tuple[tuple[Statement, Proposition], ...]
    names: frozenset[Name]
    words: frozenset[str]
    told: Mapping[str, frozenset[str]]


def _contexts(record: Record, sentences: Sentences) -> Iterator[_Context]:
    """Group clauses by the sentence they begin in; where the text is absent, by their statement."""
    clauses: dict[tuple[int, str], list[tuple[Statement, Proposition]]] = defaultdict(list)
    agents: dict[tuple[int, str], set[str]] = defaultdict(set)
    for statement in record.statements:
        for proposition in statement.propositions:
            number = sentences.at(proposition.span[0].start)
            key = (number, "" if number >= 0 else statement.id)
            clauses[key].append((statement, proposition))
            agents[key].update(proposition.participants)
            if number < 0:
                agents[key].update(mention.agent for mention in statement.mentions)
    for mention in record.mentions:
        agents[sentences.at(mention.span.start), ""].add(mention.agent)
    first = _first_sentence(record, sentences)
    for key in sorted(clauses):
        ordered = sorted(clauses[key], key=lambda clause: (clause[1].span[0].start, clause[1].id))
        told = {proposition.id: _words(statement, proposition) for statement, proposition in ordered}
        text = sentences.text(key[0])
        printed = content_words(tuple(word.text.removesuffix("'s") for word in words_in(text)))
        words = frozenset(printed).union(*told.values())
        names = frozenset(filter(None, (name_words(agent) for agent in agents[key] if agent)))
        number = (
            key[0] - first if key[0] >= 0 else int(min(span.start for _, one in ordered for span in one.span) > first)
        )
        yield _Context(number, text, sentences.start(key[0]), tuple(ordered), names, words, told)


def _first_sentence(record: Record, sentences: Sentences) -> int:
    """Give the number of the first sentence of the body; where the text is absent, where its first clause begins."""
    body = next((region.start for region in record.article.regions if region.kind is RegionKind.BODY), 0)
    if record.article.body:
        return sentences.at(body)
    starts = (span.start for said in record.statements for one in said.propositions for span in one.span)
    return min((start for start in starts if start >= body), default=0)


def _words(statement: Statement, proposition: Proposition) -> frozenset[str]:
    """Give the content words of a clause and its arguments; dates and figures are compared apart."""
    inside = [time for time in statement.times if any(_within(time, span) for span in proposition.span)]
    apart = {word.text for time in (*proposition.times, *inside) for word in words_in(time.span.exact)}
    for quantity in proposition.quantities:
        priced = quantity.kind in ("money", "percent")  # "12 percent" and "21%" differ in no other word
        apart |= {word.text for word in words_in(quantity.span.exact) if priced or word.text[0].isdigit()}
        apart |= _SHARES if quantity.kind == "percent" else frozenset()
    lemmas = folded_lemmas(proposition.words) or tuple(
        word.text for span in proposition.span for word in words_in(span.exact)
    )
    telling = (word for word in lemmas if word not in apart and word[0].isalnum())
    return frozenset(content_words(tuple(telling)))


def _classes(proposition: Proposition) -> frozenset[str]:
    relation = proposition.relation.casefold()
    if not relation:
        return frozenset()
    return frozenset({relation}) | relation_classes(relation)


def _within(time: TimeExpression, span: Span) -> bool:
    return time.of is TimeOf.CONTENT and span.start <= time.span.start and time.span.end <= span.end


def _argument(agent: str, words: str) -> Name:
    return name_words(agent) if agent else frozenset(word.text for word in words_in(words)) - FUNCTION_WORDS


def _times(context: _Context, proposition: Proposition) -> tuple[Dated, ...]:
    """Give the clause's own times; where it has none, that of a later clause that tells its occasion.

    "… was halted after X visited Y in August 2022" dates the halt as well as the visit.
    """
    own = dated_in(proposition)
    if own or not context.text:
        return own
    start = proposition.span[0].start
    for _, later in context.clauses:
        if later.span[0].start > start and later.times:
            between = context.text[start - context.start : later.span[0].start - context.start + 10]
            return dated_in(later) if _JOINED.search(between) else ()
    return ()
