"""``kb bench engine``: that everything is measured, how goals are judged, and how it is told; never how long it took."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Command

from kb.bench.engine.asking import MAIN, OF_ALL, OF_ONE
from kb.bench.engine.goals import Found, Goal, Outcome, goals, outcomes
from kb.bench.engine.measuring import GROUPS, EngineMeasurement
from kb.bench.engine.page import page
from kb.bench.engine.scale import FULL, LONG, QUICK
from kb.bench.race import Race, Result, results_of
from kb.bench.speed import Measurement
from kb.bench.timing import Timing
from kb.cli.benching import _ENGINE
from kb.query.stored import catalogue
from kb.resources import resource


def a_result(group: str, job: str, runner: str, seconds: float | None, answers: int | None = None) -> Result:
    timing = None if seconds is None else Timing((seconds,))
    return Result(group, job, runner, timing, None, "", "the same rows", answers)


def a_measurement(*results: Result) -> EngineMeasurement:
    return EngineMeasurement(FULL, Measurement({"cores": "2"}, {"rdflib": "7.6.0"}, 5, results))


def outcome_of(what: str, *results: Result) -> Outcome:
    (found,) = (one for one in outcomes(FULL, results) if one.goal.what == what)
    return found


def test_a_quick_run_measures_every_goal_and_tells_it_as_table_json_and_page(kb: Command, tmp_path: Path) -> None:
    done = kb("bench", "engine", "--quick", "--out", "engine.json", "--page", "engine.md")

    figures = json.loads((tmp_path / "engine.json").read_text("utf-8"))
    told = (tmp_path / "engine.md").read_text("utf-8")
    assert done.code == 0
    assert {one["group"] for one in figures["results"]} == set(GROUPS)
    assert [one["goal"] for one in figures["goals"] if one["figure"] is None] == []
    assert len(figures["goals"]) == len(list(goals(QUICK)))
    assert not [one for one in figures["results"] if "differ" in one["note"] or "other rows" in one["note"]]
    assert {one["job"] for one in figures["results"] if one["group"] == "queries"} == {*MAIN, "coverage"}
    assert all(one["goal"] in told for one in figures["goals"])
    assert "pySHACL" in told
    assert "rdflib" in figures["versions"]


def test_every_query_of_the_contract_is_measured() -> None:
    contract = {
        *("outlets-by-claim", "claims-by-outlet", "claims-by-speaker", "claims-about", "claim-mentions"),
        *("corroboration", "coverage", "single-origin-claims", "discrepancies", "compatible-pairs", "quote-variants"),
        *("wire-copy", "reporting-chain", "provenance", "timeline", "hedge-drift", "unresolved-speakers"),
    }

    assert {*OF_ONE, *OF_ALL} == contract
    assert contract <= catalogue().queries.keys()
    assert set(MAIN) < contract
    assert len(MAIN) == 8


@pytest.mark.parametrize(("seconds", "verdict"), [(0.2, "reached"), (1.0, "reached"), (1.01, "missed")])
def test_a_ratio_is_reached_when_the_peer_takes_at_least_so_many_times_as_long(seconds: float, verdict: str) -> None:
    found = outcome_of(
        "load 100k quads in memory: faster than rdflib",
        a_result("loading", "100k quads", "kb in memory", seconds),
        a_result("loading", "100k quads", "rdflib in memory", 8.0),
    )

    assert found.row()[2:] == ("≥ 8×", verdict)


def test_a_peer_that_was_left_out_leaves_the_goal_unmeasured() -> None:
    found = outcome_of(
        "load 100k quads in memory: faster than rdflib",
        a_result("loading", "100k quads", "kb in memory", 1.0),
        a_result("loading", "100k quads", "rdflib in memory", None),
    )

    assert found.reached is None
    assert found.row()[1:] == ("–", "≥ 8×", "not measured")


def test_the_geometric_mean_is_over_the_main_queries() -> None:
    results = [
        a_result("queries", name, runner, seconds)
        for number, name in enumerate(MAIN)
        for runner, seconds in (("kb in memory", 1.0), ("rdflib in memory", 4.0 if number % 2 else 25.0))
    ]

    mean = outcome_of("main queries, 100k quads, memory: geometric mean", *results)
    least = outcome_of("main queries, 100k quads, memory: each faster", *results)

    assert mean.figure == pytest.approx(10.0)
    assert least.figure == pytest.approx(4.0)
    assert outcome_of("main queries, 100k quads: same rows as rdflib's", *results).reached is True


def test_one_slow_query_misses_the_goal_of_all() -> None:
    jobs = [f"{name}, {whom}" for name in OF_ONE for whom in ("of the most frequent", "of a usual one")]
    results = [a_result("queries, large", job, "kb on disk", 0.03 if "provenance" in job else 0.001) for job in jobs]

    slowest = outcome_of("queries of one claim or speaker, 1M quads, disk: slowest", *results)
    some_missing = outcome_of("queries of one claim or speaker, 1M quads, disk: slowest", *results[1:])

    assert (slowest.figure, slowest.reached) == (0.03, False)
    assert some_missing.reached is None


def test_memory_is_held_against_the_share_of_the_peers() -> None:
    job = "held after loading, 100k quads"

    share = outcome_of(
        "memory for 100k quads: share of rdflib's",
        a_result("memory", job, "kb in memory", 1.0, 60 * 2**20),
        a_result("memory", job, "rdflib in memory", 1.0, 200 * 2**20),
    )

    assert (share.figure, share.reached) == (0.3, True)


def test_what_is_done_before_a_run_is_off_the_clock() -> None:
    ticks = iter(range(100))
    heard: list[str] = []
    race = Race(
        "some", "job", {"kb": lambda: heard.append("run")}, before={"kb": lambda: heard.append("ready")}, at_most=2
    )

    (found,) = results_of(race, 5, clock=lambda: float(next(ticks)))

    assert heard == ["ready", "run"] * 2
    assert found.timing is not None
    assert found.timing.seconds == (1.0, 1.0)


def test_bytes_that_differ_are_told_and_are_no_fault() -> None:
    race = Race("memory", "held", {"kb": lambda: 5 * 2**20, "peer": lambda: 2**30}, "peer", weighs=True)

    ours, theirs = results_of(race, 1)

    assert (ours.rate, theirs.rate) == ("5 MiB", "1,024 MiB")
    assert ours.note == ""


def test_the_page_counts_what_was_missed() -> None:
    slow = a_result("exports", "turtle, 1M quads", "kb", 11.0)
    fast = a_result("exports", "turtle, 1M quads", "kb", 9.0)

    assert "1 missed." in page(a_measurement(slow))
    assert "All reached, of those that were measured." in page(a_measurement(fast))
    assert "| export of 1M quads as turtle | 11 s | ≤ 10 s | missed |" in page(a_measurement(slow))


def test_a_measurement_comes_back_from_its_file() -> None:
    found = a_measurement(
        a_result("exports", "turtle, 1M quads", "kb", 9.0, 7), a_result("exports", "nquads, 1M quads", "kb", None)
    )

    assert EngineMeasurement.of(json.loads(json.dumps(found.figures()))) == found


def test_the_page_in_the_documentation_is_made_of_the_figures_beside_it() -> None:
    figures, told = (resource("docs", "reference", f"benchmarks.{ending}") for ending in ("json", "md"))
    if not figures.exists():
        pytest.skip("nobody has run `make bench` yet")

    found = EngineMeasurement.of(json.loads(figures.read_text("utf-8")))

    assert told.read_text("utf-8") == page(found), "write it anew: python -m kb.bench.engine.page"
    assert found.scale in (FULL, LONG)


def test_a_goal_holds_at_its_bound() -> None:
    assert Outcome(Goal("x", lambda _: 1.0, 1.0), 1.0).reached is True
    assert Outcome(Goal("x", lambda _: 1.0, 1.0, at_least=True), 1.0).reached is True
    assert Found([]).seconds("a", "b", "c") is None


def test_a_long_run_holds_the_cost_among_most_articles_against_its_goal() -> None:
    results = [
        a_result("ingestion", f"{number} articles, models loaded", "kb", seconds)
        for number, seconds in ((100, 10.0), (1_000, 110.0), (10_000, 1_400.0))
    ]

    (long,) = (
        one for one in outcomes(LONG, results) if one.goal.what == "cost of an article among 10000 and among 100"
    )

    assert long.figure == pytest.approx(1.4)
    assert outcome_of("cost of an article among 1000 and among 100", *results).figure == pytest.approx(1.1)


def test_a_run_is_quick_or_long(kb: Command) -> None:
    done = kb("bench", "engine", "--quick", "--long")

    assert done.code == 2
    assert "--quick" in done.err


def test_the_help_names_every_group(kb: Command) -> None:
    told = " ".join(kb("bench", "engine", "--help").out.split())

    assert set(GROUPS) == set(_ENGINE)
    assert all(name in told for name in GROUPS)


def test_an_unknown_group_is_a_wrong_question(kb: Command) -> None:
    done = kb("bench", "engine", "--only", "everything")

    assert done.code == 2
    assert "no group 'everything'" in done.err
