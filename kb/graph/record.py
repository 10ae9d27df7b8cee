"""A record as quads: one graph for what was read from the article, one for its text."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from kb import ids
from kb.graph.article import article, key_of, text_lines
from kb.graph.lines import Lines, quads_of
from kb.graph.page import Page
from kb.graph.statement import mention, statement
from kb.graph.tenure import tenure
from kb.model import Record


def record_quads(record: Record, base: str) -> tuple[Quad, ...]:
    """Give the quads of an article's graph and of its text's graph, in order of writing.

    Args:
        record: Everything that one article contributes.
        base: What stands before every identifier, such as ``https://kb.example/id/``.
    """
    return quads_of(record_lines(record, base))


def record_lines(record: Record, base: str) -> Lines:
    """Give the same as lines."""
    page = Page(f"article/{key_of(record.article.id)}", base)
    article(page, record)
    for said in record.statements:
        statement(page, record.article, said, record.run.id)
    for named in record.mentions:
        mention(page, record.article, named)
    for held in record.tenures:
        tenure(page, record.article, held)
    return page.lines + text_lines(record, base)


def archived_quads(quads: Iterable[Quad], article_id: str, base: str) -> tuple[Quad, ...]:
    """Give an article's two graphs as they stand in the archive: same triples, other names.

    Quads of other graphs are left out, so that the whole store may be passed.
    """
    key = key_of(article_id)
    names = {
        base + ids.graph(f"{of}/{key}"): NamedNode(base + ids.graph(f"{archive}/{key}"))
        for of, archive in (("article", "archive"), ("text", "archive-text"))
    }
    return tuple(
        Quad(quad.subject, quad.predicate, quad.object, names[quad.graph_name.value])
        for quad in quads
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value in names
    )
