"""Read export files: as quads, or, many times faster, as lines that the engine reads itself.

A line of N-Quads is a triple and the name of its graph, so cutting the name off gives the triple for the union that
queries see. Lines go through Python by the million, quads do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kb.errors import InputError

_FORMATS = {".nq": RdfFormat.N_QUADS, ".nquads": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG}
_ARCHIVES = ("graph/archive/", "graph/archive-text/")
_BOM = b"\xef\xbb\xbf"
_IRI = rb'<[^<>"\\ \n\r\t]*+>'
_WORDS = rb'"[^"\\\n\r\t]*+(?:\\[^uU\n\r\t][^"\\\n\r\t]*+)*+"(?:@[A-Za-z0-9-]++|\^\^' + _IRI + rb")?"
_KEY = b"(" + _IRI + b" " + _IRI + b" (?:" + _IRI + b'|(?=")))'
_TRIPLE = re.compile(b"(?m)^" + _KEY)
_NAME = re.compile(b" " + _IRI + rb" \.\n")


@dataclass(frozen=True, slots=True)
class Part:
    """Some quads of an export as text, each on a line.

    Attributes:
        quads: The current ones, in N-Quads.
        keys: A number for each of them, the same for the same triple in whatever graph. Others may have it too: of
            literals, which can be written in many ways, only subject and predicate count.
        archived: The others, in N-Quads.
    """

    quads: bytes
    keys: Sequence[int]
    archived: bytes = b""

    def __len__(self) -> int:
        """Count the quads."""
        return len(self.keys) + self.archived.count(b"\n")

    @property
    def triples(self) -> bytes:
        """Give the current ones without the names of their graphs, in N-Triples."""
        return _NAME.sub(b" .\n", self.quads)


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


def parts_in(path: Path, base_iri: str, size: int) -> Iterator[Part]:
    """Read an N-Quads file as text, in parts of so many bytes or a line more.

    A part in which every line is a current quad, written as we write it, is recognised by one expression, in less than
    a microsecond a line; of any other part the parser reads each line. That a line parses is for the engine to say.

    Raises:
        InputError: the file cannot be read; or a line that the parser has read is not of a store with this base.
    """
    ours = _ours(base_iri)
    number = 1
    try:
        with path.open("rb") as file:
            while read := file.read(size) + file.readline():
                lines = read if read.endswith(b"\n") else read + b"\n"
                if number == 1:
                    lines = lines.removeprefix(_BOM)
                keys = list(map(hash, ours.findall(lines)))
                count = lines.count(b"\n")
                yield Part(lines, keys) if len(keys) == count else _read_by_line(lines, number, path, base_iri)
                number += count
    except OSError as error:
        raise _unreadable(path, error) from error


def part_of(current: Iterable[Quad], archived: Iterable[Quad] = ()) -> Part:
    """Write quads as a part."""
    quads, others = ("".join(f"{quad} .\n" for quad in some).encode() for some in (current, archived))
    return Part(quads, list(map(hash, _TRIPLE.findall(quads))), others)


def _ours(base_iri: str) -> re.Pattern[bytes]:
    """Give the shape of a line that holds a current quad; what it does not know may be right all the same."""
    graphs = re.escape(f"{base_iri}graph/".encode())
    graph = b"(?=<" + graphs + b"(?!archive/|archive-text/))" + _IRI
    return re.compile(b"(?m)^" + _KEY + b"(?:" + _WORDS + b")? " + graph + rb" \.\n")


def _read_by_line(lines: bytes, number: int, path: Path, base_iri: str) -> Part:
    """Read lines one by one with the parser, which takes ten times as long."""
    read: dict[bool, list[Quad]] = {True: [], False: []}  # by whether they belong to the archive
    for at, line in enumerate(lines.split(b"\n"), number):
        for quad in _read_alone(line, at, path, base_iri):
            read[is_archived(quad, base_iri)].append(quad)
    return part_of(read[False], read[True])


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
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(f"{path} cannot be read: {error.strerror}.", hint="Check its name and its rights.")


def _read_alone(line: bytes, number: int, path: Path, base_iri: str) -> list[Quad]:
    """Read one line as the parser does: blank, a comment, one quad, or several where carriage returns end them."""
    try:
        quads = list(parse(line, format=RdfFormat.N_QUADS))
    except (SyntaxError, ValueError) as error:
        raise InputError(
            f"{path}, line {number}: this is not N-Quads: {error.args[0]}", hint="Export it anew; nothing was imported."
        ) from error
    for quad in quads:
        refuse_unlike_ours(quad, path, base_iri)
    return quads
