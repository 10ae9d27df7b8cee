"""Fits the weights of the same-event decision.

    python -m kb.train.same_event --out kb/resolve/same_event/weights.toml

Reads ``clusters/ecbplus_train.jsonl`` of the folder that ``KB_EVAL`` names. A logistic regression on the pairs that
:mod:`kb.resolve.same_event.pairing` gives, by Newton's method, with a quadratic penalty on standardised weights. The
threshold is the best of a few, by the CoNLL F1 that the corpus' own program gives to events of topics that the weights
were not fitted on. A minute on one core; no part of the corpus is written.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kb.bench.event_mentions import Mentions, mentions_in
from kb.config import Settings
from kb.resolve.same_event.decision import Weights, at_odds
from kb.resolve.same_event.events import Weighed, in_stories, weighed
from kb.resolve.same_event.evidence import NAMES
from kb.resolve.same_event.linkage import groups
from kb.resolve.same_event.stories import stories_of

_PENALTY, _STEPS = 3.0, 15
_FOLDS = 4
_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5)

Cluster = tuple[str, str]
"""A topic, and the annotators' name of an event in it."""


@dataclass(frozen=True, slots=True)
class Story:
    """Mentions of one story and their pairs, and for each whether the annotators call it one event."""

    topic: str
    mentions: tuple[str, ...]
    pairs: tuple[Weighed, ...]
    same: tuple[bool, ...]

    def possible(self) -> Iterator[tuple[tuple[float, ...], bool]]:
        """Give the figures of the pairs that weights decide, and the answer."""
        for pair, same in zip(self.pairs, self.same, strict=True):
            if not at_odds(pair.left, pair.right):
                yield pair.figures, same


def main() -> int:
    """Fit, choose the threshold, write."""
    parser = argparse.ArgumentParser(prog="python -m kb.train.same_event", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="file for the weights")
    given = parser.parse_args()
    if not (named := os.environ.get("KB_EVAL")):
        print("KB_EVAL is not set: it names the folder that holds clusters/ecbplus_train.jsonl.", file=sys.stderr)
        return 2
    folder = Path(named)
    corpus = folder / "clusters" / "ecbplus_train.jsonl"
    documents = [json.loads(line) for line in corpus.read_text("utf-8").splitlines()]
    mentions = mentions_in(documents, Settings().model)
    gold = _annotated(documents, mentions.ids)
    stories = stories_in(mentions, gold)
    apart = round(_rate_apart(stories, gold), 3)
    measured = {}
    for least in _THRESHOLDS:
        clusters = held_out(stories, apart, least)
        measured[least] = _score([[clusters[name] for name in names] for names in mentions.ids], corpus, folder)
    best = max(measured, key=lambda least: (measured[least], -least))
    weights = fitted(stories, apart, best)
    given.out.write_text(_as_toml(weights, stories, measured), encoding="utf-8")
    print({least: round(value, 4) for least, value in measured.items()}, f"→ {best}")
    return 0


def stories_in(mentions: Mentions, gold: Mapping[str, Cluster]) -> list[Story]:
    """Sort the mentions of a corpus into stories, with what the annotators say of each pair."""
    stories, found = stories_of(mentions.articles), []
    for members in in_stories(mentions.events, stories):
        pairs = tuple(weighed(members, stories))
        same = tuple(gold[pair.left.id] == gold[pair.right.id] for pair in pairs)
        topic = Counter(gold[one.id][0] for one in members).most_common(1)[0][0]
        found.append(Story(topic, tuple(one.id for one in members), pairs, same))
    return found


def _annotated(documents: Sequence[Mapping[str, Any]], ids: Sequence[Sequence[str]]) -> dict[str, Cluster]:
    return {
        name: (document["topic"], mention["cluster"])
        for document, names in zip(documents, ids, strict=True)
        for mention, name in zip(document["mentions"], names, strict=True)
    }


def fitted(stories: Sequence[Story], apart: float, least: float) -> Weights:
    """Fit a logistic regression."""
    examples = [example for story in stories for example in story.possible()]
    figures, same = (np.array(column, dtype=np.float64) for column in zip(*examples, strict=True))
    mean, spread = figures.mean(axis=0), figures.std(axis=0) + 1e-9
    design = np.hstack([(figures - mean) / spread, np.ones((len(figures), 1))])
    penalty = np.array([_PENALTY] * len(NAMES) + [0.0])
    values = np.zeros(len(NAMES) + 1)
    for _ in range(_STEPS):
        expected = 1 / (1 + np.exp(-design @ values))
        slope = design.T @ (same - expected) - penalty * values
        bend = (design * (expected * (1 - expected))[:, None]).T @ design + np.diag(penalty)
        values += np.linalg.solve(bend, slope)
    plain = values[:-1] / spread
    bias = float(values[-1] - plain @ mean)
    return Weights(tuple(round(float(value), 3) for value in plain), round(bias, 3), apart, least)


def _rate_apart(stories: Sequence[Story], gold: Mapping[str, Cluster]) -> float:
    """Give the share of same events among the pairs of a story that are not weighed."""
    same = everything = 0.0
    for story in stories:
        sizes = Counter(gold[name] for name in story.mentions).values()
        same += sum(size * (size - 1) // 2 for size in sizes) - sum(story.same)
        everything += len(story.mentions) * (len(story.mentions) - 1) // 2 - len(story.pairs)
    return same / everything


def held_out(stories: Sequence[Story], apart: float, least: float) -> dict[str, str]:
    """Give the cluster of each mention, topics grouped by weights that were fitted on others."""
    topics = {topic: number % _FOLDS for number, topic in enumerate(sorted({story.topic for story in stories}))}
    clusters: dict[str, str] = {}
    for fold in range(_FOLDS):
        weights = fitted([story for story in stories if topics[story.topic] != fold], apart, least)
        for story in stories:
            if topics[story.topic] == fold:
                clusters.update(_grouped(story, weights))
    return clusters


def _grouped(story: Story, weights: Weights) -> dict[str, str]:
    likely = {(pair.left.id, pair.right.id): pair.likelihood(weights) for pair in story.pairs}
    found = groups(story.mentions, likely, weights.least, weights.apart)
    return {name: names[0] for names in found for name in names}


def _score(clusters: Sequence[Sequence[str]], corpus: Path, folder: Path) -> float:
    """Give the CoNLL F1 of a cluster for each mention of each document."""
    with tempfile.TemporaryDirectory() as scratch:
        rows, report = Path(scratch) / "rows.jsonl", Path(scratch) / "figures.json"
        with rows.open("w", encoding="utf-8") as out:
            for line, names in zip(corpus.read_text("utf-8").splitlines(), clusters, strict=True):
                document = json.loads(line)
                for mention, name in zip(document["mentions"], names, strict=True):
                    row = {"doc_id": document["doc_id"], "start": mention["start"], "end": mention["end"]}
                    out.write(json.dumps(row | {"cluster": name}) + "\n")
        command = [sys.executable, str(folder / "score_clusters.py"), "--gold", str(corpus), "--pred", str(rows)]
        subprocess.run([*command, "--json", str(report)], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        return float(json.loads(report.read_text("utf-8"))["CoNLL_F1"])


def _as_toml(weights: Weights, stories: Sequence[Story], measured: Mapping[float, float]) -> str:
    pairs = sum(len(story.pairs) for story in stories)
    lines = [
        "# Written by `python -m kb.train.same_event`: do not edit. See docs/decisions/0016-same-event.md.",
        f"# Fitted on ECB+ (Cybulska, Vossen 2014; CC BY 3.0), train part: {pairs:,} pairs in {len(stories)} stories.",
        "# CoNLL F1 by topic, topics held out, for each threshold: "
        + ", ".join(f"{least:.2f}: {value:.3f}" for least, value in measured.items()),
        "",
        f"bias = {weights.bias}",
        f"apart = {weights.apart}",
        f"least = {weights.least}",
        "",
        "[weights]",
        *(f'"{name}" = {value}' for name, value in zip(NAMES, weights.values, strict=True)),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
