"""Discrepancies, pairs that only look like one, and quotations with their printed variants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.graph.lines import Lines
from kb.graph.page import Page
from kb.graph.span import quoted
from kb.graph.terms import Term, concept, english, string, strings
from kb.graph.verdict import known_verdict
from kb.model import Article, CompatiblePair, Discrepancy, Evidence, Quotation, Review, Side, Statement
from kb.vocab import KB, SKOS

GRAPH = "discrepancies"


class DiscrepancyPage(Page):
    """The graph of discrepancies; it looks up the article that a span points into."""

    def __init__(self, articles: Mapping[str, Article], statements: Mapping[str, Statement], base: str) -> None:
        """Open the graph over the articles and statements that are spoken of."""
        super().__init__(GRAPH, base)
        self._articles, self._statements = articles, statements

    def article_of(self, statement: str) -> Article:
        """Give the article that a statement was read in."""
        return self._articles[self._statements[statement].article]

    def sides(self, parent: str, sides: Iterable[Side]) -> list[Term]:
        """Write the sides of a discrepancy or pair; each has a node for every words it rests on."""
        nodes = []
        for number, side in enumerate(sides, start=1):
            identifier = f"{parent}/{number}"
            spans = [quoted(self, self.article_of(given.statement), given.span) for given in side.evidence]
            evidence = [
                self._evidence(f"{identifier}/{place}", given, span)
                for place, (given, span) in enumerate(zip(side.evidence, spans, strict=True), start=1)
            ]
            said = [self.node(given.statement) for given in side.evidence]
            known = {KB.value: string(side.value), KB.statement: said, KB.span: spans, KB.evidence: evidence}
            nodes.append(self.describe(identifier, KB.Side, known=known))
        return nodes

    def _evidence(self, identifier: str, given: Evidence, span: Term) -> Term:
        said, clause = self.node(given.statement), self.nodes([given.proposition])
        return self.describe(identifier, KB.Evidence, known={KB.statement: said, KB.span: span, KB.clause: clause})


def discrepancy_lines(
    discrepancy: Discrepancy,
    articles: Mapping[str, Article],
    statements: Mapping[str, Statement],
    base: str,
    decided: Review | None = None,
) -> Lines:
    """Write one discrepancy with its sides, and what people made of it.

    Args:
        discrepancy: The discrepancy.
        articles: Those that its evidence stands in, by identifier; others do no harm.
        statements: Those that its evidence stands in, likewise.
        base: What stands before every identifier.
        decided: The review in force about it.
    """
    page = DiscrepancyPage(articles, statements, base)
    page.describe(
        discrepancy.id,
        KB.Discrepancy,
        known={
            KB.kind: concept("discrepancy", discrepancy.kind),
            KB.severity: concept("severity", discrepancy.severity),
            SKOS.note: english(discrepancy.explanation),
            KB.shown: strings(discrepancy.shown),
            KB.side: page.sides(discrepancy.id, discrepancy.sides),
            **known_verdict(page, decided),
        },
    )
    return page.lines


def pair_lines(
    pair: CompatiblePair, articles: Mapping[str, Article], statements: Mapping[str, Statement], base: str
) -> Lines:
    """Write one pair that only looks like a discrepancy, with the reason."""
    page = DiscrepancyPage(articles, statements, base)
    page.describe(
        pair.id,
        KB.CompatiblePair,
        known={
            KB.reason: concept("compatible", pair.reason),
            SKOS.note: english(pair.explanation),
            KB.side: page.sides(pair.id, pair.sides),
        },
    )
    return page.lines


def quotation_lines(
    quotation: Quotation, articles: Mapping[str, Article], statements: Mapping[str, Statement], base: str
) -> Lines:
    """Write one quotation with its printed variants."""
    page = DiscrepancyPage(articles, statements, base)
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
    return page.lines
