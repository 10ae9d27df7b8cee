"""Numbers for the classes whose objects rows hold: a name in every row would be longer than what many of them say."""

from __future__ import annotations

import sqlite3
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from functools import reduce
from importlib import import_module
from pickle import UnpicklingError

SCHEMA = "CREATE TABLE IF NOT EXISTS class (number INTEGER PRIMARY KEY, module TEXT, name TEXT);"


class Classes:
    """Classes by number, in a table of a database; whoever owns that explains its errors and ends its transactions."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Take a database that has the table of the schema."""
        self._db = db
        self._names: list[tuple[str, str]] = list(db.execute("SELECT module, name FROM class ORDER BY number"))
        self._numbers = {name: number for number, name in enumerate(self._names)}
        self._known: dict[int, type] = {}

    def number(self, kind: type) -> int:
        """Give the number of a class; it gets one when it has none."""
        name = kind.__module__, kind.__qualname__
        if name not in self._numbers:
            self._numbers[name] = number = len(self._names)
            self._names.append(name)
            self._db.execute("INSERT INTO class VALUES (?, ?, ?)", (number, *name))
        return self._numbers[name]

    def __getitem__(self, number: int) -> type:
        """Give the class of a number.

        Raises:
            UnpicklingError: it is none that rows may have.
            LookupError: no class has this number.
        """
        found = self._known.get(number)
        if found is None:
            module, name = self._names[number]
            self._known[number] = found = class_named(module, name)
        return found


def class_named(module: str, name: str) -> type:
    """Give a class that rows may have: a dataclass or an enumeration of this package, or a date.

    Raises:
        UnpicklingError: it is another one.
    """
    if (module, name) == (date.__module__, date.__qualname__):
        return date
    if module.startswith("kb."):
        found = reduce(getattr, name.split("."), import_module(module))
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
            return found
    raise UnpicklingError(f"{module}.{name} is no part of a row")
