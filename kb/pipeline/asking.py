"""Store → answers: stored questions, ad-hoc ones, counts, and search by words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kb.config import Settings
from kb.pipeline.stores import opened
from kb.ports import Store
from kb.query.adhoc import Limits, adhoc_answer, served_answer
from kb.query.rows import Rows, answer, rows_from
from kb.query.stored import Catalogue, catalogue
from kb.store.address import is_address, is_export

_COUNTS = {
    "articles": "schema:NewsArticle ; kb:digest ?_ . ?x dcterms:identifier ?__",
    "statements": "kb:Statement",
    "claims": "kb:Claim ; schema:text ?_",
    "origins": "kb:Origin",
    "discrepancies": "kb:Discrepancy",
    "compatible pairs": "kb:CompatiblePair",
    "agents": "prov:Agent",
    "reviews": "kb:Review",
}
_PREFIXES = """PREFIX kb: <https://w3id.org/claimgraph/terms#>
PREFIX schema: <http://schema.org/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""


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
        counts: dict[str, int | str] = {name: _count(store, pattern) for name, pattern in _COUNTS.items()}
        return counts | {
            "quads": len(store),
            "bytes on disk": "unknown" if is_address(chosen.store) else store.size(),
            "base IRI": store.base_iri,
            "claimgraph": version("claimgraph"),
        }


def _count(store: Store, pattern: str) -> int:
    rows = rows_from(store.query(f"{_PREFIXES}SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a {pattern} }}"))
    ((row,),) = ([one["n"] for one in [found]] for found in rows.plain())
    return int(str(row))
