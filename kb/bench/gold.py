"""``make gold``: how good the default extractor is, on every annotated text at hand.

Always ``corpus/gold/digests``; ``corpus/gold/originals`` where ``KB_ORIGINALS`` names the folder of
the original articles; the attribution and date corpora where ``KB_EVAL`` names theirs, scored by
their own programs. No figure may fall below its floor in ``tests/bench/gold.json``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from kb.bench.matching import Score, add_document
from kb.bench.predict import lines_of, task_named
from kb.config import Settings, settings
from kb.pipeline import reading
from kb.resources import resource

DEV_DOCUMENTS = 20  # of the attribution corpus' development part: a sample for every run; the rest on request


def on_annotations(annotations: Path, articles: Path, manifest: Path | None, chosen: Settings) -> Score:
    """Score attributed statements against ``statements.jsonl``.

    Args:
        annotations: Folder with ``statements.jsonl``.
        articles: Folder with the texts it points into.
        manifest: Their outlets and days.
        chosen: Which extractor, which model.
    """
    gold = _by_doc(json.loads(line) for line in (annotations / "statements.jsonl").read_text("utf-8").splitlines())
    score = Score()
    for doc, wanted in sorted(gold.items()):
        rows = statements_of(articles / Path(doc).name, manifest, chosen)
        add_document(score, wanted, [row for row in rows if row["kind"] != "narrator"])
    return score


def statements_of(path: Path, manifest: Path | None, chosen: Settings) -> list[dict[str, Any]]:
    """Give the statement records of one file."""
    (found,) = (one for one in reading.extraction([str(path)], manifest, chosen) if isinstance(one, reading.Extraction))
    return found.layer("statements")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A public corpus, scored by its own program.

    Attributes:
        task: What is predicted (see :mod:`kb.bench.predict`).
        gold: Its file under ``KB_EVAL``.
        program: Its scorer there.
        options: More arguments of the scorer.
        figures: Where in the scorer's report each figure stands.
        documents: How many lines are used; all when 0.
    """

    task: str
    gold: str
    program: str
    figures: Mapping[str, tuple[str, ...]]
    options: tuple[str, ...] = ()
    documents: int = 0


_FACTUALITY = {"MAE (lower is better)": ("mae",), "Pearson r": ("pearson_r",)}
CORPORA = {
    f"attribution dev, {DEV_DOCUMENTS} documents": Corpus(
        "attribution",
        "attribution/dev.jsonl",
        "score_attribution.py",
        {
            f"{role} {measure}": (role, measure, "f1")
            for role in ("source", "cue", "content", "AR")
            for measure in ("exact", "overlap")
        },
        ("--trim", "--docs", str(DEV_DOCUMENTS)),
        DEV_DOCUMENTS,
    ),
    "dates train": Corpus(
        "dates", "dates/train.jsonl", "score_dates.py", {"value F1": ("value_f1",), "relaxed F1": ("relaxed_f1",)}
    ),
    "factuality UW dev": Corpus("factuality", "factuality/uw_dev.jsonl", "score_factuality.py", _FACTUALITY),
    "factuality MEANTIME dev": Corpus(
        "factuality", "factuality/meantime_dev.jsonl", "score_factuality.py", _FACTUALITY
    ),
}


def on_corpus(corpus: Corpus, folder: Path, chosen: Settings) -> dict[str, float]:
    """Predict, score with the corpus' own program, and give its figures."""
    gold, task = folder / corpus.gold, task_named(corpus.task)
    lines = lines_of(gold, task)[: corpus.documents or None]
    rows = [row for _, found in task.predictions(lines, chosen) for row in found]
    with tempfile.TemporaryDirectory() as scratch:
        predictions, report = Path(scratch) / "out.jsonl", Path(scratch) / "figures.json"
        predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(folder / corpus.program), "--gold", str(gold), "--pred", str(predictions)]
        subprocess.run(  # noqa: S603 - the corpus' own program, named by the user
            [*command, *corpus.options, "--json", str(report)], check=True, stdout=subprocess.DEVNULL
        )
        told = json.loads(report.read_text("utf-8"))
    return {name: float(reduce(lambda part, key: part[key], path, told)) for name, path in corpus.figures.items()}


def _by_doc(rows: Iterator[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["doc"], []).append(row)
    return found


def measured(chosen: Settings) -> dict[str, dict[str, float]]:
    """Score on everything at hand."""
    figures = {
        "digests": on_annotations(
            resource("corpus", "gold", "digests"), resource("corpus", "articles"), None, chosen
        ).rates()
    }
    if originals := os.environ.get("KB_ORIGINALS"):
        folder = Path(originals)
        gold = resource("corpus", "gold", "originals")
        figures["originals"] = on_annotations(gold, folder, folder / "manifest.jsonl", chosen).rates()
    if corpora := os.environ.get("KB_EVAL"):
        figures |= {name: on_corpus(corpus, Path(corpora), chosen) for name, corpus in CORPORA.items()}
    return figures


def main() -> int:
    """Print every figure beside its floor; give 1 if one fell below."""
    floors = json.loads(resource("tests", "bench", "gold.json").read_text("utf-8"))
    failed = 0
    for name, rates in measured(settings()).items():
        for rate, value in rates.items():
            floor = floors.get(name, {}).get(rate)
            worse = floor is not None and (value > floor if "lower" in rate else value < floor)
            failed += worse
            told = "–" if floor is None else f"{floor:.3f}"
            print(f"{name:32} {rate:24} {value:.3f}  floor {told}{'  BELOW' if worse else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
