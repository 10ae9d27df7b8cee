"""Read export files: as quads, or, many times faster, as lines that the engine reads itself.

A line of N-Quads is a triple and the name of its graph, so cutting the name off gives the triple for the union that
queries see. Lines go through Python in blocks, quads do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kb.errors import InputError

_FORMATS = {".nq": RdfFormat.N_QUADS, ".nquads": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG}
_ARCHIVES = ("graph/archive/", "graph/archive-text/")
_BOM = b"\xef\xbb\xbf"
_ENDING = b"> .\n"
_ODD = re.compile(rb"> (?:_:|<<)")  # a blank node or a triple as object, or words that look so
_BLOCK = 4_000  # lines


def quads_in(path: Path) -> Iterator[Quad]:
    """Read an N-Quads (``.nq``, ``.nquads``) or TriG (``.trig``) file as it is asked for; a byte order mark is skipped.

    Raises:
        InputError: another suffix, unreadable, or a syntax error, with its line.
    """
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise InputError(
            f"{path} is neither N-Quads nor TriG, to go by its name.",
            hint="Export with `--format nquads` or `--format trig`, and name the file *.nq or *.trig.",
        )
    return _parsed(path, form)


def ours_in(path: Path, base_iri: str) -> Iterator[Quad]:
    """Read a file as :func:`quads_in` does, and refuse what no export of a store with this base could hold.

    Raises:
        InputError: as for :func:`quads_in`; or a quad is in no graph or in one of another base, or has a node
            without an IRI.
    """
    for quad in quads_in(path):
        refuse_unlike_ours(quad, path, base_iri)
        yield quad


def is_archived(quad: Quad, base_iri: str) -> bool:
    """Tell whether a quad of an export belongs to the archive, by the name of its graph."""
    return quad.graph_name.value.startswith(tuple(base_iri + name for name in _ARCHIVES))  # type: ignore[union-attr]


def refuse_unlike_ours(quad: Quad, path: Path, base_iri: str) -> None:
    """Refuse a quad that no export of a store with this base could hold.

    Raises:
        InputError: it is in no graph or in one of another base, or has a node without an IRI.
    """
    graph = quad.graph_name
    if not isinstance(graph, NamedNode):
        raise InputError(
            f"{path} has a triple outside any named graph: {quad}",
            hint="Turtle drops graph names; export with `--format trig` or `--format nquads`.",
        )
    if not graph.value.startswith(base_iri + "graph/"):
        raise InputError(
            f"{path} names the graph {graph.value}, which is not under {base_iri}graph/.",
            hint="Set base_iri in kb.toml to the base of the exported store, and import into a new store.",
        )
    if isinstance(quad.subject, BlankNode) or not isinstance(quad.object, NamedNode | Literal):
        raise InputError(
            f"{path} has a node without an IRI: {quad}", hint="Give every node an IRI; exports never have blank nodes."
        )


def is_in_lines(path: Path) -> bool:
    """Tell whether a file has a quad in each line, to go by its name."""
    return _FORMATS.get(path.suffix.lower()) == RdfFormat.N_QUADS


def lines_in(path: Path, base_iri: str) -> Iterator[tuple[bytes, bytes]]:
    """Read the current quads of an N-Quads file as lines: each as a quad, and as a triple.

    What is written as we write it is only cut in two, which takes half a microsecond; the parser reads the rest. That a
    line parses is for the engine to say.

    Raises:
        InputError: a quad is not of a store with this base.
    """
    shown: dict[bytes, bool] = {}
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            cut = line.rfind(b" <")
            if number == 1 or cut < 0 or not line.endswith(_ENDING) or not line.startswith(b"<") or _ODD.search(line):
                yield from _read_alone(line, number, path, base_iri)
                continue
            graph = line[cut + 2 : -len(_ENDING)]
            if graph not in shown:
                shown[graph] = bool(list(_read_alone(line, number, path, base_iri)))
            if shown[graph]:
                yield line, line[:cut] + b" .\n"


class Blocks:
    """Lines as a file that the engine reads from."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        """Take the lines over."""
        self._lines, self._block, self._at = lines, b"", 0

    def read(self, size: int = -1) -> bytes:
        """Give at most so many bytes; none at the end."""
        if self._at >= len(self._block):
            self._block, self._at = b"".join(islice(self._lines, _BLOCK)), 0
        end = len(self._block) if size < 0 else self._at + size
        part = self._block[self._at : end]
        self._at += len(part)
        return part


def _parsed(path: Path, form: RdfFormat) -> Iterator[Quad]:
    try:
        with path.open("rb") as file:
            if file.read(len(_BOM)) != _BOM:
                file.seek(0)
            yield from parse(file, format=form)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f"{path}, line {line}" if line else str(path)
        raise InputError(
            f"{where}: this is not {form.name}: {error.args[0]}", hint="Export it anew; nothing was imported."
        ) from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="Check its name and its rights.") from error


def _read_alone(line: bytes, number: int, path: Path, base_iri: str) -> Iterator[tuple[bytes, bytes]]:
    """Read one line as the parser does: blank, a comment, or written in another way than ours."""
    try:
        quads = list(parse(line.removeprefix(b"\xef\xbb\xbf"), format=RdfFormat.N_QUADS))
    except (SyntaxError, ValueError) as error:
        raise InputError(
            f"{path}, line {number}: this is not N-Quads: {error.args[0]}", hint="Export it anew."
        ) from error
    for quad in quads:
        refuse_unlike_ours(quad, path, base_iri)
        if not is_archived(quad, base_iri):
            yield f"{quad} .\n".encode(), f"{quad.triple} .\n".encode()
