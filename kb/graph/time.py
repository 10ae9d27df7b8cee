"""Times and numbers: as printed, and as understood."""

from __future__ import annotations

from kb import ids
from kb.graph.page import Page, shared
from kb.graph.span import quoted
from kb.graph.terms import Term, boolean, concept, day, decimal, string, strings
from kb.model import Article, Interval, Mode, Quantity, TimeExpression
from kb.vocab import KB, SCHEMA, TIME


def interval(page: Page, days: Interval, mode: Mode = Mode.THROUGHOUT) -> Term:
    """Write an interval with the instants that bound it; an open end has none."""
    first, last = (
        page.describe(f"instant/{bound.isoformat()}", TIME.Instant, known={TIME.inXSDDate: day(bound)})
        if bound
        else None
        for bound in (days.earliest, days.latest)
    )
    return page.describe(
        ids.interval(days, mode),
        TIME.Interval,
        known={TIME.hasBeginning: first, TIME.hasEnd: last, KB.mode: concept("mode", mode)},
    )


@shared
def time(page: Page, article: Article, expression: TimeExpression) -> Term:
    """Write a time expression."""
    return page.describe(
        ids.time(article.id, expression.span),
        KB.TimeExpression,
        known={
            KB.span: quoted(page, article, expression.span),
            KB.timexType: string(expression.type),
            KB.timexValue: string(expression.value),
            KB.grain: string(expression.grain),
            KB.anchor: string(expression.anchor),
            KB.rule: string(expression.rule),
            KB.candidate: strings(expression.candidates),
            KB.interval: interval(page, expression.interval, expression.mode),
            KB.eventWord: quoted(page, article, expression.event) if expression.event else None,
            KB.bearing: string(expression.bearing or ""),
        },
    )


@shared
def quantity(page: Page, article: Article, number: Quantity) -> Term:
    """Write a quantity; a bound that is open is left out."""
    return page.describe(
        ids.quantity(article.id, number.span),
        KB.Quantity,
        known={
            KB.span: quoted(page, article, number.span),
            KB.quantityKind: string(number.kind),
            SCHEMA.minValue: decimal(number.low) if number.low else None,
            SCHEMA.maxValue: decimal(number.high) if number.high else None,
            SCHEMA.unitText: string(number.unit),
            KB.approximate: boolean(number.approximate),
            KB.comparator: string(number.comparator),
            KB.baseMinValue: decimal(number.base.low) if number.base and number.base.low else None,
            KB.baseMaxValue: decimal(number.base.high) if number.base and number.base.high else None,
            KB.baseUnit: string(number.base.unit) if number.base else None,
        },
    )
