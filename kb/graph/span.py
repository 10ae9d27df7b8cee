"""Spans as Web Annotation selectors: where the words stand, what they are, and what surrounds them."""

from __future__ import annotations

from collections.abc import Iterable

from kb import ids
from kb.graph.page import Page, shared
from kb.graph.terms import Term, integer, literal, string
from kb.model import Article, Span
from kb.vocab import KB, OA

CONTEXT_LENGTH = 32
"""Characters of context on each side: enough to find a quote again in an edited text, too few to pass it on."""


@shared
def quoted(page: Page, article: Article, span: Span) -> Term:
    """Write a span with its position, its words and their digest.

    Without the article's text (an import that left it out) the context cannot be told and is not written.
    """
    around: dict[str, Term] = {}
    if article.body:
        before = article.body[max(0, span.start - CONTEXT_LENGTH) : span.start]
        after = article.body[span.end : span.end + CONTEXT_LENGTH]
        around = {OA.prefix: literal(before), OA.suffix: literal(after)}
    identifier = ids.span(article.id, span)
    quote = page.describe(
        f"{identifier}/quote",
        OA.TextQuoteSelector,
        known={OA.exact: literal(span.exact), KB.digest: string(ids.digest_of(span.exact)), **around},
    )
    return page.describe(
        identifier,
        OA.SpecificResource,
        known={OA.hasSource: page.node(article.id), OA.hasSelector: (_position(page, identifier, span), quote)},
    )


def all_quoted(page: Page, article: Article, spans: Iterable[Span]) -> list[Term]:
    """Write several spans."""
    return [quoted(page, article, span) for span in spans]


def digested(page: Page, article_id: str, span: Span, digest: str = "") -> Term:
    """Write a span with its position and digest only: evidence that does not pass a paragraph on."""
    identifier = ids.span(article_id, span)
    return page.describe(
        identifier,
        OA.SpecificResource,
        known={
            OA.hasSource: page.node(article_id),
            OA.hasSelector: _position(page, identifier, span),
            KB.digest: string(digest or ids.digest_of(span.exact)),
        },
    )


def _position(page: Page, identifier: str, span: Span) -> Term:
    return page.describe(
        f"{identifier}/position",
        OA.TextPositionSelector,
        known={OA.start: integer(span.start), OA.end: integer(span.end)},
    )
