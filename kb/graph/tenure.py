"""Offices that texts give people: ``schema:Role``, as in the registry, with the words that tell and without days.

The article's graph has the role; that somebody has it (``schema:hasOccupation``) stands among the agents, which are
derived anew after every review. On which days an office was printed, the article of its words tells.
"""

from __future__ import annotations

from collections.abc import Iterable

from kb import ids
from kb.graph.lines import Lines
from kb.graph.page import Page
from kb.graph.span import quoted
from kb.graph.terms import Term, literal, string
from kb.model import Article, Record, Tenure
from kb.vocab import KB, SCHEMA


def tenure(page: Page, article: Article, held: Tenure) -> Term:
    """Write an office with whose it is, and how."""
    return page.describe(
        ids.tenure(article.id, held.span, held.office),
        SCHEMA.Role,
        known={
            SCHEMA.roleName: string(held.office),
            SCHEMA.memberOf: page.nodes([held.body]),
            KB.agent: page.nodes([held.agent]),
            KB.hold: literal(held.hold),
            KB.span: quoted(page, article, held.span),
        },
    )


def occupation_lines(records: Iterable[Record], base: str) -> Lines:
    """Give who has which of the offices that articles tell of, for the graph of agents."""
    page = Page("agents", base)
    for record in records:
        for held in record.tenures:
            name = ids.tenure(record.article.id, held.span, held.office)
            page.describe(held.agent, known={SCHEMA.hasOccupation: page.node(name)})
    return page.lines
