"""Nouns that name an event, and who does what to whom in their phrase: "Peru's suspension of the talks".

Of a verb made into a noun, the one behind "of" is what is done to, unless somebody does it alone ("the resignation of
the minister"); the one before "'s" does it, unless the class says otherwise and nothing follows ("the mayor's arrest").

Source: Quirk et al., A Comprehensive Grammar of the English Language (1985), 17.41-43.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.extract.canonical import phrase
from kb.extract.grammar import child, children
from kb.extract.lemmas import lemma_of
from kb.extract.relation_lexicon import relations

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTNERS = ("with", "to", "on", "about", "against", "over", "of", "for", "into")  # of an event: with whom, on what
_TIMES = frozenset({"DATE", "TIME"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})  # "met in Lima": where, not whom


def relation_name(noun: Token) -> str:
    """Give the class of an event noun, or the empty string.

    The word before or the preposition behind it may tell: "air strike", "win over".
    """
    known, lemma = relations(), lemma_of(noun)
    if lemma not in known.noun_words:
        return ""
    return next((known.nouns[key] for key in _keys(noun, lemma) if key in known.nouns), "")


def _keys(noun: Token, lemma: str) -> Iterator[str]:
    yield from (f"{lemma_of(word)} {lemma}" for word in children(noun, "compound", "amod"))
    yield from (f"{lemma} {preposition.lower_}" for preposition in children(noun, "prep"))
    yield lemma


def event_of(noun: Token) -> Token | None:
    """Give the event noun of a phrase: the noun itself, or the one it measures out ("two days of talks")."""
    for sister in (noun, *children(noun, "conj")):
        if relation_name(sister):
            return sister
    if lemma_of(noun) in relations().measures:
        for of in children(noun, "prep"):
            if of.lower_ == "of" and (inner := child(of, "pobj")) is not None:
                return event_of(inner)
    return None


def arguments_in(event: Token) -> tuple[str, str]:
    """Give the canonical doer and undergoer that stand in the phrase of an event noun; what is missing is empty."""
    known, name = relations(), relation_name(event)
    owner, of = phrase(_owner(event)), phrase(_behind(event, "of"))
    doer, sides = phrase(_behind(event, "by")), phrase(_behind(event, "between"))
    if name in known.ergative and not doer:
        return owner if of else "", of or phrase(_behind(event, "in")) or owner
    if name in known.done_by:
        beside = phrase(partner_of(event, ("to", "with", "from", "over")))
        return doer or owner or of or sides, (of if owner or doer else "") or beside
    other = of or phrase(partner_of(event))
    if not other and not doer and name in known.done_to:
        return "", owner
    return doer or owner or sides, other or (owner if doer else "")


def _owner(event: Token) -> Token | None:
    """Give who stands before "'s"; "their" names nobody here, and "Sunday's vote" says when."""
    owner = child(event, "poss")
    known = owner is not None and owner.pos_ not in ("PRON", "DET") and owner.ent_type_ not in _TIMES
    return owner if known else None


def partner_of(word: Token, wanted: tuple[str, ...] = PARTNERS, *, but: Token | None = None) -> Token | None:
    """Give the noun of the main prepositional phrase, leaving out one, and those that tell when and where."""
    nouns = [
        (prep.lower_, noun)
        for prep in children(word, "prep", "dative")
        if prep != but
        and (noun := child(prep, "pobj")) is not None
        and noun.ent_type_ not in _TIMES
        and not (prep.lower_ in ("in", "at") and noun.ent_type_ in _PLACES)
    ]
    return next((noun for best in wanted for preposition, noun in nouns if preposition == best), None)


def _behind(event: Token, wanted: str) -> Token | None:
    """Give the noun behind one preposition; "by" may hang on what the event is done to."""
    for preposition in children(event, "prep", "agent"):
        if preposition.lower_ == wanted:
            noun = child(preposition, "pobj")
            return None if noun is not None and noun.ent_type_ in _TIMES else noun
    if wanted != "by":
        return None
    return next(
        (found for of in children(event, "prep") for noun in children(of, "pobj") if (found := _behind(noun, "by"))),
        None,
    )
