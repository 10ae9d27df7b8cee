"""First names that look like adjectives of peoples: "Florian", "Adrian", "Ossian" end like "Austrian"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.extract.roles import is_trade, noun_lists
from kb.extract.words import Words

_PEOPLES = frozenset({"NORP", "GPE", "LOC"})
_NAMES = _PEOPLES | {"PERSON", "ORG", "FAC"}
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "their", "its", "our"})
_LONGEST = 8  # words of an office between commas

Entity = tuple[str, int, int]


def with_first_names(doc: Words, entities: Iterable[Entity]) -> Iterator[Entity]:
    """Give the entities of a parse, a people before the family name of an officer taken into the name.

    An adjective of peoples describes a common noun. Before a single capitalised word that nothing else explains, and
    that an office between commas follows ("Florian Vask, the museum director,"), it is a first name.

    Args:
        doc: The words.
        entities: Label, first position and one past the last.
    """
    listed = list(entities)
    taken = {at for label, start, end in listed if label in _NAMES for at in range(start, end)}
    for label, start, end in listed:
        if label in _PEOPLES and end - start == 1 and end not in taken and _is_officer(doc, end):
            yield "PERSON", start, end + 1
        else:
            yield label, start, end


def _is_officer(doc: Words, at: int) -> bool:
    """Tell whether a capitalised word is followed by a comma and an office: "Vask, the museum director"."""
    if at + 3 >= len(doc) or not (doc[at].text.istitle() and doc[at].tag_ == "NNP" and doc[at + 1].text == ","):
        return False
    if doc[at + 2].lower_ not in _DETERMINERS:
        return False
    for position in range(at + 3, min(at + 3 + _LONGEST, len(doc))):
        if doc[position].is_punct or doc[position].tag_ == "IN":
            office = doc[position - 1]
            return is_trade(office) and office.lemma_.lower() not in noun_lists().either
    return False
