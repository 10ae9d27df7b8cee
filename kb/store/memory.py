"""A store in memory: for tests, one-off checks, and queries over everything."""

from __future__ import annotations

from pyoxigraph import Store as Database

from kb.config import DEFAULT_BASE
from kb.store.engine import QuadStore


class MemoryStore(QuadStore):
    """Quads that last as long as the object does."""

    def __init__(self, base_iri: str = DEFAULT_BASE) -> None:
        """Start empty."""
        super().__init__(base_iri, Database(), Database(), name="in memory")

    def size(self) -> int:
        """Give 0: nothing is on disk."""
        return 0

    def close(self) -> None:
        """Do nothing: the memory goes with the object."""
