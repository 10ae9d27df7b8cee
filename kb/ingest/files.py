"""From what a user names (files, folders, globs, addresses) to articles with all that is stated of them."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kb import plugins
from kb.errors import InputError, LimitError
from kb.ingest.facts import encodable, with_facts
from kb.ingest.fetch import fetched, is_url
from kb.ingest.manifest import Entry, entries_of, manifest_beside
from kb.model import Article
from kb.ports import Reader
from kb.terminal import shortened


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; there may be very many, so it holds no more than its name.

    Attributes:
        folder: Where it was looked for.
        doc: Its path from there, parted by slashes: the name that it has for the manifest and the graph.
    """

    folder: Path
    doc: str

    @property
    def path(self) -> Path:
        """Give where it is."""
        return self.folder / self.doc


class Inputs:
    """What a user named, resolved once, so that it can be counted before it is read.

    Attributes:
        names: Articles or files to read, in order of ``doc``.
        problems: What cannot be read at all, and what the manifest names and nobody has.
        notices: Files that the manifest does not name; they are skipped.
    """

    def __init__(self, names: Sequence[str], manifest: Path | None = None, *, max_bytes: int = 20_000_000) -> None:
        """Find the files, and their manifest.

        Raises:
            InputError: the manifest does not parse; nothing is read then.
        """
        self.problems: list[InputError] = []
        self.notices: list[str] = []
        self._max_bytes = max_bytes
        self._readers = _readers()
        self._entries: dict[str, Entry] = entries_of(manifest) if manifest else {}
        self._strict = bool(manifest)
        self._folders: list[Path] = []
        self._beside: list[Path] = []
        self.files: list[Found] = []
        self.urls: list[str] = []
        for name in names:
            try:
                self._add(name)
            except InputError as problem:
                self.problems.append(problem)
            except OSError as error:
                self.problems.append(
                    InputError(f"{shortened(name)} cannot be read: {error.strerror}.", hint="Check the path.")
                )
        self._check_names()
        self._check_manifest()

    def __len__(self) -> int:
        """Count files and addresses."""
        return len(self.files) + len(self.urls)

    def articles(self) -> Iterator[Article | InputError | LimitError]:
        """Read everything, one by one; what cannot be used comes as an error in its place."""
        yield from self.problems
        for found in self.files:
            yield from self._read(found)
        for url in self.urls:
            try:
                yield self._stated(fetched(url))
            except (InputError, LimitError) as problem:
                yield problem

    def _add(self, name: str) -> None:
        path = Path(name)
        if is_url(name):
            self.urls.append(name)
        elif not name:  # of a shell variable that nobody has set: not the current folder
            raise InputError("An empty name is no path.", hint="Name a file or folder; . is the current one.")
        elif path.is_dir():
            self._folders.append(path)
            self._add_folder(path)
        elif path.is_file():
            self._beside.append(path.parent)
            self.files.append(Found(path.parent, path.name))
        elif path.exists():
            raise InputError(
                f"{name} is neither a file nor a folder.", hint="A pipe or device is not read: save it first."
            )
        elif path.is_symlink():
            raise InputError(f"{name} is a link that leads to no file.", hint="Name the file itself, or mend the link.")
        elif matches := _matching(name):
            self.files.extend(Found(one.parent, one.name) for one in matches)
        else:
            raise InputError(f"{name} does not exist.", hint="Check the path; quote a pattern that your shell expands.")

    def _add_folder(self, folder: Path) -> None:
        manifest = None if self._strict else manifest_beside(folder)
        if manifest:
            self._entries |= entries_of(manifest)
        known = {suffix for reader in self._readers for suffix in reader.suffixes}
        found = [
            Found(folder, doc)
            for doc in _inside(folder)
            if (name := PurePosixPath(doc)).suffix.lower() in known
            and name.name not in {"manifest.jsonl", "manifest.csv"}
            and (self._entries or name.stem.upper() != "README")
        ]
        if not found:
            raise InputError(f"{folder} holds no articles.", hint=f"Files may end in {', '.join(sorted(known))}.")
        self.files.extend(found)

    def _check_names(self) -> None:
        """Read no file twice, and let no file pass for a revision of another that has the same name."""
        first: dict[str, Found] = {}
        again = [found for found in self.files if first.setdefault(found.doc, found) is not found]
        self.files = list(first.values())
        for found in again:
            known = first[found.doc].path
            if known.resolve() != found.path.resolve():
                self.problems.append(
                    InputError(
                        f"{found.path} has the name {found.doc!r} of {known}.",
                        hint="Ingest a folder that holds both, so that their paths tell them apart; or rename one.",
                    )
                )

    def _check_manifest(self) -> None:
        """With a manifest, files that it does not name are skipped, and names without a file reported."""
        if not self._entries:
            return
        named = {doc.split("#")[0] for doc in self._entries}
        unnamed = [found for found in self.files if found.doc not in named]
        self.files = [found for found in self.files if found.doc in named]
        self.notices.extend(f"{found.path} is not in the manifest: skipped." for found in unnamed)
        present = {one.doc for one in self.files} | set(self.urls)
        for doc, entry in self._entries.items():
            name = doc.split("#")[0]
            if name in present or any(_has(folder, name) for folder in self._beside):
                continue  # read, or a neighbour of the files that were asked for
            unread = any(_has(folder, name) for folder in self._folders)
            reason = "a file of a kind that nobody reads" if unread else "and there is no such file"
            self.problems.append(
                InputError(
                    f"{entry.where} names {shortened(doc)!r}, {reason}.", hint="Mend the name or remove the line."
                )
            )

    def _read(self, found: Found) -> Iterator[Article | InputError | LimitError]:
        reader = next((one for one in self._readers if found.path.suffix.lower() in one.suffixes), None)
        try:
            if reader is None:
                known = ", ".join(sorted(suffix for one in self._readers for suffix in one.suffixes))
                raise InputError(f"{found.path} is of a kind that nobody reads.", hint=f"Files may end in {known}.")
            if reader.whole and (size := found.path.stat().st_size) > self._max_bytes:
                raise InputError(
                    f"{found.path} has {size} bytes; {self._max_bytes} are allowed.",
                    hint="Split it into articles, or raise max_file_bytes in kb.toml.",
                )
            for article in reader.articles(found.path, found.doc):
                yield self._stated_or_refused(article) if isinstance(article, Article) else article
        except (InputError, LimitError) as problem:
            yield problem
        except OSError as error:
            yield InputError(f"{found.path} cannot be read: {error.strerror}.", hint="Check that you may read it.")

    def _stated_or_refused(self, article: Article) -> Article | InputError:
        """Keep what is wrong with one article of a file from the others."""
        try:
            return self._stated(article)
        except InputError as problem:
            return problem

    def _stated(self, article: Article) -> Article:
        entry = self._entries.get(article.doc)
        if entry is None:
            return encodable(article)
        try:
            return encodable(with_facts(article, entry.stated, "manifest", entry.where))
        except RecursionError as error:
            raise InputError(
                f"{entry.where} has too many brackets inside one another.", hint="Write each value as a text."
            ) from error


def _readers() -> list[Reader]:
    return [plugins.backend("kb.readers", name)() for name in plugins.registered("kb.readers")]


def _matching(pattern: str) -> list[Path]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - patterns may be absolute
    return [path for path in map(Path, found) if path.is_file()]


def _has(folder: Path, name: str) -> bool:
    """Tell whether a folder has a file; a name too long for any file system names none."""
    try:
        return (folder / name).is_file()
    except OSError:
        return False


def _inside(folder: Path) -> list[str]:
    """Give the paths of the files in a folder and those below it, from there, in order; hidden ones are left out."""
    found: list[str] = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        start = "".join(f"{part}/" for part in Path(place).relative_to(folder).parts)
        found += [start + name for name in files if not name.startswith(".") and (Path(place) / name).is_file()]
    return sorted(found, key=lambda doc: doc.split("/"))
