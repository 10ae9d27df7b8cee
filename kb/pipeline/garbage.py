"""Cycles of objects, and how often Python looks for them.

Articles and what follows from them are very many objects without cycles, which go as soon as nobody needs them. Looking
for cycles among them as often as Python does by default takes a tenth of the time of ingestion, for nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

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
