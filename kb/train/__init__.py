"""Trains the tagger of ``kb.extract.tagger``; what ``requirements-train.lock`` names is needed here alone."""
