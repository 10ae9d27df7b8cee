"""The cheap baseline that the tagger has to beat: spaCy's own convolutional network, and links to the nearest cue.

    python -m kb.train.baseline --out predictions.jsonl [--epochs N]

Reads ``attribution/train.jsonl`` and ``dev.jsonl`` of the folder that ``KB_EVAL`` names; score the predictions with
``score_attribution.py``. Nothing of it is shipped.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.tokens import Doc
from spacy.training import Example as Pair
from spacy.util import minibatch

from kb.config import Settings
from kb.extract.tagger.decoding import NEVER, TAGS, Words, best_tags, may_follow, spans_of
from kb.train.corpus import Example, examples_in

_BATCH, _DROPPED, _SEED = 16, 0.1, 1
_PART = 40  # sentences of one training text


def main() -> int:
    """Train, and predict the dev part."""
    parser = argparse.ArgumentParser(prog="python -m kb.train.baseline", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="predictions, JSON Lines")
    parser.add_argument("--epochs", type=int, default=8, help="times that the corpus is read")
    given = parser.parse_args()
    folder, model = Path(os.environ["KB_EVAL"]) / "attribution", Settings().model
    spacy.util.fix_random_seed(_SEED)
    nlp = spacy.blank("en")
    tagger: Any = nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": _NETWORK}})
    for tag in TAGS:
        tagger.add_label(tag)
    pairs = [pair for example in examples_in(folder / "train.jsonl", model) for pair in _pairs(nlp, example)]
    nlp.initialize(lambda: pairs[:200])
    chance = random.Random(_SEED)  # noqa: S311 - no secret
    for epoch in range(1, given.epochs + 1):
        chance.shuffle(pairs)
        losses: dict[str, float] = {}
        for batch in minibatch(pairs, size=_BATCH):
            nlp.update(batch, drop=_DROPPED, losses=losses)
        print(f"epoch {epoch}: {losses}", flush=True)
    with given.out.open("w", encoding="utf-8") as out:
        for example in examples_in(folder / "dev.jsonl", model):
            for row in predictions(nlp, example):
                out.write(json.dumps(row) + "\n")
    return 0


_NETWORK = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 96,
    "depth": 8,
    "embed_size": 5000,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
}


def _pairs(nlp: spacy.Language, example: Example) -> Iterator[Pair]:
    """Give an example in parts of some sentences, words as we cut them."""
    bounds = [*example.words.sentences[::_PART], len(example.words)]
    for first, end in pairwise(bounds):
        doc = Doc(nlp.vocab, words=list(example.words.texts[first:end]))
        yield Pair.from_dict(doc, {"tags": [TAGS[tag] for tag in example.tags[first:end]]})


def predictions(nlp: spacy.Language, example: Example) -> Iterator[dict[str, Any]]:
    """Give one row for each cue with its content; sources and contents go to the nearest cue."""
    tagger: Any = nlp.get_pipe("tagger")
    doc = Doc(nlp.vocab, words=list(example.words.texts))
    shares = tagger.model.predict([doc])[0]
    order = [tagger.labels.index(tag) for tag in TAGS]
    transitions = np.array([[0.0 if may_follow(before, after) else NEVER for after in TAGS] for before in TAGS])
    spans = list(spans_of(best_tags(np.log(np.maximum(shares[:, order], 1e-9)), transitions)))
    cues = [span for role, span in spans if role == "cue"]
    held: list[dict[str, list[Words]]] = [{"source": [], "content": []} for _ in cues]
    for role, span in spans:
        if role != "cue" and cues:
            held[_nearest(cues, span)][role].append(span)
    for cue, parts in zip(cues, held, strict=True):
        if parts["content"]:
            found = {"source": parts["source"][:1], "cue": [cue], "content": parts["content"]}
            places = {role: [list(example.words.place(*span)) for span in each] for role, each in found.items()}
            yield {"doc_id": example.name} | places


def _nearest(cues: Sequence[Words], span: Words) -> int:
    return min(range(len(cues)), key=lambda at: max(cues[at][0] - span[1], span[0] - cues[at][1]))


if __name__ == "__main__":
    sys.exit(main())
