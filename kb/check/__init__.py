"""Quads → findings."""
