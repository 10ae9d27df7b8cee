"""One prefix map, one constant per IRI we write, and the token of every concept.

``KB.Statement`` is the class, ``KB.statement`` the property, as in the ontology. All constants are plain strings;
each stage wraps them in the terms of its own library. A test holds ``KB`` against ``ontology/kb.ttl``, both ways.
"""

from __future__ import annotations

from kb.vocab.ours import KB
from kb.vocab.prefixes import CONTEXT, ONTOLOGY, PREFIXES, SHAPES
from kb.vocab.standards import DCTERMS, OA, PROV, RDF, RDFS, SCHEMA, SH, SKOS, TIME, XSD

__all__ = [
    "CONTEXT",
    "DCTERMS",
    "KB",
    "OA",
    "ONTOLOGY",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SH",
    "SHAPES",
    "SKOS",
    "TIME",
    "XSD",
    "compact",
    "terms_of",
]


def terms_of(namespace: type) -> frozenset[str]:
    """Give the IRIs of a namespace class, such as ``terms_of(KB)``."""
    return frozenset(value for name, value in vars(namespace).items() if not name.startswith("_"))


def compact(iri: str) -> str:
    """Shorten an IRI by its prefix, where it has one of ours.

    >>> compact(KB.speaker)
    'kb:speaker'
    >>> compact("https://kb.example/id/claim/1")
    'https://kb.example/id/claim/1'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri.removeprefix(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
