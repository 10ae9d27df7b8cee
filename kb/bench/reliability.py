"""Is a confidence of 0.8 right eight times in ten? Predictions with confidences against annotated attributions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Spans = Sequence[Sequence[int]]
BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of about the same confidence.

    Attributes:
        low, high: Bounds of the confidences, low ≤ c < high (the last bin holds 1).
        count: How many predictions there are; at least 1.
        confidence: Their mean confidence.
        right: The share of them that an annotator marked too.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


def judged(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[tuple[float, bool]]:
    """Give each prediction's confidence, and whether an annotated attribution meets it in every part.

    Two attributions meet when source, cue and content each share a character; no source wants no source.

    Args:
        gold: Documents with ``doc_id`` and ``attributions``.
        predicted: Rows of ``kb bench predict attribution``.
    """
    known = {document["doc_id"]: document["attributions"] for document in gold}
    for row in predicted:
        yield row["confidence"], any(_meet(row, one) for one in known.get(row["doc_id"], ()))


def _meet(row: Row, one: Row) -> bool:
    nobody = not row["source"] and not one["source"]
    return (
        (nobody or _share(row["source"], one["source"]))
        and _share(row["cue"], one["cue"])
        and _share(row["content"], one["content"])
    )


def _share(left: Spans, right: Spans) -> bool:
    return any(start < other_end and other_start < end for start, end in left for other_start, other_end in right)


def diagram(judgements: Sequence[tuple[float, bool]], bins: int = BINS) -> tuple[Bin, ...]:
    """Give the bins that hold a prediction, in order: a reliability diagram.

    >>> [(one.low, one.count, one.right) for one in diagram([(0.91, True), (0.95, False), (0.2, False)])]
    [(0.2, 1, 0.0), (0.9, 2, 0.5)]
    """
    bounds = [number / bins for number in range(bins + 1)]
    found: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judgements:
        found.setdefault(bisect_right(bounds, confidence, 1, bins) - 1, []).append((confidence, right))
    return tuple(
        Bin(
            bounds[number],
            bounds[number + 1],
            len(held),
            sum(confidence for confidence, _ in held) / len(held),
            sum(right for _, right in held) / len(held),
        )
        for number, held in sorted(found.items())
    )


def expected_calibration_error(bins: Sequence[Bin]) -> float:
    """Give the mean distance of confidence and share of right ones, weighted by count, in [0, 1].

    Source: Naeini, Cooper, Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning (2015).
    """
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.right) for one in bins) / total if total else 0.0
