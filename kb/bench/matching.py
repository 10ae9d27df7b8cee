"""Compare found statements with annotated ones: one to one, by the characters of their contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Spans = Sequence[Sequence[int]]


@dataclass(slots=True)
class Score:
    """Counts over documents, and the rates they give.

    Attributes:
        wanted: Annotated statements that have to be found.
        hit: Of these, found.
        found: Statements found, without those that match an optional annotation.
        right: Of these, matching an annotation that has to be found.
        named: Hits with an annotated speaker.
        speakers: Of these, with that speaker.
    """

    wanted: int = 0
    hit: int = 0
    found: int = 0
    right: int = 0
    named: int = 0
    speakers: int = 0
    missed: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[dict[str, Any]] = field(default_factory=list)
    misnamed: list[tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=list)

    def rates(self) -> dict[str, float]:
        """Give recall, precision and speaker accuracy in [0, 1]; 1.0 over nothing."""
        return {
            "recall": _rate(self.hit, self.wanted),
            "precision": _rate(self.right, self.found),
            "speaker": _rate(self.speakers, self.named),
        }


def add_document(score: Score, gold: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> None:
    """Match one document's statements and add to the counts.

    Pairs are taken greedily by the intersection over union of their contents' characters, best
    first, so that one found statement answers for one annotation; an overlap of one character is
    a (bad) match.

    Args:
        score: What to add to.
        gold: Records with ``content``, ``speaker`` and perhaps ``optional``.
        found: Statement records as ``kb extract`` prints them, attributed ones only.
    """
    pairs = sorted(
        (
            (overlap(one["content"], other["content"]), left, right)
            for left, one in enumerate(gold)
            for right, other in enumerate(found)
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for share, left, right in pairs:
        if share > 0 and left not in partner and right not in taken:
            partner[left] = right
            taken.add(right)
    for left, one in enumerate(gold):
        optional = bool(one.get("optional"))
        match = found[partner[left]] if left in partner else None
        score.wanted += not optional
        score.hit += not optional and match is not None
        if match is None:
            score.missed += [] if optional else [one]
            continue
        score.found += not optional
        score.right += not optional
        if not optional and one.get("speaker"):
            name = (match.get("speaker") or {}).get("name")
            score.named += 1
            score.speakers += name == one["speaker"]
            score.misnamed += [] if name == one["speaker"] else [(one, match)]
    extra = [other for right, other in enumerate(found) if right not in taken]
    score.found += len(extra)
    score.wrong += extra


def overlap(left: Spans, right: Spans) -> float:
    """Give the intersection over union of two sets of characters.

    >>> overlap([[0, 4]], [[2, 6]])
    0.3333333333333333
    """
    ours = {position for start, end in left for position in range(start, end)}
    theirs = {position for start, end in right for position in range(start, end)}
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
