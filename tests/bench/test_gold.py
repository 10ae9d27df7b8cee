from __future__ import annotations

import json
from math import nan
from pathlib import Path

import pytest

from kb.bench import gold
from kb.bench.gold import ATTRIBUTION, DEFAULT, Corpus, below, on_annotations, predictions_on, rows_of, scored
from kb.config import Settings

RULES = Settings(extractor="rules")
TABLE = {
    ("digests", "recall"): {"rules": 0.9, "tagger": 0.8},
    ("factuality", "MAE (lower is better)"): {"rules": 0.4},
}
PROGRAM = """
import argparse, json
parser = argparse.ArgumentParser()
for name in ("--gold", "--pred", "--json"):
    parser.add_argument(name, required=True)
parser.add_argument("--trim", action="store_true")
given = parser.parse_args()
lines = {name: open(getattr(given, name), encoding="utf-8").read().splitlines() for name in ("gold", "pred")}
told = {"found": {"share": len(lines["pred"]) / len(lines["gold"])}, "trimmed": given.trim}
json.dump(told, open(given.json, "w", encoding="utf-8"))
print("figures nobody asked for")
"""


def test_a_figure_at_its_floor_has_not_fallen() -> None:
    floors = {
        "digests": {"recall": {"rules": 0.9, "tagger": 0.8}},
        "factuality": {"MAE (lower is better)": {"rules": 0.4}},
    }

    assert below(TABLE, floors) == []


def test_every_figure_below_its_floor_is_named() -> None:
    floors = {"digests": {"recall": {"rules": 0.89, "tagger": 0.81}}}

    assert below(TABLE, floors) == [("digests", "recall", "tagger")]


def test_where_lower_is_better_the_floor_is_a_ceiling() -> None:
    def floors(value: float) -> dict[str, dict[str, dict[str, float]]]:
        return {"factuality": {"MAE (lower is better)": {"rules": value}}}

    assert below(TABLE, floors(0.41)) == []
    assert below(TABLE, floors(0.39)) == [("factuality", "MAE (lower is better)", "rules")]


@pytest.mark.parametrize("figure", ["recall", "MAE (lower is better)"])
def test_what_is_no_number_is_below_any_floor(figure: str) -> None:
    assert below({("digests", figure): {"rules": nan}}, {"digests": {figure: {"rules": 0.0}}}) != []


def test_what_has_no_floor_cannot_fall_and_what_was_not_measured_neither() -> None:
    assert below(TABLE, {}) == []
    assert below(TABLE, {"digests": {"precision": {"rules": 1.0}}, "originals": {"recall": {"rules": 1.0}}}) == []


def test_the_table_has_a_column_for_each_extractor_and_a_dash_for_what_was_not_measured() -> None:
    assert list(rows_of(TABLE, ("rules", "tagger"))) == [
        ("corpus", "figure", "rules", "tagger"),
        ("digests", "recall", "0.900", "0.800"),
        ("factuality", "MAE (lower is better)", "0.400", "–"),
    ]


def test_predictions_are_scored_by_the_corpus_own_program(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text("{}\n{}\n", encoding="utf-8")
    (tmp_path / "part.jsonl").write_text("{}\n", encoding="utf-8")
    figures = {"share": ("found", "share"), "trimmed": ("trimmed",)}
    corpus = Corpus("attribution", "gold.jsonl", "score.py", figures, ("--trim",))

    whole = scored(corpus, tmp_path, [{"doc_id": "a"}])
    part = scored(corpus, tmp_path, [{"doc_id": "a"}], tmp_path / "part.jsonl")

    assert whole == {"share": 0.5, "trimmed": 1.0}
    assert part["share"] == 1.0


def test_a_corpus_is_predicted_with_the_extractor_that_is_chosen(tmp_path: Path) -> None:
    (tmp_path / "attribution").mkdir()
    document = {"doc_id": "a", "text": "Mia Holm said the ferry was late."}
    (tmp_path / ATTRIBUTION.gold).write_text(json.dumps(document) + "\n", encoding="utf-8")

    (row,) = predictions_on(ATTRIBUTION, tmp_path, RULES)

    assert (row["doc_id"], row["cue"], 0 < row["confidence"] <= 1) == ("a", [[9, 13]], True)


def test_annotations_are_compared_with_what_is_attributed(tmp_path: Path) -> None:
    text = "The ferry was late. Mia Holm said the engine broke."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    said = {"doc": "articles/a.txt", "content": [[34, 50]], "speaker": "Mia Holm"}
    missed = {"doc": "articles/a.txt", "content": [[0, 18]], "speaker": None}
    (tmp_path / "statements.jsonl").write_text(json.dumps(said) + "\n" + json.dumps(missed) + "\n", encoding="utf-8")

    found = on_annotations(tmp_path, tmp_path, None, RULES).rates()

    assert found == {"recall": 0.5, "precision": 1.0, "speaker": 1.0}


def test_each_extractor_is_measured_on_each_corpus_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KB_EVAL", raising=False)
    figures = {"rules": 0.7, DEFAULT: 0.8}
    monkeypatch.setattr(gold, "attribution_figures", lambda chosen: {"digests": {"recall": figures[chosen.extractor]}})

    monkeypatch.setattr(gold, "layer_figures", lambda _: {"digests": {"agent linking F1": 0.9}})
    monkeypatch.setattr(gold, "between_figures", lambda _: {"digests": {"same claims F1": 0.8}})
    monkeypatch.setattr(gold, "synthetic_figures", lambda: {"claims recall": 0.6})

    assert gold.measured(("rules", DEFAULT)) == {
        ("digests", "recall"): figures,
        ("digests", "agent linking F1"): {DEFAULT: 0.9},
        ("digests", "same claims F1"): {DEFAULT: 0.8},
        ("synthetic", "claims recall"): {"rules": 0.6},
    }


@pytest.mark.parametrize(("measured", "code"), [(1.0, 0), (0.0, 1)])
def test_a_figure_that_fell_fails_the_run_and_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], measured: float, code: int
) -> None:
    monkeypatch.setattr(gold, "measured", lambda extractors: {("digests", "recall"): {"rules": measured}})

    assert gold.main() == code
    assert ("BELOW" in capsys.readouterr().out) is bool(code)
