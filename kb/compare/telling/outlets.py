"""Who published an article, as its reporting chains tell."""

from __future__ import annotations

from kb.model import Record, Role


def outlet_of(record: Record) -> tuple[str, str]:
    """Give identifier and name of the outlet; both are empty when nobody knows it."""
    first = next((statement.chain[0] for statement in record.statements if statement.chain), None)
    if first and first.role is Role.OUTLET and first.agent:
        return first.agent, first.name
    return "", record.article.outlet
