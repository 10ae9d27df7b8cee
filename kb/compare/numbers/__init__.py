"""Figures and ranks that cannot both hold, or can."""
