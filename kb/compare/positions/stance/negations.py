"""Negators of a line: what stands beside the words of a claim turns it round, "cannot confirm" only withholds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kb.compare.positions.stance.alignment import is_telling
from kb.compare.positions.stance.lexicon import forms, lexicon, phrase_at
from kb.compare.positions.stance.lines import Line, Part
from kb.compare.positions.stance.refutations import Turn
from kb.wording import FUNCTION_WORDS

_NEAR = 3  # words between a negator and what it denies
_TOLD = 0.75  # share of the words of a claim, above which it has been told


@dataclass(frozen=True, slots=True)
class Negations:
    """Those that turn the claim round, and those that only withhold."""

    turning: tuple[Turn, ...]
    withholding: tuple[Turn, ...]


def negations(
    line: Line, parts: Collection[Part], common: tuple[bool, ...], other: Line, *, strictly: bool
) -> Negations:
    """Give the negators beside words that both lines have.

    Args:
        line: The line to read.
        parts: Those of its parts that are about the claim.
        common: Of every word, whether the other line has a counterpart.
        other: The line it is compared with.
        strictly: The word behind the negator is one that both have; else a word before it in the part will do. A claim
            that a team "will not play" is not denied by "team pulls out", which has no "play".
    """
    turning, withholding = [], []
    size = sum(map(is_telling, other.words))
    for part in parts:
        at = part.start
        while at < part.end:
            length = phrase_at(line.words[: part.end], at, lexicon().negator)
            if length:
                turn = Turn(at, at + length, "negator")
                effect = _effect(line, part, turn, common, size, strictly=strictly)
                turning += [turn] if effect == "turns" else []
                withholding += [turn] if effect == "withholds" else []
            at += length or 1
    return Negations(tuple(turning), tuple(withholding))


def _effect(line: Line, part: Part, turn: Turn, common: tuple[bool, ...], size: int, *, strictly: bool) -> str:
    """Tell whether a negator ``turns`` the claim round, ``withholds``, or neither (empty)."""
    known = lexicon()
    following = range(turn.end, min(part.end, turn.end + _NEAR + 1))
    passed = FUNCTION_WORDS | known.transparent
    target = next((at for at in following if forms(line.words[at]).isdisjoint(passed)), None)
    nearest = {line.words[at] for at in (turn.end, target) if at is not None and at < part.end}
    near_forms = frozenset(form for word in nearest for form in forms(word))
    if near_forms & known.withheld:
        return "withholds"
    if near_forms & known.harmless:
        return ""
    if target is not None and common[target]:
        return "turns"
    if strictly:
        return ""
    if line.words[turn.start] in known.forward:
        return "turns" if turn.start == 0 and target is not None else ""  # "No layoffs at Dorn Steel"
    told = sum(common[part.start : turn.start])
    return "turns" if 0 < told <= _TOLD * size else ""  # a claim told before the "not" is not what it denies
