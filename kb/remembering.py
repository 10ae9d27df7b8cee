"""What functions of words, names and pairs of them remember of their last answers: of some hundred articles.

An article asks for the same few hundred words time and again, the next ones for many of them, and words of texts are
without end. So each function remembers as many answers as help, and all of them together some tens of megabytes.
"""

from __future__ import annotations

from functools import lru_cache

MOST = 1 << 13
"""Answers of one function. Eight times as many are asked for again one time in a hundred more."""

remembered = lru_cache(maxsize=MOST)
"""Makes a function remember its last answers."""
