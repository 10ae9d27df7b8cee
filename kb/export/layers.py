"""Rows of the layers beneath statements: times, quantities and entity mentions of one text.

Keys are those of the same objects inside a statement record; offsets are code points, half-open.
"""

from __future__ import annotations

from typing import Any

from kb.model import Mention, Quantity, TimeExpression

Row = dict[str, Any]


def time_row(time: TimeExpression) -> Row:
    """Give a time expression: TIMEX3 type and value, inclusive bounds (null is open), and how it was resolved."""
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
    }


def quantity_row(quantity: Quantity) -> Row:
    """Give a quantity: canonical decimal bounds (null is open) and unit."""
    return {
        "start": quantity.span.start,
        "end": quantity.span.end,
        "text": quantity.span.exact,
        "type": quantity.kind,
        "low": quantity.low or None,
        "high": quantity.high or None,
        "unit": quantity.unit,
        "approximate": quantity.approximate,
    }


def entity_row(mention: Mention, base: str) -> Row:
    """Give a mention: where, what sort of thing, and which one (null when nobody can tell)."""
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.span.exact,
        "iri": base + mention.agent if mention.agent else None,
        "type": mention.type.value,
    }
