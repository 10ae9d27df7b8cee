"""Sources: one article as the finders of differences see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kb.model import Record

Made = TypeVar("Made")

Around = Callable[[str], Iterable[str]]
"""Gives the places in which, or on whose coast, a place lies, by identifier."""


def nowhere(_: str) -> tuple[str, ...]:
    """Say of no place what it lies in."""
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One article, and what is known of it beyond its record; it lives as long as its items are being made.

    Attributes:
        record: As it stands after reviews.
        claims: The claim that each of its propositions expresses, by the proposition's identifier.
        around: What a place lies in.
    """

    record: Record
    claims: Mapping[str, str]
    around: Around = nowhere
    _made: dict[Callable[[Source], Any], Any] = field(default_factory=dict, repr=False)

    def once(self, make: Callable[[Source], Made]) -> Made:
        """Give what a function makes of this source; several finders may ask for it, and it is made once."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made
