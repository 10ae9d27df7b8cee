"""Small questions to the parse of one sentence, asked of the light syntax of a text."""

from __future__ import annotations

from collections.abc import Iterator

from kb.model import Syntax

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_PREMODIFIERS = frozenset({"det", "amod", "nmod", "compound", "nummod", "poss", "quantmod"})


class Tree:
    """A sentence; words go by their number in the text.

    Attributes:
        words: Numbers of the words of the sentence.
    """

    def __init__(self, body: str, syntax: Syntax, words: range) -> None:
        self._body, self._syntax = body, syntax
        self.words = words
        below: dict[int, list[int]] = {}
        for word in words:
            head = syntax.heads[word]
            if head != word:
                below.setdefault(head, []).append(word)
        self._below = below

    def text(self, word: int) -> str:
        """Give a word as printed."""
        return self._body[self._syntax.starts[word] : self._syntax.ends[word]]

    def form(self, word: int) -> str:
        """Give a word in lower case; nothing for a number that is no word of the sentence."""
        return self.text(word).lower() if word in self.words else ""

    def tag(self, word: int) -> str:
        """Give the part of speech; nothing for a number that is no word of the sentence."""
        return self._syntax.tags[word] if word in self.words else ""

    def label(self, word: int) -> str:
        """Give the relation to the head."""
        return self._syntax.labels[word]

    def head(self, word: int) -> int:
        """Give the word that a word depends on; a word that depends on none, or on another sentence, is its own."""
        head = self._syntax.heads[word]
        return head if head in self.words else word

    def start(self, word: int) -> int:
        """Give the offset of a word's first character."""
        return self._syntax.starts[word]

    def end(self, word: int) -> int:
        """Give one past the offset of its last character."""
        return self._syntax.ends[word]

    def children(self, word: int, *labels: str) -> list[int]:
        """Give the words that depend on a word, in order; with one of the labels, if any are given."""
        below = self._below.get(word, [])
        return [child for child in below if self.label(child) in labels] if labels else below

    def child(self, word: int, *labels: str) -> int | None:
        """Give the first of them."""
        return next(iter(self.children(word, *labels)), None)

    def above(self, word: int) -> Iterator[int]:
        """Give the head of a word, its head, and so on."""
        seen = {word}
        while (head := self.head(word)) not in seen:
            seen.add(head)
            yield head
            word = head

    def subtree(self, word: int) -> list[int]:
        """Give a word and all that depends on it, in no order."""
        found, at = [word], 0
        while at < len(found):
            found += self.children(found[at])
            at += 1
        return found

    def left_edge(self, word: int) -> int:
        """Give the first word of the phrase that a word heads."""
        return min(self.subtree(word))

    def is_verb(self, word: int) -> bool:
        """Tell verbs by their tag, auxiliaries among them."""
        return self.tag(word).startswith(("VB", "MD"))

    def is_noun(self, word: int) -> bool:
        """Tell nouns and names by their tag."""
        return self.tag(word).startswith("NN")

    def predicate(self, verb: int) -> int:
        """Give the verb that an auxiliary helps; any other verb is its own."""
        while self.label(verb) in ("aux", "auxpass") and self.head(verb) != verb:
            verb = self.head(verb)
        return verb

    def is_finite(self, verb: int) -> bool:
        """Tell whether a verb has a tense, or an auxiliary that has."""
        tensed = ("VBD", "VBZ", "VBP", "MD")
        return self.tag(verb) in tensed or any(self.tag(aux) in tensed for aux in self.children(verb, "aux", "auxpass"))

    def phrase_head(self, word: int) -> int:
        """Give the head of the noun phrase that a word stands in front of the noun of."""
        while self.label(word) in _PREMODIFIERS and self.head(word) != word and not self.is_verb(self.head(word)):
            word = self.head(word)
        return word

    def is_punctuation(self, word: int) -> bool:
        """Tell whether a word has no letter and no digit."""
        return not any(mark.isalnum() for mark in self.text(word))
