"""``make train``: train the tagger from ``KB_EVAL``, export it, fit its confidence, and write its card.

    python -m kb.train --out kb/extract/tagger/weights [--epochs N] [--seed N] [--documents N]

Reads ``attribution/train.jsonl`` and ``dev.jsonl`` of the folder that ``KB_EVAL`` names. About an hour on one core.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import asdict, replace
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from kb.config import Settings
from kb.errors import KBError, UsageError
from kb.train import calibration, encoder, exporting
from kb.train.batches import coded, values_in
from kb.train.corpus import examples_in
from kb.train.learning import Recipe, trained
from kb.train.network import Tagger, load_encoder


def main() -> int:
    """Train; give 0, or 2 with one line on what is missing."""
    parser = argparse.ArgumentParser(prog="python -m kb.train", description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--epochs", type=_count, default=Recipe().epochs, help="times that the corpus is read")
    parser.add_argument("--seed", type=int, default=Recipe().seed, help="of all randomness")
    parser.add_argument("--documents", type=_count, help="use only the first N training documents")
    given = parser.parse_args()
    try:
        run(given.out, replace(Recipe(), epochs=given.epochs, seed=given.seed), given.documents)
    except KBError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _count(text: str) -> int:
    """Read a number above 0."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)


def run(out: Path, recipe: Recipe, documents: int | None) -> None:
    """Train and write the weights after each epoch, so that an interrupted training leaves the last one."""
    corpora = os.environ.get("KB_EVAL")
    if not corpora:
        raise UsageError("KB_EVAL is not set.", hint="Set it to the folder that holds attribution/train.jsonl.")
    model, folder = Settings().model, Path(corpora) / "attribution"
    began = time.monotonic()
    examples = list(islice(examples_in(folder / "train.jsonl", model), documents))
    pieces, vocabulary, weights = encoder.published()
    values = values_in(examples)
    texts = [coded(example, pieces, values) for example in examples]
    print(f"{len(texts)} documents, {sum(len(text.pieces) for text in texts)} words", flush=True)
    tagger = Tagger([len(values[column]) + 1 for column in values])
    load_encoder(tagger, weights)
    card = {
        "version": f"{version('claimgraph')}+{recipe.seed}",
        "values": values,
        "longest": recipe.longest,
        "overlap": recipe.overlap,
        **calibration.IDENTITY.card(),
        "recipe": asdict(recipe),
        "encoder": encoder.SHA256,
    }
    for told, mean in trained(tagger, texts, pieces, recipe):
        spent = time.monotonic() - began
        print(f"{spent:6.0f} s  {told.step}/{told.steps}  tags {told.tags:.4f}  links {told.links:.4f}", flush=True)
        if told.done:
            exporting.write(mean, out, card, vocabulary)
    calibration.write(folder / "dev.jsonl", out)


if __name__ == "__main__":
    sys.exit(main())
