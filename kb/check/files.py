"""RDF files of any origin → quads, with nothing fetched and every refusal explained."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pyoxigraph import BlankNode, Quad, RdfFormat, parse

from kb.errors import InputError
from kb.resources import resource
from kb.vocab import CONTEXT

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
}
_PLACE = re.compile(r"^Parser error at line \d+ [^:]*: ")
_BOM = b"\xef\xbb\xbf"


def quads_in(paths: Iterable[Path]) -> Iterator[Quad]:
    """Read RDF files one after the other; blank nodes are numbered, so that two readings agree.

    Raises:
        InputError: a file cannot be read or parsed, is of no known format, or asks for what lies elsewhere.
    """
    for number, path in enumerate(paths):
        numbered = Numbered(f"f{number}b")
        for quad in parsed(path):
            yield numbered.quad(quad)


def parsed(path: Path) -> Iterator[Quad]:
    """Read one RDF file.

    Raises:
        InputError: see :func:`quads_in`.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise InputError(
            f"{path}: no RDF format is known by the ending {path.suffix or '(none)'!r}.",
            hint=f"Name the file {', '.join(FORMATS)}, after what is in it.",
        )
    content = _bytes_of(path)
    if form is RdfFormat.JSON_LD:
        content = _with_own_context(path, content)
    elif form is RdfFormat.RDF_XML and b"<!doctype" in content.lower():
        raise InputError(
            f"{path}: an RDF/XML file with a DOCTYPE is refused.",
            hint="Entities can make a small file fill the memory; remove the DOCTYPE, or convert the file to Turtle.",
        )
    try:
        yield from parse(content, form, base_iri=f"file:///{quote(path.name)}")
    except (SyntaxError, ValueError, OSError) as error:
        line = getattr(error, "lineno", None)
        place = f"{path}, line {line}" if line else f"{path}"
        raise InputError(
            f"{place}: {_PLACE.sub('', getattr(error, 'msg', None) or str(error))}",
            hint=f"Correct the file; it is read as {form.name}, because its name ends in {path.suffix}.",
            see="https://www.w3.org/TR/rdf11-primer/",
        ) from error


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes().removeprefix(_BOM)
    except OSError as error:
        raise InputError(
            f"{path}: {error.strerror or error}.", hint="Check the name, and that the file may be read."
        ) from error


def _with_own_context(path: Path, content: bytes) -> bytes:
    """Put our context in the place of its address; refuse every other address, for it would have to be fetched."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: no JSON: {error}", hint="Correct the file, or export it anew.") from error
    own = None
    for holder in _holders(document):
        for key in ("@context", "@import"):
            addresses = holder.get(key)
            listed = addresses if isinstance(addresses, list) else [addresses]
            for place, address in enumerate(listed):
                if not isinstance(address, str):
                    continue
                if address != CONTEXT:
                    raise InputError(
                        f"{path}: the JSON-LD context {address!r} lies elsewhere, and nothing is fetched.",
                        hint=f"Write the context into the file, or name ours: {CONTEXT}",
                    )
                own = own or json.loads(resource("ontology", "context.jsonld").read_bytes())["@context"]
                listed[place] = own
            if isinstance(addresses, str):
                holder[key] = listed[0]
    return json.dumps(document).encode() if own is not None else content


def _holders(document: Any) -> Iterator[dict[str, Any]]:
    """Walk all JSON objects, without recursion: the nesting is the author's choice."""
    waiting = [document]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            yield here
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)


class Numbered:
    """Names blank nodes by the order they come in; parsers name those without a label at random."""

    def __init__(self, prefix: str) -> None:
        """Begin with none; the prefix keeps files apart."""
        self._prefix, self._names = prefix, dict[str, BlankNode]()

    def quad(self, quad: Quad) -> Quad:
        """Give a quad with its blank nodes renamed."""
        subject, predicate, value, graph = quad
        if any(isinstance(term, BlankNode) for term in (subject, value, graph)):
            return Quad(self._named(subject), predicate, self._named(value), self._named(graph))
        return quad

    def _named(self, term: Any) -> Any:
        if not isinstance(term, BlankNode):
            return term
        return self._names.setdefault(term.value, BlankNode(f"{self._prefix}{len(self._names)}"))
