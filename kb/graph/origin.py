"""Origins: whose text the articles print, on what evidence, and whether they say so."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, Quad

from kb.graph.span import digested, quoted
from kb.graph.terms import Page, decimal, string
from kb.model import Article, Comparison
from kb.vocab import KB, RDFS, SCHEMA


def origin_quads(comparison: Comparison, articles: Mapping[str, Article], base: str) -> tuple[Quad, ...]:
    """Write the graph of origins, credits and text reuse."""
    page = Page("origins", base)
    for reuse in comparison.reuses:
        page.describe(
            reuse.id,
            KB.TextReuse,
            known={
                KB.left: digested(page, reuse.left_article, reuse.left, reuse.left_digest),
                KB.right: digested(page, reuse.right_article, reuse.right, reuse.right_digest),
                KB.similarity: decimal(reuse.similarity),
            },
        )
    for credit in comparison.credits:
        where = quoted(page, articles[credit.article], credit.span) if credit.span else None
        page.describe(credit.article, known={KB.credits: page.nodes([credit.agency]), KB.creditSpan: where})
        if credit.span and not articles[credit.article].credit:  # what the metadata states stands with the article
            page.describe(credit.article, known={SCHEMA.creditText: string(credit.span.exact)})
    for origin in comparison.origins:
        node = page.describe(
            origin.id,
            KB.Origin,
            known={
                RDFS.label: string(origin.name),
                KB.originKind: Literal(origin.kind),
                KB.originatesFrom: page.nodes([origin.agent]),
                KB.reusedIn: page.nodes(origin.articles),
                KB.evidence: page.nodes(origin.reuses),
            },
        )
        for said in origin.statements:
            page.describe(said, known={KB.origin: node})
    return page.quads
