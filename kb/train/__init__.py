"""Trains the tagger of ``kb.extract.tagger``, and fits the weights of ``kb.resolve.same_event``.

What ``requirements-train.lock`` names is needed by the tagger's training alone.
"""
