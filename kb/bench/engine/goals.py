"""What the engine is to reach, and whether it did: every goal beside its figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import prod
from typing import Any

from kb.bench.engine.asking import COPY, LARGE, MAIN, MOST, OF_ALL, OF_ONE, QUERIES, SAME, USUAL
from kb.bench.engine.checking import ALL, CORE, ONE_MORE, PYSHACL, TOUCHED, VALIDATION
from kb.bench.engine.scale import Scale
from kb.bench.engine.storing import DISK, HELD, KB, LOADING, MEMORY, RDFLIB
from kb.bench.engine.working import ASK, EXPORTS, HELP, INGESTION, MODEL, OURS, PEAK, STARTING, TWO
from kb.bench.race import Result

Figure = Callable[["Found"], float | None]
_GIBIBYTE = 2.0**30


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure, and what it should be.

    Attributes:
        what: What is meant.
        figure: Computes it; ``None`` where something is missing.
        bound: What it is held against; ``at_least``: it may not be less, else not more.
        unit: Comes after the figure: ``×``, `` s``.
    """

    what: str
    figure: Figure
    bound: float
    at_least: bool = False
    unit: str = " s"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A goal with what was measured.

    Attributes:
        figure: ``None`` where it was not measured.
    """

    goal: Goal
    figure: float | None

    @property
    def reached(self) -> bool | None:
        """Tell whether the goal is reached; ``None`` where it was not measured."""
        if self.figure is None:
            return None
        return self.figure >= self.goal.bound if self.goal.at_least else self.figure <= self.goal.bound

    def row(self) -> tuple[str, str, str, str]:
        """Give goal, figure, target and verdict as they are printed."""
        goal = self.goal
        verdict = {True: "reached", False: "missed", None: "not measured"}[self.reached]
        figure = "–" if self.figure is None else f"{self.figure:.3g}{goal.unit}"
        return goal.what, figure, f"{'≥' if goal.at_least else '≤'} {goal.bound:g}{goal.unit}", verdict

    def figures(self) -> dict[str, Any]:
        """Give it for JSON."""
        goal = self.goal
        bound = {"at least" if goal.at_least else "at most": goal.bound}
        return {"goal": goal.what, "figure": self.figure, **bound, "reached": self.reached}


class Found:
    """Results by group, job and runner."""

    def __init__(self, results: Iterable[Result]) -> None:
        """Index them."""
        self._results = {(one.group, one.job, one.runner): one for one in results}

    def result(self, group: str, job: str, runner: str) -> Result | None:
        """Give one result, if it was measured."""
        return self._results.get((group, job, runner))

    def seconds(self, group: str, job: str, runner: str) -> float | None:
        """Give a median."""
        found = self.result(group, job, runner)
        return found.timing.median if found and found.timing else None

    def answers(self, group: str, job: str, runner: str) -> float | None:
        """Give how many answers were found, or bytes weighed."""
        found = self.result(group, job, runner)
        return found.answers if found else None


def outcomes(scale: Scale, results: Iterable[Result]) -> list[Outcome]:
    """Hold all goals against what was measured."""
    found = Found(results)
    return [Outcome(goal, goal.figure(found)) for goal in goals(scale)]


def goals(scale: Scale) -> Iterator[Goal]:
    """Give the goals, of a run of a size; they are set for the full one."""
    small, medium, large = (scale.quads(number) for number in (scale.small, scale.medium, scale.large))
    yield _faster(f"load {medium} in memory: faster than rdflib", LOADING, medium, KB, RDFLIB, 8)
    yield _faster(f"load {medium} on disk: faster than rdflib", LOADING, medium, DISK, RDFLIB, 3)
    yield Goal(f"main queries, {medium}: same rows as rdflib's", _agreeing, len(MAIN), at_least=True, unit="")
    yield Goal(f"main queries, {medium}, memory: each faster", _least_of(KB), 8, True, "×")
    yield Goal(f"main queries, {medium}, memory: geometric mean", _mean_of(KB), 15, True, "×")
    yield Goal(f"main queries, {medium}, disk: each faster", _least_of(DISK), 4, True, "×")
    weight = f"{HELD}, {medium}"
    yield Goal(f"memory for {medium}: share of rdflib's", _share(MEMORY, weight, KB, weight, RDFLIB), 1 / 3, unit="")
    ones = [f"{name}, {whom}" for name in OF_ONE for whom in (MOST, USUAL)]
    yield Goal(f"queries of one claim or speaker, {large}, disk: slowest", _slowest(ones, DISK), 0.02)
    yield Goal(f"queries of everything, {large}, disk: slowest", _slowest(OF_ALL, DISK), 2.5)
    yield Goal(f"queries of everything, {large}, copy in memory: slowest", _slowest(OF_ALL, COPY), 0.5)
    yield from _of_validation(small, medium, large)
    for form, seconds in (("turtle", 10), ("nquads", 4)):
        yield _within(f"export of {large} as {form}", EXPORTS, f"{form}, {large}", OURS, seconds)
    peak = (EXPORTS, f"turtle, {large}, {PEAK}", OURS)
    yield Goal(
        f"export of {large} as turtle: most memory",
        lambda found: _over(found.answers(*peak), _GIBIBYTE),
        1,
        unit=" GiB",
    )
    yield from _of_work(scale)


def _of_validation(small: str, medium: str, large: str) -> Iterator[Goal]:
    what = f"core shapes, {medium}: faster than pySHACL"
    yield _faster(what, VALIDATION, f"{CORE}, {medium}", KB, PYSHACL, 10)
    what = f"all shapes, {small}: faster than pySHACL"
    yield _faster(what, VALIDATION, f"{ALL}, {small}", KB, PYSHACL, 100)
    yield _within(f"all shapes, {large}, disk", VALIDATION, f"{ALL}, {large}", DISK, 25)
    yield _within(f"{ONE_MORE}, {large}, disk", TOUCHED, f"{ONE_MORE}, {large}", DISK, 0.2)

    def growth(found: Found) -> float | None:
        sizes = (found.seconds(TOUCHED, f"{ONE_MORE}, {size}", DISK) for size in (large, small))
        return _over(*sizes)

    yield Goal(f"{ONE_MORE}: {large} beside {small}", growth, 1.5, unit="×")


def _of_work(scale: Scale) -> Iterator[Goal]:
    whole, loaded = f"{scale.many} articles, whole processes", f"{scale.many} articles, models loaded"
    fewer = f"{scale.few} articles, models loaded"
    what = f"ingestion of {scale.many} articles: two readers, faster"
    yield _faster(what, INGESTION, whole, TWO, OURS, 1.8)

    def beside_the_model(found: Found) -> float | None:
        total, model = (found.seconds(INGESTION, loaded, runner) for runner in (OURS, MODEL))
        return None if total is None or model is None else max(0.0, 1 - model / total)

    yield Goal("ingestion: share of all but parse and tagger", beside_the_model, 0.3, unit="")

    most = scale.most or scale.many

    def growth(found: Found) -> float | None:
        one, among = (found.seconds(INGESTION, job, OURS) for job in (fewer, f"{most} articles, models loaded"))
        return None if one is None or among is None else (among / most) / (one / scale.few)

    yield Goal(f"cost of an article among {most} and among {scale.few}", growth, 1.5, unit="×")
    yield _within("start of `kb query run` on a store", STARTING, "whole processes", ASK, 0.5)
    yield _within("start of `kb --help`", STARTING, "whole processes", HELP, 0.3)


def _within(what: str, group: str, job: str, runner: str, seconds: float) -> Goal:
    return Goal(what, lambda found: found.seconds(group, job, runner), seconds)


def _faster(what: str, group: str, job: str, runner: str, peer: str, times: float) -> Goal:
    def figure(found: Found) -> float | None:
        return _over(found.seconds(group, job, peer), found.seconds(group, job, runner))

    return Goal(what, figure, times, at_least=True, unit="×")


def _share(group: str, job: str, runner: str, peer_job: str, peer: str) -> Figure:
    return lambda found: _over(found.answers(group, job, runner), found.answers(group, peer_job, peer))


def _over(one: float | None, other: float | None) -> float | None:
    return None if one is None or not other else one / other


def _times(found: Found, runner: str) -> list[float]:
    """Give how many times faster each main query is than rdflib; without those that were not measured."""
    ratios = (_over(found.seconds(QUERIES, name, RDFLIB), found.seconds(QUERIES, name, runner)) for name in MAIN)
    return [ratio for ratio in ratios if ratio is not None]


def _least_of(runner: str) -> Figure:
    return lambda found: min(_times(found, runner), default=None)


def _mean_of(runner: str) -> Figure:
    def figure(found: Found) -> float | None:
        times = _times(found, runner)
        return prod(times) ** (1 / len(times)) if times else None

    return figure


def _agreeing(found: Found) -> float | None:
    measured = [one for name in MAIN if (one := found.result(QUERIES, name, KB))]
    return float(sum(one.note == SAME for one in measured)) if measured else None


def _slowest(jobs: Iterable[str], runner: str) -> Figure:
    wanted = tuple(jobs)

    def figure(found: Found) -> float | None:
        seconds = [found.seconds(LARGE, job, runner) for job in wanted]
        return None if None in seconds else max(one for one in seconds if one is not None)

    return figure
