"""What a library remembers of all its articles: beside its store on disk, so that opening it reads none of them.

It follows from the store, and can be made again from it at any time. So it is only trusted where it was made by this
very code, with the same registry and decisions, for the articles that the store holds; else it is begun anew. It is
written in a transaction that ends after the store's own; a crash in between leaves it behind the store, and it shows.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from pathlib import Path

from kb.check.stamp import Stamp
from kb.compare.telling.accounts import Account
from kb.compare.telling.stories import Traits
from kb.config import Settings
from kb.errors import StoreError
from kb.model import Decision, LinkKind, Review, Statement
from kb.ports import Foldered, Store
from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.setting import Setting
from kb.resources import resource
from kb.state.disk import StateFile
from kb.tables import Tables, in_memory

SHARED: frozenset[type] = frozenset({Account, Clause, Setting, Statement, Traits})
"""What very many rows refer to."""

_NAME = "claimgraph"
_FOLDER, _FILE = "comparison", "state.sqlite"
_CODE = frozenset({".py", ".toml", ".txt", ".npz", ".onnx"})
_OF_AGENTS = (Decision.MERGE, Decision.SPLIT, Decision.UNDO, Decision.IDENTIFY)


class Memory:
    """The tables of one library.

    Attributes:
        is_good: They hold what follows from the store; else they are empty.
        articles: How many the store held when somebody last looked.
    """

    def __init__(self, store: Store, chosen: Settings, stamp: Callable[[], Stamp]) -> None:
        """Take a store; what it has no folder for is remembered for as long as the process lives.

        Args:
            store: Which.
            chosen: Names the registry.
            stamp: Gives what tells the content of the store, as it is, from that of another.
        """
        self._store, self._chosen, self._stamp_now = store, chosen, stamp
        self._folder = store.path / _FOLDER if isinstance(store, Foldered) else None
        self._file: StateFile | None = None
        self.is_good, self.articles = False, 0

    def open(self, reviews: Iterable[Review]) -> Tables:
        """Open the tables, and see whether they can be trusted.

        Args:
            reviews: Those of the store.
        """
        if self._folder is None:
            return in_memory
        self.close()
        self._made_by = self._maker(reviews)
        try:
            file = self._opened()
            about = file.table("about")
            self.is_good = (about.get("made by"), about.get("stamp")) == (self._made_by, self._stamp())
        except StoreError:
            self.is_good = False  # it is damaged; nothing is lost by making it again
        if not self.is_good:
            self.discard()
            file = self._opened()
        return file.table

    def prepare(self) -> None:
        """Write what changed, before the store is written: what cannot be written here leaves both as they were.

        What the write itself leads to is little, and comes with :meth:`commit`.
        """
        if self._file is not None:
            self._file.write()

    def let_go(self) -> None:
        """Keep nothing in memory that lies in the file."""
        if self._file is not None:
            self._file.let_go()

    def commit(self) -> None:
        """End the transaction, after the store was written."""
        if self._file is not None:
            about = self._file.table("about")
            about["made by"], about["stamp"] = self._made_by, self._stamp()
            self._file.commit()

    def discard(self) -> None:
        """Forget everything: what is written next does not follow from the articles that are remembered."""
        self.close()
        forget(self._store)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
        self._file, self.is_good = None, False

    def _opened(self) -> StateFile:
        assert self._folder is not None
        try:
            self._folder.mkdir(exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"{self._folder} cannot be made: {error.strerror}.", hint="Give the store's folder the rights to write."
            ) from error
        self._file = StateFile(self._folder / _FILE, SHARED)
        return self._file

    def _stamp(self) -> str:
        """Give what tells the articles of the store from others: what read them and when, and which texts are there."""
        now = self._stamp_now()
        self.articles = now.runs
        return now.of_articles

    def _maker(self, reviews: Iterable[Review]) -> str:
        """Give what tells these rules and what they rest on, this registry and these decisions from others."""
        registry = Path(self._chosen.registry) if self._chosen.registry else resource("ontology", "agents.ttl")
        bearing = sorted(one.id for one in reviews if bears_on_comparing(one))
        told = (
            _code(),
            sys.version,
            version("rapidfuzz"),
            self._store.base_iri,
            _digest([registry.read_text("utf-8")]),
        )
        return _digest((*told, *bearing))


def forget(store: Store) -> None:
    """Remove what is remembered beside a store: it is about to be written by somebody else than a library.

    Raises:
        StoreError: it cannot be removed.
    """
    if isinstance(store, Foldered) and (folder := store.path / _FOLDER).exists():
        shutil.rmtree(folder, ignore_errors=True)
        if folder.exists():
            raise StoreError(f"{folder} cannot be removed.", hint="Give the store's folder the rights to write.")


def bears_on_comparing(review: Review) -> bool:
    """Tell whether a review changes who is who, or which propositions are one claim; verdicts alone do not."""
    return review.decision in _OF_AGENTS or review.kind in tuple(LinkKind)


@lru_cache(maxsize=1)
def _code() -> str:
    """Give what tells this code from other versions of it."""
    package = Path(__file__).parents[1]
    files = sorted(file for file in package.rglob("*") if file.suffix in _CODE)
    with suppress(PackageNotFoundError):
        if recorded := _as_installed(package, files, distribution(_NAME)):
            return _digest(recorded)
    told = ((file.relative_to(package), file.stat()) for file in files)
    return _digest(f"{name} {about.st_size} {about.st_mtime_ns}" for name, about in told)


def _as_installed(package: Path, files: Collection[Path], installed: Distribution) -> list[str]:
    """Give the names and digests of files as their installer recorded them: the same wherever the release is installed.

    Args:
        package: Whose files they are.
        files: Which.
        installed: The distribution of our name.

    Returns:
        Nothing for other files than those that were installed, or where one of them was written since.
    """
    record = Path(str(installed.locate_file(f"{_NAME}-{installed.version}.dist-info"))) / "RECORD"
    if Path(str(installed.locate_file(package.name))) != package or not record.is_file():
        return []
    latest = record.stat().st_mtime_ns  # it is written last
    sizes = {
        file.relative_to(package.parent).as_posix(): str(about.st_size)
        for file in files
        if (about := file.stat()).st_mtime_ns <= latest
    }
    lines = (line.rsplit(",", 2) for line in record.read_text("utf-8").splitlines() if line.count(",") > 1)
    told = [f"{name} {digest}" for name, digest, size in lines if sizes.get(name) == size]
    return sorted(told) if len(told) == len(files) else []


def _digest(lines: Iterable[str]) -> str:
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
