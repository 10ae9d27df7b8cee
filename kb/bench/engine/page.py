"""A measurement of the engine as a page of the documentation.

``python -m kb.bench.engine.page`` makes the shipped page anew from the shipped figures.
"""

from __future__ import annotations

import json

from kb.bench.engine.measuring import EngineMeasurement
from kb.bench.page import sections, table
from kb.bench.race import PATIENCE, SHORT
from kb.resources import resource

MEANING = {
    "starting": "Whole processes, from the shell's point of view.",
    "loading": "N-Quads into a store, as `kb import` does it: every quad is checked, and a file with a fault leaves "
    "nothing behind.",
    "memory": "Resident memory of a process of its own that holds the graph, less what it held before.",
    "queries": "The same SPARQL over the same union of graphs, parameters bound to what comes up most often. The rows "
    "of both engines are compared, whatever their order.",
    "validation": "The shipped shapes. The core shapes are those without SPARQL of their own. pySHACL checks a graph "
    "that rdflib holds in memory, with the shapes as written and as we hand them to it. All give as many findings, or "
    "the table says so.",
    "validation of a change": "One more article of a story, once it is written: it, the claims that it joins and what "
    "differs about them are checked, and the report that the store keeps is brought up to date.",
    "queries, large": "Every query of the contract on disk, and on a copy in memory.",
    "exports": "By a process of its own, from a store on disk; without the articles' texts.",
    "ingestion": "Invented articles into new stores. What the language model takes alone is told beside it.",
}


def page(found: EngineMeasurement) -> str:
    """Give the page in Markdown."""
    measurement = found.measurement
    missed = sum(one.reached is False for one in found.outcomes)
    parts = [
        "<!-- Made by `kb bench engine --page`; edit kb/bench/engine/page.py, not this page. -->\n",
        "# The engine beside its peers\n",
        "`make bench` measures this on your machine, in about half an hour. What a user would otherwise write is "
        "rdflib in memory and pySHACL; they run in the same process, on the same graphs, in turns with ours. Each job "
        f"runs once to warm up (what takes long does not), then {measurement.repetitions} times (one that takes less "
        f"than {SHORT:g} s as often as fits into that time, and the mean counts); the tables give the median, the "
        "shortest and longest run where there is room, and the ratio of medians to the peer's (below 1: faster). "
        f"A peer that needs more than {PATIENCE:g} s, or cannot do it, is left out and the table says so.\n",
        "The graphs are invented by `kb bench graph`: the layout and ontology are the real ones, the stories are not. "
        "Speakers come up as names in newsrooms do, a few in hundreds of articles. No test depends on these figures.\n",
        table(("", ""), [*measurement.machine.items(), *measurement.versions.items()]),
        f"\n## Goals\n\n{_verdict(missed)}\n",
        table(("goal", "figure", "target", ""), [one.row() for one in found.outcomes]),
        *sections(measurement, MEANING),
    ]
    return "\n".join(parts) + "\n"


def _verdict(missed: int) -> str:
    return f"{missed} missed." if missed else "All reached, of those that were measured."


def main() -> None:
    """Write ``docs/reference/benchmarks.md`` from ``benchmarks.json``."""
    figures, told = (resource("docs", "reference", f"benchmarks.{ending}") for ending in ("json", "md"))
    told.write_text(page(EngineMeasurement.of(json.loads(figures.read_text("utf-8")))), encoding="utf-8")


if __name__ == "__main__":
    main()
