"""Orders to the reader, which report nothing: "Note the colour", "Call the number on the back"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.grammar import SUBJECTS, child

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM"})
# A bare infinitive is no adverbial clause in English, nor does it come before the verb whose complement it is: where
# the parse makes it either, it is an order.
_MAIN = {"VB": ("ROOT", "advcl", "parataxis"), "VBP": ("ROOT",)}
_STOPS = frozenset({".", "!", "?"})


def is_imperative(verb: Token) -> bool:
    """Tell a main verb in its base form that has no subject.

    "Critics argue that" has one, and so has "“No,” say critics"; "who say" and "to say" are no main verbs.
    """
    if verb.tag_ not in ("VB", "VBP") or verb.lower_ != verb.lemma_.lower():
        return False
    main = verb
    while main.dep_ == "conj" and main.head.tag_ in ("VB", "VBP"):
        main = main.head
    before_its_head = main.tag_ == "VB" and main.dep_ == "ccomp" and main.i < main.head.i
    if not (before_its_head or main.dep_ in _MAIN[main.tag_]) or child(verb, "aux", "auxpass"):
        return False
    if child(main, "aux", "auxpass", "mark", "expl", "csubj"):
        return False
    return _opens_sentence(verb) or not (child(verb, *SUBJECTS) or child(main, *SUBJECTS) or _follows_noun(verb))


def _opens_sentence(verb: Token) -> bool:
    """Tell a verb whose subject cannot stand before it, whatever the parse says: behind a colon or a full stop.

    A parse takes the stop for that of an abbreviation in "2 min. Note the colour".
    """
    before = verb.nbor(-1).text if verb.i > 0 else ""
    return before == ":" or (before in _STOPS and verb.text.istitle())


def _follows_noun(verb: Token) -> bool:
    """Tell whether a noun stands right before a verb: its subject, whatever the parse made of it."""
    return verb.i > 0 and not verb.text.istitle() and verb.nbor(-1).pos_ in _NOMINAL
