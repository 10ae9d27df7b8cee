"""Words that a model named → spans of the article: each looked up, and refused when the text does not have it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.extract.fragments import Range
from kb.extract.llm.answers import ROLES, Named
from kb.extract.llm.haystack import Haystack

# What is beyond these is no attribution of a real text; without them a hijacked answer could keep us busy for hours.
_MOST_PIECES = 40
_MOST_PLACES = 25


@dataclass(frozen=True, slots=True)
class Located:
    """Where an attribution stands.

    Attributes:
        source, cue, content: Ranges of the article, in order.
        refused: Number of pieces that the text does not have, or only where another piece stands already.
        complete: It has a cue and a content, and a source if the model named one.
    """

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    refused: int
    complete: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    role: str
    places: tuple[Range, ...]

    @property
    def rarity(self) -> tuple[int, int]:
        """Sorts what is found in few places first, and long pieces before short ones."""
        return len(self.places), self.places[0][0] - self.places[0][1] if self.places else 0


def located(named: Named, haystack: Haystack) -> Located:
    """Look up the pieces of an attribution.

    Where words occur several times, the occurrence nearest to the other pieces is meant, in the same sentence if it has
    one: the rarest piece is tried at each of its places, every other one is put as near as it fits, and the tightest
    arrangement wins, the earliest of equals. Pieces never overlap.
    """
    pieces = [_Piece(role, haystack.places(words)) for role in ROLES for words in dict.fromkeys(getattr(named, role))]
    found = sorted((piece for piece in pieces if piece.places), key=lambda piece: piece.rarity)[:_MOST_PIECES]
    arranged = min(_arrangements(found, haystack), key=lambda each: each[:3], default=(0, 0, 0, []))[3]
    roles = {role: tuple(sorted(place for piece, place in arranged if piece.role == role)) for role in ROLES}
    missing = [role for role in ROLES if (getattr(named, role) or role != "source") and not roles[role]]
    return Located(**roles, refused=len(pieces) - len(arranged), complete=not missing)


def _arrangements(
    found: Sequence[_Piece], haystack: Haystack
) -> Iterator[tuple[int, int, int, list[tuple[_Piece, Range]]]]:
    """Give for each place of the rarest piece: pieces left out, characters between all, start, and who stands where."""
    for anchor in found[0].places[:_MOST_PLACES] if found else ():
        placed, taken, distance = [(found[0], anchor)], [anchor], 0
        for piece in found[1:]:
            nearest = _nearest(piece.places, taken, haystack)
            if nearest:
                placed.append((piece, nearest[1]))
                insort(taken, nearest[1])
                distance += nearest[0]
        yield len(found) - len(placed), distance, anchor[0], placed


def _nearest(places: Sequence[Range], taken: Sequence[Range], haystack: Haystack) -> tuple[int, Range] | None:
    """Give the place that overlaps none of those taken and lies nearest to one of them, with the distance."""
    options = [
        (haystack.gap(place, around), place)
        for around in taken
        for place in (_before(places, around[0], taken), _after(places, around[1], taken))
        if place is not None
    ]
    return min(options, default=None)


def _after(places: Sequence[Range], offset: int, taken: Sequence[Range]) -> Range | None:
    """Give the first free place that starts at an offset or later."""
    at = bisect_left(places, (offset,))
    while at < len(places):
        blocker = _blocker(places[at], taken)
        if blocker is None:
            return places[at]
        at = bisect_left(places, (blocker[1],))
    return None


def _before(places: Sequence[Range], offset: int, taken: Sequence[Range]) -> Range | None:
    """Give the last free place that starts before an offset."""
    at = bisect_left(places, (offset,)) - 1
    while at >= 0:
        blocker = _blocker(places[at], taken)
        if blocker is None:
            return places[at]
        at = min(at, bisect_left(places, (blocker[0],))) - 1
    return None


def _blocker(place: Range, taken: Sequence[Range]) -> Range | None:
    """Give a range that overlaps a place, if one does; those taken are sorted and overlap nowhere."""
    at = bisect_left(taken, place)
    for near in taken[max(0, at - 1) : at + 1]:
        if near[0] < place[1] and place[0] < near[1]:
            return near
    return None
