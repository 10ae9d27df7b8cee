"""Turtle and TriG that people can read and compare: sorted, prefixed, grouped by kind of node.

Turtle is the union of the current graphs with their names dropped. TriG keeps the names and has the archive too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

from kb.export.contents import graph_order, reading_order, section_of
from kb.export.lines import archived_lines, lines_by_graph, pairs_by_predicate, predicates, terms_of
from kb.export.terms import Names
from kb.ports import Store

_WIDTH = 110
_AT_ONCE = 2_000  # blocks that are put into bytes together
_HEADINGS = {
    "claim-link": "Links between claims",
    "discrepancy": "Discrepancies",
    "quantity": "Quantities",
    "result": "Results of validation",
    "reuse": "Text reuse",
    "software": "Software",
}


class TurtleExporter:
    """Writes the union of the current graphs."""

    media_type = "text/turtle"

    def write(self, store: Store, out: BinaryIO, *, with_text: bool) -> None:
        """Write the same bytes for the same content."""
        names = Names(store.base_iri)
        out.write(names.header().encode())
        known = Subjects(names)
        for predicate, pairs in pairs_by_predicate(store, known.ordered(predicates(store, with_text=with_text))):
            known.say(predicate, pairs)
        blocks = _with_headings(known.blocks(), store.base_iri)
        while some := "".join(islice(blocks, _AT_ONCE)):
            out.write(some.encode())


class TrigExporter:
    """Writes all graphs under their names, the archive's last."""

    media_type = "application/trig"

    def write(self, store: Store, out: BinaryIO, *, with_text: bool) -> None:
        """Write the same bytes for the same content."""
        names = Names(store.base_iri)
        out.write(names.header().encode())
        for parts in (lines_by_graph(store, with_text=with_text), [archived_lines(store, with_text=with_text)]):
            graphs: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
            for lines in parts:
                for subject, predicate, term, graph in terms_of(lines):
                    graphs[graph][predicate].add((subject, term))
            for graph in sorted(graphs, key=lambda name: graph_order(name[1:-1], store.base_iri)):
                known, said = Subjects(names), graphs.pop(graph)
                for predicate in known.ordered(said):
                    known.say(predicate, said[predicate])
                blocks = "\n".join(_indented(block) for _, block in known.blocks())
                out.write(f"\n{names.term(graph)} {{\n{blocks}}}\n".encode())


class Subjects:
    """What is said of each subject: a line per predicate, objects below one another where the line gets long."""

    def __init__(self, names: Names) -> None:
        """Begin with nothing said."""
        self._names = names
        self._known: dict[str, str] = {}  # subject → its lines; one text each, for there are many

    def ordered(self, predicates: Iterable[str]) -> list[str]:
        """Give predicates in the order of their lines, ``a`` first: the order in which they must be said."""
        return sorted(predicates, key=lambda one: ((name := self._names.predicate(one)) != "a", name))

    def say(self, predicate: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Add all that a predicate says: pairs of subject and object, each once, in any order."""
        first: dict[str, str] = {}
        more: dict[str, list[str]] = {}
        for subject, term in pairs:
            if subject in first:
                more.setdefault(subject, []).append(term)
            else:
                first[subject] = term
        known, written, name = self._known, self._names.term, self._names.predicate(predicate)
        for subject, term in first.items():
            line = self._list(name, [term, *more[subject]]) if subject in more else f"{name} {written(term)}"
            before = known.get(subject)
            known[subject] = line if before is None else f"{before} ;\n    {line}"

    def blocks(self) -> Iterator[tuple[str, str]]:
        """Give each subject in reading order, with its block; forget it then."""
        base = self._names.base
        for subject in sorted(self._known, key=lambda one: reading_order(one[1:-1], base)):
            yield subject, f"{self._names.term(subject)} {self._known.pop(subject)} .\n"

    def _list(self, predicate: str, terms: Iterable[str]) -> str:
        """Write several objects: those from elsewhere first, then ours in reading order."""
        names = self._names
        places = (
            (reading_order(one[1:-1], names.base) if names.is_ours(one) else "", names.term(one)) for one in terms
        )
        written = [term for _, term in sorted(places)]
        line = f"{predicate} {', '.join(written)}"
        return line if len(line) <= _WIDTH else f"{predicate} " + ",\n        ".join(written)


def _with_headings(blocks: Iterable[tuple[str, str]], base: str) -> Iterator[str]:
    section = None
    for subject, block in blocks:
        if section != (section := section_of(subject[1:-1], base)):
            yield f"\n# {_heading(section)}\n"
        yield f"\n{block}"


def _indented(block: str) -> str:
    return "".join(f"    {line}\n" for line in block.splitlines())


def _heading(section: str) -> str:
    return _HEADINGS.get(section) or (f"{section.capitalize()}s" if section else "Other nodes")
