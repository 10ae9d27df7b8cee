"""The words of a parsed paragraph, read out of the parse once.

A spaCy token is made anew whenever it is asked for, and decodes a string for every attribute; whoever looks at the
words around each name asks for the same ones a dozen times. A :class:`Word` answers to the same names as a token, so
that what is written for the one takes the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import accumulate, count, repeat
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc, Token

    from kb.extract.parse import Paragraph

_STRINGS = ("ORTH", "LOWER", "LEMMA", "TAG", "POS", "DEP")
_SPACE_BEHIND = "SPACY"


class Word(NamedTuple):
    """A word with the attributes that are often asked for; all others are those of its token.

    Attributes:
        doc: The parse.
        i: Position in the paragraph.
        start: Offset of the first character in the paragraph.
        end: One past the last character.
        text, lower_, lemma_, tag_, pos_, dep_: As of a token.
    """

    doc: Doc
    i: int
    start: int
    end: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str

    @property
    def head(self) -> Token:
        """The token that this one depends on; its own where it depends on none."""
        return self.doc[self.i].head

    @property
    def is_punct(self) -> bool:
        """It has nothing but punctuation."""
        return not self.text.isalnum() and all(category(sign).startswith("P") for sign in self.text)

    @property
    def is_space(self) -> bool:
        """It is white space, which a parser may take for a word."""
        return self.text.isspace()

    @property
    def is_alpha(self) -> bool:
        """It has nothing but letters."""
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        """It has nothing but digits."""
        return self.text.isdigit()

    def __getattr__(self, name: str) -> Any:
        """Ask the token."""
        return getattr(self.doc[self.i], name)


class Words(tuple[Word, ...]):
    """The words of a paragraph, in order.

    Attributes:
        doc: The parse.
        text: The paragraph.
        offset: Where it starts in the article's body.
    """

    doc: Doc
    text: str
    offset: int

    @classmethod
    def of(cls, paragraph: Paragraph) -> Words:
        """Read the words of a paragraph."""
        found = cls(_words(paragraph.doc))
        found.doc, found.text, found.offset = paragraph.doc, paragraph.text, paragraph.start
        return found

    def printed(self, left: int, right: int) -> str:
        """Give the words ``[left, right)`` as printed."""
        return self.text[self[left].start : self[right - 1].end] if left < right else ""

    def root(self, left: int, right: int) -> Word:
        """Give the one of the words ``[left, right)`` that the others depend on."""
        return self[left if right - left == 1 else self.doc[left:right].root.i]


def _words(doc: Doc) -> Iterator[Word]:
    """Give the words of a parse, made column by column: a text has many."""
    string = _known(doc.vocab.strings).__getitem__
    *numbers, spaces = doc.to_array([*_STRINGS, _SPACE_BEHIND]).T.tolist()
    texts, *others = (list(map(string, column)) for column in numbers)
    lengths = list(map(len, texts))
    starts = list(accumulate(map(add, lengths, spaces), initial=0))  # one more than words
    rows = zip(repeat(doc), count(), starts, map(add, starts, lengths), texts, *others, strict=False)
    return map(partial(tuple.__new__, Word), rows)


class _Strings(dict[int, str]):
    """The strings of a vocabulary by number, each decoded once."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, number: int) -> str:
        found = self[number] = str(self._store[number])
        return found


@cache
def _known(store: StringStore) -> _Strings:
    return _Strings(store)
