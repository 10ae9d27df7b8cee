"""Rows of the layers beneath statements: times, quantities and entity mentions of one text.

Keys are those of the same objects inside a statement record; offsets are code points, half-open.
"""

from __future__ import annotations

from typing import Any

from kb.model import Fact, Measure, Mention, Quantity, TimeExpression

Row = dict[str, Any]


def time_row(time: TimeExpression) -> Row:
    """Give a time expression: TIMEX3 type and value, bounds (null is open), its event, how it was resolved."""
    days = time.interval
    return {
        "start": time.span.start,
        "end": time.span.end,
        "text": time.span.exact,
        "type": time.type,
        "value": time.value,
        "earliest": days.earliest.isoformat() if days.earliest else None,
        "latest": days.latest.isoformat() if days.latest else None,
        "mode": time.mode.value,
        "grain": time.grain,
        "of": time.of.value,
        "anchor": time.anchor,
        "rule": time.rule,
        "candidates": list(time.candidates),
        "event": [time.event.start, time.event.end] if time.event else None,
        "bearing": time.bearing.value if time.bearing else None,
    }


def quantity_row(quantity: Quantity) -> Row:
    """Give a quantity: canonical decimal bounds (null is open) and unit, as printed and in the base unit."""
    return {
        "start": quantity.span.start,
        "end": quantity.span.end,
        "text": quantity.span.exact,
        "type": quantity.kind,
        "low": quantity.low or None,
        "high": quantity.high or None,
        "unit": quantity.unit,
        "approximate": quantity.approximate,
        "comparator": quantity.comparator or None,
        "base": _base(quantity.base),
    }


def _base(measure: Measure | None) -> Row | None:
    return {"low": measure.low or None, "high": measure.high or None, "unit": measure.unit} if measure else None


def fact_row(fact: Fact) -> Row:
    """Give what is known of an article itself: value (null is unknown), ground and confidence, and the words for it."""
    days = fact.days
    return {
        "fact": fact.kind.value,
        "value": fact.value or None,
        "ground": fact.ground or None,
        "confidence": fact.confidence,
        "start": fact.spans[0].start if fact.spans else None,
        "end": fact.spans[-1].end if fact.spans else None,
        "reason": fact.reason,
        "used": fact.used,
        "contested": fact.conflict,
        "earliest": days.earliest.isoformat() if days and days.earliest else None,
        "latest": days.latest.isoformat() if days and days.latest else None,
        "spans": [[span.start, span.end] for span in fact.spans],
    }


def entity_row(mention: Mention, base: str) -> Row:
    """Give a mention: where, what sort of thing, and which one (null when nobody can tell).

    Only where there is one, ``literal`` is the place that the words name while who acts there is meant; ``candidates``
    are those who may be meant where it is left open.
    """
    literal = {"literal": base + mention.literal} if mention.literal else {}
    candidates = {"candidates": [base + each for each in mention.candidates]} if mention.candidates else {}
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.span.exact,
        "iri": base + mention.agent if mention.agent else None,
        "type": mention.type.value,
        **literal,
        **candidates,
    }
