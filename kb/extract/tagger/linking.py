"""Which source speaks through a cue, and which cue brings a content.

Each cue looks for its source, or for none; each content looks for its cue. A score compares what the network made of
the words at both ends of the two spans, and adds what distance and the cues between them say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kb.extract.tagger.decoding import Floats, Words

# Distances, in words, at which a new bucket begins; the sign doubles them.
BUCKETS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)
MOST_BETWEEN = 5  # cues between two spans; more count as this many
WIDTH = 128  # of the space in which spans are compared
FARTHEST = 64  # words between a cue and its source or content; training rarely shows more, so scores mean nothing there
TOGETHER = 256  # spans that choose at once: memory grows with their number times those they choose from

Integers = NDArray[np.int_]


class Links:
    """The trained weights of linking.

    Shapes, with ``h`` the width of the network: ``<role>_cue_weight`` and ``<role>_span_weight`` (128, 2h) with biases
    (128,), ``<role>_distance`` (2 * buckets,), ``<role>_between`` (6,), ``none_weight`` (1, 2h), ``none_bias`` (1,).
    """

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        """Take the weights by name."""
        self._weights = weights

    def sources(self, states: Floats, cues: Sequence[Words], sources: Sequence[Words]) -> list[tuple[int, float]]:
        """Give for each cue the position of its source, -1 for none, and how sure that is.

        Args:
            states: What the network made of each word; shape (words, h).
            cues: The cues, in order.
            sources: The sources to choose from, in order.
        """
        if not sources:
            return [(-1, 1.0)] * len(cues)
        found: list[tuple[int, float]] = []
        for choosing, first, near in _parts(cues, sources):
            none = _ends(states, choosing) @ self._weights["none_weight"].T + self._weights["none_bias"]
            scores = self._scores(states, choosing, near, "source", among=cues)
            for row in _shares(np.concatenate([none, scores], axis=1)):
                best = int(row.argmax())
                found.append((first + best - 1 if best else -1, float(row[best])))
        return found

    def cues(self, states: Floats, cues: Sequence[Words], contents: Sequence[Words]) -> list[tuple[int, float]]:
        """Give for each content the position of its cue, and how sure that is.

        Args:
            states: What the network made of each word; shape (words, h).
            cues: The cues to choose from, in order; at least one.
            contents: The contents, in order.
        """
        found: list[tuple[int, float]] = []
        for choosing, first, near in _parts(contents, cues):
            for row in _shares(self._scores(states, near, choosing, "content", among=near).T):
                best = int(row.argmax())
                found.append((first + best, float(row[best])))
        return found

    def _scores(
        self, states: Floats, cues: Sequence[Words], spans: Sequence[Words], role: str, *, among: Sequence[Words]
    ) -> Floats:
        """Give the score of each link; shape (cues, spans)."""
        weights = self._weights
        left = _ends(states, cues) @ weights[f"{role}_cue_weight"].T + weights[f"{role}_cue_bias"]
        right = _ends(states, spans) @ weights[f"{role}_span_weight"].T + weights[f"{role}_span_bias"]
        buckets, between, gaps = apart(cues, spans, among)
        near = weights[f"{role}_distance"][buckets] + weights[f"{role}_between"][between]
        scores: Floats = left @ right.T / WIDTH**0.5 + near
        far: Floats = np.maximum(gaps - FARTHEST, 0).astype(scores.dtype)
        return scores - far  # too far: the nearest is the least bad


def _parts(
    choosing: Sequence[Words], chosen: Sequence[Words]
) -> Iterator[tuple[Sequence[Words], int, Sequence[Words]]]:
    """Give some spans at a time, and those that are near enough to be chosen, with the position of their first.

    Spans share no word, so any that lies within :data:`FARTHEST` words is among the as many nearest on either side.
    """
    for start in range(0, len(choosing), TOGETHER):
        part = choosing[start : start + TOGETHER]
        first = max(0, bisect_left(chosen, part[0]) - FARTHEST)
        yield part, first, chosen[first : bisect_left(chosen, part[-1]) + FARTHEST]


def _ends(states: Floats, spans: Sequence[Words]) -> Floats:
    """Give the states of the first and the last word of each span, side by side; shape (spans, 2h)."""
    return np.concatenate([states[[first for first, _ in spans]], states[[end - 1 for _, end in spans]]], axis=1)


def apart(
    cues: Sequence[Words], spans: Sequence[Words], among: Sequence[Words] | None = None
) -> tuple[Integers, Integers, Integers]:
    """Tell how far spans are from cues.

    Args:
        cues: Some cues.
        spans: What they may bring.
        among: All cues that may stand between, in any order; those given unless told.

    Returns:
        The bucket of the distance with its sign, how many cues begin between the two, and the distance in words (1 for
        neighbours); all integers of shape (cues, spans).
    """
    cue, span = np.array(cues)[:, None], np.array(spans)[None, :]
    after = span[..., 0] >= cue[..., 1]
    gaps = np.where(after, span[..., 0] - cue[..., 1], cue[..., 0] - span[..., 1]) + 1
    buckets = np.searchsorted(np.array(BUCKETS), gaps) + after * (len(BUCKETS) + 1)
    low, high = np.minimum(cue[..., 1], span[..., 1]), np.maximum(cue[..., 0], span[..., 0])
    starts = np.sort([first for first, _ in (cues if among is None else among)])
    between = np.searchsorted(starts, high) - np.searchsorted(starts, low)
    return buckets, np.clip(between, 0, MOST_BETWEEN), gaps


def _shares(scores: Floats) -> Floats:
    """Give each row's scores as shares of 1 (softmax)."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares
