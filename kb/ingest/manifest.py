"""What a manifest says about the files beside it: ``manifest.jsonl`` or ``manifest.csv``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.errors import InputError
from kb.ingest.decoding import decoded
from kb.ingest.facts import KEYS, interval_of

_KNOWN = frozenset(("doc", *KEYS))
_HINT = f"One entry a line, with doc and any of: {', '.join(KEYS)}."


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a manifest; there may be very many, so it is kept as text until somebody asks.

    Attributes:
        manifest: The file.
        line: Its number there, from 1.
        written: What it states, as a JSON object.
    """

    manifest: Path
    line: int
    written: str

    @property
    def stated(self) -> Mapping[str, Any]:
        """Give what it states."""
        found: dict[str, Any] = json.loads(self.written)
        return found

    @property
    def where(self) -> str:
        """Give where it stands, for an error message: ``manifest.jsonl:3``."""
        return f"{self.manifest}:{self.line}"


def manifest_beside(folder: Path) -> Path | None:
    """Find the manifest of an ingested folder.

    Raises:
        InputError: there are two.
    """
    found = [path for path in (folder / "manifest.jsonl", folder / "manifest.csv") if path.is_file()]
    if len(found) > 1:
        raise InputError(f"{folder} has manifest.jsonl and manifest.csv.", hint="Keep one, or name it: --manifest F.")
    return found[0] if found else None


def entries_of(path: Path) -> dict[str, Entry]:
    """Read a manifest, by ``doc``.

    Raises:
        InputError: it is unreadable, a line does not parse, names no doc, names one twice, has an
            unknown key or a bad date. The whole manifest is refused: half of one would mislead.
    """
    try:
        text = decoded(path.read_bytes(), str(path)).text
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="Check its name and your rights.") from error
    rows = _csv_rows(text, path) if path.suffix.lower() == ".csv" else _json_rows(text, path)
    entries: dict[str, Entry] = {}
    for line, row in rows:
        where, doc = f"{path}:{line}", row.get("doc")
        if not isinstance(doc, str) or not doc:
            raise InputError(f"{where} names no doc.", hint=_HINT)
        if doc in entries:
            raise InputError(
                f"{where} names {doc!r} again (first {entries[doc].where}).", hint="Keep one entry a file."
            )
        unknown = sorted(set(row) - _KNOWN)
        if unknown:
            raise InputError(f"{where} has an unknown key {unknown[0]!r}.", hint=_HINT)
        if row.get("published"):
            interval_of(row["published"], where)
        entries[doc] = Entry(path, line, json.dumps(row, ensure_ascii=False, separators=(",", ":")))
    if not entries:
        raise InputError(f"{path} has no entries.", hint=_HINT)
    return entries


def _json_rows(text: str, path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}:{number} is no JSON: {error}.", hint=_HINT) from error
        if not isinstance(row, dict):
            raise InputError(f"{path}:{number} is no JSON object.", hint=_HINT)
        yield number, row


def _csv_rows(text: str, path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            if None in row or None in row.values():
                raise InputError(f"{path}:{reader.line_num} has another number of cells than the header.", hint=_HINT)
            yield reader.line_num, {key.strip(): value for key, value in row.items()}
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num} is no CSV: {error}.", hint=_HINT) from error
