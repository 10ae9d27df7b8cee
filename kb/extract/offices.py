"""Offices of several words before a name: "Harbour Master Ana Ruiz", "Tram Director Ivo Berg".

The parser labels the first half of an office now and then ("Harbour", "Union Registrar"), as if it named somebody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.extract.name_parts import Name
from kb.extract.roles import is_body, is_honorific, is_role, noun_lists
from kb.extract.words import Word, Words


def without_offices(doc: Words, names: Iterable[Name]) -> Iterator[Name]:
    """Give the names that are no part of the office of a person named right behind.

    "Registrar" ends an office, and a common noun before one says what it is about; what names a body or a place is left
    alone ("Peru's Secretary of State", "Acme Chairman").
    """
    listed = list(names)
    for name in listed:
        officer = next((one for one in listed if one is not name and _holds_office(one, name)), None)
        if officer is None or not _is_office(doc, name):
            yield name
        # else: its words are the officer's titles


def _holds_office(officer: Name, office: Name) -> bool:
    """Tell whether a name's own words come behind another's, with nothing but titles between them."""
    return officer.left < officer.core and officer.left <= office.right <= officer.core and office.left < officer.core


def _is_office(doc: Words, name: Name) -> bool:
    """Tell whether a name is an office, or what the office behind it is about."""
    last = doc[name.right - 1]
    if is_role(last) or is_honorific(last):
        return True
    return all(_is_domain(doc[at]) for at in range(name.left, name.right)) and _is_head(doc, name.right)


def _is_domain(word: Word) -> bool:
    return word.lower_ in noun_lists().domains or is_body(word) or word.lower_ in noun_lists().sites


def _is_head(doc: Words, at: int) -> bool:
    return at < len(doc) and (is_role(doc[at]) or is_honorific(doc[at]))
