"""The shipped corpus in every form that is measured, each made when it is first asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from kb.config import Settings
from kb.errors import KBError
from kb.extract.parse import paragraphs_of
from kb.ingest.files import Inputs
from kb.model import Article, Record
from kb.pipeline import exchanging
from kb.pipeline.ingesting import ingest
from kb.pipeline.reading import record_of
from kb.ports import Store
from kb.resources import resource
from kb.store.memory import MemoryStore
from kb.store.opening import open_store

if TYPE_CHECKING:
    from rdflib import Graph


class ShippedCorpus:
    """Articles, records, stores and graphs of the five digests.

    Attributes:
        folder: Scratch folder; the caller removes it.
        chosen: The user's settings, with a store in that folder.
    """

    def __init__(self, folder: Path, chosen: Settings) -> None:
        """Make nothing yet."""
        self.folder = folder
        self.chosen = replace(chosen, store=str(folder / "ingested"), queries="", shapes="")
        self._number = count(1)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The digests as they are read from their files."""
        found = Inputs([str(_source())], None, max_bytes=self.chosen.max_file_bytes).articles()
        return tuple(article for article in found if isinstance(article, Article))

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """Their body text, as it is parsed."""
        parsed = (found for article in self.articles for found in paragraphs_of(article, self.chosen.model))
        return tuple(paragraph.doc.text for paragraph in parsed)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """What is read in them."""
        return tuple(record_of(article, self.chosen) for article in self.articles)

    @cached_property
    def ingested(self) -> Store:
        """A store on disk, texts included, opened as queries open one."""
        self.ingest_into(Path(self.chosen.store))
        return open_store(self.chosen.store, read_only=True)

    @cached_property
    def nquads(self) -> Path:
        """Its export as N-Quads."""
        return self._exported("nquads", "nq")

    @cached_property
    def disk(self) -> Store:
        """A store on disk that holds what was exported."""
        self.load_on_disk(self.folder / "loaded")
        return open_store(self.folder / "loaded", read_only=True)

    @cached_property
    def memory(self) -> Store:
        """The same in memory."""
        store = MemoryStore(self.chosen.base_iri)
        exchanging.imported(self.nquads, store)
        return store

    @cached_property
    def graph(self) -> Graph:
        """The same as one graph of rdflib's, names of graphs dropped, prefixes bound."""
        from rdflib import Graph

        return Graph().parse(self._exported("turtle", "ttl"), format="turtle")

    def new_folder(self) -> Path:
        """Give the path of a folder that does not exist yet."""
        return self.folder / f"new-{next(self._number)}"

    def ingest_into(self, folder: Path) -> None:
        """Read the digests into a new store, as ``kb ingest`` does."""
        ingest([str(_source())], None, replace(self.chosen, store=str(folder)), _Strict())

    def load_on_disk(self, folder: Path) -> None:
        """Import the export into a new store, as ``kb import`` does."""
        with open_store(folder, create=True, base_iri=self.chosen.base_iri) as store:
            exchanging.imported(self.nquads, store)

    def _exported(self, form: str, ending: str) -> Path:
        path = self.folder / f"export.{ending}"
        with path.open("wb") as out:
            exchanging.exporter(form).write(self.ingested, out, with_text=False)
        return path


def _source() -> Path:
    return resource("corpus", "articles")


class _Strict:
    """A listener to whom every problem is an error: the input is ours."""

    def note(self, text: str) -> None:
        """Ignore it."""

    def problem(self, error: KBError) -> None:
        """Raise it."""
        raise error
