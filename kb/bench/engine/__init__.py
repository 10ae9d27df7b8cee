"""The engine beside what a user would otherwise write: rdflib in memory and pySHACL, on claim graphs of any size."""
