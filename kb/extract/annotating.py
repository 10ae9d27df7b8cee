"""Texts → parsed documents: what ``Language.pipe`` of spaCy gives, for two thirds of the time.

Two components of a pipeline are run in another way, which concludes the same from the same numbers:

- Parser and entity recognizer. Their own loop lets go of the interpreter's lock, and the released builds of spaCy,
  made for profiling, take it again for every question to a state: half of the time of naming entities. The same steps,
  taken from here, keep the lock.
- The attribute ruler, see :mod:`kb.extract.word_rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from kb.extract.word_rules import WordRules

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TOGETHER = 64  # texts annotated at once: about what fills the matrices
_ALIKE = 16  # of these, the documents of like length whose steps a parser takes side by side, as spaCy has it


class Annotator:
    """Runs the components of a pipeline, one after the other, each on some documents at once."""

    def __init__(self, language: Language) -> None:
        """Choose the pipeline."""
        self._language = language
        self._passes = [_pass_of(component) for _, component in language.pipeline]

    def docs(self, texts: Iterable[str]) -> list[Doc]:
        """Give the documents of some texts, :data:`TOGETHER` at most, in order."""
        docs = [self._language.make_doc(text) for text in texts]
        for annotated in self._passes:
            docs = annotated(docs)
        return docs


def _pass_of(component: Any) -> Callable[[list[Doc]], list[Doc]]:
    """Give what runs a component over documents."""
    from spacy.pipeline import AttributeRuler  # noqa: PLC0415 - whoever has a pipeline has imported it
    from spacy.pipeline.transition_parser import Parser  # noqa: PLC0415

    if isinstance(component, Parser) and type(component).pipe is Parser.pipe and component.cfg["beam_width"] == 1:
        return partial(_stepped, component)
    if type(component) is AttributeRuler:
        return WordRules(component).annotated
    if hasattr(component, "pipe"):
        return lambda docs: list(component.pipe(docs, batch_size=TOGETHER))
    return lambda docs: [component(doc) for doc in docs]


def _stepped(parser: Any, docs: list[Doc]) -> list[Doc]:
    """Take the likeliest step from each state until none is left, and write what was concluded into the documents."""
    by_length = sorted(docs, key=len)
    for first in range(0, len(docs), _ALIKE):
        some = by_length[first : first + _ALIKE]
        states = parser.moves.init_batch(some)
        unfinished = [state for state in states if not state.is_final()]
        if unfinished:  # some document has a word
            scores = parser.model.predict(some)
            while unfinished:
                unfinished = parser.transition_states(unfinished, scores.predict(unfinished))
            scores.clear_memory()
        parser.set_annotations(some, states)
    return docs
