"""The rules of a spaCy attribute ruler, asked once for each kind of word.

Nearly all of its rules are about one word: its form, its tag, its relation. The matcher tries all of them on every word
of every text; but a word of the same form, tag and relation always meets the same ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TOLD = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})  # what a word is known by here, or what follows from it
_MOST = 50_000  # kinds of words that are remembered

Match = tuple[int, int, int, int]  # number and key of a rule, first token, one past the last


class WordRules:
    """An attribute ruler that remembers which rules a word meets; it sets what the ruler itself would set."""

    def __init__(self, ruler: Any) -> None:
        """Sort the rules of a ruler by whether they are about one word, known by its form, tag and relation."""
        from spacy.matcher import Matcher  # noqa: PLC0415 - whoever has a ruler has imported it

        self._ruler = ruler
        self._single, self._other = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._met: dict[tuple[int, ...], tuple[tuple[int, int], ...]] = {}
        for number, rule in enumerate(ruler.patterns):
            single = all(len(words) == 1 and words[0].keys() <= _TOLD for words in rule["patterns"])
            (self._single if single else self._other).add(ruler.vocab.strings.add(str(number)), rule["patterns"])

    def annotated(self, docs: list[Doc]) -> list[Doc]:
        """Set the attributes of the words of documents, and give these back."""
        for doc in docs:
            self._ruler.set_annotations(doc, sorted([*self._of_words(doc), *self._matches(self._other, doc)]))
        return docs

    def _of_words(self, doc: Doc) -> list[Match]:
        found: list[Match] = []
        for place, known in enumerate(doc.to_array(["LOWER", "TAG", "DEP"]).tolist()):
            kind = tuple(known)
            met = self._met.get(kind)
            if met is None:
                if len(self._met) >= _MOST:
                    self._met.clear()
                met = tuple(match[:2] for match in self._matches(self._single, doc[place : place + 1]))
                self._met[kind] = met
            found += [(number, key, place, place + 1) for number, key in met]
        return found

    def _matches(self, matcher: Any, words: Any) -> list[Match]:
        if not len(matcher):  # the pipeline has no such rules
            return []
        named = self._ruler.vocab.strings
        return [(int(named[key]), key, start, end) for key, start, end in matcher(words, allow_missing=True)]
