"""Store → answers: stored questions, ad-hoc ones, counts, and search by words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kb.config import Settings
from kb.pipeline.counting import counts_of
from kb.pipeline.stores import opened
from kb.ports import Store
from kb.query.adhoc import Limits, adhoc_answer, served_answer
from kb.query.rows import Rows, answer
from kb.query.stored import Catalogue, catalogue
from kb.store.address import is_address, is_export


def questions(chosen: Settings) -> Catalogue:
    """Give the shipped queries and the user's own."""
    return catalogue([Path(chosen.queries)] if chosen.queries else [])


def answered(
    store: Store, chosen: Settings, name: str, given: Mapping[str, str], limit: int | None, *, offset: int = 0
) -> Rows:
    """Answer a stored question: at most ``limit`` rows, after leaving out ``offset``.

    Raises:
        QueryError: there is no such query, or its parameters are not right.
    """
    return answer(store, questions(chosen).query(name), given, limit=limit, offset=offset)


def answered_adhoc(chosen: Settings, sparql: str, limit: int | None) -> Rows:
    """Answer a query that somebody typed, read-only and under the configured limits.

    Raises:
        QueryError: it does not parse, writes, or reaches outside the store.
        LimitError: it takes more time, rows or memory than allowed.
    """
    limits = Limits(seconds=chosen.max_seconds, rows=min(chosen.max_rows, limit or chosen.max_rows))
    if is_address(chosen.store) or is_export(chosen.store):
        with opened(chosen) as store:
            return served_answer(store, sparql, limits)
    with opened(chosen):  # the marker, format and base are checked before the worker opens the database
        return adhoc_answer(Path(chosen.store) / "quads", sparql, limits)


def status(chosen: Settings) -> dict[str, int | str]:
    """Count what the store holds, and tell its size and versions."""
    from importlib.metadata import version

    with opened(chosen) as store:
        counts: dict[str, int | str] = {**counts_of(store)}
        return counts | {
            "bytes on disk": "unknown" if is_address(chosen.store) else store.size(),
            "base IRI": store.base_iri,
            "claimgraph": version("claimgraph"),
        }
