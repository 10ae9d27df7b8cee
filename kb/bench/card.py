"""``python -m kb.bench.card``: the model card of the shipped tagger, with its figures measured anew.

Reads the weights' own description and ``attribution/dev.jsonl`` of the folder that ``KB_EVAL`` names.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kb.bench.gold import ATTRIBUTION, DEFAULT, EXTRACTORS, predictions_on, scored
from kb.bench.reliability import Bin, diagram, expected_calibration_error, judged
from kb.config import settings
from kb.errors import KBError, UsageError
from kb.extract.tagger.network import Network

Rows = list[dict[str, Any]]
_PEOPLE = {
    "source exact": 0.753, "source overlap": 0.754, "cue exact": 0.681, "cue overlap": 0.683,
    "content exact": 0.656, "content overlap": 0.905, "AR exact": 0.561, "AR overlap": 0.764,
}  # fmt: skip


def page(folder: Path) -> str:
    """Measure, and give the card as Markdown."""
    network = Network()
    gold = [json.loads(line) for line in (folder / ATTRIBUTION.gold).read_text("utf-8").splitlines()]
    predicted = {name: predictions_on(ATTRIBUTION, folder, replace(settings(), extractor=name)) for name in EXTRACTORS}
    figures = {name: scored(ATTRIBUTION, folder, rows) for name, rows in predicted.items()}
    bins = diagram(tuple(judged(gold, predicted[DEFAULT])))
    recipe = network.card["recipe"]
    weights = (network.folder / "tagger.onnx").read_bytes()
    return (
        Path(__file__)
        .with_name("card.md")
        .read_text("utf-8")
        .format(
            default=DEFAULT,
            version=network.version,
            size=sum(path.stat().st_size for path in network.folder.iterdir()) / 1e6,
            digest=hashlib.sha256(weights).hexdigest(),
            recipe=_table(("setting", "value"), sorted((name, str(value)) for name, value in recipe.items())),
            figures=_table(
                ("figure", *EXTRACTORS, "one person against another"),
                (
                    (name, *(f"{figures[each][name]:.3f}" for each in EXTRACTORS), f"{_PEOPLE[name]:.3f}")
                    for name in _PEOPLE
                ),
            ),
            outlets=_table(("outlet", "attributions", *_PEOPLE), by_outlet(folder, gold, predicted[DEFAULT])),
            error=expected_calibration_error(bins),
            count=len(predicted[DEFAULT]),
            reliability=_table(("confidence", "predictions", "mean confidence", "right", ""), map(_bar, bins)),
        )
    )


def by_outlet(folder: Path, gold: Rows, predicted: Rows) -> Iterator[tuple[str, ...]]:
    """Give each outlet's name, its annotated attributions, and its figures."""
    for outlet in sorted({document["publisher"] for document in gold}):
        documents = [document for document in gold if document["publisher"] == outlet]
        names = {document["doc_id"] for document in documents}
        with tempfile.TemporaryDirectory() as scratch:
            part = Path(scratch) / "gold.jsonl"
            part.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
            rows = [row for row in predicted if row["doc_id"] in names]
            figures = scored(ATTRIBUTION, folder, rows, part)
        count = sum(len(document["attributions"]) for document in documents)
        yield (outlet, f"{count:,}", *(f"{figures[name]:.3f}" for name in _PEOPLE))


def _bar(one: Bin) -> tuple[str, ...]:
    """Give a line of the reliability diagram; its bar has a block for every twentieth of right predictions."""
    bounds = f"{one.low:.1f}–{one.high:.1f}"
    return bounds, f"{one.count:,}", f"{one.confidence:.2f}", f"{one.right:.2f}", "█" * round(one.right * 20)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> int:
    """Write the card; give 0, or 2 with one line on what is missing."""
    parser = argparse.ArgumentParser(prog="python -m kb.bench.card", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="Markdown file")
    given = parser.parse_args()
    try:
        corpora = os.environ.get("KB_EVAL")
        if not corpora:
            raise UsageError("KB_EVAL is not set.", hint="Set it to the folder that holds attribution/dev.jsonl.")
        given.out.write_text(page(Path(corpora)), encoding="utf-8")
    except KBError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
