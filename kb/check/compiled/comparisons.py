"""Filters that compare two sides: read from a query, and told of many rows at once.

A query with ``FILTER(STRLEN(?exact) != ?end - ?start)`` looks at every row to find the few that are at fault. Of most
rows it is plain that the filter is false: both sides are the same text, number or node. What is not plain (another kind
of literal, an error, sides that differ) is left to the engine, which is asked about those rows alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pyoxigraph import NamedNode

from kb.check.compiled.refusal import Refused
from kb.check.compiled.tokens import Token

Plain = str | int | NamedNode | None
"""What a variable is in a row: a text, a whole number, a node, or nothing where it is something else."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the query."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function or sum of other expressions."""

    name: str
    parts: tuple[Expression, ...]


Expression = Variable | Call | str | int


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left != right``."""

    left: Expression
    right: Expression

    @property
    def names(self) -> frozenset[str]:
        """Give the names of its variables."""
        return _names(self.left) | _names(self.right)

    def plainly_false(self, values: Mapping[str, Sequence[Plain]]) -> set[int]:
        """Give the numbers of rows of which the comparison is plainly false.

        Args:
            values: What each variable is, row by row.
        """
        columns = {name: values[name] for name in sorted(self.names)}
        rows = _of_one_kind(columns)
        if len(rows) < len(next(iter(columns.values()), ())):
            columns = {name: [column[row] for row in rows] for name, column in columns.items()}
        try:
            left, right = _told(self.left, columns, len(rows)), _told(self.right, columns, len(rows))
        except TypeError:  # a number where a text is meant, or the other way round
            return set()
        return {row for row, one, other in zip(rows, left, right, strict=True) if one == other and one is not None}


def comparison_of(tokens: Sequence[Token]) -> Comparison:
    """Read what stands between the parentheses of a filter.

    Raises:
        Refused: it is no comparison of sides that are made in a plain way.
    """
    reader = _Reader(tokens)
    left = reader.sum()
    reader.expect("!=")
    right = reader.sum()
    if reader.rest:
        raise _refused()
    return Comparison(left, right)


def _refused() -> Refused:
    return Refused("it is not a comparison of two sides")


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.rest = list(reversed(tokens))

    def take(self) -> Token:
        if not self.rest:
            raise _refused()
        return self.rest.pop()

    def skipped(self, *marks: str) -> str:
        """Take a mark if it is the next word, and give it."""
        if self.rest and self.rest[-1].kind == "mark" and self.rest[-1].text in marks:
            return self.take().text
        return ""

    def expect(self, mark: str) -> None:
        if not self.skipped(mark):
            raise _refused()

    def sum(self) -> Expression:
        found = self.part()
        while sign := self.skipped("+", "-"):
            found = Call(sign, (found, self.part()))
        return found

    def part(self) -> Expression:
        token = self.take()
        if token.kind == "var":
            return Variable(token.text)
        if token.kind == "number" and token.text.isdecimal():
            return int(token.text)
        if token.kind == "string" and token.text[0] == '"' != token.text[1:2] and "\\" not in token.text:
            return token.text[1:-1]
        if token.kind == "word" and token.text in _FUNCTIONS:
            self.expect("(")
            parts = [self.sum()]
            while self.skipped(","):
                parts.append(self.sum())
            self.expect(")")
            return Call(token.text, tuple(parts))
        raise _refused()


def _names(side: Expression) -> frozenset[str]:
    match side:
        case Variable(name):
            return frozenset({name})
        case Call(_, parts):
            return frozenset().union(*map(_names, parts))
        case _:
            return frozenset()


def _of_one_kind(columns: Mapping[str, Sequence[Plain]]) -> Sequence[int]:
    """Give the numbers of rows in which each variable is of the kind that it is in most rows."""
    kinds = [list(map(type, column)) for column in columns.values()]
    usual = [Counter(kind for kind in column if kind is not type(None)).most_common(1) for column in kinds]
    rows: Sequence[int] = range(len(kinds[0]) if kinds else 0)
    for column, most in zip(kinds, usual, strict=True):
        if not most or most[0][1] < len(column):
            rows = [row for row in rows if most and column[row] is most[0][0]]
    return rows


def _told(side: Expression, columns: Mapping[str, Sequence[Any]], number: int) -> Sequence[Any]:
    """Give what an expression comes to in each row.

    Raises:
        TypeError: a function is given what it is not meant for.
    """
    match side:
        case Variable(name):
            return columns[name]
        case Call(name, parts):
            return _FUNCTIONS[name](*(_told(part, columns, number) for part in parts))
        case _:
            return [side] * number


def _texts(texts: Sequence[str]) -> Sequence[str]:
    return ["" + text for text in texts]


def _part_of(texts: Sequence[str], starts: Sequence[int], lengths: Sequence[int]) -> Sequence[str | None]:
    """Give some characters, counted from 1; before the first one, and of a negative number, nothing is plain."""
    return [
        text[start - 1 : start - 1 + length] if start > 0 <= length else None
        for text, start, length in zip(texts, starts, lengths, strict=True)
    ]


_FUNCTIONS: dict[str, Callable[..., Sequence[Any]]] = {
    "+": lambda ones, others: [one + 0 + other for one, other in zip(ones, others, strict=True)],
    "-": lambda ones, others: [one - other for one, other in zip(ones, others, strict=True)],
    "CONCAT": lambda *parts: list(map("".join, zip(*parts, strict=True))),
    "SHA256": lambda texts: [sha256(str.encode(text)).hexdigest() for text in texts],
    "STR": _texts,
    "STRLEN": lambda texts: list(map(str.__len__, texts)),
    "SUBSTR": _part_of,
}
