"""Quotations, reported speech, and who is blamed."""
