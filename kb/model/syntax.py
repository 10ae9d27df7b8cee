"""The syntax of a text, kept light: for each word its place, its part of speech, and the word it depends on."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Syntax:
    """A dependency parse of an article's text, without the words, which the text has.

    Five columns with one entry a word, in the order of the text: about thirty bytes a word, so that the parse of a book
    fits beside the book.

    Attributes:
        starts: Offset of each word's first character, in code points of the body.
        ends: One past its last character.
        heads: Number of the word that it depends on; its own where it depends on none.
        tags: Its part of speech (Penn Treebank).
        labels: Its grammatical relation to the head (ClearNLP).
        sentences: Number of the first word of each sentence.

    Source: https://catalog.ldc.upenn.edu/LDC99T42 (tags),
        https://github.com/clir/clearnlp-guidelines (relations).
    """

    starts: Sequence[int] = field(default_factory=lambda: array("i"))
    ends: Sequence[int] = field(default_factory=lambda: array("i"))
    heads: Sequence[int] = field(default_factory=lambda: array("i"))
    tags: Sequence[str] = ()
    labels: Sequence[str] = ()
    sentences: Sequence[int] = field(default_factory=lambda: array("i"))

    def __post_init__(self) -> None:
        """Refuse columns of different lengths."""
        if len({len(column) for column in (self.starts, self.ends, self.heads, self.tags, self.labels)}) > 1:
            raise ValueError("every word has a start, an end, a head, a tag and a label")

    def __len__(self) -> int:
        """Count the words."""
        return len(self.starts)

    def words(self, start: int, end: int) -> range:
        """Give the numbers of the words that a stretch of the text touches."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def sentence(self, word: int) -> range:
        """Give the numbers of all words of the sentence that a word stands in."""
        following = bisect_right(self.sentences, word)
        last = self.sentences[following] if following < len(self.sentences) else len(self)
        return range(self.sentences[following - 1] if following else 0, last)
