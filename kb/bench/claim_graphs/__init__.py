"""Claim graphs of any size for benchmarks: the real layout and ontology, invented contents, faults that are known."""
