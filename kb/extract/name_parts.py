"""A name as it is printed: where it stands, the words of the name proper, and the titles beside it."""

from __future__ import annotations

import re
from typing import NamedTuple

from kb.extract.words import Words
from kb.model import AgentType

_POSSESSIVE = re.compile(r"['’]s?$")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]+)*\.?$")
PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "bin", "al"}
)
"""Small words of family names: "van der Berg"."""


class Name(NamedTuple):
    """A name in a parse.

    Attributes:
        left: Position of its first token, titles included.
        core: Position of the first token of the name proper.
        stop: One past the last token of the name proper.
        right: One past its last token, degrees and honours included.
        type: What it names; from the parser alone until the article has been read.
        whole: Position where it begins if it should name no person, so that what looked like a title is part of it.
        labelled: The parser took it for a name.
    """

    left: int
    core: int
    stop: int
    right: int
    type: AgentType
    whole: int
    labelled: bool = True

    def words(self, doc: Words) -> tuple[str, ...]:
        """Give the words of the name proper, without a possessive."""
        return tuple(self.printed(doc).split())

    def printed(self, doc: Words) -> str:
        """Give the name proper, without a possessive."""
        return _POSSESSIVE.sub("", doc.printed(self.core, self.stop))

    def titles(self, doc: Words) -> str:
        """Give the words before and after the name proper."""
        parts = (doc.printed(self.left, self.core), doc.printed(self.stop, self.right).lstrip(", "))
        return " ".join(part.strip() for part in parts if part.strip())


def has_small_words(words: tuple[str, ...]) -> bool:
    """Tell whether a name has words in small letters that are no part of family names: "Right to Roam"."""
    return any(word.islower() and word not in PARTICLES for word in words[1:])


def is_name_word(word: str) -> bool:
    """Tell whether a word can be part of a person's name: letters, with marks inside."""
    return _NAME_WORD.match(word) is not None
