"""Discrepancies, pairs that only look like one, and quotations with their printed variants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from kb.graph.span import quoted
from kb.graph.terms import Page, concept, english, string
from kb.model import Article, Comparison, Side, Statement
from kb.vocab import KB, SKOS


class DiscrepancyPage(Page):
    """The graph of discrepancies; it looks up the article that a span points into."""

    def __init__(self, articles: Mapping[str, Article], statements: Mapping[str, Statement], base: str) -> None:
        """Open the graph over all articles and statements."""
        super().__init__("discrepancies", base)
        self._articles, self._statements = articles, statements

    def article_of(self, statement: str) -> Article:
        """Give the article that a statement was read in."""
        return self._articles[self._statements[statement].article]

    def sides(self, parent: str, sides: Iterable[Side]) -> list[NamedNode]:
        """Write the sides of a discrepancy or pair; each has a node for every words it rests on."""
        nodes = []
        for number, side in enumerate(sides, start=1):
            identifier = f"{parent}/{number}"
            spans = [quoted(self, self.article_of(given.statement), given.span) for given in side.evidence]
            said = [self.node(given.statement) for given in side.evidence]
            evidence = [
                self.describe(f"{identifier}/{place}", KB.Evidence, known={KB.statement: statement, KB.span: span})
                for place, (statement, span) in enumerate(zip(said, spans, strict=True), start=1)
            ]
            known = {KB.value: string(side.value), KB.statement: said, KB.span: spans, KB.evidence: evidence}
            nodes.append(self.describe(identifier, KB.Side, known=known))
        return nodes


def discrepancy_quads(
    comparison: Comparison, articles: Mapping[str, Article], statements: Mapping[str, Statement], base: str
) -> tuple[Quad, ...]:
    """Write the graph of discrepancies."""
    page = DiscrepancyPage(articles, statements, base)
    for discrepancy in comparison.discrepancies:
        page.describe(
            discrepancy.id,
            KB.Discrepancy,
            known={
                KB.kind: concept("discrepancy", discrepancy.kind),
                KB.severity: concept("severity", discrepancy.severity),
                SKOS.note: english(discrepancy.explanation),
                KB.side: page.sides(discrepancy.id, discrepancy.sides),
            },
        )
    for pair in comparison.compatible:
        page.describe(
            pair.id,
            KB.CompatiblePair,
            known={
                KB.reason: concept("compatible", pair.reason),
                SKOS.note: english(pair.explanation),
                KB.side: page.sides(pair.id, pair.sides),
            },
        )
    for quotation in comparison.quotations:
        variants = [
            page.describe(
                f"{quotation.id}/{number}",
                KB.QuoteVariant,
                known={
                    KB.statement: page.node(variant.statement),
                    KB.span: quoted(page, page.article_of(variant.statement), variant.span),
                    KB.difference: concept("difference", variant.difference),
                },
            )
            for number, variant in enumerate(quotation.variants, start=1)
        ]
        page.describe(
            quotation.id,
            KB.Quotation,
            known={
                KB.speaker: page.nodes([quotation.speaker]),
                KB.claim: page.nodes([quotation.claim]),
                KB.variant: variants,
            },
        )
    return page.quads
