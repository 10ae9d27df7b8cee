"""Loading a graph, and the memory that it takes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from kb.bench.engine.prepared import Bench
from kb.bench.race import Race, Runner, per_second
from kb.pipeline import exchanging
from kb.store.memory import MemoryStore

LOADING, MEMORY = "loading", "memory"
KB, DISK, RDFLIB = "kb in memory", "kb on disk", "rdflib in memory"
HELD = "held after loading"


def loading(bench: Bench) -> Iterator[Race]:
    """N-Quads into a store."""
    from rdflib import Dataset

    graph = bench.medium

    def in_memory() -> None:
        exchanging.imported(graph.file, MemoryStore(bench.chosen.base_iri))

    def on_disk() -> None:
        graph.load_on_disk()

    def rdflib() -> None:
        Dataset().parse(graph.file, format="nquads")

    runners: dict[str, Runner] = {KB: in_memory, DISK: on_disk, RDFLIB: rdflib}
    size = bench.scale.quads(graph.quads)
    yield Race(LOADING, size, runners, RDFLIB, rate=per_second(graph.made.size, "quads"))


def memory(bench: Bench) -> Iterator[Race]:
    """What a process of its own holds once the graph is loaded, less what it holds without one."""
    runners = {name: _weighing(script, bench) for name, script in _HOLDING.items()}
    yield Race(MEMORY, f"{HELD}, {bench.scale.quads(bench.medium.quads)}", runners, RDFLIB, note=_RESIDENT, weighs=True)


_RESIDENT = "resident memory of a process that did nothing else, less that before loading"
_WEIGH = """
import gc, os, sys
def held():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
"""
_HOLDING: Mapping[str, str] = MappingProxyType(
    {
        KB: _WEIGH
        + """
from pathlib import Path
from kb.pipeline import exchanging
from kb.store.memory import MemoryStore
store = MemoryStore(sys.argv[2])
before = held()
exchanging.imported(Path(sys.argv[1]), store)
print(held() - before)
""",
        RDFLIB: _WEIGH
        + """
from rdflib import Dataset
dataset = Dataset()
before = held()
dataset.parse(sys.argv[1], format="nquads")
print(held() - before)
""",
    }
)


def _weighing(script: str, bench: Bench) -> Runner:
    path = bench.medium.file

    def weigh() -> int:
        command: Sequence[str] = (sys.executable, "-c", script, str(path), bench.chosen.base_iri)
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own script
        return int(done.stdout)

    return weigh
