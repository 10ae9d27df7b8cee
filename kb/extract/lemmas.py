"""Base forms, where the small model's lemmatizer slips: "hoped" is from *hope*, never from *hop*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.extract.cues import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

# One vowel before one consonant: such a verb doubles the consonant ("hopped"), so without doubling an "e" is missing.
_DOUBLES = re.compile(r"(?:qu|[^aeiou])*[aeiou][^aeiouwxyh]")

_SHORT_FORMS = {
    apostrophe + ending: lemma
    for apostrophe in "'’"  # the lemmatizer knows the straight one only
    for ending, lemma in (("s", "be"), ("re", "be"), ("m", "be"), ("ve", "have"), ("ll", "will"))
}


def lemma_of(token: Token) -> str:
    """Give the lower-case base form of a word."""
    if token.tag_.startswith(("VB", "MD")) and token.lower_ in _SHORT_FORMS:
        return _SHORT_FORMS[token.lower_]
    lemma = str(token.lemma_ or token.text).lower()
    if not token.tag_.startswith("VB"):
        return lemma
    return base_form(lexicon().lemmas.get(lemma, lemma), token.lower_)


def base_form(lemma: str, form: str) -> str:
    """Give the base form of a verb, from the lemmatizer's guess and the printed form, both in lower case.

    >>> base_form("hop", "hoped"), base_form("hop", "hopped"), base_form("deni", "denied")
    ('hope', 'hop', 'deny')
    """
    if lemma.endswith("i") and form.startswith(lemma) and form != lemma:
        return f"{lemma[:-1]}y"
    if form in (f"{lemma}ed", f"{lemma}ing", f"{lemma}es") and _DOUBLES.fullmatch(lemma):
        return f"{lemma}e"
    return lemma
