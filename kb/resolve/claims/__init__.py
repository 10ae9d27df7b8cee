"""Clauses that say the same."""
