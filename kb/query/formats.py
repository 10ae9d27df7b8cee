"""Rows → text in every format of ``--format``, the same bytes for the same rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Literal, TextIO

from pyoxigraph import RdfFormat, Triple, serialize

from kb.cells import csv_line, guarded
from kb.errors import UsageError
from kb.query.rows import Plain, Rows
from kb.terminal import safe
from kb.vocab import PREFIXES

_RESULT_SET = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_UNLIMITED = 100_000  # columns of a page that never wraps; what is piped elsewhere is not cut to a width
_LINE_BREAKS = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_MARKDOWN = str.maketrans({"\\": "\\\\", "|": "\\|", "<": "&lt;", ">": "&gt;", "*": "\\*", "_": "\\_", "`": "\\`"})


def write_rows(rows: Rows, form: str, out: TextIO, *, base_iri: str = "", width: int | None = None) -> None:
    """Write an answer.

    Args:
        rows: The answer, which is read once.
        form: One of ``FORMATS``.
        out: Where to.
        base_iri: In formats for people (table, md), IRIs under it lose it, and can still be given as parameters.
        width: Columns of the terminal; ``None`` never wraps.

    Raises:
        UsageError: there is no such format.
    """
    if form not in FORMATS:
        raise UsageError(f"There is no format {form!r}.", hint=f"Choose one of: {', '.join(FORMATS)}.")
    FORMATS[form](rows, out, base_iri, width)


def _table(rows: Rows, out: TextIO, base_iri: str, width: int | None) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - costs 50 ms that other formats need not pay
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for name in rows.columns:
        table.add_column(Text(safe(name)), overflow="fold", no_wrap=width is None)
    for row in rows.plain():
        table.add_row(*(Text(safe(_short(value, base_iri)), justify=_side(value)) for value in row.values()))
    console = Console(file=out, width=width or _UNLIMITED, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        console.print(table)
    out.write("".join(f"{line.rstrip()}\n" for line in captured.get().strip("\n").splitlines()))


def _markdown(rows: Rows, out: TextIO, base_iri: str, _: int | None) -> None:
    def line(cells: Iterable[str]) -> str:
        return f"| {' | '.join(safe(cell).translate(_MARKDOWN) for cell in cells)} |\n"

    out.write(line(rows.columns) + f"|{' --- |' * len(rows.columns)}\n")
    out.writelines(line(_short(value, base_iri) for value in row.values()) for row in rows.plain())


def _csv(rows: Rows, out: TextIO, *_: object) -> None:
    out.write(csv_line(rows.columns))
    out.writelines(csv_line(map(_cell, row.values())) for row in rows.plain())


def _tsv(rows: Rows, out: TextIO, *_: object) -> None:
    out.write("\t".join(rows.columns) + "\n")
    for row in rows.plain():
        out.write("\t".join(_cell(value).translate(_LINE_BREAKS) for value in row.values()) + "\n")


def _json(rows: Rows, out: TextIO, *_: object) -> None:
    before = "[\n"
    for row in rows.plain():
        out.write(before + _object(row))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def _jsonl(rows: Rows, out: TextIO, *_: object) -> None:
    out.writelines(f"{_object(row)}\n" for row in rows.plain())


def _turtle(rows: Rows, out: TextIO, *_: object) -> None:
    """Write triples as such, and rows in the result-set vocabulary of the SPARQL test suite."""
    if rows.triples:
        triples = sorted({Triple(*cells) for cells in rows.cells}, key=str)  # type: ignore[arg-type]
        buffer = BytesIO()
        serialize(triples, buffer, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES))
        out.write(buffer.getvalue().decode())
        return
    out.write(f"@prefix rs: <{_RESULT_SET}> .\n\n[] a rs:ResultSet")
    for name in rows.columns:
        out.write(f' ;\n    rs:resultVariable "{name}"')
    for number, cells in enumerate(rows.cells, start=1):
        bindings = " ,\n            ".join(
            f'[ rs:variable "{name}" ; rs:value {cell} ]'
            for name, cell in zip(rows.columns, cells, strict=True)
            if cell is not None
        )
        out.write(f" ;\n    rs:solution [ rs:index {number}")
        out.write(f" ;\n        rs:binding {bindings} ]" if bindings else " ]")
    out.write(" .\n")


def _html(rows: Rows, out: TextIO, base_iri: str, _: int | None) -> None:
    from kb.query.page import write_page  # noqa: PLC0415 - of no use to other formats

    write_page(rows, out, base_iri)


FORMATS: Mapping[str, Callable[[Rows, TextIO, str, int | None], None]] = {
    "table": _table,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "jsonl": _jsonl,
    "md": _markdown,
    "turtle": _turtle,
    "html": _html,
}
"""Writers by name, the default first."""


def _cell(value: Plain) -> str:
    """Give a value as a spreadsheet cell; text that would be a formula is guarded, numbers are not."""
    return guarded(value) if isinstance(value, str) else _text(value)


def _text(value: Plain) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _short(value: Plain, base_iri: str) -> str:
    return _text(value).removeprefix(base_iri) if base_iri else _text(value)


def _side(value: Plain) -> Literal["left", "right"]:
    return "right" if isinstance(value, int | Decimal) and not isinstance(value, bool) else "left"


def _object(row: Mapping[str, Plain]) -> str:
    return json.dumps(row, ensure_ascii=False, default=_number)


def _number(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{value!r} is no cell")
