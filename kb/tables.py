"""Tables: where a stage keeps what it must know of very many things, by name; in memory, or beside a store on disk.

Whoever keeps something in a table puts it back after changing it: what was taken out may be a copy, or the very row.
Rows of a table are values that compare by what they hold; that two of them are one object means nothing.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any, Generic, TypeVar

Key = TypeVar("Key")
Row = TypeVar("Row")
Inner = TypeVar("Inner")

Tables = Callable[[str], MutableMapping[Any, Any]]
"""Gives the table of a name, the same one whenever it is asked for by whoever owns the name."""


def in_memory(_: str) -> dict[Any, Any]:
    """Give an empty table that ends with the process."""
    return {}


def under(tables: Tables, name: str) -> Tables:
    """Give the tables of one part, whose names need differ from one another only.

    >>> told = []
    >>> under(told.append, "claims")("items")
    >>> told
    ['claims/items']
    """
    return lambda inner: tables(f"{name}/{inner}")


def keep(table: MutableMapping[Key, Row], key: Key, row: Row) -> None:
    """Put a row back, unless there is nothing in it any more."""
    if row:
        table[key] = row
    else:
        table.pop(key, None)


def add(table: MutableMapping[Key, dict[Inner, int]], key: Key, inner: Inner, number: int) -> None:
    """Count something within a row; what comes to nothing goes.

    >>> votes = {"agent/a": {"person": 1}}
    >>> add(votes, "agent/a", "place", 1)
    >>> add(votes, "agent/a", "person", -1)
    >>> votes
    {'agent/a': {'place': 1}}
    """
    counted = dict(table.get(key, {}))
    counted[inner] = counted.get(inner, 0) + number
    keep(table, key, {one: many for one, many in counted.items() if many})


class Recent(Generic[Key, Row]):
    """What was worked out lately and costs little to work out again: two generations, of which the older one goes."""

    def __init__(self, most: int) -> None:
        """Begin empty.

        Args:
            most: Rows of one generation; twice as many are kept at most.
        """
        self._most = most
        self._young: dict[Key, Row] = {}
        self._old: dict[Key, Row] = {}

    def get(self, key: Key) -> Row | None:
        """Give a row, or ``None``; what is asked for stays longer."""
        found = self._young.get(key)
        if found is None and (found := self._old.get(key)) is not None:
            self.put(key, found)
        return found

    def put(self, key: Key, row: Row) -> None:
        """Keep a row."""
        if len(self._young) >= self._most:
            self._old, self._young = self._young, {}
        self._young[key] = row

    def drop(self, key: Key) -> None:
        """Forget a row."""
        self._young.pop(key, None)
        self._old.pop(key, None)
