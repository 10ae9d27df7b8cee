"""Sentences with slots and marked clauses → their text, and where each clause and value stands in it.

``{count} people were hurt`` has a slot. ``{chief} said [the rudder failed].`` marks the clause that is claimed; without
marks, all of the sentence is but its full stop. ``[one] … [two]`` are two fragments of one clause.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kb.bench.synthetic.styles import Printed

_PARTS = re.compile(r"\{(\w+)\}|([\[\]])")
_CLOSING = ",.;”"
OFFICE = " with office"

Fill = Callable[[str, bool], Printed]
"""Slot, and whether it opens the sentence → what is printed."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A sentence in print; spans are half-open character offsets in it.

    Attributes:
        text: The sentence.
        clause: Fragments of the clause that is claimed.
        slots: Slot → spans of its values; under :func:`with_office` of it, those of a name together with an office.
    """

    text: str
    clause: tuple[tuple[int, int], ...]
    slots: dict[str, tuple[tuple[int, int], ...]]


def rendered(template: str, fill: Fill) -> Rendered:
    """Print a template.

    >>> rendered("{who} said [it rained].", lambda slot, opening: Printed("Ana Ruiz"))
    Rendered(text='Ana Ruiz said it rained.', clause=((14, 23),), slots={'who': ((0, 8),)})
    """
    text, at, opened = "", 0, 0
    clause: list[tuple[int, int]] = []
    slots: dict[str, tuple[tuple[int, int], ...]] = {}
    for found in _PARTS.finditer(template):
        text += template[at : found.start()]
        at = found.end()
        if found[2] == "[":
            opened = len(text)
        elif found[2] == "]":
            clause.append((opened, len(text)))
        else:
            printed = fill(found[1], not text)
            words = printed.text
            if words.endswith(",") and template[at : at + 1] in _CLOSING:  # "said Ana Ruiz, the mayor."
                words = words[:-1]
            start = len(text) + printed.skip
            place = (start, start + printed.size if printed.size >= 0 else len(text) + len(words))
            slots[found[1]] = (*slots.get(found[1], ()), place)
            if printed.titled:
                whole = len(text), len(text) + len(words.rstrip(","))
                slots[with_office(found[1])] = (*slots.get(with_office(found[1]), ()), whole)
            text += words
    text += template[at:]
    return Rendered(_capitalised(text), tuple(clause) or ((0, len(text.rstrip("."))),), slots)


def with_office(slot: str) -> str:
    """Name the place of a person together with the office.

    >>> with_office("chief")
    'chief with office'
    """
    return f"{slot}{OFFICE}"


def _capitalised(text: str) -> str:
    """Give the sentence with a capital, in the same length."""
    first = next((at for at, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:first] + text[first].upper() + text[first + 1 :]
