"""Stored queries: one question per file, with a ``#+`` header in the decorator convention of grlc.

The header is YAML, so that it can become help, API page and reference. ``returns`` names the columns in order;
``tokens`` names those whose concepts are shown as tokens (``relays`` for ``kb:Relays``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, Store

from kb.errors import KBError, QueryError
from kb.query.binding import Parameter, Type, bound, parameters_in
from kb.query.guard import refuse_unfit
from kb.resources import resource
from kb.terminal import shortened
from kb.vocab import XSD

_MARK = "#+"
_MAX_PATTERNS = 120  # ours have up to 97; these are written by hand, so the limit only keeps the parser alive
_SAMPLES: Mapping[Type, NamedNode | Literal] = {
    Type.IRI: NamedNode("urn:x-sample:node"),
    Type.STRING: Literal("sample"),
    Type.INTEGER: Literal("1", datatype=NamedNode(XSD.integer)),
    Type.DATE: Literal("2021-10-01", datatype=NamedNode(XSD.date)),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer, and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """One question and how to ask it.

    Attributes:
        name: The file's name without its ending, in kebab-case.
        summary: What it answers, in one line.
        description: The problem it solves, and how to read the answer.
        tags: Words to group it by.
        parameters: What to give, in the order of the query.
        columns: What each row has; empty for ASK and CONSTRUCT.
        tokens: Names of the columns whose concepts are shown as tokens.
        sparql: The query, header included.
        path: Where it is written.
    """

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    tokens: frozenset[str]
    sparql: str
    path: Path


@dataclass(frozen=True)
class Catalogue:
    """Stored queries by name; who asks for one pays for reading one.

    Attributes:
        files: Where each is written, by name; the first is the one that counts, a broken one gives way to the next.
    """

    files: Mapping[str, tuple[Path, ...]]

    def query(self, name: str) -> StoredQuery:
        """Give the query of a name.

        Raises:
            QueryError: there is none, or its file is broken.
        """
        if name not in self.files:
            raise QueryError(f"There is no query called {name!r}.", hint=f"Choose one of: {', '.join(self.files)}.")
        found = _first_readable(self.files[name])
        if isinstance(found, QueryError):
            raise found
        return found

    @cached_property
    def queries(self) -> Mapping[str, StoredQuery]:
        """Give all that can be read, by name."""
        read = {name: _first_readable(paths) for name, paths in self.files.items()}
        return {name: found for name, found in read.items() if isinstance(found, StoredQuery)}

    @cached_property
    def problems(self) -> tuple[QueryError, ...]:
        """Say what is wrong with files that are broken."""
        paths = sorted(path for each in self.files.values() for path in each)
        return tuple(one for path in paths if isinstance(one := _read(path), QueryError))


def catalogue(folders: Iterable[Path] = ()) -> Catalogue:
    """List the shipped queries and those of the user's folders, which may replace ours by name.

    Nothing is read yet. A broken file is told of in ``problems``; the rest still works.

    Raises:
        QueryError: a folder does not exist.
    """
    files: dict[str, tuple[Path, ...]] = {}
    for folder in (resource("queries"), *folders):
        if not folder.is_dir():
            raise QueryError(f"There is no folder {folder} with queries.", hint="Correct `queries` in kb.toml.")
        for path in folder.glob("*.rq"):
            files[path.stem] = (path, *files.get(path.stem, ()))
    return Catalogue(dict(sorted(files.items())))


def _first_readable(paths: Iterable[Path]) -> StoredQuery | QueryError:
    """Give the first query that can be read; the error of the first file where none can."""
    read = map(_read, paths)
    first = next(read)
    return (
        first if isinstance(first, StoredQuery) else next((one for one in read if isinstance(one, StoredQuery)), first)
    )


def _read(path: Path) -> StoredQuery | QueryError:
    try:
        return stored_query(path)
    except QueryError as error:
        return error


def stored_query(path: Path) -> StoredQuery:
    """Read one file and check all that can be checked without a store.

    Raises:
        QueryError: it cannot be read, its header or its SPARQL does not parse, it does more than read the store,
            or the columns of its header are not those of its SELECT. Names the file.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        header = _header_of(text)
        refuse_unfit(text, max_patterns=_MAX_PATTERNS)
        parameters = parameters_in(text, _pairs(header, "defaults"))
        columns = tuple(Column(name, meaning) for name, meaning in _pairs(header, "returns").items())
        tokens = frozenset(_words(header, "tokens"))
        _check_columns(tuple(column.name for column in columns), tokens, _projected(text, parameters))
        return StoredQuery(
            name=path.stem,
            summary=str(header.get("summary") or "").strip(),
            description=str(header.get("description") or "").strip(),
            tags=_words(header, "tags"),
            parameters=parameters,
            columns=columns,
            tokens=tokens,
            sparql=text,
            path=path,
        )
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path} cannot be read: {error}", hint="Check its rights; it has to be UTF-8.") from error
    except KBError as error:
        raise QueryError(f"{path}: {error.problem}", hint=error.hint, see=error.see) from error


def _header_of(text: str) -> Mapping[str, Any]:
    """Parse the lines that begin with ``#+``.

    Raises:
        QueryError: they are no YAML mapping, or have no summary.
    """
    lines = [line.removeprefix(_MARK).removeprefix(" ") for line in text.splitlines() if line.startswith(_MARK)]
    try:
        header = yaml.safe_load("\n".join(lines))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        said = " ".join(str(error).split())
        raise QueryError(f"the header does not parse: {said}", hint="It is YAML behind `#+ `.") from error
    if not isinstance(header, dict) or not header.get("summary"):
        raise QueryError("the header has no summary.", hint="Begin the file with `#+ summary: What it answers`.")
    return header


def _pairs(header: Mapping[str, Any], key: str) -> dict[str, str]:
    """Read a list of one-pair mappings, ``- claim: IRI of the claim``, keeping its order."""
    listed = header.get(key) or []
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise QueryError(f"{key} in the header is no list of pairs.", hint=f"Write `#+ {key}:`, then `#+   - name: …`.")
    return {str(name): str(value) for one in listed for name, value in one.items()}


def _words(header: Mapping[str, Any], key: str) -> tuple[str, ...]:
    listed = header.get(key) or []
    if not isinstance(listed, list):
        raise QueryError(f"{key} in the header is no list.", hint=f"Write `#+ {key}: [one, two]`.")
    return tuple(map(str, listed))


def _projected(sparql: str, parameters: Iterable[Parameter]) -> tuple[str, ...] | None:
    """Parse the query with sample values and give its columns; ``None`` for CONSTRUCT and ASK."""
    try:
        answer = Store().query(bound(sparql, {one.variable: _SAMPLES[one.type] for one in parameters}))
    except SyntaxError as error:
        said = shortened(str(error), 160)  # the engine lists every token that could have stood there
        raise QueryError(f"the SPARQL does not parse: {said}", hint="Check it against SPARQL 1.1.") from error
    if isinstance(answer, QuerySolutions):
        return tuple(variable.value for variable in answer.variables)
    return () if isinstance(answer, QueryBoolean) else None


def _check_columns(told: tuple[str, ...], tokens: frozenset[str], projected: tuple[str, ...] | None) -> None:
    if projected and told != projected:
        raise QueryError(
            f"the header returns {', '.join(told) or 'nothing'}; the query selects {', '.join(projected)}.",
            hint="List the same columns in the same order under `returns`.",
        )
    if strange := tokens - set(told):
        raise QueryError(f"tokens names {', '.join(sorted(strange))}, which is no column.", hint="Correct the header.")
