"""What a report takes for granted: "the train that derailed on Monday had been inspected, the operator said".

The operator says that a train had been inspected. Which train, the writer tells the reader in a relative clause, and
would do so whatever the operator's words were. Such a clause belongs to the outlet's own voice; else everybody who is
asked about a derailment would be a source for it. It has to identify what the report is about:

- it is restrictive (no comma before it) and stands on the subject, before the verb: there a clause is taken for
  granted, while "they had found a man who had been shot" and ", who had been warned," tell something new;
- it tells of the past: "firms that pollute must pay" identifies nobody;
- nobody's quotation marks are around any of it.

Source: Lambrecht, Information Structure and Sentence Form (1994), 2.3 and 4.3, on relative clauses and topics; Potts,
The Logic of Conventional Implicatures (2005), on why those behind a comma are another matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from kb.extract.grammar import SUBJECTS, after_comma, children, is_finite, is_verb
from kb.extract.tenses import tense_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANY = frozenset({"any", "no", "every", "each", "all", "few", "those", "some", "many", "most"})


def background_in(content: Sequence[Token], quoted: Collection[int] = ()) -> Iterator[Token]:
    """Give the verbs of the relative clauses in a content that the writer tells.

    Args:
        content: The tokens of what somebody is reported to say.
        quoted: Indices of those in quotation marks.
    """
    inside = {token.i for token in content}
    for verb in content:
        topic = verb.head
        if verb.dep_ != "relcl" or not is_finite(verb) or tense_of(verb) != "past" or topic.i not in inside:
            continue
        if after_comma(verb) or not all(word.i in inside and word.i not in quoted for word in verb.subtree):
            continue
        if _identifies(verb, topic) and topic.head.i in inside:
            yield verb


def _identifies(verb: Token, topic: Token) -> bool:
    """Tell whether a relative clause stands on the subject of a report's main verb, a thing or person of its own."""
    predicate = topic.head
    governs = topic.dep_ in SUBJECTS and is_verb(predicate) and predicate.dep_ not in ("relcl", "acl", "advcl")
    if not governs or topic.pos_ not in ("NOUN", "PROPN") or verb.right_edge.i > predicate.i:
        return False
    return not any(word.lower_ in _ANY for word in children(topic, "det", "amod", "nummod", "predet"))
