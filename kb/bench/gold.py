"""``make gold``: how good our extractors are, on every annotated text at hand, in one table.

Always ``corpus/gold/digests`` and an invented corpus of known truth; ``corpus/gold/originals`` where ``KB_ORIGINALS``
names the folder of the original articles; the attribution, date, factuality, stance and event corpora where ``KB_EVAL``
names theirs, scored by their own programs. No figure may fall below its floor in ``tests/bench/gold.json``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Any

from kb.bench import between
from kb.bench.beneath import layers_on, rates_of
from kb.bench.matching import Score, add_document
from kb.bench.predict import lines_of, task_named
from kb.bench.reliability import diagram, expected_calibration_error, judged
from kb.bench.synthetic import scoring, tally
from kb.config import Settings, settings
from kb.pipeline import reading
from kb.resources import resource

DEFAULT = Settings().extractor
EXTRACTORS = ("rules", "tagger", DEFAULT)
LOWER = "lower is better"
SYNTHETIC = ("rules", "gold", 600)  # extractor, seed and articles of the invented corpus; a story has about five
Table = dict[tuple[str, str], dict[str, float]]  # corpus and figure → extractor → value


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
    """

    task: str
    gold: str
    program: str
    figures: Mapping[str, tuple[str, ...]]
    options: tuple[str, ...] = ()


_FACTUALITY = {"MAE (lower is better)": ("mae",), "Pearson r": ("pearson_r",)}
_CLUSTERS = {"CoNLL F1": ("CoNLL_F1",), "pairwise F1": ("pairwise", "f1")}
ATTRIBUTION = Corpus(
    "attribution",
    "attribution/dev.jsonl",
    "score_attribution.py",
    {
        f"{role} {measure}": (role, measure, "f1")
        for role in ("source", "cue", "content", "AR")
        for measure in ("exact", "overlap")
    },
    ("--trim",),
)
CORPORA = {
    "dates train": Corpus(
        "dates", "dates/train.jsonl", "score_dates.py", {"value F1": ("value_f1",), "relaxed F1": ("relaxed_f1",)}
    ),
    "factuality UW dev": Corpus("factuality", "factuality/uw_dev.jsonl", "score_factuality.py", _FACTUALITY),
    "factuality MEANTIME dev": Corpus(
        "factuality", "factuality/meantime_dev.jsonl", "score_factuality.py", _FACTUALITY
    ),
    "stance Emergent dev": Corpus(
        "stance",
        "stance/emergent_dev.jsonl",
        "score_stance.py",
        {"macro F1": ("macro_f1",), "F1 of against": ("f1_against",), "accuracy": ("accuracy",)},
    ),
    "clusters ECB+ dev": Corpus(
        "clusters", "clusters/ecbplus_dev.jsonl", "score_clusters.py", _CLUSTERS, ("--level", "topic")
    ),
    "clusters NewsWCL50 dev": Corpus(
        "clusters",
        "clusters/newswcl50_dev.jsonl",
        "score_clusters.py",
        _CLUSTERS,
        ("--level", "topic", "--types", "ACTION,EVENT,MISC"),
    ),
}


def predictions_on(corpus: Corpus, folder: Path, chosen: Settings) -> list[dict[str, Any]]:
    """Predict a corpus under ``KB_EVAL``."""
    task = task_named(corpus.task)
    lines = lines_of(folder / corpus.gold, task)
    return [row for _, found in task.predictions(lines, chosen) for row in found]


def scored(corpus: Corpus, folder: Path, rows: list[dict[str, Any]], gold: Path | None = None) -> dict[str, float]:
    """Score predictions with the corpus' own program, and give its figures.

    Args:
        corpus: The corpus.
        folder: Where ``KB_EVAL`` points.
        rows: The predictions.
        gold: A part of the corpus, in place of all of it.
    """
    with tempfile.TemporaryDirectory() as scratch:
        predictions, report = Path(scratch) / "out.jsonl", Path(scratch) / "figures.json"
        predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(folder / corpus.program), "--gold", str(gold or folder / corpus.gold)]
        subprocess.run(  # noqa: S603 - the corpus' own program, named by the user
            [*command, "--pred", str(predictions), *corpus.options, "--json", str(report)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        told = json.loads(report.read_text("utf-8"))
    return {name: float(reduce(lambda part, key: part[key], path, told)) for name, path in corpus.figures.items()}


def _by_doc(rows: Iterator[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["doc"], []).append(row)
    return found


def attribution_figures(chosen: Settings) -> dict[str, dict[str, float]]:
    """Score one extractor on every annotated text at hand."""
    shipped = on_annotations(resource("corpus", "gold", "digests"), resource("corpus", "articles"), None, chosen)
    figures = {"digests": shipped.rates()}
    if originals := os.environ.get("KB_ORIGINALS"):
        folder = Path(originals)
        gold = resource("corpus", "gold", "originals")
        figures["originals"] = on_annotations(gold, folder, folder / "manifest.jsonl", chosen).rates()
    if corpora := os.environ.get("KB_EVAL"):
        folder = Path(corpora)
        rows = predictions_on(ATTRIBUTION, folder, chosen)
        gold_rows = [json.loads(line) for line in (folder / ATTRIBUTION.gold).read_text("utf-8").splitlines()]
        error = expected_calibration_error(diagram(tuple(judged(gold_rows, rows))))
        figures["attribution dev"] = scored(ATTRIBUTION, folder, rows) | {"calibration error (lower is better)": error}
    return figures


def layer_figures(chosen: Settings) -> dict[str, dict[str, float]]:
    """Score what lies beneath statements on the annotated articles at hand."""
    shipped = layers_on(resource("corpus", "gold", "digests"), resource("corpus", "articles"), None, chosen)
    figures = {"digests": rates_of(shipped)}
    if originals := os.environ.get("KB_ORIGINALS"):
        folder = Path(originals)
        gold = resource("corpus", "gold", "originals")
        figures["originals"] = rates_of(layers_on(gold, folder, folder / "manifest.jsonl", chosen))
    return figures


def between_figures(chosen: Settings) -> dict[str, dict[str, float]]:
    """Score what lies between articles (claims, origins, differences) on the annotated articles at hand."""
    return {
        name: between.figures_of(between.between(gold, articles, manifest, chosen))
        for name, gold, articles, manifest in between.corpora()
    }


def synthetic_figures() -> dict[str, float]:
    """Score claims, origins, discrepancies and look-alikes on an invented corpus of known truth."""
    extractor, seed, articles = SYNTHETIC
    return tally.figures(scoring.scored(seed, articles, replace(settings(), extractor=extractor)))


def measured(extractors: Sequence[str]) -> Table:
    """Score every extractor on attributions, and what depends on one little or not on the default one alone."""
    table: Table = {}
    for name in extractors:
        for corpus, rates in attribution_figures(replace(settings(), extractor=name)).items():
            for rate, value in rates.items():
                table.setdefault((corpus, rate), {})[name] = value
    for figures in (layer_figures(settings()), between_figures(settings())):
        for corpus, rates in figures.items():
            table |= {(corpus, rate): {DEFAULT: value} for rate, value in rates.items()}
    table |= {("synthetic", rate): {SYNTHETIC[0]: value} for rate, value in synthetic_figures().items()}
    if corpora := os.environ.get("KB_EVAL"):
        for corpus, one in CORPORA.items():
            for rate, value in scored(one, Path(corpora), predictions_on(one, Path(corpora), settings())).items():
                table[corpus, rate] = {DEFAULT: value}
    return table


def below(table: Table, floors: Mapping[str, Mapping[str, Mapping[str, float]]]) -> list[tuple[str, str, str]]:
    """Give corpus, figure and extractor of every figure that is worse than its floor."""
    return [
        (corpus, rate, name)
        for (corpus, rate), row in table.items()
        for name, value in row.items()
        for floor in (floors.get(corpus, {}).get(rate, {}).get(name),)
        if floor is not None and not (value <= floor if LOWER in rate else value >= floor)  # not a number is worse
    ]


def rows_of(table: Table, extractors: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Give the lines of the table, its head first; a dash where nothing was measured."""
    yield ("corpus", "figure", *extractors)
    for (corpus, rate), row in table.items():
        yield (corpus, rate, *(f"{row[name]:.3f}" if name in row else "–" for name in extractors))


def main() -> int:
    """Print one table; give 1 if a figure fell below its floor."""
    table = measured(EXTRACTORS)
    for corpus, rate, *figures in rows_of(table, EXTRACTORS):
        print(f"{corpus:26} {rate:36}", *(f"{figure:>8}" for figure in figures))
    floors = json.loads(resource("tests", "bench", "gold.json").read_text("utf-8"))
    worse = below(table, floors)
    for corpus, rate, name in worse:
        print(f"BELOW its floor of {floors[corpus][rate][name]}: {corpus}, {rate}, {name}")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
