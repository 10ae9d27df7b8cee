"""Noun phrases told by the words alone, where the parse around them is in doubt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
_BESIDE_NOUNS = frozenset({"DT", "JJ", "JJR", "JJS", "CD", "IN", "CC", "POS", "PRP$", "HYPH", "PDT", "VBN", "VBG", "$"})
_OPENING = frozenset({"DT", "PDT", "JJ", "CD", "PRP$", "NN", "NNS", "NNP", "NNPS", "PRP"})
_CLOSING_MARKS = frozenset("\"”’»“'") | {"''"}
_LONGEST = 14  # words of a name with what it is of


def comma_before(doc: Doc, stop: int, start: int) -> int | None:
    """Give the position of the last comma before a place, or of the mark that closes a quotation behind one."""
    for at in range(stop - 1, max(start, stop - 1 - _LONGEST) - 1, -1):
        if doc[at].text == ",":
            return at
        if doc[at].text in _CLOSING_MARKS:
            return at if at > start and doc[at - 1].text in (",", "?", "!") else None
    return None


def is_noun_phrase(words: Iterable[Token]) -> bool:
    """Tell whether words can be a noun phrase: they open like one, hold a noun, and no verb in a tense."""
    tags = [word.tag_ for word in words]
    return (
        bool(tags) and tags[0] in _OPENING and tags[-1] in _NOUNS and all(tag in _NOUNS | _BESIDE_NOUNS for tag in tags)
    )


def head_of(doc: Doc, left: int, stop: int) -> Token | None:
    """Give the word of a stretch that the others hang on; None where it is not one noun."""
    heads = [word for word in doc[left:stop] if not left <= word.head.i < stop or word.head == word]
    return heads[0] if len(heads) == 1 and heads[0].tag_ in _NOUNS else None
