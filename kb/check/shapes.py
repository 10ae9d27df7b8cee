"""Shapes: the shipped ones, the user's own, and what each of them needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from kb.check.compiled.reading import shapes_in
from kb.check.compiled.shapes import Compiled
from kb.check.files import Numbered, parsed
from kb.errors import InputError
from kb.resources import resource
from kb.vocab import KB, PREFIXES, RDF

if TYPE_CHECKING:
    from rdflib import Graph

_SH = PREFIXES["sh"]
_CARRIERS = frozenset(
    _SH + name for name in ("property", "targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
)
_VERSION = "1"  # of what is made of shapes: raise it when the same shapes may give other results


@dataclass(frozen=True)
class Rules:
    """Shapes, ready for use.

    Attributes:
        quads: As written.
    """

    quads: tuple[Quad, ...]

    @classmethod
    def of(cls, files: Iterable[Path]) -> Rules:
        """Read ``.ttl`` files.

        Raises:
            InputError: a file does not parse.
        """
        return cls(tuple(quad for number, path in enumerate(files) for quad in _numbered(path, number)))

    @cached_property
    def compiled(self) -> Compiled:
        """Give the shapes compiled, as far as they are."""
        return shapes_in(self.quads)

    @cached_property
    def graph(self) -> Graph:
        """Give the shapes as rdflib has them, for pySHACL."""
        from kb.check.graphs import graph_of  # noqa: PLC0415 - rdflib, which only pySHACL needs

        return graph_of(self.quads)

    @cached_property
    def lifted(self) -> Graph:
        """Give the shapes as pySHACL is given them, see :func:`kb.check.hoisting.hoisted`."""
        from kb.check.hoisting import hoisted  # noqa: PLC0415

        return hoisted(self.graph)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Give the IRIs of all shapes that check something, sorted."""
        return names_in(self.quads)

    @cached_property
    def needs(self) -> Mapping[str, tuple[str, ...]]:
        """Give the properties that focus nodes must have for a shape to say anything (``kb:checkNeeds``)."""
        return needs_in(self.quads)

    @cached_property
    def digest(self) -> str:
        """Give what tells these shapes from others, whatever the order of their triples."""
        lines = sorted(str(quad) for quad in self.quads)
        return f"sha256:{sha256(chr(10).join([_VERSION, *lines]).encode()).hexdigest()}"


def rules_in(folder: Path | None = None) -> Rules:
    """Read the shipped shapes, and those of a folder of ``.ttl`` files.

    Raises:
        InputError: there is no such folder, it holds no shapes, or a file does not parse.
    """
    if folder is None:
        return _shipped()
    own = sorted(folder.glob("*.ttl")) if folder.is_dir() else []
    if not own:
        raise InputError(
            f"{folder}: no folder with shapes.",
            hint="Name a folder that holds .ttl files with SHACL shapes.",
            see="https://www.w3.org/TR/shacl/",
        )
    return Rules.of([*_files(), *own])


@cache
def _shipped() -> Rules:
    return Rules.of(_files())


def _files() -> list[Path]:
    return sorted(resource("ontology", "shapes").glob("*.ttl"))


def _numbered(path: Path, number: int) -> Iterable[Quad]:
    """Read a file; blank nodes are numbered, so that two readings agree."""
    numbered = Numbered(f"s{number}b")
    return map(numbered.quad, parsed(path))


def names_in(shapes: Iterable[Quad]) -> tuple[str, ...]:
    """Give the IRIs of all shapes that check something, sorted."""
    kinds = {NamedNode(_SH + "NodeShape"), NamedNode(_SH + "PropertyShape")}
    said: set[NamedNode] = set()
    named: set[NamedNode] = set()
    for quad in shapes:
        if isinstance(quad.subject, NamedNode):
            if quad.predicate.value == RDF.type and quad.object in kinds:
                named.add(quad.subject)
            elif quad.predicate.value.startswith(_SH) and quad.predicate.value not in _CARRIERS:
                said.add(quad.subject)
    return tuple(sorted(one.value for one in named & said))


def needs_in(shapes: Iterable[Quad]) -> dict[str, tuple[str, ...]]:
    """Give the properties that each shape needs its focus nodes to have."""
    needs: dict[str, set[str]] = {}
    for quad in shapes:
        shape, needed = quad.subject, quad.object
        if quad.predicate.value == KB.checkNeeds and isinstance(shape, NamedNode) and isinstance(needed, NamedNode):
            needs.setdefault(shape.value, set()).add(needed.value)
    return {shape: tuple(sorted(needed)) for shape, needed in sorted(needs.items())}
