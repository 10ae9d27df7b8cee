"""Quads → files."""
