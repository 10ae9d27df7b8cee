"""Rows of tables → bytes and back.

Rows are our own dataclasses and what Python brings. They are pickled, for speed; what is read back can only name
classes of this package and a few of Python's, so a file that somebody else wrote runs nothing of theirs.

What very many rows refer to (a statement, the words of an article) is kept once, under a digest of its bytes.
"""

from __future__ import annotations

import pickle  # reading is restricted below
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import blake2b
from io import BytesIO
from operator import attrgetter
from typing import Any

from kb.tables import Recent

_SIZE = 16  # bytes of a digest
_SHARED = 60_000  # objects of which the digest, or by digest the object, is remembered
_PLAIN = frozenset(
    {
        ("array", "_array_reconstructor"),
        ("array", "array"),
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("collections", "Counter"),
        ("collections", "OrderedDict"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("decimal", "Decimal"),
        ("fractions", "Fraction"),
    }
)


class Codec:
    """Writes and reads rows; what they share is kept by whoever owns the codec."""

    def __init__(self, keep: Callable[[bytes, bytes], None], kept: Callable[[bytes], bytes], shared: frozenset[type]):
        """Take where shared objects lie.

        Args:
            keep: Keeps the bytes of an object by their digest.
            kept: Gives them back.
            shared: Classes whose objects are kept once. Nothing of them may be changed.
        """
        self._keep, self._kept = keep, kept
        self._reducers = _Reducers(dict.fromkeys(shared, self._share))
        self._own = _Reducers({})  # a shared object's outermost layer
        self._digests: Recent[int, tuple[Any, bytes]] = Recent(
            _SHARED
        )  # with the object, so that no other is at its place
        self._objects: Recent[bytes, Any] = Recent(_SHARED)

    def bytes_of(self, row: object) -> bytes:
        """Write a row."""
        out = BytesIO()
        pickler = pickle.Pickler(out, protocol=5)
        pickler.dispatch_table = self._reducers
        pickler.dump(row)
        return out.getvalue()

    def row_of(self, written: bytes) -> Any:
        """Read a row.

        Raises:
            pickle.UnpicklingError: it names what no row of ours has.
        """
        return _Reader(BytesIO(written), self._object).load()

    def _share(self, one: object) -> tuple[Any, tuple[bytes]]:
        known = self._digests.get(id(one))
        if known is None:
            make, values = self._own[type(one)](one)
            written = self.bytes_of((make, values))
            known = one, blake2b(written, digest_size=_SIZE).digest()
            self._keep(known[1], written)
            self._digests.put(id(one), known)
            self._objects.put(known[1], one)
        return _shared, (known[1],)

    def _object(self, digest: bytes) -> Any:
        found = self._objects.get(digest)
        if found is None:
            make, values = self.row_of(self._kept(digest))
            found = make(*values)
            self._objects.put(digest, found)
            self._digests.put(id(found), (found, digest))
        return found


def _shared(digest: bytes) -> Any:
    """Stand in a written row for an object that is kept elsewhere; a reader puts its own function here."""
    raise LookupError(digest)


class _Reader(pickle.Unpickler):
    """Reads rows, and nothing else."""

    def __init__(self, written: BytesIO, shared: Callable[[bytes], Any]) -> None:
        super().__init__(written)
        self._shared = shared

    def find_class(self, module: str, name: str) -> Any:
        """Give a class that rows may have."""
        if (module, name) == (__name__, _shared.__name__):
            return self._shared
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith("kb."):
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a row.")


class _Reducers(dict[type, Callable[[Any], tuple[Any, tuple[Any, ...]]]]):
    """How the objects of a class are written: a dataclass as its fields, without what it worked out since."""

    def __missing__(self, kind: type) -> Callable[[Any], tuple[Any, tuple[Any, ...]]]:
        if kind is date:
            self[kind] = lambda day: (date, (day.year, day.month, day.day))
        elif issubclass(kind, Enum):
            self[kind] = lambda one: (kind, (one.value,))
        elif is_dataclass(kind):
            self[kind] = _as_fields(kind)
        else:
            raise KeyError(kind)  # Python's own way
        return self[kind]


def _as_fields(kind: type) -> Callable[[Any], tuple[Any, tuple[Any, ...]]]:
    names = [one.name for one in fields(kind) if one.init]
    if len(names) > 1:
        values = attrgetter(*names)
        return lambda one: (kind, values(one))
    return lambda one: (kind, tuple(getattr(one, name) for name in names))
