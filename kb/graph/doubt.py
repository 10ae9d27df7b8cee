"""Why people of one name are not taken for one: part of the graph of identities, derived from all articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kb import ids
from kb.graph.lines import Lines
from kb.graph.page import Page
from kb.graph.terms import literal, string, strings
from kb.model import Parting
from kb.vocab import KB, PROV, RDFS, SKOS

GRAPH = "identities"


def doubt_lines(
    partings: Iterable[Parting], articles: Mapping[str, str], named: Callable[[str], str], base: str
) -> Lines:
    """Write every doubt once.

    Args:
        partings: The people of one name whom evidence tells apart.
        articles: Identifier of each article by its name.
        named: Gives the agent that one is after the reviews.
        base: What stands before every identifier.
    """
    page = Page(GRAPH, base)
    for doubt in sorted({one for parting in partings for one in parting.doubts}):
        agents = sorted(map(named, doubt.agents))
        page.describe(
            ids.doubt(doubt),
            KB.Doubt,
            known={
                RDFS.label: string(f"{' is not '.join(agents)}: {doubt.kind}"),
                KB.apart: page.nodes(agents),
                KB.doubtKind: literal(doubt.kind),
                KB.inDocument: strings(doubt.docs),
                PROV.used: page.nodes(articles[doc] for doc in doubt.docs),
                SKOS.note: string(doubt.reason),
            },
        )
    return page.lines
