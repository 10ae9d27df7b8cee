"""What is measured, and beside whom: a list of races for every group."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from kb import plugins
from kb.bench.race import Race, Runner, for_each
from kb.bench.shipped import ShippedCorpus
from kb.bench.stages import extraction
from kb.bench.weight import memory
from kb.check.validation import report_on
from kb.pipeline import exchanging
from kb.pipeline.deriving import comparison_of
from kb.ports import Store
from kb.query.rows import answer
from kb.query.stored import StoredQuery, catalogue
from kb.resources import resource
from kb.store.memory import MemoryStore


def ingestion(corpus: ShippedCorpus) -> Iterator[Race]:
    """Files into a new store on disk, and the part of it that compares all articles."""
    records = corpus.records

    def compared() -> None:
        comparison_of(records, corpus.chosen)

    yield Race(
        "ingestion",
        f"{len(records)} digests, new store on disk",
        {"kb": lambda: corpus.ingest_into(corpus.new_folder())},
        rate=for_each(len(records), "article"),
        note="no peer does this",
    )
    yield Race(
        "ingestion",
        "claims, origins, discrepancies alone",
        {"kb": compared},
        rate=for_each(len(records), "article"),
        note="no peer does this; ingestion repeats it as articles come in",
    )


def loading(corpus: ShippedCorpus) -> Iterator[Race]:
    """The corpus' export into a store."""
    from rdflib import Dataset

    path = corpus.nquads

    def in_memory() -> None:
        exchanging.imported(path, MemoryStore(corpus.chosen.base_iri))

    def rdflib() -> None:
        Dataset().parse(path, format="nquads")

    runners: dict[str, Runner] = {
        "kb in memory": in_memory,
        "kb on disk": lambda: corpus.load_on_disk(corpus.new_folder()),
        "rdflib in memory": rdflib,
    }
    size = f"{len(corpus.memory):,} quads of N-Quads"
    yield Race("loading", size, runners, "rdflib in memory")


def queries(corpus: ShippedCorpus) -> Iterator[Race]:
    """Every stored query without parameters, with the same words to both engines."""
    for query in catalogue().queries.values():
        if not query.parameters:
            runners = {
                "kb on disk": _asked(corpus.disk, query),
                "kb in memory": _asked(corpus.memory, query),
                "rdflib in memory": _asked_of_rdflib(corpus, query),
            }
            yield Race("queries", query.name, runners, "rdflib in memory")


def _asked(store: Store, query: StoredQuery) -> Runner:
    return lambda: sum(1 for _ in answer(store, query, {}).cells)


def _asked_of_rdflib(corpus: ShippedCorpus, query: StoredQuery) -> Runner:
    graph = corpus.graph
    return lambda: sum(1 for _ in graph.query(query.sparql))


def validation(corpus: ShippedCorpus) -> Iterator[Race]:
    """All shapes over the store."""

    def validated() -> int:
        return len(report_on(corpus.ingested.quads()).findings)

    note = "pySHACL does the work: no peer yet"
    yield Race("validation", f"{len(corpus.ingested):,} quads", {"kb": validated}, note=note)


def exports(corpus: ShippedCorpus) -> Iterator[Race]:
    """Every format, of the store in memory; Turtle beside rdflib's serializer."""

    def rdflib() -> None:
        corpus.graph.serialize(io.BytesIO(), format="turtle")

    for name in plugins.registered("kb.exporters"):
        peer: dict[str, Runner] = {"rdflib": rdflib} if name == "turtle" else {}
        yield Race("exports", name, {"kb": _export(corpus.memory, name)} | peer, "rdflib" if peer else "")


def _export(store: Store, form: str) -> Runner:
    exporter = exchanging.exporter(form)
    return lambda: exporter.write(store, io.BytesIO(), with_text=False)


_ONE = str(resource("corpus", "articles", "2021-10-01-the-diplomat.md"))


def starting(corpus: ShippedCorpus) -> Iterator[Race]:
    """Whole processes, beside a Python that does nothing."""
    assert corpus.ingested is not None  # made before the clock runs
    commands = {
        "kb --help": ("-m", "kb.cli.app", "--help"),
        "kb query run": ("-m", "kb.cli.app", "query", "run", "wire-copy", "--store", corpus.chosen.store),
        "kb extract, one digest": ("-m", "kb.cli.app", "extract", _ONE),
        "python -c pass": ("-c", "pass"),
    }
    runners = {name: _process(corpus, command) for name, command in commands.items()}
    yield Race("starting", "whole processes", runners, "python -c pass")


def _process(corpus: ShippedCorpus, arguments: tuple[str, ...]) -> Runner:
    environment = {name: value for name, value in os.environ.items() if name != "KB_STORE"}

    def run() -> None:
        command = [sys.executable, *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=corpus.folder, env=environment)  # noqa: S603

    return run


GROUPS: Mapping[str, Callable[[ShippedCorpus], Iterator[Race]]] = MappingProxyType(
    {
        "extraction": extraction,
        "ingestion": ingestion,
        "loading": loading,
        "queries": queries,
        "validation": validation,
        "exports": exports,
        "starting": starting,
        "memory": memory,
    }
)
