"""Sources: one article as the finders of differences see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kb.model import Record

Around = Callable[[str], Iterable[str]]
"""Gives the places in which, or on whose coast, a place lies, by identifier."""


def nowhere(_: str) -> tuple[str, ...]:
    """Say of no place what it lies in."""
    return ()


@dataclass(frozen=True, slots=True)
class Source:
    """One article, and what is known of it beyond its record.

    Attributes:
        record: As it stands after reviews.
        claims: The claim that each of its propositions expresses, by the proposition's identifier.
        around: What a place lies in.
    """

    record: Record
    claims: Mapping[str, str]
    around: Around = nowhere
