"""How far an ingestion is: lines for what is stored, and on a terminal the rate and the time left."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kb.cli.output import Messages
from kb.cli.progress import Progress


def ticking(*seconds: float) -> Callable[[], float]:
    moments: Iterator[float] = iter(seconds)
    return lambda: next(moments)


def test_what_is_stored_is_counted_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(Messages(), 2, live=False)

    progress.read(2)
    progress.stored("a.txt: new, 3 statements")
    progress.stored("b.txt: new, 1 statements")
    progress.stored("c.jsonl#9: new, 1 statements")

    assert capsys.readouterr().err.splitlines() == [
        "[1/2] a.txt: new, 3 statements",
        "[2/2] b.txt: new, 1 statements",
        "[3/3] c.jsonl#9: new, 1 statements",
    ]


def test_a_terminal_is_told_the_rate_and_the_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(Messages(), 4000, live=True, clock=ticking(0.0, 20.0))

    progress.read(200)

    assert capsys.readouterr().err.endswith("200 of 4000 read, 0 stored; 10.0 a second, 06:20 left")


def test_the_first_moments_tell_no_rate(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(Messages(), 4000, live=True, clock=ticking(0.0, 0.5))

    progress.read()

    assert capsys.readouterr().err.endswith("1 of 4000 read, 0 stored")


def test_who_asks_for_quiet_is_shown_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(Messages(quiet=True), 4, live=True)

    progress.read()
    progress.stored("a.txt: new, 3 statements")
    progress.end()

    assert capsys.readouterr().err == ""
