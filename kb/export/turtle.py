"""Turtle and TriG that people can read and compare: sorted, prefixed, grouped by kind of node.

Turtle is the union of the current graphs with their names dropped. TriG keeps the names and has the archive too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Quad

from kb.export.contents import Place, archived_quads, current_quads, graph_of, graph_place, place_of, section_of
from kb.export.terms import Names
from kb.ports import Store

_WIDTH = 110
_FOREIGN_FIRST: Place = (-1, (), "")  # then by how they are written
_HEADINGS = {
    "claim-link": "Links between claims",
    "discrepancy": "Discrepancies",
    "quantity": "Quantities",
    "reuse": "Text reuse",
    "software": "Software",
}
Known = tuple[str, str, NamedNode | Literal]  # subject, predicate, object


class TurtleExporter:
    """Writes the union of the current graphs."""

    media_type = "text/turtle"

    def write(self, store: Store, out: BinaryIO, *, with_text: bool) -> None:
        """Write the same bytes for the same content."""
        names = Names(store.base_iri)
        out.write(names.header().encode())
        triples = {_known(quad) for quad in current_quads(store, with_text=with_text)}
        section = None
        for subject, block in _blocks(triples, names):
            if section != (section := section_of(subject, store.base_iri)):
                out.write(f"\n# {_heading(section)}\n".encode())
            out.write(f"\n{block}".encode())


class TrigExporter:
    """Writes all graphs under their names, the archive's last."""

    media_type = "application/trig"

    def write(self, store: Store, out: BinaryIO, *, with_text: bool) -> None:
        """Write the same bytes for the same content."""
        names = Names(store.base_iri)
        out.write(names.header().encode())
        for quads in (current_quads(store, with_text=with_text), archived_quads(store, with_text=with_text)):
            graphs: dict[str, set[Known]] = {}
            for quad in quads:
                graphs.setdefault(graph_of(quad), set()).add(_known(quad))
            for graph in sorted(graphs, key=lambda name: graph_place(name, store.base_iri)):
                out.write(f"\n{names.iri(graph)} {{\n".encode())
                for number, (_, block) in enumerate(_blocks(graphs.pop(graph), names)):
                    indented = "".join(f"    {line}\n" for line in block.splitlines())
                    out.write((("\n" if number else "") + indented).encode())
                out.write(b"}\n")


def _known(quad: Quad) -> Known:
    return quad.subject.value, quad.predicate.value, quad.object  # type: ignore[union-attr, return-value]


def _blocks(triples: Iterable[Known], names: Names) -> Iterator[tuple[str, str]]:
    """Give each subject, in reading order, with all that is said of it."""
    subjects: dict[str, list[Known]] = {}
    for triple in triples:
        subjects.setdefault(triple[0], []).append(triple)
    for subject in sorted(subjects, key=lambda iri: place_of(iri, names.base)):
        yield subject, _block(subject, subjects.pop(subject), names)


def _block(subject: str, triples: Iterable[Known], names: Names) -> str:
    """Write one subject: a line per predicate, ``a`` first, objects below one another where the line gets long."""
    objects: dict[str, list[tuple[Place, str]]] = {}
    for _, predicate, term in triples:
        written = names.term(term)
        ours = isinstance(term, NamedNode) and term.value.startswith(names.base)
        place = place_of(term.value, names.base) if ours else _FOREIGN_FIRST
        objects.setdefault(names.predicate(predicate), []).append((place, written))
    lines = []
    for predicate in sorted(objects, key=lambda name: (name != "a", name)):
        terms = [written for _, written in sorted(objects[predicate])]
        line = f"{predicate} {', '.join(terms)}"
        lines.append(line if len(line) <= _WIDTH else f"{predicate} " + ",\n        ".join(terms))
    return f"{names.iri(subject)} " + " ;\n    ".join(lines) + " .\n"


def _heading(section: str) -> str:
    return _HEADINGS.get(section) or (f"{section.capitalize()}s" if section else "Other nodes")
