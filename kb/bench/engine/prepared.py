"""What the races run on, each made when it is first asked for, before the clock runs."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from kb.bench.claim_graphs.graphs import ClaimGraph, chapter
from kb.bench.claim_graphs.writing import written_to
from kb.bench.engine.scale import Scale
from kb.bench.synthetic.corpus import corpus, write
from kb.check.compiled.touched import Change
from kb.config import Settings
from kb.pipeline import exchanging
from kb.ports import Store
from kb.store.memory import MemoryStore
from kb.store.opening import open_store
from kb.store.oxigraph import OxigraphStore
from kb.store.snapshot import snapshot

if TYPE_CHECKING:
    from rdflib import Graph

SEED = "bench"
_NEW = 1_000_000  # number of a story that no graph has
_USUAL = 0.5  # who comes up more often than so many of those that come up at all


@dataclass(frozen=True, slots=True)
class Named:
    """Whom and what queries ask about, as absolute IRIs by name of parameter.

    Attributes:
        most: Those that come up most often.
        usual: Those that come up as often as half of all.
    """

    most: Mapping[str, str]
    usual: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Growing:
    """A store on disk, open for writing, and what articles change in it that come one by one.

    Attributes:
        changes: For each article, the quads to add and to remove.
    """

    store: Store
    changes: tuple[Change, ...]


class Prepared:
    """One claim graph in every form that is measured.

    Attributes:
        quads: Its size, at least.
        made: The graph, once its file is written: size, faults, number of stories.
        file: As N-Quads.
    """

    def __init__(self, folder: Path, quads: int, chosen: Settings) -> None:
        """Make nothing yet.

        Args:
            folder: Scratch folder; the caller removes it.
            quads: How many at least.
            chosen: The user's settings; their store is left alone.
        """
        self.quads, self._folder = quads, folder / str(quads)
        self._chosen, self._number = chosen, count(1)

    @cached_property
    def made(self) -> ClaimGraph:
        """The graph."""
        self._folder.mkdir(exist_ok=True)
        graph = ClaimGraph(SEED, self.quads, base=self._chosen.base_iri)
        with (self._folder / "graph.nq").open("wb") as out:
            written_to(out, graph)
        return graph

    @cached_property
    def file(self) -> Path:
        """The path of its file."""
        assert self.made.size
        return self._folder / "graph.nq"

    @cached_property
    def memory(self) -> Store:
        """A store in memory that holds it."""
        store = MemoryStore(self._chosen.base_iri)
        exchanging.imported(self.file, store)
        return store

    @cached_property
    def path(self) -> Path:
        """The folder of a store that holds it."""
        return self.load_on_disk()

    @cached_property
    def disk(self) -> OxigraphStore:
        """That store, opened as queries open one."""
        return open_store(self.path, read_only=True)

    @cached_property
    def copy(self) -> Store:
        """A copy in memory of what queries see on disk, as reports and pages take one."""
        return snapshot(self.disk)

    @cached_property
    def graph(self) -> Graph:
        """The union of its graphs in rdflib; Python's collector is told to leave it alone, for everybody's good."""
        from rdflib import Graph

        store, path = self.memory, self._folder / "graph.ttl"
        with path.open("wb") as out:
            exchanging.exporter("turtle").write(store, out, with_text=True)
        graph = Graph().parse(path, format="turtle")
        gc.freeze()
        return graph

    @cached_property
    def named(self) -> Named:
        """Whom and what queries ask about."""
        found = {
            name: ranked(self.disk, pattern)
            for name, pattern in (
                ("speaker", "?x kb:speaker ?it"),
                ("claim", "?x kb:expresses ?it"),
                ("entity", "?x kb:subject|kb:object|kb:participant ?it"),
                ("outlet", "?x schema:publisher ?it"),
            )
        }
        usual = {name: ranks[int(len(ranks) * _USUAL)] for name, ranks in found.items()}
        return Named({name: ranks[0] for name, ranks in found.items()}, usual)

    def load_on_disk(self) -> Path:
        """Import the file into a new store, as ``kb import`` does."""
        path = self._folder / f"store-{next(self._number)}"
        with open_store(path, create=True, base_iri=self._chosen.base_iri) as store:
            exchanging.imported(self.file, store)
        return path

    def with_room_for(self, number: int) -> Growing:
        """Give a copy of the store on disk that lacks one article of each of so many more stories."""
        path = self._folder / f"store-{next(self._number)}"
        shutil.copytree(self.path, path)
        store = open_store(path)
        changes = []
        for story in range(_NEW, _NEW + number):
            before, after = (
                frozenset(chapter(SEED, story, base=self._chosen.base_iri, planted=0, articles=told).quads)
                for told in (-1, None)
            )
            store.update(add=before)
            changes.append(Change(after - before, before - after))
        return Growing(store, tuple(changes))


class Bench:
    """Graphs of three sizes, and articles.

    Attributes:
        folder: Scratch folder; the caller removes it.
        small, medium, large: The graphs.
    """

    def __init__(self, folder: Path, scale: Scale, chosen: Settings) -> None:
        """Make nothing yet."""
        self.folder, self.scale = folder, scale
        self.chosen = replace(chosen, store=str(folder / "unused"), queries="", shapes="")
        self.small, self.medium, self.large = (
            Prepared(folder, quads, self.chosen) for quads in (scale.small, scale.medium, scale.large)
        )
        self._number = count(1)

    def articles(self, number: int) -> Path:
        """Give a folder with so many invented articles and their manifest; a smaller corpus begins a larger one."""
        path = self.folder / f"articles-{number}"
        if not path.exists():
            write(path, corpus(SEED, number))
            _keep(path, number)
        return path

    def new_folder(self) -> Path:
        """Give the path of a folder that does not exist yet."""
        return self.folder / f"new-{next(self._number)}"


def ranked(store: Store, pattern: str) -> list[str]:
    """Give the IRIs that a pattern finds as ``?it``, those that come up most often first."""
    text = f"""PREFIX kb: <https://w3id.org/claimgraph/terms#> PREFIX schema: <http://schema.org/>
        SELECT ?it {{ {pattern} . FILTER(ISIRI(?it)) }} GROUP BY ?it ORDER BY DESC(COUNT(DISTINCT ?x)) ?it"""
    return [row["it"].value for row in store.query(text)]  # type: ignore[union-attr]


def _keep(folder: Path, number: int) -> None:
    """Leave the first articles only: the last story of a corpus is finished, which may be some too many."""
    manifest = folder / "manifest.jsonl"
    lines = manifest.read_text("utf-8").splitlines(keepends=True)
    manifest.write_text("".join(lines[:number]), "utf-8")
