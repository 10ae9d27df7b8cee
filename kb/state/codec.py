"""Rows of tables → bytes and back.

Rows are our own dataclasses and what Python brings. Those that are texts, some texts, or a number are written as such;
all others are pickled, for speed, with numbers in place of the names of our classes. What is read back can only name
classes of this package and a few of Python's, so a file that somebody else wrote runs nothing of theirs.

What very many rows refer to (a statement, the words of an article) is kept once, under a digest of its bytes. A row
begins with the digests of what it refers to, and ends with a sum of its bytes, by which damage shows.
"""

from __future__ import annotations

import pickle  # reading is restricted below
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import blake2b
from io import BytesIO
from operator import attrgetter
from typing import Any, Protocol
from zlib import crc32

from kb.state.classes import Classes, class_named
from kb.tables import Recent

SIZE = 16
"""Bytes of a digest."""
REFERRING = b"r"
"""How a row begins that refers to shared objects."""

Made = tuple[Callable[..., Any], tuple[Any, ...]]
"""How an object is made again: by what, of what."""

_SHARED = 8_000  # objects of which the digest, or by digest the object, is remembered
_TEXT, _TEXTS, _NUMBER, _PICKLED = b"s", b"t", b"i", b"p"
_ONLY_TEXTS = frozenset({str})
_PLAIN = frozenset(
    {
        ("array", "_array_reconstructor"),
        ("array", "array"),
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("collections", "Counter"),
        ("collections", "OrderedDict"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("decimal", "Decimal"),
        ("fractions", "Fraction"),
    }
)


class Kept(Protocol):
    """Where shared objects lie."""

    def put(self, digest: bytes, written: bytes) -> None:
        """Keep the bytes of an object."""

    def get(self, digest: bytes) -> bytes:
        """Give them back."""


class Codec:
    """Writes and reads rows; what they share is kept by whoever owns the codec."""

    def __init__(self, kept: Kept, classes: Classes, shared: frozenset[type]):
        """Take where shared objects lie.

        Args:
            kept: Keeps the bytes of shared objects by their digest.
            classes: Numbers classes.
            shared: Classes whose objects are kept once. Nothing of them may be changed.
        """
        self._kept, self._classes = kept, classes
        self._own = _Reducers(classes, {})  # a shared object's outermost layer
        self._reducers = _Reducers(classes, dict.fromkeys(shared, self._share))
        self._referred: dict[bytes, int] = {}  # what the row that is being written refers to → place in its list
        self.forget()

    def forget(self) -> None:
        """Forget which shared objects are kept."""
        # with the object, so that no other is at its place
        self._digests: Recent[int, tuple[Any, bytes]] = Recent(_SHARED)
        self._objects: Recent[bytes, Any] = Recent(_SHARED)

    def bytes_of(self, row: object) -> bytes:
        """Write a row."""
        written = _plainly(row) or self._pickled(row)
        return written + crc32(written).to_bytes(4)

    def row_of(self, written: bytes) -> Any:
        """Read a row.

        Raises:
            pickle.UnpicklingError: it names what no row of ours has.
            ValueError: it is damaged.
        """
        if crc32(written[:-4]).to_bytes(4) != written[-4:]:
            raise ValueError("a row is damaged")
        kind = written[:1]
        if kind == _TEXT:
            return written[1:-4].decode("utf-8", "surrogatepass")
        if kind == _TEXTS:
            return tuple(written[1:-4].decode("utf-8", "surrogatepass").split("\n"))
        if kind == _NUMBER:
            return int(written[1:-4])
        referred = references(written)
        pickled = BytesIO(written)
        pickled.seek(_begin(len(referred)) if referred else 1)
        classes = self._classes

        def made(number: int, *values: Any) -> Any:
            return classes[number](*values) if number >= 0 else self._object(referred[-1 - number])

        return _Reader(pickled, made).load()

    def _pickled(self, row: object) -> bytes:
        outer, self._referred = self._referred, {}
        try:
            out = BytesIO()
            pickler = pickle.Pickler(out, protocol=5)
            pickler.dispatch_table = self._reducers
            pickler.dump(row)
            if not self._referred:
                return _PICKLED + out.getvalue()
            return b"".join((REFERRING, len(self._referred).to_bytes(4), *self._referred, out.getvalue()))
        finally:
            self._referred = outer

    def _share(self, one: object) -> Made:
        known = self._digests.get(id(one))
        if known is None:
            _, values = self._own[type(one)](one)
            written = self.bytes_of(values)
            known = one, blake2b(written, digest_size=SIZE).digest()
            self._kept.put(known[1], written)
            self._digests.put(id(one), known)
            self._objects.put(known[1], one)
        return _made, (-1 - self._referred.setdefault(known[1], len(self._referred)),)

    def _object(self, digest: bytes) -> Any:
        found = self._objects.get(digest)
        if found is None:
            number, *values = self.row_of(self._kept.get(digest))
            found = self._classes[number](*values)
            self._objects.put(digest, found)
            self._digests.put(id(found), (found, digest))
        return found


def references(written: bytes) -> list[bytes]:
    """Give the digests of the shared objects that a written row refers to."""
    if written[:1] != REFERRING:
        return []
    number = int.from_bytes(written[1:5])
    return [written[at : at + SIZE] for at in range(5, _begin(number), SIZE)]


def _begin(number: int) -> int:
    """Tell where the pickled part of a row begins that refers to so many objects."""
    return 5 + number * SIZE


def _plainly(row: Any) -> bytes:
    """Write what needs no pickling; nothing for anything else."""
    kind = type(row)
    if kind is tuple and row and _ONLY_TEXTS.issuperset(map(type, row)):
        lines = "\n".join(row)
        if lines.count("\n") == len(row) - 1:
            return _TEXTS + lines.encode("utf-8", "surrogatepass")
    elif kind is str:
        return _TEXT + bytes(row, "utf-8", "surrogatepass")
    elif kind is int:
        return _NUMBER + b"%d" % row
    return b""


def _made(number: int, *values: Any) -> Any:
    """Stand in a written row for how an object is made; a reader puts its own function here.

    Args:
        number: Of its class; below zero for a shared object: -1 for the first that the row refers to.
        values: Of its fields.
    """
    raise LookupError(number, values)


class _Reader(pickle.Unpickler):
    """Reads rows, and nothing else."""

    def __init__(self, written: BytesIO, made: Callable[..., Any]) -> None:
        super().__init__(written)
        self._made = made

    def find_class(self, module: str, name: str) -> Any:
        """Give what rows may name."""
        if (module, name) == (__name__, _made.__name__):
            return self._made
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        return class_named(module, name)


class _Reducers(dict[type, Callable[[Any], Made]]):
    """How the objects of a class are written: a dataclass as its fields, without what it worked out since."""

    def __init__(self, classes: Classes, known: Mapping[type, Callable[[Any], Made]]) -> None:
        super().__init__(known)
        self._classes = classes

    def __missing__(self, kind: type) -> Callable[[Any], Made]:
        if kind is date:
            number = self._classes.number(kind)
            self[kind] = lambda day: (_made, (number, day.year, day.month, day.day))
        elif issubclass(kind, Enum):
            number = self._classes.number(kind)
            self[kind] = lambda one: (_made, (number, one._value_))  # the value itself; "value" takes thrice as long
        elif is_dataclass(kind):
            self[kind] = _as_fields(kind, self._classes.number(kind))
        else:
            raise KeyError(kind)  # Python's own way
        return self[kind]


def _as_fields(kind: type, number: int) -> Callable[[Any], Made]:
    names = [one.name for one in fields(kind) if one.init]
    if len(names) > 1:
        values = attrgetter(*names)
        return lambda one: (_made, (number, *values(one)))
    return lambda one: (_made, (number, *(getattr(one, name) for name in names)))
