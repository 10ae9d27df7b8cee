"""A measurement as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kb.bench.race import PATIENCE, SHORT, Result
from kb.bench.speed import COLUMNS, Measurement, cells, duration

_MEANING = {
    "extraction": "Words a second, models loaded. The first rows say what the extractor, and the whole record, cost "
    "beside the parse that they read; then what dates, numbers and agents cost beside it, each alone and together; "
    "a stage's ratio is its share of the whole record.",
    "ingestion": "From files to a store on disk, each article whole or not at all, model loaded.",
    "loading": "The export of the corpus into a store. Ours checks every quad, and takes back what a fault spoils.",
    "queries": "Every stored query without parameters, the same SPARQL over the same union of graphs; rows counted.",
    "validation": "All shapes over the store, integrity of quotations against the texts included.",
    "exports": "Every format, from a store in memory.",
    "starting": "Whole processes, from the shell's point of view.",
    "memory": "The most memory that a process of its own had at any time, start-up and models included. "
    "It runs once, without a warm-up.",
}


def page(measurement: Measurement) -> str:
    """Give the page in Markdown."""
    made_on = [*measurement.machine.items(), *measurement.versions.items()]
    parts = [
        "<!-- Made by `kb bench speed --page`; edit kb/bench/page.py, not this page. -->\n",
        "# How fast it is\n",
        "`make bench` measures this on your machine. Each job runs once to warm up, then "
        f"{measurement.repetitions} times in turns with its peer (one that takes less than {SHORT:g} s as often as "
        "fits into that time, and the mean counts); the tables give the median, the shortest and longest run where "
        "there is room, and the ratio of medians to the peer's (below 1: faster than the peer); "
        "`bench.json` has every run. A peer that needs more than "
        f"{PATIENCE:g} s, or cannot do it, is left out and the table says so. The corpus is small: five digests. "
        "No test depends on these figures.\n",
        table(("", ""), made_on),
    ]
    return "\n".join([*parts, *sections(measurement, _MEANING)]) + "\n"


def sections(measurement: Measurement, meaning: Mapping[str, str]) -> Iterator[str]:
    """Give a heading, what is meant by it, and a table for each group."""
    for group, results in measurement.groups().items():
        yield f"\n## {group.capitalize()}\n\n{meaning.get(group, '')}\n"
        yield _by_job(results) or _by_result(results)


def _by_result(results: Sequence[Result]) -> str:
    """Give a line to each result, without the columns that are empty."""
    rows = [cells(result)[1:] for result in results]
    shown = [place for place in range(len(COLUMNS) - 1) if any(row[place] for row in rows)]
    return table([COLUMNS[place + 1] for place in shown], ([row[place] for place in shown] for row in rows))


def _by_job(results: Sequence[Result]) -> str:
    """Give a line to each job where several have the same runners: medians and ratios; else nothing."""
    jobs: dict[str, dict[str, Result]] = {}
    for result in results:
        jobs.setdefault(result.job, {})[result.runner] = result
    runners = [tuple(found) for found in jobs.values()]
    if len(jobs) < 2 or len(runners[0]) < 2 or len(set(runners)) > 1:
        return ""
    return table(("job", *runners[0]), ([job, *map(_brief, found.values())] for job, found in jobs.items()))


def _brief(result: Result) -> str:
    if result.timing is None:
        return result.note
    median = duration(result.timing.median)
    return median if result.ratio is None else f"{median} ({result.ratio:.2g}×)"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table in Markdown."""
    head = [_row(columns), "|" + "---|" * len(columns)]
    return "\n".join(head + [_row(row) for row in rows])


def _row(row: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in row) + " |"
