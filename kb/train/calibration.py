"""How sure is sure: fit the map from a tagger's certainty to the share of attributions that readers mark too."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.config import Settings
from kb.extract.attributions import attributions_in
from kb.extract.blending import Places
from kb.extract.tagger.network import Network
from kb.extract.tagger.reading import Linked, calibrated, linked
from kb.train.corpus import Example, Gold, parsed_examples_in

Line = tuple[float, float]
_STEPS = 60
_DAMPING = 1e-6
_EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class Lines:
    """Slopes and offsets of :func:`kb.extract.tagger.reading.calibrated`.

    Attributes:
        tagger: For the certainty of what the tagger finds.
        agreed: For the confidence that this gives, where the rules heard the cue too.
        alone: The same where they did not.
    """

    tagger: Line
    agreed: Line
    alone: Line

    def card(self) -> dict[str, Any]:
        """Give them as ``tagger.json`` has them."""
        return {"calibration": self.tagger, "with_rules": {"agreed": self.agreed, "alone": self.alone}}


IDENTITY = Lines((1.0, 0.0), (1.0, 0.0), (1.0, 0.0))


def write(path: Path, folder: Path) -> None:
    """Fit a tagger's confidences on a corpus it was not trained on, and put the lines into its ``tagger.json``.

    Args:
        path: The corpus.
        folder: The tagger.
    """
    card = folder / "tagger.json"
    told = json.loads(card.read_text("utf-8")) | fitted(path, folder).card()
    card.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def fitted(path: Path, folder: Path) -> Lines:
    """Fit the lines; arguments as for :func:`write`."""
    network = Network(folder)
    judged: list[tuple[float, bool]] = []
    heard: list[bool] = []
    for example, paragraphs in parsed_examples_in(path, Settings().model):
        cues = Places(cue for _, found in attributions_in(paragraphs) for each in found for cue in each.cue)
        for found, right in judged_in(example, network):
            judged.append((found.certainty, right))
            heard.append(cues.touch([example.words.place(*found.cue)]))
    tagger = logistic(judged)
    sure = [(calibrated(certainty, *tagger), right) for certainty, right in judged]
    agreed = logistic([each for each, both in zip(sure, heard, strict=True) if both])
    return Lines(tagger, agreed, logistic([each for each, both in zip(sure, heard, strict=True) if not both]))


def judged_in(example: Example, network: Network) -> Iterator[tuple[Linked, bool]]:
    """Give each attribution found, and whether an annotated one meets it in all its parts."""
    for found in linked(network.read(example.words), network):
        yield found, any(_meet(found, gold) for gold in example.gold)


def _meet(found: Linked, gold: Gold) -> bool:
    """Tell whether two attributions share a word in each part; a missing source wants a missing source."""
    source = _share([found.source], gold.source) if found.source else not gold.source
    return source and _share([found.cue], gold.cue) and _share(found.contents, gold.content)


def _share(found: Sequence[tuple[int, int]], gold: Sequence[tuple[int, int]]) -> bool:
    return any(left < end and first < right for left, right in found for first, end in gold)


def logistic(judged: Sequence[tuple[float, bool]]) -> Line:
    """Fit ``P(right) = 1 / (1 + exp(-(slope * log-odds + offset)))`` by Newton's method, damped where it overshoots.

    Source: Platt (1999), with his smoothed targets, so that a clean sample gives no infinite slope.
    """
    held = [min(max(one, _EDGE), 1 - _EDGE) for one, _ in judged]
    odds = [math.log(one / (1 - one)) for one in held]
    good = sum(right for _, right in judged)
    high, low = (good + 1) / (good + 2), 1 / (len(judged) - good + 2)
    targets = [high if hit else low for _, hit in judged]
    slope, offset, damping = 1.0, 0.0, _DAMPING
    loss = _loss(odds, targets, slope, offset)
    for _ in range(_STEPS):
        step = _step(odds, targets, slope, offset, damping)
        less = _loss(odds, targets, slope - step[0], offset - step[1])
        if less < loss:
            slope, offset, loss = slope - step[0], offset - step[1], less
            damping = max(damping / 10, _DAMPING)
        else:
            damping *= 10
    return round(slope, 6), round(offset, 6)


def _loss(odds: Sequence[float], targets: Sequence[float], slope: float, offset: float) -> float:
    """Give the cross-entropy of targets and fit."""
    at = [slope * x + offset for x in odds]
    return sum(max(z, 0.0) + math.log1p(math.exp(-abs(z))) - target * z for z, target in zip(at, targets, strict=True))


def _step(
    odds: Sequence[float], targets: Sequence[float], slope: float, offset: float, damping: float
) -> tuple[float, float]:
    """Give what Newton's method takes off slope and offset."""
    g0 = g1 = h01 = 0.0
    h00 = h11 = damping
    for x, target in zip(odds, targets, strict=True):
        p = 0.5 + math.tanh((slope * x + offset) / 2) / 2
        miss, spread = p - target, p * (1 - p)
        g0, g1 = g0 + miss * x, g1 + miss
        h00, h01, h11 = h00 + spread * x * x, h01 + spread * x, h11 + spread
    determinant = h00 * h11 - h01 * h01
    return (h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant
