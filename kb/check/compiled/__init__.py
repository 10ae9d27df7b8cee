"""SHACL shapes compiled to SPARQL: queries find what may be at fault, and an exact judge decides."""
