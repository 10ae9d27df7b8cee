"""Medians, ratios, and a limit that stops what does not end."""

from __future__ import annotations

import signal
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bench.speed import duration
from kb.bench.timing import Timing, TooSlowError, limited

SECONDS = st.lists(st.floats(min_value=1e-6, max_value=1e4), min_size=1, max_size=9).map(tuple)


@given(seconds=SECONDS)
def test_the_median_lies_between_the_shortest_and_the_longest_run(seconds: tuple[float, ...]) -> None:
    timing = Timing(seconds)

    assert timing.least <= timing.median <= timing.most
    assert timing.beside(timing) == 1.0


@given(seconds=SECONDS)
def test_taking_off_all_leaves_nothing_and_taking_off_more_never_goes_below_it(seconds: tuple[float, ...]) -> None:
    timing = Timing(seconds)

    assert timing.without(timing).most == 0.0
    assert timing.without(Timing(tuple(2 * one for one in seconds))).least == 0.0


def test_one_interrupted_run_does_not_move_the_median() -> None:
    assert Timing((2.0, 1.0, 600.0)).median == 2.0


def test_a_timing_of_no_run_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one run"):
        Timing(())


def test_a_run_that_does_not_end_is_stopped_and_the_alarm_is_put_back() -> None:
    before = signal.getsignal(signal.SIGALRM)

    with pytest.raises(TooSlowError, match=r"over 0\.05 s"), limited(0.05):
        time.sleep(30)

    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("seconds", "printed"),
    [
        (250.0, "250 s"),
        (1.0, "1.00 s"),
        (0.0999, "99.9 ms"),
        (0.001, "1.00 ms"),
        (0.0000004, "0.40 µs"),
        (0.0, "0.00 µs"),
    ],
)
def test_seconds_are_printed_in_the_unit_that_suits_them(seconds: float, printed: str) -> None:
    assert duration(seconds) == printed
