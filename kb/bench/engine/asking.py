"""Stored queries: the main ones beside rdflib, and all of the contract on a large graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache, lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kb.bench.engine.prepared import Bench
from kb.bench.engine.storing import DISK, KB, RDFLIB
from kb.bench.race import PATIENCE, Race, Runner
from kb.bench.timing import TooSlowError, limited
from kb.ports import Store
from kb.query.binding import Term, bound
from kb.query.rows import answer
from kb.query.stored import StoredQuery, catalogue
from kb.store.opening import open_store

if TYPE_CHECKING:
    from rdflib import Graph

QUERIES, LARGE = "queries", "queries, large"
COPY = "kb, a copy in memory"
MAIN = (
    "outlets-by-claim",
    "claims-by-outlet",
    "claims-by-speaker",
    "claims-about",
    "claim-mentions",
    "corroboration",
    "single-origin-claims",
    "discrepancies",
)
"""The first of the contract; "coverage" among them is apart, since rdflib does not come to an end with it."""

OF_ONE = ("claims-by-speaker", "claims-about", "reporting-chain", "provenance")
"""Those that are about one claim or one speaker."""

OF_ALL = (
    "outlets-by-claim",
    "claims-by-outlet",
    "claim-mentions",
    "corroboration",
    "coverage",
    "single-origin-claims",
    "discrepancies",
    "compatible-pairs",
    "quote-variants",
    "wire-copy",
    "timeline",
    "hedge-drift",
    "unresolved-speakers",
)
"""Those that read much of the graph."""

MOST = "of the most frequent"
USUAL = "of a usual one"
SAME = "the same rows"


def queries(bench: Bench) -> Iterator[Race]:
    """The main queries: the same SPARQL over the same union of graphs; their rows are compared first."""
    graph, peer = bench.medium, bench.medium.graph
    for name in (*MAIN, "coverage"):
        query, given = _query(name), _given(name, graph.named.most)
        runners = {
            KB: _asked(graph.memory, query, given),
            DISK: _asked(graph.disk, query, given),
            RDFLIB: _asked_of_rdflib(peer, query, given),
        }
        yield Race(QUERIES, name, runners, RDFLIB, note=_compared(graph.memory, peer, query, given))


def large_queries(bench: Bench) -> Iterator[Race]:
    """Every query of the contract on the large graph, on disk and in a copy in memory.

    The store on disk is asked in a process that holds nothing else, as a command is: where other graphs have filled the
    memory and left it, the system's allocator takes as long as the look-ups that it serves.
    """
    graph = bench.large
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        for name in OF_ONE:
            for whom, named in ((MOST, graph.named.most), (USUAL, graph.named.usual)):
                yield _on_both(bench, process, name, f"{name}, {whom}", _given(name, named))
        for name in OF_ALL:
            yield _on_both(bench, process, name, name, _given(name, graph.named.most))


def _on_both(bench: Bench, process: ProcessPoolExecutor, name: str, job: str, given: Mapping[str, str]) -> Race:
    path, copy = bench.large.path, _asked(bench.large.copy, _query(name), given)
    runners = {DISK: lambda: process.submit(_asked_on_disk, path, name, given).result(), COPY: copy}
    return Race(LARGE, job, runners, DISK)


def _asked_on_disk(path: Path, name: str, given: Mapping[str, str]) -> int | None:
    return _asked(_opened(path), _query(name), given)()


@lru_cache(maxsize=1)
def _opened(path: Path) -> Store:
    return open_store(path, read_only=True)


@cache  # reading all queries takes longer than answering one
def _query(name: str) -> StoredQuery:
    return catalogue().queries[name]


def _given(name: str, named: Mapping[str, str]) -> dict[str, str]:
    return {one.name: named[one.name] for one in _query(name).parameters if one.name in named}


def _asked(store: Store, query: StoredQuery, given: Mapping[str, str]) -> Runner:
    return lambda: sum(1 for _ in answer(store, query, given).cells)


def _sparql(query: StoredQuery, given: Mapping[str, str]) -> str:
    terms: dict[str, Term | None] = {
        one.variable: NamedNode(given[one.name]) if one.name in given else None for one in query.parameters
    }
    return bound(query.sparql, terms)


def _asked_of_rdflib(graph: Graph, query: StoredQuery, given: Mapping[str, str]) -> Runner:
    text = _sparql(query, given)
    return lambda: sum(1 for _ in graph.query(text))


def _compared(store: Store, graph: Graph, query: StoredQuery, given: Mapping[str, str]) -> str:
    """Say whether both engines give the same rows, whatever their order."""
    text = _sparql(query, given)
    try:
        with limited(PATIENCE):
            theirs = Counter(_plain(row) for row in graph.query(text))  # type: ignore[arg-type]
    except TooSlowError:
        return ""  # the race says so
    ours = Counter(_plain(row) for row in store.query(text))  # type: ignore[union-attr]
    return SAME if ours == theirs else f"other rows: {sum((ours - theirs).values())} of {sum(ours.values())}"


def _plain(row: Iterable[object]) -> tuple[str, ...]:
    """Give a row as text: engines write numbers in ways of their own."""
    return tuple(_text(cell) for cell in row)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    text = str(cell.value if isinstance(cell, NamedNode | Literal) else cell)
    try:
        return f"{float(text):g}"
    except ValueError:
        return text
