"""Ways to do one job, timed in turns: whatever else the machine does then falls on all of them alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.bench.timing import Timing, TooSlowError, limited

PATIENCE = 20.0  # seconds that a peer may take for its warm-up before it is left out
SHORT = 0.2  # seconds; a shorter run is done again until that is over, as one hiccup of the machine would decide it
Runner = Callable[[], int | None]
"""Gives how many answers it found (or how many bytes it weighs), or ``None`` where nothing can be compared."""

Rate = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Race:
    """One job and the ways to do it.

    Attributes:
        group: What it belongs to, such as ``queries``.
        job: What is done.
        runners: The ways by name, ours first.
        reference: Name of the runner that the others are put beside; nothing where there is none.
        without: By runner, another one that it contains and whose time is taken off.
        rate: Says what seconds come to, such as words a second.
        note: What the reader should know.
        at_most: Runs of each, without a warm-up, where one takes a minute; 0 for as many as are asked for.
        weighs: The runners give bytes of memory, which differ as they please.
        before: By runner, what is done before each run of it, off the clock; such a run is not repeated within a turn.
    """

    group: str
    job: str
    runners: Mapping[str, Runner]
    reference: str = ""
    without: Mapping[str, str] = field(default_factory=dict)
    rate: Rate | None = None
    note: str = ""
    at_most: int = 0
    weighs: bool = False
    before: Mapping[str, Callable[[], None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """What came out for one runner.

    Attributes:
        timing: ``None`` when it was left out; ``note`` then says why.
        ratio: Times as long as the reference; ``None`` for the reference itself, or without one.
        rate: What the median comes to, or nothing.
        answers: How many it found, or how many bytes it weighs; ``None`` where it does not say.
    """

    group: str
    job: str
    runner: str
    timing: Timing | None
    ratio: float | None
    rate: str
    note: str
    answers: int | None = None

    def figures(self) -> dict[str, Any]:
        """Give it for JSON: times in seconds, null where there are none."""
        timing = self.timing
        return {
            "group": self.group,
            "job": self.job,
            "runner": self.runner,
            "median": timing and timing.median,
            "least": timing and timing.least,
            "most": timing and timing.most,
            "runs": timing.seconds if timing else (),
            "ratio": self.ratio,
            "rate": self.rate,
            "answers": self.answers,
            "note": self.note,
        }

    @classmethod
    def of(cls, figures: Mapping[str, Any]) -> Result:
        """Read it back from what :meth:`figures` gave."""
        kept = {name: figures[name] for name in ("group", "job", "runner", "ratio", "rate", "note", "answers")}
        return cls(timing=Timing(tuple(figures["runs"])) if figures["runs"] else None, **kept)


def per_second(amount: int, unit: str) -> Rate:
    """Give a rate such as ``2,400 words/s``."""
    return lambda seconds: f"{amount / seconds:,.0f} {unit}/s"


def for_each(amount: int, unit: str) -> Rate:
    """Give a rate such as ``0.98 s/article``."""
    return lambda seconds: f"{seconds / amount:.2f} s/{unit}"


def results_of(
    race: Race,
    repetitions: int,
    *,
    patience: float = PATIENCE,
    short: float = SHORT,
    clock: Callable[[], float] = time.perf_counter,
) -> list[Result]:
    """Run a race: one warm-up of each runner, then all of them in turns.

    A peer (the reference) that fails or takes longer than ``patience`` in its warm-up is left out, and its result says
    so; a failure of ours is an error like any other. In a turn, a runner that needs less than ``short`` seconds runs
    again and again until they are over, and the mean counts.
    """
    notes: dict[str, str] = {}
    counts: dict[str, int] = {}
    for name, runner in () if race.at_most else race.runners.items():
        _make_ready(race, name)
        try:
            found = _patiently(runner, patience) if name == race.reference else runner()
        except TooSlowError as error:
            notes[name] = f"left out: {error}"
            continue
        except Exception as error:  # a peer may raise anything over what it cannot do
            if name != race.reference:
                raise
            notes[name] = f"left out: {type(error).__name__}: {error}"
            continue
        if found is not None:
            counts[name] = found
    seconds: dict[str, list[float]] = {name: [] for name in race.runners if name not in notes}
    for _ in range(min(repetitions, race.at_most or repetitions)):
        for name, taken in seconds.items():
            _make_ready(race, name)
            found, needed = _timed(race.runners[name], 0 if race.weighs or name in race.before else short, clock)
            taken.append(needed)
            if found is not None:
                counts[name] = found
    timings = {name: Timing(tuple(taken)) for name, taken in seconds.items()}
    differing = "" if race.weighs else _differing(counts)
    return [
        _result(race, name, timings, counts.get(name), notes.get(name) or differing or race.note)
        for name in race.runners
    ]


def _make_ready(race: Race, name: str) -> None:
    if name in race.before:
        race.before[name]()
    gc.collect()  # nobody pays for another's garbage


def _timed(runner: Runner, least: float, clock: Callable[[], float]) -> tuple[int | None, float]:
    """Give what a runner found and the seconds that a run took, of as many as fill the least time."""
    begin, number = clock(), 0
    while True:
        found, number = runner(), number + 1
        if (elapsed := clock() - begin) >= least:
            return found, elapsed / number


def _patiently(runner: Runner, patience: float) -> int | None:
    with limited(patience):
        return runner()


def _differing(counts: Mapping[str, int]) -> str:
    if len(set(counts.values())) < 2:
        return ""
    return "answers differ: " + ", ".join(f"{name} {count}" for name, count in counts.items())


def _result(race: Race, name: str, timings: Mapping[str, Timing], answers: int | None, note: str) -> Result:
    timing, reference = timings.get(name), timings.get(race.reference)
    if timing and name in race.without:
        timing = timing.without(timings[race.without[name]])
    ratio = timing.beside(reference) if timing and reference and name != race.reference else None
    rate = race.rate(timing.median) if timing and race.rate else ""
    if race.weighs and answers is not None:
        rate = f"{answers / 2**20:,.0f} MiB"
    return Result(race.group, race.job, name, timing, ratio, rate, note, answers)
