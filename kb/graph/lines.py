"""Quads as lines: what ``str`` gives of a quad, and N-Quads ends with a full stop.

Lines are written by :class:`kb.graph.page.Page`, whose terms are sound: reading them need not check IRIs again.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, parse

Line = str
Lines = tuple[Line, ...]


def nquads(lines: Iterable[Line]) -> bytes:
    """Give lines as N-Quads."""
    return "".join(f"{line} .\n" for line in lines).encode()


def quads_in(written: bytes) -> tuple[Quad, ...]:
    """Give the quads of our own N-Quads, in their order."""
    return tuple(parse(written, format=RdfFormat.N_QUADS, lenient=True))


def quads_of(lines: Iterable[Line]) -> tuple[Quad, ...]:
    """Give the quads of lines, in their order."""
    return quads_in(nquads(lines))
