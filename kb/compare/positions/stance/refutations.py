"""What in a line turns a claim round other than a "not": refuting verbs, and qualities such as "fake".

Some do so always ("debunked"); others only with what is told ("shot down the report", never "shot down the drone"), as
what is said of the claim ("was staged"), or before a word of it ("fake photo", never "fake doctor").
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kb.compare.positions.stance.alignment import aims_elsewhere, is_telling
from kb.compare.positions.stance.lexicon import forms, lexicon, phrase_at
from kb.compare.positions.stance.lines import Line, Part

_REACH = 6  # words between a contesting verb and what it contests
_NEAR = 3  # words between two that belong together
_GOVERNING = frozenset({"denying", "contesting", "ending"})  # they have an object
_QUALITIES = frozenset({"quality", "predicate"})
_COPULAS = frozenset({"be", "is", "was", "are", "were", "been", "being"})


@dataclass(frozen=True, slots=True)
class Turn:
    """Words that turn a claim round: where they stand, and by what right."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Refutations:
    """What refutes, in order; and what looks like it and affirms, being negated: "not a hoax"."""

    turning: tuple[Turn, ...]
    affirming: tuple[Turn, ...]


def refutations(line: Line, parts: Collection[Part], common: tuple[bool, ...], other: Line) -> Refutations:
    """Give what refutes; what the other line says as well refutes nothing between the two.

    Args:
        line: The line to read.
        parts: Those of its parts that are about the claim.
        common: Of every word, whether the other line has a counterpart.
        other: The line it is compared with.
    """
    theirs = frozenset(form for word in other.words for form in forms(word))
    found = [
        turn
        for part in parts
        for turn in _in_part(line, part, common)
        if forms(line.words[turn.start]).isdisjoint(theirs) or turn.kind in ("always", "predicate")
    ]
    negated = [turn for turn in found if _negated(line, turn, parts)]
    kept = [turn for turn in found if turn not in negated]
    return Refutations(
        tuple(turn for turn in kept if not _cancelled(line, turn, kept)),
        tuple(turn for turn in negated if turn.kind in _QUALITIES),
    )


def _in_part(line: Line, part: Part, common: tuple[bool, ...]) -> Iterator[Turn]:
    words = line.within(part)
    at = 0
    while at < len(words):
        turn = _turn_at(words, at, common[part.start : part.end])
        if turn is not None:
            found = Turn(part.start + turn.start, part.start + turn.end, turn.kind)
            if turn.kind not in _GOVERNING or not aims_elsewhere(line, part, found.end, common):
                yield found
        at = turn.end if turn is not None else at + 1


def _turn_at(words: tuple[str, ...], at: int, common: tuple[bool, ...]) -> Turn | None:
    for kind, holds in _KINDS.items():
        length = phrase_at(words, at, lexicon().refuting[kind])
        if length and holds(words, at, at + length, common):
            return Turn(at, at + length, kind)
    return None


def _holds_always(_words: tuple[str, ...], _start: int, _end: int, _common: tuple[bool, ...]) -> bool:
    return True


def _turns_claim(words: tuple[str, ...], start: int, end: int, _common: tuple[bool, ...]) -> bool:
    """Tell "denies the affair" from "was denied entry"."""
    around = (*words[max(0, start - _NEAR) : start], *words[end : end + _NEAR])
    return not any(forms(word) & lexicon().grantable for word in around)


def _contests_telling(words: tuple[str, ...], start: int, end: int, _common: tuple[bool, ...]) -> bool:
    around = (*words[max(0, start - _REACH) : start], *words[end : end + _REACH])
    return any(forms(word) & lexicon().telling for word in around)


def _ends_rumour(words: tuple[str, ...], _start: int, end: int, _common: tuple[bool, ...]) -> bool:
    return any(forms(word) & lexicon().ended for word in words[end : end + _NEAR])


def _is_said_of_claim(words: tuple[str, ...], start: int, end: int, common: tuple[bool, ...]) -> bool:
    """Tell "the photo is fake", "fake photo" from "fake doctor", of whom the claim knows nothing."""
    known = lexicon()
    if " ".join(words[start:end]) in known.things or forms(words[start]) & known.things or end == len(words):
        return True
    if not is_telling(words[end]):
        return True
    return any(
        common[at] or forms(words[at]) & known.telling or phrase_at(words, at, known.reported)
        for at in range(end, min(end + 2, len(words)))
    )


def _is_predicate(words: tuple[str, ...], start: int, _end: int, _common: tuple[bool, ...]) -> bool:
    before = words[max(0, start - 2) : start]
    return any(word in lexicon().behind for word in before) or " ".join(before) in lexicon().behind


_KINDS: Mapping[str, Callable[[tuple[str, ...], int, int, tuple[bool, ...]], bool]] = MappingProxyType(
    {
        "always": _holds_always,
        "denying": _turns_claim,
        "contesting": _contests_telling,
        "ending": _ends_rumour,
        "quality": _is_said_of_claim,
        "predicate": _is_predicate,
    }
)


def _negated(line: Line, turn: Turn, parts: Collection[Part]) -> bool:
    """Tell whether a negator before a refutation takes it back: "not a hoax", "does not deny"."""
    part = next(part for part in parts if part.start <= turn.start < part.end)
    first = max(part.start, turn.start - _NEAR)
    return any(phrase_at(line.words, at, lexicon().negator) for at in range(first, turn.start))


def _cancelled(line: Line, turn: Turn, turns: Collection[Turn]) -> bool:
    """Tell whether a denial and what it denies cancel: "denies that the letter is fake", "denies faking it"."""

    def undoes(denial: Turn, quality: Turn) -> bool:
        if denial.kind != "denying" or quality.kind not in _QUALITIES or quality.start < denial.end:
            return False
        said = any(word in _COPULAS for word in line.words[denial.end : quality.start])
        return said or quality.start - denial.end <= 1

    return any(undoes(turn, one) or undoes(one, turn) for one in turns)
