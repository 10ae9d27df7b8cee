"""Trades: the fields of work that the words of a title belong to."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from kb.remembering import remembered

_FIELDS: dict[str, frozenset[str]] = {
    field: frozenset(words.split())
    for field, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}
TRADES: frozenset[str] = frozenset().union(*_FIELDS.values())
"""All words for trades, in lower case."""


def fields_of(words: Iterable[str]) -> frozenset[str]:
    """Give the fields that words for trades belong to; a word may belong to several, and most words to none.

    >>> sorted(fields_of(["mayor"])), sorted(fields_of(["cellist", "Tuesday"]))
    (['law', 'politics'], ['stage'])
    """
    return _fields(frozenset(words))


@remembered
def _fields(words: frozenset[str]) -> frozenset[str]:
    return frozenset(field for field, ours in _FIELDS.items() if not ours.isdisjoint(words))
