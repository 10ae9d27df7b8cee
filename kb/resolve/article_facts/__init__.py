"""What an article says, or lets one infer, about itself: outlet, day, authors, picture credits, corrections.

Each fact has its ground, its confidence and its words. Where the text does not tell, the fact says so, and why.
"""

from __future__ import annotations

from kb.model import Article, Fact
from kb.resolve.article_facts.bounds import published_facts
from kb.resolve.article_facts.bylines import byline_facts
from kb.resolve.article_facts.notes import correction_notes, photo_credits
from kb.resolve.article_facts.offices import office_bounds
from kb.resolve.article_facts.outlets import outlet_facts
from kb.resolve.article_facts.pictures import picture_bounds
from kb.resolve.article_facts.printed_days import printed_bounds
from kb.resolve.article_facts.signs import lines_of
from kb.resolve.article_facts.told_days import told_bounds
from kb.resolve.article_facts.yearless import yearless_bounds
from kb.resolve.registry import Registry

__all__ = ["inferred"]


def inferred(article: Article, registry: Registry) -> tuple[Fact, ...]:
    """Give what the text and the addresses of an article say of it; what is stated elsewhere plays no part."""
    lines = lines_of(article)
    printed, updates, problems = printed_bounds(article, lines)
    bounds = [
        *printed,
        *told_bounds(article, lines),
        *picture_bounds(lines),
        *yearless_bounds(lines),
        *office_bounds(article, registry),
    ]
    return (
        *outlet_facts(article, lines, registry),
        *published_facts(bounds, problems),
        *updates,
        *byline_facts(lines, registry),
        *photo_credits(lines),
        *correction_notes(lines),
    )
