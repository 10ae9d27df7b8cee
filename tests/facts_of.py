"""What is known of an article whose text a test gives."""

from __future__ import annotations

from dataclasses import replace

from kb.config import Settings
from kb.ingest.regions import regions_of
from kb.model import Article, Fact
from kb.pipeline.informing import informed
from kb.pipeline.reading import article_of


def informed_text(text: str, *, doc: str = "a.txt", **stated: object) -> Article:
    """Give a text as an article that knows all about itself; ``stated`` are attributes of the article."""
    article = replace(article_of(text, doc), regions=regions_of(text), **stated)  # type: ignore[arg-type]
    return informed(article, Settings())


def facts(text: str, kind: str, **stated: object) -> list[Fact]:
    """Give the facts of one kind, what is used first, then the surest."""
    return [fact for fact in informed_text(text, **stated).facts if fact.kind == kind]


def published(text: str, **stated: object) -> Fact:
    """Give what is known of the day of publication."""
    return facts(text, "published", **stated)[0]
