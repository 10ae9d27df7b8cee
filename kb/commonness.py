"""How common words are in English, by a fixed list.

Which word is rare must not depend on the articles at hand: it would change with every article. The list is described in
``docs/decisions/0016-same-event.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType


@cache
def ranks() -> Mapping[str, int]:
    """Give the rank of each of the commonest content words of English, lower-case, from 0 for the commonest."""
    words = Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8").split()
    return MappingProxyType({word: rank for rank, word in enumerate(words)})
