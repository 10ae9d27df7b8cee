"""Memory that nobody needs: cycles of objects, how often Python looks for them, and what the C library keeps.

Articles and what follows from them are very many objects without cycles, which go as soon as nobody needs them. Looking
for cycles among them as often as Python does by default takes a tenth of the time of ingestion, for nothing.

Each thread of the engine takes memory from an arena of its own. What it frees stays there, where no other thread finds
it, until somebody asks the C library to give it back.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ctypes import CDLL, c_size_t

_SELDOM = (20_000, 10, 10)


def look_seldom() -> None:
    """Look for cycles seldom from now on, and never among what is there now: rules, registry, model."""
    gc.set_threshold(*_SELDOM)
    gc.freeze()


@contextmanager
def seldom_looked_at() -> Iterator[None]:
    """Look seldom for a while, and as before after it."""
    before = gc.get_threshold()
    look_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def give_back() -> None:
    """Give the system back what was freed in large pieces; nothing where the C library knows no such request."""
    with suppress(AttributeError, OSError, TypeError):
        CDLL(None).malloc_trim(c_size_t(0))
