"""Keys of tables → bytes: equal keys of one type give equal bytes, in every process."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from hashlib import blake2b
from marshal import dumps

_SIZE = 12  # bytes of a digest: one expected collision among 10^14 keys
_ATOMS = frozenset({str, int, float, bool, type(None)})
_FORMAT = 2  # of marshalled values: the last one in which equal ones are written alike


def key_bytes(key: Hashable) -> bytes:
    """Give the bytes that stand for a key; those of a text can be read back.

    >>> key_bytes("claim/1")
    b'claim/1'
    >>> key_bytes(("spoken", frozenset({"b", "a"}))) == key_bytes(("spoken", frozenset({"a", "b"})))
    True
    """
    if isinstance(key, str):
        return key.encode("utf-8", "surrogatepass")
    if isinstance(key, tuple) and _ATOMS.issuperset(map(type, key)):  # nearly all are, and this is quickest
        written = dumps(tuple(key), _FORMAT)
    else:
        written = _plain(key).encode("utf-8", "surrogatepass")
    return b"\0" + blake2b(written, digest_size=_SIZE).digest()


def text_of(stored: bytes) -> str:
    """Give the text that stored bytes stand for.

    Raises:
        TypeError: they stand for another key, which nobody can tell from them.
    """
    if stored[:1] == b"\0":
        raise TypeError("The keys of this table cannot be listed.")
    return stored.decode("utf-8", "surrogatepass")


def _plain(key: Hashable) -> str:
    """Write a key so that equal ones are written alike, whatever the order in which a set gives its members."""
    if isinstance(key, (str, int, float, type(None))) and not isinstance(key, Enum):
        return repr(key)
    if isinstance(key, tuple):
        return f"({','.join(map(_plain, key))})"
    if isinstance(key, frozenset):
        return f"{{{','.join(sorted(map(_plain, key)))}}}"
    if is_dataclass(key) and not isinstance(key, type):
        return f"{type(key).__name__}({','.join(_plain(getattr(key, name)) for name in _compared(type(key)))})"
    return repr(key)


@lru_cache(maxsize=256)
def _compared(kind: type) -> tuple[str, ...]:
    """Give the fields by which two objects of a class are equal."""
    return tuple(one.name for one in fields(kind) if one.compare)
