"""All races of the engine, one group after the other, and what became of the goals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from kb.bench.engine.asking import LARGE, QUERIES, large_queries, queries
from kb.bench.engine.checking import TOUCHED, VALIDATION, one_more, validation
from kb.bench.engine.goals import Outcome, outcomes
from kb.bench.engine.prepared import Bench
from kb.bench.engine.scale import Scale
from kb.bench.engine.storing import LOADING, MEMORY, loading, memory
from kb.bench.engine.working import EXPORTS, INGESTION, STARTING, exports, ingestion, starting
from kb.bench.machine import machine, versions
from kb.bench.race import Race, Result, results_of
from kb.bench.speed import Measurement, duration, groups_named
from kb.config import Settings

GROUPS: Mapping[str, Callable[[Bench], Iterator[Race]]] = MappingProxyType(
    {
        STARTING: starting,
        LOADING: loading,
        MEMORY: memory,
        QUERIES: queries,
        VALIDATION: validation,
        TOUCHED: one_more,
        LARGE: large_queries,
        EXPORTS: exports,
        INGESTION: ingestion,
    }
)
"""In the order of measuring: what fills the memory of this process comes after what it would disturb."""


@dataclass(frozen=True, slots=True)
class EngineMeasurement:
    """Everything measured in one run, with the goals.

    Attributes:
        measurement: The results, and on what they were measured.
    """

    scale: Scale
    measurement: Measurement

    @property
    def outcomes(self) -> list[Outcome]:
        """All goals, each with its figure."""
        return outcomes(self.scale, self.measurement.results)

    def figures(self) -> dict[str, Any]:
        """Give it for JSON; times in seconds, memory in bytes."""
        goals = [one.figures() for one in self.outcomes]
        return {"scale": asdict(self.scale)} | self.measurement.figures() | {"goals": goals}

    @classmethod
    def of(cls, figures: Mapping[str, Any]) -> EngineMeasurement:
        """Read it back from what :meth:`figures` gave."""
        results = tuple(Result.of(one) for one in figures["results"])
        measurement = Measurement(figures["machine"], figures["versions"], figures["repetitions"], results)
        return cls(Scale(**figures["scale"]), measurement)


def measured(
    chosen: Settings,
    scale: Scale,
    *,
    progress: Callable[[str], None],
    only: Iterable[str] = (),
) -> EngineMeasurement:
    """Measure every group, or some.

    Args:
        chosen: Which extractor and model; its store is left alone.
        scale: How large everything is.
        progress: Told of each finished job.
        only: Names of groups; all by default.

    Raises:
        UsageError: there is no such group.
    """
    names = groups_named(only, GROUPS)
    about, used = machine(), versions(chosen.model)
    results: list[Result] = []
    with TemporaryDirectory(prefix="kb-bench-") as folder:
        bench = Bench(Path(folder), scale, chosen)
        for name in (one for one in GROUPS if one in names):
            for race in GROUPS[name](bench):
                found = results_of(race, scale.repetitions)
                results += found
                progress(f"{race.group}: {race.job}: {', '.join(map(_brief, found))}")
    return EngineMeasurement(scale, Measurement(about, used, scale.repetitions, tuple(results)))


def _brief(result: Result) -> str:
    took = duration(result.timing.median) if result.timing else result.note
    return f"{result.runner} {took}"
