"""``kb bench predict``: rows that the scorers read, and lines that cannot be used told by their number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Command

TEXT = (
    "The ferry company will cut its fares, its director Ines Roth said on Monday.\n\n"
    "“We have too many empty seats,” she told reporters.\n\n"
    "The boats are forty years old.\n"
)


def a_file(folder: Path, *lines: Any) -> Path:
    path = folder / "dev.jsonl"
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8")
    return path


def predicted(kb: Command, task: str, path: Path) -> list[dict[str, Any]]:
    done = kb("bench", "predict", task, path, "--out", "out.jsonl")
    assert (done.code, done.out) == (0, "")
    return [json.loads(line) for line in (path.parent / "out.jsonl").read_text("utf-8").splitlines()]


def test_attributions_are_predicted_without_the_narrator(kb: Command, tmp_path: Path) -> None:
    path = a_file(tmp_path, {"doc_id": "ferry", "published": "2022-05-03", "text": TEXT})

    fares, seats = predicted(kb, "attribution", path)

    assert {row["doc_id"] for row in (fares, seats)} == {"ferry"}
    assert [TEXT[start:end] for start, end in fares["content"]] == ["The ferry company will cut its fares"]
    assert [TEXT[start:end] for start, end in seats["content"]] == ["“We have too many empty seats,”"]
    assert [TEXT[start:end] for start, end in seats["cue"]] == ["told"]
    assert (seats["kind"], seats["speaker"]) == ("direct", "Ines Roth")


def test_statements_inside_statements_are_left_out(kb: Command, tmp_path: Path) -> None:
    text = "The coach said that the doctor had told him that the knee would heal.\n"

    (row,) = predicted(kb, "attribution", a_file(tmp_path, {"doc_id": "knee", "text": text}))

    assert [text[start:end] for start, end in row["source"]] == ["The coach"]


@pytest.mark.parametrize("gold", [[], [{"source": [[0, 3]], "cue": [[4, 9]], "content": [[10, 20]]}]])
def test_annotations_of_the_file_are_not_looked_at(kb: Command, tmp_path: Path, gold: list[Any]) -> None:
    path = a_file(tmp_path, {"doc_id": "ferry", "published": "2022-05-03", "text": TEXT, "attributions": gold})

    assert len(predicted(kb, "attribution", path)) == 2


def test_dates_are_resolved_against_the_day_of_creation_and_ranges_are_two_expressions(
    kb: Command, tmp_path: Path
) -> None:
    text = "The council met on Tuesday. From 1994 to 1997 it had met twice a year."
    path = a_file(tmp_path, {"doc_id": "council", "created": "2022-05-05T18:30", "text": text})

    rows = predicted(kb, "dates", path)

    assert [(text[row["start"] : row["end"]], row["type"], row["value"]) for row in rows[:3]] == [
        ("Tuesday", "DATE", "2022-05-03"),
        ("1994", "DATE", "1994"),
        ("1997", "DATE", "1997"),
    ]


def test_a_date_without_a_day_of_creation_stays_open(kb: Command, tmp_path: Path) -> None:
    (row,) = predicted(kb, "dates", a_file(tmp_path, {"doc_id": "council", "text": "The council met on Tuesday."}))

    assert "X" in row["value"]


def test_events_are_graded_by_how_sure_the_sentence_is_of_them(kb: Command, tmp_path: Path) -> None:
    sentence = "The bridge collapsed, but nobody died and the river may rise."
    events = [(word, sentence.index(word)) for word in ("collapsed", "died", "rise")]
    path = a_file(
        tmp_path,
        *[
            {"id": word, "sentence": sentence, "event": {"start": start, "end": start + len(word)}, "score": 0}
            for word, start in events
        ],
    )

    rows = predicted(kb, "factuality", path)

    scores = {row["id"]: row["score"] for row in rows}
    assert list(scores) == ["collapsed", "died", "rise"]
    assert scores["died"] < 0 < scores["rise"] < scores["collapsed"] <= 3


def test_an_event_inside_a_token_stands_for_that_token(kb: Command, tmp_path: Path) -> None:
    sentence = "The storm hit the coast."

    whole, part = predicted(
        kb,
        "factuality",
        a_file(
            tmp_path,
            {"id": 1, "sentence": sentence, "event": {"start": 10, "end": 13}},
            {"id": 2, "sentence": sentence, "event": {"start": 11, "end": 12}},
        ),
    )

    assert whole["score"] == part["score"]


def test_headlines_take_the_side_of_a_claim_or_the_other_or_none_whatever_the_label_says(
    kb: Command, tmp_path: Path
) -> None:
    headlines = {
        "for": "Ferry rams pier in Ulsund",
        "against": "Ferry never hit Ulsund pier, operator says",
        "observing": "Did ferry hit pier in Ulsund?",
    }
    lines = [
        {"id": label, "claim_id": 7, "claim": "A ferry hit the pier in Ulsund", "headline": text, "label": "for"}
        for label, text in headlines.items()
    ]

    rows = predicted(kb, "stance", a_file(tmp_path, *lines))

    assert rows == [{"id": label, "label": label} for label in headlines]


def test_a_known_agency_before_a_colon_is_a_source_and_a_known_place_is_none(kb: Command, tmp_path: Path) -> None:
    claim = "The mill at Larsk will close"
    lines = [
        {"id": name, "claim": claim, "headline": f"{name}: Mill at Larsk to close"} for name in ("Reuters", "Germany")
    ]

    rows = predicted(kb, "stance", a_file(tmp_path, *lines))

    assert {row["id"]: row["label"] for row in rows} == {"Reuters": "observing", "Germany": "for"}


def test_predictions_go_to_stdout_unless_a_file_is_named(kb: Command, tmp_path: Path) -> None:
    path = a_file(tmp_path, {"doc_id": "council", "created": "2022-05-05", "text": "It met on Tuesday."})

    done = kb("bench", "predict", "dates", path)

    assert json.loads(done.out)["value"] == "2022-05-03"
    assert "Predictions: 1, for 1 lines" in done.err


def test_blank_lines_line_separators_inside_texts_and_a_byte_order_mark_do_no_harm(kb: Command, tmp_path: Path) -> None:
    line = json.dumps({"doc_id": "council", "text": "It met\u2028on 5 May 2022."}, ensure_ascii=False)
    path = tmp_path / "dev.jsonl"
    path.write_text(f"\ufeff{line}\n\n{line}\r\n", encoding="utf-8", newline="")

    assert [row["value"] for row in predicted(kb, "dates", path)] == ["2022-05-05"] * 2


@pytest.mark.parametrize("task", ["cluster", "Stance", "Attribution"])
def test_an_unknown_task_is_a_wrong_question(kb: Command, tmp_path: Path, task: str) -> None:
    done = kb("bench", "predict", task, a_file(tmp_path, {}))

    assert done.code == 2
    assert f"no task {task!r}" in done.err
    assert "Fix: Choose one of: attribution, dates, clusters, factuality, stance." in done.err


SOUND = {"doc_id": "a", "text": "It rained on 5 May 2022."}
SENTENCE = {"id": "a", "sentence": "It rained."}


@pytest.mark.parametrize(
    ("task", "lines", "problem"),
    [
        ("dates", [SOUND, "{nonsense"], ":2: this is no JSON"),
        ("dates", [SOUND, "[1]"], ":2: this is no JSON object"),
        ("dates", [SOUND, "[" * 100_000], ":2: this is no JSON"),
        ("dates", [SOUND, {"text": "x"}], ":2: 'doc_id' is missing"),
        ("dates", [SOUND, {"doc_id": "b"}], ":2: 'text' is missing or no text"),
        ("attribution", [SOUND, {"doc_id": "b", "text": 5}], ":2: 'text' is missing or no text"),
        ("attribution", [{**SOUND, "published": "May 5"}], ":1: 'published' is 'May 5', no ISO date"),
        ("dates", [{**SOUND, "created": ["2022"]}], ":1: 'created' is missing or no text"),
        ("dates", [{**SOUND, "text": "half \ud800"}], ":1: 'text' holds half a character (a lone surrogate) at 5"),
        ("factuality", [SENTENCE], ":1: 'event' is missing, or has no start and end"),
        ("factuality", [{**SENTENCE, "event": {"start": 3}}], ":1: 'event' is missing, or has no start and end"),
        ("factuality", [{**SENTENCE, "event": {"start": 3, "end": 99}}], ":1: the event 3:99 names no word"),
        ("factuality", [{**SENTENCE, "event": {"start": 2, "end": 3}}], ":1: the event 2:3 names no word"),
        ("stance", [{"id": 1, "claim": "It rained."}], ":1: 'headline' is missing or no text"),
        ("stance", [{"id": 1, "claim": None, "headline": "Rain"}], ":1: 'claim' is missing or no text"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_nothing_is_written(
    kb: Command, tmp_path: Path, task: str, lines: list[Any], problem: str
) -> None:
    path = a_file(tmp_path, *lines)

    done = kb("bench", "predict", task, path, "--out", "out.jsonl")

    assert done.code == 3
    assert f"{path}{problem}" in done.err
    assert "Fix: " in done.err
    assert [one.name for one in tmp_path.iterdir()] == ["dev.jsonl"]


def test_a_file_that_cannot_be_read_is_told(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes('{"doc_id": "é"}'.encode("latin-1"))

    for name, problem in (("nowhere.jsonl", "cannot be read"), (".", "cannot be read"), ("latin.jsonl", "not UTF-8")):
        done = kb("bench", "predict", "dates", name, "--out", "out.jsonl")

        assert done.code == 3
        assert problem in done.err
        assert not (tmp_path / "out.jsonl").exists()


def test_an_earlier_file_survives_a_run_that_fails(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("earlier\n", encoding="utf-8")

    done = kb("bench", "predict", "dates", a_file(tmp_path, "nonsense"), "--out", "out.jsonl")

    assert done.code == 3
    assert (tmp_path / "out.jsonl").read_text("utf-8") == "earlier\n"
