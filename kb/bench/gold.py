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
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kb.bench.matching import Score, add_document
from kb.bench.predict import attributions_of
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


def on_attribution(corpus: Path, chosen: Settings, documents: int) -> dict[str, float]:
    """Score on the first documents of the attribution corpus with its own program."""
    lines = (corpus / "attribution" / "dev.jsonl").read_text("utf-8").splitlines()[:documents]
    rows = [row for line in lines for row in attributions_of(json.loads(line), chosen)]
    options = ("--trim", "--docs", str(documents))
    report = _scored(corpus, "score_attribution.py", corpus / "attribution" / "dev.jsonl", rows, options)
    return dict(_figures(report))


def _scored(corpus: Path, program: str, gold: Path, rows: Sequence[dict[str, Any]], options: Sequence[str]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        predictions, report = Path(folder) / "out.jsonl", Path(folder) / "figures.json"
        predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(corpus / program), "--gold", str(gold), "--pred", str(predictions), *options]
        subprocess.run([*command, "--json", str(report)], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        return json.loads(report.read_text("utf-8"))


def _figures(report: Any) -> Iterator[tuple[str, float]]:
    """Pick the F1 figures that the literature gives: ``content overlap`` and so on."""
    for role in ("source", "cue", "content", "AR"):
        for measure in ("exact", "overlap"):
            yield f"{role} {measure}", float(report[role][measure]["f1"])


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
    if corpus := os.environ.get("KB_EVAL"):
        figures[f"attribution dev, {DEV_DOCUMENTS} documents"] = on_attribution(Path(corpus), chosen, DEV_DOCUMENTS)
    return figures


def main() -> int:
    """Print every figure beside its floor; give 1 if one fell below."""
    floors = json.loads((resource("tests", "bench", "gold.json")).read_text("utf-8"))
    failed = 0
    for name, rates in measured(settings()).items():
        for rate, value in sorted(rates.items()):
            floor = floors.get(name, {}).get(rate)
            below = floor is not None and round(value, 3) < floor
            failed += below
            told = "–" if floor is None else f"{floor:.3f}"
            print(f"{name:32} {rate:24} {value:.3f}  floor {told}{'  BELOW' if below else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
