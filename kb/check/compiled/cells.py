"""Terms as the text that tables of answers have, which is compared billions of times and looked at seldom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, Store, parse_query_results

from kb.check.compiled.column import Cell
from kb.check.compiled.comparisons import Plain
from kb.check.compiled.terms import Term
from kb.vocab import XSD

Query = Callable[[str], Any]
"""Answers a SPARQL query, as the store and Oxigraph's databases do."""

_WHOLE = re.compile(r"-?[0-9]{1,17}", re.ASCII)  # an xsd:integer of which no sum is too large for the engine
_WORKED_OUT = 200_000  # terms of which more is known than their text
_PART = 2**23  # bytes of an answer that are cut into cells together


class Unreadable(Exception):  # noqa: N818 - it is an answer: the graph is asked where it is
    """The answers of a graph are not the engine's own, and cannot be had as text."""


def table_of(query: Query, asked: str) -> bytes:
    """Give the answer to a query as tab-separated text.

    Raises:
        Unreadable: it is not the engine's own.
    """
    rows = query(asked)
    if not isinstance(rows, QuerySolutions):
        raise Unreadable
    try:
        written: bytes = rows.serialize(format=QueryResultsFormat.TSV)  # type: ignore[assignment]
    finally:
        del rows  # they go in the thread in which they came
    return written


def cells_of(terms: Sequence[Term]) -> tuple[list[Cell], dict[int, Cell]]:
    """Write terms as tables of the engine do.

    Returns:
        The terms, in the same order; and by their places those of which the engine keeps the value and not the
        characters, as tables of a store write them that keeps these.
    """
    cells = list(map(str, terms))
    typed = [n for n, cell in enumerate(cells) if cell[0] == '"' and (cell[-1] != '"' or "\\" in cell)]
    if not typed:
        return cells, {}
    numbers = {terms[n]: number for number, n in enumerate(typed)}
    database, predicate = Store(), NamedNode("urn:p")
    database.extend(Quad(NamedNode(f"urn:{number}"), predicate, term) for term, number in numbers.items())
    kept = {int(quad.subject.value[4:]): quad.object for quad in database}
    stored = _written([kept[number] for number in numbers.values()])
    forms = dict(zip(numbers, stored, strict=True))
    altered = [term for term, number in numbers.items() if kept[number] != term]
    as_written = dict(zip(altered, _written(altered), strict=True))
    for n in typed:
        cells[n] = forms[terms[n]]
    return cells, {n: as_written[terms[n]] for n in typed if terms[n] in as_written}


def _written(terms: Iterable[Term]) -> list[Cell]:
    """Give terms as a table has them."""
    rows: Any = parse_query_results("\n".join(("?term", *map(str, terms), "")).encode(), QueryResultsFormat.TSV)
    written: bytes = rows.serialize(format=QueryResultsFormat.TSV)
    return written.decode().split("\n")[1:-1]


class Cells:
    """The terms of one graph, each of which is one string, in whatever table it stands."""

    def __init__(self) -> None:
        """Know none."""
        self._texts: dict[Cell, Cell] = {}
        self._terms: dict[Cell, Term] = {}
        self._plain: dict[Cell, Plain] = {}

    def cut(self, written: bytes) -> list[Cell]:
        """Give the terms of a table, row by row."""
        own, cells = self._texts.setdefault, list[Cell]()
        at, end = written.index(b"\n") + 1, len(written)  # behind the names of the columns
        while at < end:
            to = written.find(b"\n", min(at + _PART, end) - 1)
            some = written[at:to].decode().replace("\n", "\t").split("\t")
            cells += map(own, some, some)
            at = to + 1
        return cells

    def terms(self, cells: Iterable[Cell]) -> dict[Cell, Term]:
        """Give the terms that are written as text."""
        found: dict[Cell, Term] = {}
        literals: list[Cell] = []
        if len(self._terms) > _WORKED_OUT:
            self._terms = {}
        for cell in cells:
            if (term := self._terms.get(cell)) is not None:
                found[cell] = term
            elif cell[0] == "<":
                found[cell] = self._terms[cell] = NamedNode(cell[1:-1])
            elif (text := _text_of(cell)) is not None:
                found[cell] = self._terms[cell] = Literal(text)
            else:
                literals.append(cell)
        if literals:
            lines = "\n".join(("?term", *literals, "")).encode()
            rows: Any = parse_query_results(lines, QueryResultsFormat.TSV)
            read = dict(zip(literals, (row[0] for row in rows), strict=True))
            self._terms |= read
            found |= read
        return found

    def not_plainly(self, cells: Iterable[Cell], datatype: str) -> Iterable[Cell]:
        """Leave out terms that are well-formed literals of a datatype, as far as their text alone tells."""
        match datatype:
            case XSD.string:
                return [cell for cell in cells if _text_of(cell) is None]
            case XSD.integer:
                return [cell for cell in cells if not _WHOLE.fullmatch(cell)]
            case _:
                return cells

    def plain(self, cells: Iterable[Cell]) -> list[Plain]:
        """Give the texts, whole numbers and nodes among some terms, and nothing in the place of the others."""
        if len(self._plain) > _WORKED_OUT:
            self._plain = {}
        known = self._plain
        return [known[cell] if cell in known else known.setdefault(cell, self._read_plain(cell)) for cell in cells]

    def _read_plain(self, cell: Cell) -> Plain:
        if (text := _text_of(cell)) is not None:
            return text
        if _WHOLE.fullmatch(cell):
            return int(cell)
        (term,) = self.terms([cell]).values()
        if isinstance(term, Literal):
            return term.value if term.datatype.value == XSD.string else None
        return term if isinstance(term, NamedNode) else None


def _text_of(cell: Cell) -> str | None:
    """Give the text that a cell is, if it is one of xsd:string without anything escaped."""
    return cell[1:-1] if cell[0] == cell[-1] == '"' and "\\" not in cell else None
