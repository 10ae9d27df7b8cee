"""One prefix map, and the names of what we publish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dcterms": "http://purl.org/dc/terms/",
        "kb": "https://w3id.org/claimgraph/terms#",
        "kbsh": "https://w3id.org/claimgraph/shapes#",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "http://schema.org/",  # rdflib's SDO is https; the vocabulary itself says http
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "time": "http://www.w3.org/2006/time#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

ONTOLOGY = "https://w3id.org/claimgraph/terms"
SHAPES = "https://w3id.org/claimgraph/shapes"
CONTEXT = "https://w3id.org/claimgraph/context.jsonld"
