"""How fast the stages are on the shipped corpus, beside their peers, in one run.

Figures are reported, never asserted: they belong to a machine. What can be checked is: both sides
of a query have to give as many rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kb.bench.jobs import GROUPS
from kb.bench.machine import machine, versions
from kb.bench.race import Result, results_of
from kb.bench.shipped import ShippedCorpus
from kb.config import Settings
from kb.errors import UsageError

REPETITIONS = 7
QUICK_REPETITIONS = 2
COLUMNS = ("group", "job", "runner", "median", "min–max", "ratio", "rate", "note")
Progress = Callable[[int], Callable[[str], None]]  # as ingestion reports: takes a total, gives what is told of each


@dataclass(frozen=True, slots=True)
class Measurement:
    """Everything measured in one run, and on what."""

    machine: Mapping[str, str]
    versions: Mapping[str, str]
    repetitions: int
    results: tuple[Result, ...]

    def figures(self) -> dict[str, Any]:
        """Give it for JSON; times in seconds."""
        about = {"machine": dict(self.machine), "versions": dict(self.versions), "repetitions": self.repetitions}
        return about | {"results": [result.figures() for result in self.results]}

    def groups(self) -> dict[str, list[Result]]:
        """Give the results by group, in the order of measuring."""
        found: dict[str, list[Result]] = {}
        for result in self.results:
            found.setdefault(result.group, []).append(result)
        return found


def groups_named(only: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Give the groups that were asked for, all where none was.

    Raises:
        UsageError: there is no such group.
    """
    groups = tuple(known)
    names = tuple(only) or groups
    for name in names:
        if name not in groups:
            raise UsageError(f"There is no group {name!r}.", hint=f"Choose among: {'; '.join(groups)}.")
    return names


def measured(
    chosen: Settings, *, progress: Progress, repetitions: int = REPETITIONS, only: Iterable[str] = ()
) -> Measurement:
    """Measure every group, or some.

    Args:
        chosen: Which extractor, model and registry; its store is left alone.
        progress: Where each finished job is reported.
        repetitions: Runs of each runner, after one warm-up.
        only: Names of groups; all by default.

    Raises:
        UsageError: there is no such group.
    """
    names = groups_named(only, GROUPS)
    about, used = machine(), versions(chosen.model)
    with TemporaryDirectory(prefix="kb-bench-") as folder:
        corpus = ShippedCorpus(Path(folder), chosen)
        races = [race for name in GROUPS if name in names for race in GROUPS[name](corpus)]
        done = progress(len(races))
        results: list[Result] = []
        for race in races:
            results += results_of(race, repetitions)
            done(f"{race.group}: {race.job}")
    return Measurement(about, used, repetitions, tuple(results))


def cells(result: Result) -> tuple[str, ...]:
    """Give one result as cells of a table, in the order of ``COLUMNS``."""
    timing = result.timing
    return (
        result.group,
        result.job,
        result.runner,
        duration(timing.median) if timing else "–",
        f"{duration(timing.least)}–{duration(timing.most)}" if timing else "–",
        "" if result.ratio is None else f"{result.ratio:.3g}",
        result.rate,
        result.note,
    )


def duration(seconds: float) -> str:
    """Give seconds with three digits, in the unit that suits them.

    >>> duration(12.345), duration(0.0123456), duration(0.0000321)
    ('12.3 s', '12.3 ms', '32.1 µs')
    """
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{_three_digits(seconds / size)} {unit}"
    return f"{_three_digits(seconds / 1e-6)} µs"


def _three_digits(number: float) -> str:
    return f"{number:.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"
