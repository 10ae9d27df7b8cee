"""Read an export back: N-Quads or TriG into a store, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kb.errors import InputError
from kb.ports import Store

_FORMATS = {".nq": RdfFormat.N_QUADS, ".nquads": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG}
_ARCHIVES = ("graph/archive/", "graph/archive-text/")
_BOM = b"\xef\xbb\xbf"


def import_file(path: Path, store: Store) -> int:
    """Add all quads of an export to a store, in one write after the whole file was read.

    Archive graphs go to the archive, everything else to the current graphs.

    Returns:
        How many quads the file has.

    Raises:
        InputError: the file cannot be read, does not parse (with its line), or is not an export of a store
            with the same base.
        StoreError: the store cannot be written.
    """
    quads = quads_in(path)
    for quad in quads:
        _refuse_foreign(quad, path, store.base_iri)
    archives = tuple(store.base_iri + name for name in _ARCHIVES)
    aside = [quad for quad in quads if quad.graph_name.value.startswith(archives)]  # type: ignore[union-attr]
    current = [quad for quad in quads if not quad.graph_name.value.startswith(archives)]  # type: ignore[union-attr]
    store.update(add=current, archive=aside)
    return len(quads)


def quads_in(path: Path) -> list[Quad]:
    """Parse an N-Quads (``.nq``, ``.nquads``) or TriG (``.trig``) file; a byte order mark is skipped.

    Raises:
        InputError: another suffix, unreadable, or a syntax error, with its line.
    """
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise InputError(
            f"{path} is neither N-Quads nor TriG, to go by its name.",
            hint="Export with `--format nquads` or `--format trig`, and name the file *.nq or *.trig.",
        )
    try:
        content = path.read_bytes().removeprefix(_BOM)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="Check its name and its rights.") from error
    try:
        return list(parse(content, format=form))
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f"{path}, line {line}" if line else str(path)
        raise InputError(
            f"{where}: this is not {form.name}: {error.args[0]}", hint="Export it anew; nothing was imported."
        ) from error


def _refuse_foreign(quad: Quad, path: Path, base_iri: str) -> None:
    """Refuse a quad that no export of this store could hold."""
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
