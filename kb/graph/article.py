"""An article, its regions, the work it digests, and, in a graph of its own, its text."""

from __future__ import annotations

from kb import ids
from kb.graph.agents import publisher_node
from kb.graph.fact import fact
from kb.graph.lines import Lines
from kb.graph.page import Known, Page
from kb.graph.terms import Term, day, integer, literal, string, strings, uri
from kb.graph.time import interval
from kb.model import Interval, Record, Region, Source
from kb.vocab import DCTERMS, KB, OA, PROV, SCHEMA


def key_of(article_id: str) -> str:
    """Give the part of an article's identifier that its graphs are named by."""
    return article_id.split("/", 1)[1]


def article(page: Page, record: Record) -> Term:
    """Write what is known of a record's article, its text apart."""
    about = record.article
    grounds = [f"{name}: {ground}" for name, ground in sorted(about.grounds.items())]
    return page.describe(
        about.id,
        SCHEMA.NewsArticle,
        known={
            DCTERMS.identifier: string(about.doc),
            KB.digest: string(about.digest),
            SCHEMA.inLanguage: string(about.language),
            SCHEMA.publisher: publisher_node(page, about.outlet, record.agents),
            **_published(page, about.published),
            SCHEMA.headline: string(about.title),
            SCHEMA.url: uri(about.url),
            SCHEMA.author: string(about.author),
            SCHEMA.creditText: string(about.credit),
            KB.ground: strings(grounds),
            KB.region: [_region(page, about.id, region) for region in about.regions],
            KB.fact: [fact(page, about, known) for known in about.facts],
            PROV.wasRevisionOf: page.node(record.revises) if record.revises else None,
            PROV.wasDerivedFrom: _original(page, record, about.derived_from) if about.derived_from else None,
        },
    )


def text_lines(record: Record, base: str) -> Lines:
    """Write the graph of a record's text; empty when the text is not there."""
    page = Page(f"text/{key_of(record.article.id)}", base)
    page.describe(record.article.id, known={SCHEMA.articleBody: string(record.article.body)})
    return page.lines


def _published(page: Page, days: Interval | None) -> Known:
    """Say when something was published: as a date if that is one day, as an interval in any case."""
    one_day = days.earliest if days and days.earliest == days.latest else None
    return {
        SCHEMA.datePublished: day(one_day) if one_day else None,
        KB.publishedDuring: interval(page, days) if days else None,
    }


def _region(page: Page, article_id: str, region: Region) -> Term:
    return page.describe(
        ids.region(article_id, region.start, region.end),
        KB.Region,
        known={
            KB.regionKind: literal(region.kind),
            OA.start: integer(region.start),
            OA.end: integer(region.end),
        },
    )


def _original(page: Page, record: Record, original: Source) -> Term:
    return page.describe(
        ids.original(original.digest),
        SCHEMA.NewsArticle,
        known={
            KB.digest: string(original.digest),
            SCHEMA.publisher: publisher_node(page, original.outlet, record.agents),
            **_published(page, original.published),
            SCHEMA.author: string(original.author),
            SCHEMA.url: uri(original.url),
        },
    )
