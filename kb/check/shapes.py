"""Shapes: the shipped ones, the user's own, and what each of them needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kb.check.files import parsed
from kb.check.graphs import graph_of
from kb.errors import InputError
from kb.resources import resource
from kb.vocab import KB

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)


@dataclass(frozen=True, slots=True)
class Rules:
    """Shapes, ready for use.

    Attributes:
        graph: As written.
        lifted: As pySHACL is given them, see :func:`hoisted`.
        names: IRIs of all shapes that check something, sorted.
        needs: Properties that focus nodes must have for a shape to say anything (``kb:checkNeeds``).
    """

    graph: Graph
    lifted: Graph
    names: tuple[str, ...]
    needs: Mapping[URIRef, tuple[URIRef, ...]]

    @classmethod
    def of(cls, files: Iterable[Path]) -> Rules:
        """Read ``.ttl`` files.

        Raises:
            InputError: a file does not parse.
        """
        graph = graph_of(quad for path in files for quad in parsed(path))
        return cls(graph, hoisted(graph), names_in(graph), needs_in(graph))


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


def names_in(shapes: Graph) -> tuple[str, ...]:
    """Give the IRIs of all shapes that check something, sorted."""
    carriers = {SH.property, *_TARGETS}
    kinds = (SH.NodeShape, SH.PropertyShape)
    found = {shape for kind in kinds for shape in shapes.subjects(None, kind) if isinstance(shape, URIRef)}
    return tuple(
        sorted(
            str(shape)
            for shape in found
            if any(
                predicate not in carriers and str(predicate).startswith(str(SH))
                for predicate in shapes.predicates(shape)
            )
        )
    )


def needs_in(shapes: Graph) -> dict[URIRef, tuple[URIRef, ...]]:
    """Give the properties that each shape needs its focus nodes to have."""
    needs: dict[URIRef, list[URIRef]] = {}
    for shape, needed in shapes.subject_objects(URIRef(KB.checkNeeds)):
        if isinstance(shape, URIRef) and isinstance(needed, URIRef):
            needs.setdefault(shape, []).append(needed)
    return {shape: tuple(sorted(needed)) for shape, needed in sorted(needs.items())}


def hoisted(shapes: Graph) -> Graph:
    """Give property shapes the targets of the node shapes that hold them, with the same findings in far less time.

    pySHACL evaluates ``sh:property`` anew for every focus node, but the targets of a property shape all at once. Left
    as they are: shapes that others refer to, which must keep their properties to be conformed to, and deactivated ones.
    """
    lifted = Graph(bind_namespaces="none")
    referenced = set(shapes.objects())
    for subject, predicate, value in shapes:
        whole = (value, SH.path, None) in shapes  # pySHACL complains of property shapes that are not there
        if predicate != SH.property or not whole or not _is_plain(shapes, subject, referenced):
            lifted.add((subject, predicate, value))
            continue
        for target in _TARGETS:
            for aim in shapes.objects(subject, target):
                lifted.add((value, target, aim))
    return lifted


def _is_plain(shapes: Graph, shape: Node, referenced: set[Node]) -> bool:
    """Tell whether a node shape only hands its targets on to its properties."""
    has_target = any((shape, target, None) in shapes for target in _TARGETS)
    is_property = (shape, SH.path, None) in shapes
    return has_target and not is_property and shape not in referenced and (shape, SH.deactivated, None) not in shapes
