"""Statements with their reporting chains, propositions, and the mentions they hold."""

from __future__ import annotations

from collections.abc import Iterable

from kb import ids
from kb.graph.page import Known, Page, shared
from kb.graph.span import all_quoted, quoted
from kb.graph.terms import Term, concept, decimal, integer, literal, string
from kb.graph.time import interval, quantity, time
from kb.model import Article, Hop, Mention, Proposition, Statement, TimeExpression, TimeOf
from kb.vocab import KB, PROV, RDFS, SCHEMA


def statement(page: Page, article: Article, said: Statement, run: str) -> Term:
    """Write a statement with all that hangs on it."""
    chain = [_hop(page, article, said.id, hop, position) for position, hop in enumerate(said.chain, start=1)]
    return page.describe(
        said.id,
        KB.Statement,
        known={
            KB.kind: concept("kind", said.kind),
            PROV.wasQuotedFrom: page.node(article.id),
            PROV.wasGeneratedBy: page.node(run),
            KB.confidence: decimal(said.confidence),
            KB.parent: page.nodes([said.parent]),
            KB.source: all_quoted(page, article, said.source),
            KB.cue: all_quoted(page, article, said.cue),
            KB.content: all_quoted(page, article, said.content),
            KB.speaker: page.nodes([said.speaker]),
            KB.hop: chain,
            KB.speechTime: _times(page, article, said.times, TimeOf.SPEECH),
            KB.contentTime: _times(page, article, said.times, TimeOf.CONTENT),
            KB.quantity: [quantity(page, article, number) for number in said.quantities],
            KB.mention: [mention(page, article, named) for named in said.mentions],
            SCHEMA.mentions: page.nodes(sorted({named.agent for named in said.mentions})),
            KB.proposition: [_proposition(page, article, clause) for clause in said.propositions],
        },
    )


@shared
def mention(page: Page, article: Article, named: Mention) -> Term:
    """Write a mention: its words, its name and titles, and whom it was linked to."""
    return page.describe(
        ids.mention(article.id, named.span),
        KB.Mention,
        known={
            KB.span: quoted(page, article, named.span),
            KB.mentionType: literal(named.type),
            SCHEMA.name: string(named.name),
            KB.titles: string(named.titles),
            KB.agent: page.nodes([named.agent]),
            KB.literally: page.nodes([named.literal]),
            KB.mayMean: page.nodes(named.candidates),
        },
    )


def _times(page: Page, article: Article, times: Iterable[TimeExpression], of: TimeOf) -> list[Term]:
    return [time(page, article, expression) for expression in times if expression.of is of]


def _hop(page: Page, article: Article, statement_id: str, hop: Hop, position: int) -> Term:
    return page.describe(
        ids.hop(statement_id, position),
        KB.Hop,
        known={
            KB.position: integer(position),
            KB.role: concept("role", hop.role),
            SCHEMA.name: string(hop.name),
            KB.agent: page.nodes([hop.agent]),
            KB.source: all_quoted(page, article, hop.source),
            KB.cue: all_quoted(page, article, hop.cue),
        },
    )


def _proposition(page: Page, article: Article, clause: Proposition) -> Term:
    return page.describe(
        clause.id,
        KB.Proposition,
        known={
            KB.span: all_quoted(page, article, clause.span),
            KB.polarity: concept("polarity", clause.polarity),
            KB.certainty: concept("certainty", clause.certainty),
            KB.tense: string(clause.tense),
            **_part(page, KB.subject, KB.subjectWords, clause.subject, clause.subject_agent),
            **_part(page, KB.object, KB.objectWords, clause.object, clause.object_agent),
            KB.relation: _relation(page, clause.relation) if clause.relation else None,
            KB.participant: page.nodes(clause.participants),
            KB.words: string(" ".join(clause.words)),
            KB.occursDuring: _days(page, clause.times),
            KB.time: [time(page, article, expression) for expression in clause.times],
            KB.quantity: [quantity(page, article, number) for number in clause.quantities],
        },
    )


def _part(page: Page, predicate: str, words: str, name: str, agent: str) -> Known:
    """Say who or what: the agent where it is linked, with the words that matching aligns; else the words alone."""
    return {predicate: page.node(agent), words: string(name)} if agent else {predicate: string(name)}


def _relation(page: Page, name: str) -> Term:
    return page.describe(ids.relation(name), KB.Relation, known={RDFS.label: string(name)})


def _days(page: Page, times: Iterable[TimeExpression]) -> list[Term]:
    """Give the intervals that a clause is dated by; one without any bound says nothing."""
    return [
        interval(page, expression.interval, expression.mode)
        for expression in times
        if expression.of is TimeOf.CONTENT and (expression.interval.earliest or expression.interval.latest)
    ]
