"""Ad-hoc queries: read-only, checked before parsing, and run in a process that can be killed.

Oxigraph has no timeout, and some queries end in an abort; neither may happen to the process that asks.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode
from pyoxigraph import Store as Grammar

from kb.errors import KBError, LimitError, QueryError, StoreError
from kb.ports import Store
from kb.query.guard import refuse_unfit, unparsed
from kb.query.rows import Cell, Rows, rows_from
from kb.vocab import PREFIXES


@dataclass(frozen=True, slots=True)
class Limits:
    """What an ad-hoc query may use.

    Attributes:
        seconds: Wall-clock time, start-up of the worker included.
        rows: Most rows of the answer.
        bytes: Most bytes of the answer.
        memory: Most bytes of address space of the worker, where the system can limit it.
    """

    seconds: float = 30.0
    rows: int = 1_000_000
    bytes: int = 256 * 1024**2
    memory: int = 4 * 1024**3


_ERRORS: dict[str, type[KBError]] = {"query": QueryError, "store": StoreError, "limit": LimitError}


def adhoc_answer(database: Path, sparql: str, limits: Limits | None = None) -> Rows:
    """Answer a query of unknown origin.

    Args:
        database: The folder of the current graphs, ``OxigraphStore.database``; opened for reading only, so that
            a writer may have it open.
        sparql: The query: SELECT, ASK or CONSTRUCT.
        limits: What it may use.

    Raises:
        QueryError: it does not parse, writes, or reaches outside the store.
        LimitError: it is too large, or takes more than the limits allow.
        StoreError: the store cannot be read.
    """
    refuse_unfit(sparql)
    limits = limits or Limits()
    request = {"database": str(database), "query": sparql} | {
        "rows": limits.rows,
        "bytes": limits.bytes,
        "memory": limits.memory,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kb.query.worker"],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise LimitError(
            f"The query took longer than {limits.seconds:g} s and was stopped.",
            hint="Ask for less, or raise max_seconds in kb.toml.",
        ) from error
    lines = done.stdout.splitlines()
    ending = json.loads(lines[-1]) if lines and lines[-1].startswith(b"{") else {}
    if "error" in ending:
        raise _ERRORS[ending["error"]](ending["problem"], hint=ending["hint"])
    if "columns" not in ending:
        raise LimitError(
            "The query ended its worker process; it most likely ran out of memory.", hint="Ask in smaller queries."
        )
    return Rows(
        tuple(ending["columns"]),
        (tuple(map(_cell, json.loads(line))) for line in lines[:-1]),
        triples=bool(ending["triples"]),
    )


def served_answer(store: Store, sparql: str, limits: Limits | None = None) -> Rows:
    """Answer a query of unknown origin from a store that another process serves, which it cannot harm.

    Args:
        store: On a server.
        sparql: The query: SELECT, ASK or CONSTRUCT; common prefixes are known.
        limits: What it may use, but for memory, of which the server sees to its own.

    Raises:
        QueryError: it does not parse, writes, or reaches outside the store.
        LimitError: it is too large, or takes more than the limits allow.
        StoreError: the store cannot be read.
    """
    refuse_unfit(sparql)
    limits = limits or Limits()
    ends, size, found = monotonic() + limits.seconds, 0, list[tuple[Cell, ...]]()
    prefixes = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())  # a later one goes before it
    try:
        rows = rows_from(store.query(prefixes + sparql))
    except QueryError:
        _refuse_unparsed(sparql)
        raise
    for row in rows.cells:
        found.append(row)
        size += sum(len(str(cell)) for cell in row)
        if monotonic() > ends:
            raise LimitError(
                f"The query took longer than {limits.seconds:g} s and was stopped.",
                hint="Ask for less, or raise max_seconds in kb.toml.",
            )
        if len(found) > limits.rows or size > limits.bytes:
            raise LimitError(
                f"The answer has more than {limits.rows} rows or {limits.bytes} bytes.",
                hint="Add LIMIT, or raise max_rows in kb.toml.",
            )
    return Rows(rows.columns, found, rows.triples)


def _refuse_unparsed(sparql: str) -> None:
    """Say where a query does not parse: by the lines and columns that the user typed, without our prefixes."""
    try:
        Grammar().query(sparql, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise unparsed(error) from error


def _cell(written: list[Any] | None) -> Cell:
    """Read a term as the worker wrote it."""
    match written:
        case None:
            return None
        case ["iri", value]:
            return NamedNode(value)
        case ["blank", value]:
            return BlankNode(value)
        case [_, value, datatype, language]:
            return Literal(value, language=language) if language else Literal(value, datatype=NamedNode(datatype))
    raise ValueError(f"{written!r} is no term")
