"""Model objects → quads, and back.

``docs/reference/graph.md`` shows what is written; :mod:`kb.graph.reader` reads it again.
"""
