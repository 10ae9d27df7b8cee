"""What the project set out to show, on the articles it began from; run where KB_ORIGINALS names their folder."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from commands import Command

from kb.bench.beneath import layers_on, rates_of
from kb.bench.gold import below, on_annotations
from kb.config import Settings
from kb.resources import resource

FOLDER = Path(os.environ.get("KB_ORIGINALS") or "absent").resolve()
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="KB_ORIGINALS names no folder with the originals")
DIPLOMAT, GLOBAL_TIMES, NEWSWEEK, JULY, JUNE = (
    "000_fe649d6a823c9d13.txt",
    "001_f51309a9f1aa7577.txt",
    "002_3fc9cd9773648587.txt",
    "003_dd43323076aa0d6d.txt",
    "004_30079ce1b92ad5ae.txt",
)
Row = dict[str, Any]


@pytest.fixture
def ask(kb: Command, store: Path):  # type: ignore[no-untyped-def]
    def asked(query: str, *parameters: str) -> list[Row]:
        options = [word for one in parameters for word in ("--param", one)]
        done = kb("query", "run", query, *options, "--store", store, "--format", "jsonl")
        assert done.code == 0, done.err
        return [json.loads(line) for line in done.out.splitlines()]

    return asked


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from conftest import Silent

    from kb.pipeline.ingesting import ingest

    folder = tmp_path_factory.mktemp("originals") / "kb.store"
    ingest([str(FOLDER)], None, Settings(store=str(folder)), Silent())
    return folder


def test_nine_of_ten_statements_are_found_with_the_right_speaker() -> None:
    floors = json.loads(resource("tests", "bench", "gold.json").read_text("utf-8"))

    found = on_annotations(resource("corpus", "gold", "originals"), FOLDER, FOLDER / "manifest.jsonl", Settings())

    chosen = Settings().extractor
    table = {("originals", figure): {chosen: value} for figure, value in found.rates().items()}
    assert below(table, floors) == []


def test_who_when_and_how_many_are_read_as_well_as_ever() -> None:
    floors = json.loads(resource("tests", "bench", "gold.json").read_text("utf-8"))

    scores = layers_on(resource("corpus", "gold", "originals"), FOLDER, FOLDER / "manifest.jsonl", Settings())

    chosen = Settings().extractor
    table = {("originals", figure): {chosen: value} for figure, value in rates_of(scores).items()}
    assert len(table) >= 5
    assert below(table, floors) == []


def test_the_cut_off_of_august_has_two_years_and_last_august_stands_with_2022(ask: Any) -> None:
    rows = [row for row in ask("discrepancies") if row["kind"] == "date"]

    assert {(row["value"], row["doc"], row["quote"]) for row in rows} == {
        ("2021-08", JUNE, "August 2021"),
        ("2022-08", JULY, "last August"),
        ("2022-08", GLOBAL_TIMES, "August 2022"),
    }
    assert len({row["discrepancy"] for row in rows}) == 1


def test_the_misprinted_verb_of_a_quotation_is_shown_in_both_forms(ask: Any) -> None:
    rows = [row for row in ask("discrepancies") if row["kind"] == "quotation"]

    assert {(row["doc"], row["quote"]) for row in rows} == {(DIPLOMAT, "brook"), (NEWSWEEK, "broke")}


def test_nothing_else_is_called_a_contradiction(ask: Any) -> None:
    rows = ask("discrepancies")

    found = {row["discrepancy"]: row["kind"] for row in rows}
    assert sorted(found.values()) == ["date", "missing-credit", "quotation", "refutation", "scope", "supersession"]


def test_what_one_article_may_happen_and_then_does_not_is_superseded(ask: Any) -> None:
    rows = [row for row in ask("discrepancies") if row["kind"] == "supersession"]

    assert {row["severity"] for row in rows} == {"info"}
    assert len({row["doc"] for row in rows}) == 1


def test_talks_refute_that_all_dialogue_was_cut_off_before(ask: Any) -> None:
    rows = [row for row in ask("discrepancies") if row["kind"] == "refutation"]

    assert {row["severity"] for row in rows} == {"warning"}
    assert {(row["doc"], row["value"]) for row in rows} == {
        (JUNE, "2021-08"),
        (DIPLOMAT, "2021-09-28/2021-09-29"),
        (NEWSWEEK, "2021-09-28/2021-09-29"),
    }


def test_all_dialogue_and_regular_contact_are_of_other_reach(ask: Any) -> None:
    rows = [row for row in ask("discrepancies") if row["kind"] == "scope"]

    assert {row["doc"] for row in rows} == {JUNE, JULY}
    assert {row["severity"] for row in rows} == {"info"}


def test_the_calls_with_and_without_years_are_compatible(ask: Any) -> None:
    rows = [row for row in ask("compatible-pairs") if row["reason"] == "year-missing"]

    assert {row["doc"] for row in rows} == {DIPLOMAT, NEWSWEEK}
    assert any("October 30" in row["quote"] and "January 8" in row["quote"] for row in rows)


def test_two_outlets_with_the_talks_are_one_origin(ask: Any) -> None:
    rows = [row for row in ask("corroboration") if "Tuesday and Wednesday" in row["text"]]

    shared = [row for row in rows if row["outlets"] == 2]
    assert {(row["origins"], row["origin_names"]) for row in shared} == {(1, "Associated Press")}


def test_one_copy_has_no_credit_and_the_other_has_one(ask: Any) -> None:
    rows = [row for row in ask("wire-copy") if {row["doc_a"], row["doc_b"]} == {DIPLOMAT, NEWSWEEK}]

    assert rows
    for row in rows:
        credited = {row["doc_a"]: row["credited_a"], row["doc_b"]: row["credited_b"]}
        assert credited == {DIPLOMAT: False, NEWSWEEK: True}
        assert row["origin"] == "Associated Press"


def test_the_embassys_statement_came_through_an_agency(ask: Any) -> None:
    urged = [row for row in ask("claim-mentions") if row["doc"] == JULY and "halfway" in row["quote"]]
    innermost = max(urged, key=lambda row: row["start"])

    chain = sorted(ask("reporting-chain", f"claim={innermost['claim']}"), key=lambda row: row["position"])

    assert [(row["role"], row["name"]) for row in chain] == [
        ("outlet", "The Washington Times"),
        ("agency", "Reuters"),
        ("spokesperson", "Chinese Embassy in Washington"),
        ("principal", "Xie Feng"),
    ]
    assert [row["quote"] for row in chain[1:]] == ["Reuters", "the Chinese Embassy in Washington", "Mr. Xie"]


def test_the_graph_conforms_and_ingesting_again_changes_nothing(kb: Command, store: Path) -> None:
    before = kb("export", "--format", "nquads", "--store", store).out

    again = kb("ingest", FOLDER, "--store", store, "--format", "json")

    assert json.loads(again.out)[0]["unchanged"] == 5
    assert kb("export", "--format", "nquads", "--store", store).out == before
    assert kb("validate", "--store", store).code == 0


def test_every_span_reslices_and_nothing_comes_from_furniture(kb: Command) -> None:
    done = kb("extract", FOLDER, "--format", "jsonl", "--quiet")

    for row in map(json.loads, done.out.splitlines()):
        body = (FOLDER / row["doc"]).read_bytes().decode("utf-8")
        for start, end in (*row["source"], *row["cue"], *row["content"]):
            assert body[start:end].strip() == body[start:end] != ""
        for time in row["times"]:
            assert body[time["start"] : time["end"]] == time["text"]
        words = " ".join(body[start:end] for start, end in row["content"])
        assert not any(
            mark in words for mark in ("SEE ALSO", "comment policy", "can be reached at", "AP Photo", "Credit:")
        )
