"""Asides: what stands in a clause beside what it says, so that a shorter telling may leave it out.

English adds three kinds of them without a new sentence: the occasion ("during a visit to Lyon"), the purpose ("in order
to save fuel"), and a comment in a participle behind a comma (", raising fears of a shortage"). Two tellings that have
an aside of one kind each must agree in it; where only one has it, the other says less of the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kb.resolve.claims.lists import NO_PARTICIPLES
from kb.resolve.same_event.evidence import root
from kb.wording import words_in

Asides = Mapping[str, frozenset[str]]
"""Kind of aside → content words that stand nowhere else in the clause."""

OCCASION = "occasion"
_TO_COMMA = r"[^,;]*"
_KINDS = {
    OCCASION: re.compile(
        rf"\b(?:during|amid|amidst|on the sidelines of|in the course of)\s({_TO_COMMA})", re.IGNORECASE
    ),
    "purpose": re.compile(rf"\b(?:in order to|so as to|to(?= (?:avoid|prevent|ensure|avert)\b))\s({_TO_COMMA})", re.I),
    "comment": re.compile(rf",\s+(?:[a-z]+ly\s+)?(?!(?:{'|'.join(sorted(NO_PARTICIPLES))})\b)([a-z]{{2,}}ing\b[^;]*)"),
}
_CORE = 3  # content words that must be left for the rest to say anything


def asides_in(printed: Iterable[str], words: frozenset[str]) -> Asides:
    """Give the asides of a clause.

    Args:
        printed: Its stretches, as printed.
        words: Its content words, as lemmas.
    """
    stretches = list(printed)
    roots = {word: root(word) for word in words}
    found: dict[str, frozenset[str]] = {}
    for kind, pattern in _KINDS.items():
        beside = [match[1] for stretch in stretches for match in pattern.finditer(stretch)]
        if not beside:
            continue
        core = _roots(pattern.sub(" ", stretch) for stretch in stretches)
        aside = _roots(beside) - core
        found[kind] = frozenset(word for word, form in roots.items() if form in aside or aside >= {*word.split("-")})
    left = words.difference(*found.values())
    return found if len(left) >= _CORE else {}


def _roots(stretches: Iterable[str]) -> set[str]:
    words = [word.text.removesuffix("'s") for stretch in stretches for word in words_in(stretch)]
    parts = [part for word in words for part in (word, *word.split("-"))]
    return {form for part in parts for form in (part, root(part), root(part.removesuffix("s")))}
