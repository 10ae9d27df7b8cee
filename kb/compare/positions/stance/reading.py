"""What one line does with what it has in common with another: turns it round, asks it, hedges it, relays it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from kb.compare.positions.stance.alignment import share, shared
from kb.compare.positions.stance.doubts import confirmations, hedges, reporters
from kb.compare.positions.stance.lexicon import forms
from kb.compare.positions.stance.lines import Line, Part
from kb.compare.positions.stance.negations import negations
from kb.compare.positions.stance.refutations import Turn, refutations
from kb.compare.positions.stance.replies import questions, verdict

_BARE = 5  # words of a part without anything of the claim that comments on its neighbour: "officials deny it"


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a clause beyond its words, from the statement that it stands in.

    Attributes:
        denied: It is said not to be so ("denied that …": the denial stands outside the clause).
        sure: It is said without a hedge.
        sourced: Somebody other than the outlet says it.
    """

    denied: bool = False
    sure: bool = True
    sourced: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a line that show what it does with a claim; each may be empty.

    Attributes:
        turning: They turn it round.
        asking: A question about it that the line does not answer.
        hedging: They leave it open.
        reporting: They name somebody else who says it, or that somebody says it.
        confirming: They take it for true.
    """

    turning: tuple[str, ...]
    asking: tuple[str, ...]
    hedging: tuple[str, ...]
    reporting: tuple[str, ...]
    confirming: tuple[str, ...]


def reading_of(
    line: Line, other: Line, said: Said, speaks: Callable[[str], bool], *, is_claim: bool = False
) -> Reading:
    """Read a line for its stance.

    Args:
        line: The line to read.
        other: What it is compared with.
        said: What is known of the line beyond its words.
        speaks: Tells of a name, as printed, whether it is somebody who can say things.
        is_claim: The line is the claim; its "not" counts only where the other line has the very word it denies.
    """
    common = shared(line, other)
    parts = _about(line, common)
    asked = questions(line)
    refuted = refutations(line, parts, common, other)
    denied = negations(line, parts, common, other, strictly=is_claim)
    turns = [turn for turn in refuted.turning or denied.turning if not _lies_in(turn, asked)]
    doubted = [turn for turn in refuted.turning if _lies_in(turn, asked)]  # "real or fake?"
    about = [part for part in asked if part in _about(line, common, bare=0)]
    theirs = frozenset(form for word in other.words for form in forms(word))
    withheld = (" ".join(line.words[turn.start : turn.end + 1]) for turn in denied.withholding)
    judged = verdict(line)
    turning = _distinct((*((" ".join(judged),) if judged else ()), *_printed(line, turns)))
    return Reading(
        turning=turning or (("a denial around it",) if said.denied else ()),
        asking=_distinct(" ".join(line.within(part)) for part in about) or _distinct(_printed(line, doubted)),
        hedging=_distinct(
            (*hedges(line, parts, theirs, common), *withheld, *(() if said.sure else ("a hedge around it",)))
        ),
        reporting=_distinct(
            (*reporters(line, parts, theirs, common, speaks), *(("its source",) if said.sourced else ()))
        ),
        confirming=_distinct((*confirmations(line, parts, theirs, common), *_printed(line, refuted.affirming))),
    )


def _about(line: Line, common: tuple[bool, ...], bare: int = _BARE) -> tuple[Part, ...]:
    """Give the parts that are about the claim: those that share most with it, and bare comments beside them."""
    shares = {part: share(line, common, part) for part in line.parts}
    best = max(shares.values(), default=0.0)
    return tuple(part for part in line.parts if shares[part] >= best / 2 or len(part) <= bare)


def _lies_in(turn: Turn, parts: Collection[Part]) -> bool:
    return any(part.start <= turn.start < part.end for part in parts)


def _printed(line: Line, turns: Iterable[Turn]) -> list[str]:
    return [" ".join(line.words[turn.start : turn.end]) for turn in turns]


def _distinct(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
