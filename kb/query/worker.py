"""The process that runs one ad-hoc query: request as JSON on stdin, one row a line on stdout, the verdict last.

It is started by :mod:`kb.query.adhoc`, which kills it when its time is over.
"""

from __future__ import annotations

import json
import sys
from typing import Any, TextIO

from pyoxigraph import BlankNode, Literal, NamedNode

from kb.databases import read_only
from kb.errors import KBError, LimitError, QueryError, StoreError
from kb.query.guard import refuse_unfit, unparsed
from kb.query.rows import Cell, rows_from
from kb.vocab import PREFIXES


def main() -> None:
    """Read the request, answer it, and say how it ended."""
    request = json.load(sys.stdin)
    try:
        _limit_memory(request["memory"])
        verdict = _answer(request, sys.stdout)
    except KBError as error:
        kind = {QueryError: "query", LimitError: "limit"}.get(type(error), "store")
        verdict = {"error": kind, "problem": error.problem, "hint": error.hint}
    except MemoryError:
        verdict = {"error": "limit", "problem": "The query ran out of memory.", "hint": "Ask in smaller queries."}
    print(json.dumps(verdict))  # noqa: T201 - stdout is the pipe to the parent


def _answer(request: dict[str, Any], out: TextIO) -> dict[str, Any]:
    """Write the rows and give the verdict that comes after them."""
    refuse_unfit(request["query"])
    try:
        found = read_only(request["database"]).query(request["query"], prefixes=dict(PREFIXES))
        rows = rows_from(found)
    except SyntaxError as error:
        raise unparsed(error) from error
    except (OSError, RuntimeError) as error:
        raise StoreError(f"The store could not be read: {error}", hint="Check it with `kb status`.") from error
    written = 0
    for number, row in enumerate(rows.cells, start=1):
        line = json.dumps([_written(cell) for cell in row])
        written += len(line)
        if number > request["rows"] or written > request["bytes"]:
            raise LimitError(
                f"The answer has more than {request['rows']} rows or {request['bytes']} bytes.",
                hint="Add LIMIT, or raise max_rows in kb.toml.",
            )
        out.write(line + "\n")
    return {"columns": rows.columns, "triples": rows.triples}


def _written(cell: Cell) -> list[str | None] | None:
    match cell:
        case NamedNode():
            return ["iri", cell.value]
        case BlankNode():
            return ["blank", cell.value]
        case Literal():
            return ["literal", cell.value, cell.datatype.value, cell.language]
    return None


def _limit_memory(size: int) -> None:
    """Cap the address space, where the system lets us (macOS does not)."""
    try:
        import resource  # noqa: PLC0415 - not on every platform

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ImportError, OSError, ValueError):
        pass


if __name__ == "__main__":
    main()
