"""What a backend must offer. :mod:`kb.plugins` finds one by its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, runtime_checkable

if TYPE_CHECKING:  # a command that only asks the store need not load what only readers and extractors use
    from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples

    from kb.config import Settings
    from kb.errors import InputError
    from kb.model import Article, Reading


@runtime_checkable
class Reader(Protocol):
    """Turns one file into articles: entry-point group ``kb.readers``.

    Attributes:
        suffixes: File name endings it reads, lower-case, with the dot.
        whole: A file is one article, read at once; else it holds many and is streamed.
    """

    suffixes: tuple[str, ...]
    whole: bool

    def articles(self, path: Path, doc: str) -> Iterator[Article | InputError]:
        """Give the articles of a file, and an error for each record that is none.

        Raises:
            InputError: nothing of the file can be used.
        """


@runtime_checkable
class Extractor(Protocol):
    """Reads statements in an article's text: entry-point group ``kb.extractors``."""

    name: str
    version: str

    @property
    def configuration(self) -> str:
        """All settings that change the result, as canonical JSON; part of the run's identity."""

    def read(self, article: Article) -> Reading:
        """Find statements, their propositions, and mentions; link nothing yet.

        Raises:
            ReadingError: this article cannot be read; it is reported, and the rest goes on.
            KBError: no article can; the command ends.
        """


@runtime_checkable
class Configurable(Protocol):
    """An extractor's class that wants to know the settings; one that does not is called without arguments."""

    @classmethod
    def configured(cls, chosen: Settings) -> Extractor:
        """Give the extractor that a user's settings ask for.

        Raises:
            UsageError: a setting that it needs is missing.
        """


@runtime_checkable
class Counting(Protocol):
    """An extractor that counts what it does: what a command counted stands in its summary."""

    def counts(self) -> Mapping[str, int]:
        """Give sums since the extractor was made, by names for people ("spans refused"), always the same ones."""


@runtime_checkable
class Store(Protocol):
    """Where quads live: entry-point group ``kb.stores``.

    Two parts: the *current* graphs, whose union is the default graph of every query, and the
    *archive*, which holds retracted and superseded graphs and which no query sees.
    """

    base_iri: str

    def update(self, *, add: Iterable[Quad] = (), remove: Iterable[Quad] = (), archive: Iterable[Quad] = ()) -> None:
        """Remove, then add, in one atomic write; ``archive`` quads are put aside first."""

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Give the current quads, or those of one current graph (an absolute IRI)."""

    def archived(self) -> Iterator[Quad]:
        """Give the quads of the archive."""

    def query(self, sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a read-only SPARQL query over the union of the current graphs."""

    def __len__(self) -> int:
        """Count the current quads."""

    def size(self) -> int:
        """Give the bytes on disk; 0 where there are none, or nobody can tell: in memory, on a server."""

    def close(self) -> None:
        """Flush and let go."""


@runtime_checkable
class Loading(Store, Protocol):
    """A store that takes very many quads faster than :meth:`Store.update` does."""

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads to the current graphs, in memory that does not grow with their number.

        Meant for a store that is empty: it is written in steps, of which only the first ones are there when the process
        dies. Doing it again completes it.
        """


@runtime_checkable
class Foldered(Store, Protocol):
    """A store in a folder of this machine, where other things that follow from it can be kept beside it.

    Attributes:
        path: The folder.
    """

    path: Path


@runtime_checkable
class Exporter(Protocol):
    """Writes a store's content in one format: entry-point group ``kb.exporters``."""

    media_type: str

    def write(self, store: Store, out: BinaryIO, *, with_text: bool) -> None:
        """Write the same bytes for the same content."""
