"""Runners take turns; a peer that cannot keep up is left out where everybody can see it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kb.bench.race import Race, Runner, for_each, per_second, results_of


def counting(log: list[str], name: str, answers: int | None = None) -> Runner:
    def run() -> int | None:
        log.append(name)
        return answers

    return run


def ticking(*steps: float) -> Callable[[], float]:
    """Give a clock whose runs take the given seconds, one after the other."""
    readings = iter([moment for step in steps for moment in (0.0, step)])
    return lambda: next(readings)


def test_runners_warm_up_once_and_then_take_turns() -> None:
    log: list[str] = []
    race = Race("loading", "a small file", {"ours": counting(log, "ours"), "theirs": counting(log, "theirs")}, "theirs")

    results_of(race, 3, short=0)

    assert log == ["ours", "theirs"] * 4


def test_a_race_of_long_runs_has_no_warm_up_and_few_of_them() -> None:
    log: list[str] = []
    race = Race("memory", "a long text", {"ours": counting(log, "ours")}, at_most=2)

    (many,), (one,) = results_of(race, 7, short=0), results_of(race, 1, short=0)

    assert len(log) == 3
    assert many.timing is not None
    assert one.timing is not None
    assert (len(many.timing.seconds), len(one.timing.seconds)) == (2, 1)


def test_a_short_run_is_repeated_and_its_mean_counts() -> None:
    log: list[str] = []
    readings = iter((0.0, 0.125, 0.25, 5.0, 5.5))
    race = Race("queries", "who said what", {"ours": counting(log, "ours"), "theirs": counting(log, "theirs")})

    ours, theirs = results_of(race, 1, short=0.2, clock=lambda: next(readings))

    assert log == ["ours", "theirs", "ours", "ours", "theirs"]
    assert ours.timing is not None
    assert theirs.timing is not None
    assert (ours.timing.seconds, theirs.timing.seconds) == ((0.125,), (0.5,))


def test_what_needs_something_done_before_each_run_is_not_repeated() -> None:
    log: list[str] = []
    runners = {"ours": counting(log, "ours")}
    race = Race("validation", "a change", runners, before={"ours": lambda: log.append("write")}, at_most=2)

    results_of(race, 2, short=60)

    assert log == ["write", "ours"] * 2


def test_a_ratio_puts_the_median_beside_that_of_the_reference() -> None:
    race = Race("loading", "a small file", {"ours": lambda: None, "theirs": lambda: None}, "theirs")

    ours, theirs = results_of(race, 3, clock=ticking(1.0, 4.0, 2.0, 5.0, 3.0, 60.0))

    assert (ours.ratio, theirs.ratio) == (0.4, None)
    assert ours.timing is not None
    assert ours.timing.seconds == (1.0, 2.0, 3.0)


def test_a_runner_without_a_peer_has_no_ratio() -> None:
    (alone,) = results_of(Race("validation", "everything", {"ours": lambda: None}, note="no peer"), 2)

    assert (alone.ratio, alone.note) == (None, "no peer")


def test_what_a_runner_contains_is_taken_off() -> None:
    runners: dict[str, Runner] = {"parse": lambda: None, "parse and read": lambda: None}
    race = Race("extraction", "by stage", runners, without={"parse and read": "parse"})

    _, read = results_of(race, 2, clock=ticking(1.0, 3.0, 1.0, 4.0))

    assert read.timing is not None
    assert read.timing.seconds == (2.0, 3.0)


def test_a_peer_that_takes_too_long_is_left_out_and_named() -> None:
    race = Race("queries", "who said what", {"ours": lambda: 3, "theirs": lambda: time.sleep(30)}, "theirs")

    ours, theirs = results_of(race, 2, patience=0.05)

    assert ours.timing is not None
    assert (theirs.timing, theirs.note) == (None, "left out: over 0.05 s")
    assert theirs.figures()["median"] is None


def test_a_peer_that_cannot_answer_is_left_out_with_its_reason() -> None:
    def refuse() -> int:
        raise LookupError("no such function")

    ours, theirs = results_of(Race("queries", "who said what", {"ours": lambda: 3, "theirs": refuse}, "theirs"), 2)

    assert ours.timing is not None
    assert theirs.note == "left out: LookupError: no such function"


def test_a_failure_of_ours_is_an_error() -> None:
    def fail() -> int:
        raise LookupError("broken")

    with pytest.raises(LookupError, match="broken"):
        results_of(Race("queries", "who said what", {"ours": fail, "theirs": lambda: 3}, "theirs"), 2)


def test_differing_numbers_of_answers_are_told() -> None:
    race = Race("queries", "who said what", {"ours": lambda: 3, "theirs": lambda: 4}, "theirs")

    assert {result.note for result in results_of(race, 2)} == {"answers differ: ours 3, theirs 4"}


def test_rates_say_what_seconds_come_to() -> None:
    assert per_second(3000, "words")(0.5) == "6,000 words/s"
    assert for_each(4, "article")(2.0) == "0.50 s/article"
