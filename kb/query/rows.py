"""Answers as rows: a stored question with its parameters in, terms in columns out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kb.concepts import TOKENS
from kb.errors import QueryError, StoreError
from kb.ports import Store
from kb.query.binding import Parameter, Term, Type, bound, literal_of
from kb.query.naming import node_named
from kb.query.scan import Sort, tokens_of
from kb.query.stored import StoredQuery
from kb.vocab import XSD

Cell = NamedNode | Literal | BlankNode | None
Plain = str | int | Decimal | bool | None
_FORMS = ("SELECT", "ASK", "CONSTRUCT")
TRIPLE = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns, and cells as RDF terms; ``None`` where nothing was found.

    ``triples`` tells that the columns are those of a CONSTRUCT.
    """

    columns: tuple[str, ...]
    cells: Iterable[tuple[Cell, ...]]
    triples: bool = False

    def plain(self) -> Iterator[dict[str, Plain]]:
        """Give each row as a mapping of column to text, number or truth value."""
        for row in self.cells:
            yield {name: plain(cell) for name, cell in zip(self.columns, row, strict=True)}


def answer(
    store: Store, query: StoredQuery, given: Mapping[str, str], *, limit: int | None = None, offset: int = 0
) -> Rows:
    """Answer a stored question; rows are read from the store as they are asked for.

    Our queries order their rows down to the last one, so pages (``limit`` rows from ``offset`` on) neither repeat nor
    leave out a row while nobody writes.

    Args:
        store: Where to look.
        query: What to ask.
        given: Value by parameter name, as typed by the user.
        limit: Most rows to give; all by default.
        offset: How many rows to leave out first.

    Raises:
        QueryError: a parameter is missing, unknown, mistyped, or names nothing or several things.
        StoreError: the store cannot be read.
    """
    rows = rows_from(store.query(_asked(store, query, given)), query.tokens)
    last = None if limit is None else offset + limit
    return Rows(rows.columns, islice(rows.cells, offset, last), rows.triples)


def number_of_rows(store: Store, query: StoredQuery, given: Mapping[str, str]) -> int:
    """Count the rows of an answer, for whoever shows a page of them; the engine counts, and hands none over.

    Raises:
        QueryError: as for :func:`answer`.
        StoreError: the store cannot be read.
    """
    text = _asked(store, query, given)
    first = next(token for token in tokens_of(text) if token.sort is Sort.WORD and token.text in _FORMS)
    if first.text != "SELECT":
        return sum(1 for _ in rows_from(store.query(text)).cells)
    counting = f"{text[: first.start]}SELECT (COUNT(*) AS ?number) {{ {text[first.start :]}\n}}"
    ((number,),) = rows_from(store.query(counting)).cells
    return int(str(plain(number)))


def _asked(store: Store, query: StoredQuery, given: Mapping[str, str]) -> str:
    """Give the SPARQL of a question with its parameters."""
    return bound(query.sparql, {one.variable: _term_of(store, one, given) for one in _expected(query, given)})


def rows_from(found: QuerySolutions | QueryBoolean | QueryTriples, tokens: frozenset[str] = frozenset()) -> Rows:
    """Turn what the engine found into rows.

    Args:
        found: Solutions, triples, or a truth value, which becomes one row with the column ``answer``.
        tokens: Columns whose concepts are shown as tokens.
    """
    if isinstance(found, QueryBoolean):
        return Rows(("answer",), [(Literal(bool(found)),)])
    if isinstance(found, QueryTriples):
        return Rows(TRIPLE, _read((one.subject, one.predicate, one.object) for one in found), triples=True)
    columns = tuple(variable.value for variable in found.variables)
    shown = [name in tokens for name in columns]
    return Rows(
        columns,
        _read(
            tuple(_as_token(cell) if token else cell for cell, token in zip(solution, shown, strict=True))
            for solution in found
        ),
    )


def plain(cell: Cell) -> Plain:
    """Give the value of a cell: IRIs and texts as ``str``, numbers and truth values as such."""
    if not isinstance(cell, Literal):
        return None if cell is None else cell.value
    try:
        match cell.datatype.value:
            case XSD.integer:
                return int(cell.value)
            case XSD.decimal:
                return Decimal(cell.value)
            case XSD.boolean:
                return {"true": True, "1": True, "false": False, "0": False}.get(cell.value, cell.value)
    except (ValueError, InvalidOperation):
        pass  # ill-typed literals are legal RDF; show what stands there
    return cell.value


def _expected(query: StoredQuery, given: Mapping[str, str]) -> tuple[Parameter, ...]:
    """Give the query's parameters when exactly those that it needs were given."""
    known = {one.name: one for one in query.parameters}
    takes = "; ".join(f"{one.name}: {one.expected}" for one in query.parameters)
    for name in given:
        if name not in known:
            raise QueryError(
                f"The query {query.name} has no parameter {name!r}.",
                hint=f"It takes {takes}." if takes else "It takes none.",
            )
    for one in query.parameters:
        if not one.optional and not given.get(one.name, "").strip():
            raise QueryError(f"The query {query.name} needs the parameter {one.name}.", hint=f"Give {one.expected}.")
    return query.parameters


def _term_of(store: Store, parameter: Parameter, given: Mapping[str, str]) -> Term | None:
    value = given.get(parameter.name, "").strip()
    if not value:
        return None
    return node_named(store, parameter, value) if parameter.type is Type.IRI else literal_of(parameter, value)


def _as_token(cell: Cell) -> Cell:
    token = TOKENS.get(cell.value) if isinstance(cell, NamedNode) else None
    return cell if token is None else Literal(token)


def _read(rows: Iterable[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    try:
        yield from rows
    except (OSError, RuntimeError, SyntaxError) as error:  # the last: a server's answer that is cut or no answer
        raise StoreError(
            f"The store could not be read to the end: {error}", hint="Bring back a backup if it stays so."
        ) from error
