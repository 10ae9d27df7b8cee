"""What is known of an article itself: each fact with its ground, its confidence and its words."""

from __future__ import annotations

from kb import ids
from kb.graph.page import Page
from kb.graph.span import all_quoted
from kb.graph.terms import Term, boolean, decimal, string
from kb.graph.time import interval
from kb.model import Article, Fact, Mode
from kb.vocab import KB


def fact(page: Page, article: Article, known: Fact) -> Term:
    """Write a fact; what is not known has a reason instead of a value."""
    return page.describe(
        ids.fact(article.id, known.kind, known.value, known.ground, known.spans),
        KB.ArticleFact,
        known={
            KB.factKind: string(known.kind),
            KB.value: string(known.value),
            KB.ground: string(known.ground),
            KB.confidence: decimal(known.confidence),
            KB.because: string(known.reason),
            KB.span: all_quoted(page, article, known.spans),
            KB.interval: interval(page, known.days, Mode.WITHIN) if known.days else None,
            KB.adopted: boolean(known.used),
            KB.contested: boolean(known.conflict),
        },
    )
