"""Aligned stretches: where two texts run alike, found from short runs of words that both have.

Source: seeds, chaining and extension as in Altschul et al., Basic local alignment search tool (1990).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from kb.compare.sources.texts import SHINGLE, Text, places_of
from kb.wording import CALENDAR

SHORTEST = 12  # words of a stretch
_GAP = 6  # words that may be edited between two seeds
_DAYS = CALENDAR | {word[:length] for word in CALENDAR for length in (3, 4)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words ``[left, left_end)`` of one text beside ``[right, right_end)`` of another."""

    left: int
    left_end: int
    right: int
    right_end: int

    def __len__(self) -> int:
        """Count the words of the shorter side."""
        return min(self.left_end - self.left, self.right_end - self.right)


def stretches_of(ours: Text, theirs: Text) -> list[Stretch]:
    """Give what two texts share, lightly edited or not: twelve words or more, or whole sentences; without overlap.

    What stands in captions on both sides comes with a picture that both have, and is left out.
    """
    widened = [_widened(stretch, ours, theirs) for stretch in _chains(_runs(ours, theirs), ours, theirs)]
    widened = [one for one in widened if one.left < ours.own or one.right < theirs.own]
    return [one for one in _apart(widened) if len(one) >= SHORTEST or is_whole(one, ours, theirs)]


def is_whole(stretch: Stretch, ours: Text, theirs: Text) -> bool:
    """Tell whether a stretch is whole sentences on both sides."""
    return ours.is_whole(stretch.left, stretch.left_end) and theirs.is_whole(stretch.right, stretch.right_end)


def similarity(stretch: Stretch, ours: Text, theirs: Text) -> float:
    """Give the share of words that are kept in order, 0 to 1."""
    return Indel.normalized_similarity(*_words(stretch, ours, theirs))


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the narrator of two texts says in the same words in a stretch.

    Attributes:
        told: Words in all.
        plain: Those that are no names or numbers.
        renamed: Places where the two have different names.
    """

    told: int = 0
    plain: int = 0
    renamed: int = 0


def agreement(stretch: Stretch, ours: Text, theirs: Text) -> Agreement:
    """Count what the narrator of both texts says in the same words, and where they differ in a name."""
    told = plain = renamed = 0
    left, right = stretch.left, stretch.right  # where the words stand that agree no more
    for block in Indel.opcodes(*_words(stretch, ours, theirs)):
        if block.tag != "equal":
            continue
        first, other = stretch.left + block.src_start, stretch.right + block.dest_start
        renamed += _are_different(_names(ours, left, first), _names(theirs, right, other))
        for step in range(block.src_end - block.src_start):
            if ours.told[first + step] and theirs.told[other + step]:
                told += 1
                plain += not (ours.named[first + step] or theirs.named[other + step])
        left, right = stretch.left + block.src_end, stretch.right + block.dest_end
    return Agreement(told, plain, renamed)


def _names(text: Text, first: int, end: int) -> frozenset[str]:
    """Give the words of names; days have several styles, and numbers are spelt out or not."""
    return frozenset(
        text.words[at]
        for at in range(first, end)
        if text.named[at] and text.words[at].isalpha() and text.words[at] not in _DAYS
    )


def _are_different(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _words(stretch: Stretch, ours: Text, theirs: Text) -> tuple[Sequence[str], Sequence[str]]:
    return ours.words[stretch.left : stretch.left_end], theirs.words[stretch.right : stretch.right_end]


def _runs(ours: Text, theirs: Text) -> list[Stretch]:
    """Give the longest runs of the same words, by where short runs that both texts have first stand in each."""
    left, right = places_of(ours), places_of(theirs)
    found: list[tuple[int, int, int]] = []  # where a run starts in each, and the short runs in it
    for first, other in sorted((left[run], right[run]) for run in left.keys() & right.keys()):
        if found:
            start, begin, size = found[-1]
            goes_on = (first, other) == (start + size, begin + size)
            if goes_on and ours.blocks[first] == ours.blocks[start] and theirs.blocks[other] == theirs.blocks[begin]:
                found[-1] = (start, begin, size + 1)
                continue
        found.append((first, other, 1))
    more = SHINGLE - 1
    return [Stretch(first, first + size + more, other, other + size + more) for first, other, size in found]


def _chains(runs: Sequence[Stretch], ours: Text, theirs: Text) -> list[Stretch]:
    """Join runs that follow one another in both articles with small gaps."""
    open_: list[Stretch] = []
    done: list[Stretch] = []
    for run in runs:
        done += [stretch for stretch in open_ if run.left - stretch.left_end > _GAP]
        open_ = [stretch for stretch in open_ if run.left - stretch.left_end <= _GAP]
        nearest = [
            stretch
            for stretch in open_
            if stretch.right < run.right
            and run.right - stretch.right_end <= _GAP
            and run.right + SHINGLE > stretch.right_end
            and ours.blocks[run.left] == ours.blocks[stretch.left]
            and theirs.blocks[run.right] == theirs.blocks[stretch.right]
        ]
        if nearest:
            last = min(nearest, key=lambda one: (abs(run.right - one.right_end), one.left, one.right))
            open_.remove(last)
            open_.append(Stretch(last.left, run.left_end, last.right, max(run.right_end, last.right_end)))
        else:
            open_.append(run)
    return done + open_


def _widened(stretch: Stretch, ours: Text, theirs: Text) -> Stretch:
    """Take in the words beside a stretch that agree, over one changed word if two agree behind it."""

    def agree(left: int, right: int) -> bool:
        if not (0 <= left < len(ours.words) and 0 <= right < len(theirs.words)):
            return False
        same_block = ours.blocks[left] == ours.blocks[stretch.left]
        same_block = same_block and theirs.blocks[right] == theirs.blocks[stretch.right]
        return same_block and ours.words[left] == theirs.words[right]

    def reach(left: int, right: int, step: int) -> tuple[int, int]:
        while True:
            if agree(left + step, right + step):
                left, right = left + step, right + step
            elif agree(left + 2 * step, right + 2 * step) and agree(left + 3 * step, right + 3 * step):
                left, right = left + 3 * step, right + 3 * step
            else:
                return left, right

    first, first_right = reach(stretch.left, stretch.right, -1)
    last, last_right = reach(stretch.left_end - 1, stretch.right_end - 1, 1)
    return Stretch(first, last + 1, first_right, last_right + 1)


def _apart(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Leave out stretches that overlap a longer one in either article."""
    kept: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda one: (one.left - one.left_end, one.left, one.right)):
        if all(_clear(stretch, other) for other in kept):
            kept.append(stretch)
    return kept


def _clear(one: Stretch, other: Stretch) -> bool:
    left = one.left_end <= other.left or other.left_end <= one.left
    return left and (one.right_end <= other.right or other.right_end <= one.right)
