from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.bench.annotated import (
    Agreement,
    Row,
    add_layer,
    aligned,
    by_annotation,
    is_open_time,
    same_agent,
    same_event,
    same_quantity,
    same_time,
)
from kb.bench.beneath import LAYERS, layers_on, rates_of
from kb.config import Settings

DAY = {"value": "2031-05-06", "earliest": "2031-05-06", "latest": "2031-05-06"}


def span(start: int, end: int, **more: object) -> dict[str, object]:
    return {"start": start, "end": end, **more}


def same_label(gold: Row, found: Row) -> bool:
    return bool(gold["label"] == found["label"])


def test_an_answer_counts_for_one_annotation_and_the_most_alike_pair_goes_first() -> None:
    gold = [span(0, 10), span(10, 20)]
    found = [span(5, 20), span(0, 9)]

    assert aligned(gold, found) == {0: 1, 1: 0}
    assert aligned([span(0, 10), span(2, 8)], [span(0, 10)]) == {0: 0}


def test_wrong_missing_and_superfluous_answers_all_lower_the_score() -> None:
    gold = [span(0, 4, label="a"), span(10, 14, label="b"), span(20, 24, label="c")]
    found = [span(0, 4, label="a"), span(10, 14, label="x"), span(30, 34, label="d")]
    score = Agreement()

    add_layer(score, gold, found, same_label)

    assert (score.wanted, score.found, score.right) == (3, 3, 1)
    assert score.f1 == pytest.approx(1 / 3)
    assert score.accuracy == pytest.approx(1 / 3)
    assert len(score.faults) == 3


def test_what_matches_an_optional_annotation_counts_for_nobody() -> None:
    gold = [span(0, 4, label="a", optional=True), span(10, 14, label="b", optional=True)]
    score = Agreement()
    found = [span(0, 4, label="x"), span(2, 4, label="y")]

    add_layer(score, gold, found, same_label)

    assert (score.wanted, score.found, score.right, score.faults) == (0, 0, 0, [])
    assert score.f1 == score.accuracy == score.honest == 1.0


def test_an_open_answer_is_honest_and_not_right() -> None:
    score = Agreement()
    gold = [span(0, 4, **DAY), span(10, 14, **DAY)]
    found = [
        span(0, 4, value="XXXX-05-06", earliest=None, latest=None, candidates=[]),
        span(10, 14, value="2031-05-07", earliest="2031-05-07", latest="2031-05-07", candidates=[]),
    ]

    add_layer(score, gold, found, same_time, is_open_time)

    assert (score.accuracy, score.honest) == (0.0, 0.5)


def test_an_agent_is_right_under_any_name_of_either_side() -> None:
    assert same_agent(
        {"agent": "Ministry of Fisheries", "also": ["Fisheries Ministry"]}, {"names": ["The Fisheries Ministry"]}
    )
    assert not same_agent({"agent": "John Smith"}, {"names": ["Jane Smith", "Smith"]})


def test_a_time_is_right_by_its_value_by_another_that_is_as_good_or_by_its_days() -> None:
    gold = {**DAY, "also": ["2031-W19-2"]}

    assert same_time(gold, {"value": "2031-05-06", "earliest": None, "latest": None})
    assert same_time(gold, {"value": "2031-W19-2", "earliest": None, "latest": None})
    assert same_time(gold, {"value": "2031-05-06TEV", "earliest": "2031-05-06", "latest": "2031-05-06"})
    assert not same_time(gold, {"value": "2031-05", "earliest": "2031-05-01", "latest": "2031-05-31"})
    without_days = {"value": "P2D", "earliest": None, "latest": None}
    assert not same_time(without_days, {"value": "P3D", "earliest": None, "latest": None})


def test_a_range_answers_for_each_of_its_days_when_it_runs_from_the_first_to_the_last() -> None:
    gold = [
        span(0, 7, value="2031-05-06", earliest="2031-05-06", latest="2031-05-06"),
        span(12, 21, value="2031-05-07", earliest="2031-05-07", latest="2031-05-07"),
    ]

    def right(latest: str) -> list[bool]:
        answer = span(0, 21, value=f"2031-05-06/{latest}", earliest="2031-05-06", latest=latest)
        return [same_time(one, row) for one, row in zip(gold, by_annotation(gold, [answer]), strict=True)]

    assert right("2031-05-07") == [True, True]
    assert right("2031-05-09") == [False, False]
    assert by_annotation(gold, [span(30, 34)]) == [span(30, 34)]


def test_a_time_belongs_to_the_annotated_word_or_to_none() -> None:
    gold = {"event": [10, 14], "also": [[15, 20]]}

    assert same_event(gold, {"event": [10, 14]})
    assert same_event(gold, {"event": [15, 20]})
    assert not same_event(gold, {"event": [30, 34]})
    assert not same_event(gold, {"event": None})
    assert same_event({}, {"event": None})
    assert not same_event({}, {"event": [10, 14]})


def test_a_number_is_right_with_bounds_unit_and_approximation() -> None:
    gold = {"kind": "cardinal", "low": "40", "high": "", "unit": "ship", "also_unit": ["vessel"], "approximate": True}
    found = {"type": "cardinal", "low": "40", "high": None, "unit": "vessel", "approximate": True}

    assert same_quantity(gold, found)
    assert not same_quantity(gold, {**found, "high": "40"})
    assert not same_quantity(gold, {**found, "unit": "boat"})
    assert not same_quantity(gold, {**found, "type": "measure"})
    assert same_quantity({**gold, "kind": "ordinal", "unit": "visit"}, {**found, "type": "ordinal", "unit": ""})
    assert not same_quantity(gold, {**found, "approximate": False})


def test_names_with_an_annotated_office_are_scored_by_its_words_alone(tmp_path: Path) -> None:
    text = "Mayor Ana Ruiz met Tom Moss, a former spokesman. Ida Lund, the board's chair, left.\n"
    (tmp_path / "town.txt").write_text(text, encoding="utf-8")
    roles = {"Ana Ruiz": "mayor", "Tom Moss": "former spokesperson", "Ida Lund": "treasurer"}
    rows = [
        span(text.index(name), text.index(name) + len(name), doc="town.txt", agent=name, role={"role": role})
        for name, role in roles.items()
    ]
    rows.append(span(text.index("board"), text.index("board") + 5, doc="town.txt", agent="board"))
    (tmp_path / "mentions.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    scores = layers_on(tmp_path, tmp_path, None, Settings(extractor="rules"))

    assert (scores["roles"].wanted, scores["roles"].right) == (3, 2)
    assert rates_of(scores)["roles of names"] == pytest.approx(2 / 3)


def test_a_folder_of_annotations_is_scored_layer_by_layer(tmp_path: Path) -> None:
    text = "Ana Ruiz opened the bridge on May 6, 2031. She had waited for 40 days.\n"
    (tmp_path / "bridge.txt").write_text(text, encoding="utf-8")
    start = text.index("May")
    wanted = span(start, start + 11, doc="bridge.txt", **DAY)
    missed = span(0, 3, doc="bridge.txt", value="2030", earliest="2030-01-01", latest="2030-12-31")
    (tmp_path / "times.jsonl").write_text(f"{json.dumps(wanted)}\n{json.dumps(missed)}\n", encoding="utf-8")

    scores = layers_on(tmp_path, tmp_path, None, Settings(extractor="rules"))

    assert set(scores) == {"times"}
    assert rates_of(scores) == {"times right": 0.5, "times right or open": 0.5}
    assert {figure for layer in LAYERS.values() for figure in layer.figures} >= set(rates_of(scores))
