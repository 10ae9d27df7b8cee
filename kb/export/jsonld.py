"""JSON-LD: one object per named graph, written in order, with the context inline so that nobody has to fetch it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, BinaryIO

from pyoxigraph import Literal, NamedNode, Quad

from kb.export.contents import current_quads, graph_of, graph_order, reading_order
from kb.ports import Store
from kb.resources import resource
from kb.vocab import PREFIXES, RDF, XSD

_RELATIVE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*(?:/[A-Za-z0-9_-]+)*")
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
Term = NamedNode | Literal


class JsonLdExporter:
    """Writes the current graphs."""

    media_type = "application/ld+json"

    def write(self, store: Store, out: BinaryIO, *, with_text: bool) -> None:
        """Write the same bytes for the same content."""
        context = Context.of(store.base_iri)
        out.write(b'{"@context": {\n' + _lines(context.inline) + b'\n},\n "@graph": [')
        graphs: dict[str, set[Quad]] = {}
        for quad in current_quads(store, with_text=with_text):
            graphs.setdefault(graph_of(quad), set()).add(quad)
        for number, graph in enumerate(sorted(graphs, key=lambda name: graph_order(name, store.base_iri))):
            out.write((b"," if number else b"") + b'\n{"@id": ' + _dumped(context.node(graph)) + b', "@graph": [')
            quads = sorted(graphs.pop(graph), key=lambda quad: reading_order(quad.subject.value, store.base_iri))  # type: ignore[union-attr]
            for place, (subject, group) in enumerate(groupby(quads, key=lambda quad: quad.subject.value)):  # type: ignore[union-attr]
                out.write((b"," if place else b"") + b"\n" + _dumped(context.described(subject, group)))
            out.write(b"\n]}")
        out.write(b"\n]}\n")


@dataclass(frozen=True, slots=True)
class Context:
    """A JSON-LD context and what it lets us shorten.

    Attributes:
        inline: What is written under ``@context``.
        prefixes: Namespace by prefix.
        terms: Term and the type that its values are coerced to (``@id``, a datatype, or nothing), by IRI.
    """

    inline: Mapping[str, Any]
    prefixes: Mapping[str, str]
    terms: Mapping[str, tuple[str, str]]
    base: str

    @classmethod
    def of(cls, base: str) -> Context:
        """Read the context that is published with the ontology; with the prefixes alone where there is none."""
        path = resource("ontology", "context.jsonld")
        published: dict[str, Any] = json.loads(path.read_text("utf-8"))["@context"] if path.is_file() else {}
        # A default language or vocabulary would change what plain strings and names mean.
        kept = {name: value for name, value in published.items() if name not in ("@language", "@vocab", "@base")}
        inline = {"@base": base} | {name: kept.get(name, iri) for name, iri in sorted(PREFIXES.items())} | kept
        prefixes = {name: iri for name in PREFIXES if isinstance(iri := inline[name], str)}
        terms: dict[str, tuple[str, str]] = {}
        for name, meaning in sorted(kept.items()):
            plain = {"@id": meaning} if isinstance(meaning, str) else meaning
            if name in PREFIXES or name.startswith("@") or not {"@id"} <= set(plain) <= {"@id", "@type"}:
                continue  # a term that does more than rename and coerce is not used
            coercion = _expanded(plain.get("@type", ""), prefixes)
            terms.setdefault(_expanded(plain["@id"], prefixes), (name, coercion))
        return cls(inline, prefixes, terms, base)

    def described(self, subject: str, quads: Iterable[Quad]) -> dict[str, Any]:
        """Give a node object: ``@id``, ``@type``, then the properties in alphabetical order."""
        objects: dict[str, list[Term]] = {}
        for quad in quads:
            objects.setdefault(quad.predicate.value, []).append(quad.object)  # type: ignore[arg-type]
        types = sorted(self._type(term) for term in objects.pop(RDF.type, []))
        properties = dict(self._property(predicate, terms) for predicate, terms in objects.items())
        head: dict[str, Any] = {"@id": self.node(subject)}
        head |= {"@type": types[0] if len(types) == 1 else types} if types else {}
        return head | {name: properties[name] for name in sorted(properties)}

    def node(self, iri: str) -> str:
        """Write the IRI of a node: relative to the base, by a prefix, or in full."""
        local = iri.removeprefix(self.base)
        if iri.startswith(self.base) and self.base.endswith("/") and _RELATIVE.fullmatch(local):
            return local
        return self.compact(iri)

    def compact(self, iri: str) -> str:
        """Shorten an IRI by a prefix, unless the short form is a term and means something else."""
        for prefix, namespace in self.prefixes.items():
            short = f"{prefix}:{iri.removeprefix(namespace)}"
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)) and short not in self.inline:
                return short
        return iri

    def _type(self, term: Term) -> str:
        name, coercion = self.terms.get(term.value, ("", ""))
        return name if name and not coercion else self.compact(term.value)

    def _property(self, predicate: str, terms: list[Term]) -> tuple[str, Any]:
        name, coercion = self.terms.get(predicate, ("", ""))
        if name and coercion and all(_kind(term) == coercion for term in terms):
            values = [self.node(term.value) if coercion == "@id" else term.value for term in terms]
        else:
            name = name if name and not coercion else self.compact(predicate)
            values = [self._value(term) for term in terms]
        values.sort(key=lambda value: json.dumps(value, sort_keys=True))
        return name, values[0] if len(values) == 1 else values

    def _value(self, term: Term) -> Any:
        if isinstance(term, NamedNode):
            return {"@id": self.node(term.value)}
        if term.language:
            return {"@language": term.language, "@value": term.value}
        match term.datatype.value:
            case XSD.string:
                return term.value
            case XSD.integer if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,14})", term.value):  # what a double holds exactly
                return int(term.value)
            case XSD.boolean if term.value in ("true", "false"):
                return term.value == "true"
        return {"@type": self.compact(term.datatype.value), "@value": term.value}


def _kind(term: Term) -> str:
    """Give what coerces to a term from its plain text: ``@id``, or its datatype."""
    if isinstance(term, NamedNode):
        return "@id"
    return "" if term.language else term.datatype.value


def _expanded(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes[prefix] + local if prefix in prefixes and not local.startswith("//") else name


def _lines(members: Mapping[str, Any]) -> bytes:
    """Write the members of an object, one a line."""
    return b",\n".join(f" {json.dumps(name)}: {json.dumps(value)}".encode() for name, value in members.items())


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
