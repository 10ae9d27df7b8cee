"""Who published an article, as its reporting chains tell."""

from __future__ import annotations

from kb.model import Record, Role


def outlet_of(record: Record) -> tuple[str, str]:
    """Give identifier and name of the outlet; an unknown one is empty."""
    for statement in record.statements:
        if statement.chain and statement.chain[0].role is Role.OUTLET:
            return statement.chain[0].agent, statement.chain[0].name
    return "", record.article.outlet
