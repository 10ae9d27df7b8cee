"""Quads → rows."""
