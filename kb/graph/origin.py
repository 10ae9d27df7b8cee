"""Origins: whose text the articles print, on what evidence, and whether they say so."""

from __future__ import annotations

from collections.abc import Mapping

from kb.graph.lines import Lines
from kb.graph.page import Page
from kb.graph.span import digested, quoted
from kb.graph.terms import concept, decimal, literal, string
from kb.model import Article, Credit, Origin, Reuse
from kb.vocab import KB, RDFS, SCHEMA

GRAPH = "origins"


def reuse_lines(reuse: Reuse, base: str) -> Lines:
    """Write one pair of stretches of text that two articles share."""
    page = Page(GRAPH, base)
    page.describe(
        reuse.id,
        KB.TextReuse,
        known={
            KB.left: digested(page, reuse.left_article, reuse.left, reuse.left_digest),
            KB.right: digested(page, reuse.right_article, reuse.right, reuse.right_digest),
            KB.similarity: decimal(reuse.similarity),
            KB.reuseMode: concept("reuse", reuse.mode),
            KB.earlier: page.nodes([reuse.earlier]),
            KB.because: string(reuse.because),
        },
    )
    return page.lines


def credit_lines(credit: Credit, articles: Mapping[str, Article], base: str) -> Lines:
    """Write one credit: whom an article names as the source of its text, and in which words."""
    page = Page(GRAPH, base)
    where = quoted(page, articles[credit.article], credit.span) if credit.span else None
    page.describe(credit.article, known={KB.credits: page.nodes([credit.agency]), KB.creditSpan: where})
    if credit.span and not articles[credit.article].credit:  # what the metadata states stands with the article
        page.describe(credit.article, known={SCHEMA.creditText: string(credit.span.exact)})
    return page.lines


def origin_lines(origin: Origin, base: str) -> Lines:
    """Write one origin, and the statements that go back to it."""
    page = Page(GRAPH, base)
    node = page.describe(
        origin.id,
        KB.Origin,
        known={
            RDFS.label: string(origin.name),
            KB.originKind: literal(origin.kind),
            KB.originatesFrom: page.nodes([origin.agent]),
            KB.party: page.nodes([origin.party]),
            KB.reusedIn: page.nodes(origin.articles),
            KB.evidence: page.nodes(origin.reuses),
        },
    )
    for said in origin.statements:
        page.describe(said, known={KB.origin: node})
    return page.lines
