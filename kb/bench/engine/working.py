"""Whole processes: exports with their memory, ingestion with one and two readers, and how long it takes to start."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb.bench.engine.prepared import Bench
from kb.bench.race import Race, Runner, for_each, per_second
from kb.bench.weight import peak_of
from kb.errors import KBError
from kb.extract.parse import paragraphs_of
from kb.extract.tagger.network import Network
from kb.extract.tagger.reading import tagged_attributions
from kb.ingest.files import Inputs
from kb.model import Article
from kb.pipeline.executors import Here
from kb.pipeline.ingesting import ingest

EXPORTS, INGESTION, STARTING = "exports", "ingestion", "starting"
OURS, TWO, MODEL = "kb", "kb, two readers", "the language model alone: parse and tagger"
PEAK = "its most memory"
HELP, ASK, NOTHING = "kb --help", "kb query run", "python -c pass"
_FORMS = ("turtle", "nquads")


def exports(bench: Bench) -> Iterator[Race]:
    """The large graph from a store on disk, each by a process of its own, and the most memory that this has."""
    graph, size = bench.large, bench.scale.quads(bench.large.quads)
    commands = {
        form: ("export", "--format", form, "--out", str(bench.folder / "export"), "--store", str(graph.path), "--quiet")
        for form in _FORMS
    }
    for form, command in commands.items():
        rate = per_second(graph.made.size, "quads")
        yield Race(EXPORTS, f"{form}, {size}", {OURS: _called(bench, command)}, rate=rate)
    for form, command in commands.items():
        yield Race(EXPORTS, f"{form}, {size}, {PEAK}", {OURS: _peak(command)}, at_most=1, weighs=True)


def _called(bench: Bench, arguments: Sequence[str]) -> Runner:
    return lambda: _run(bench, arguments)


def _peak(arguments: Sequence[str]) -> Runner:
    return lambda: peak_of((sys.executable, "-m", "kb.cli.app", *arguments))


def ingestion(bench: Bench) -> Iterator[Race]:
    """Invented articles into new stores: whole processes with one reader and two; then several sizes, models loaded."""
    many, few, most = bench.scale.many, bench.scale.few, bench.scale.most
    rounds = bench.scale.repetitions if many < _LONG else _ROUNDS
    runners = {OURS: _ingested(bench, many, 1), TWO: _ingested(bench, many, 2)}
    yield Race(
        INGESTION, f"{many} articles, whole processes", runners, OURS, rate=for_each(many, "article"), at_most=rounds
    )
    _taken_in(bench, 1)()  # so that the models are loaded
    for number, alone in ((few, False), (many, True)):
        ours: dict[str, Runner] = {OURS: _taken_in(bench, number)}
        peer: dict[str, Runner] = {MODEL: _by_the_model(bench, number)} if alone else {}
        rate = for_each(number, "article")
        yield Race(INGESTION, f"{number} articles, models loaded", ours | peer, MODEL, rate=rate, at_most=rounds)
    if most:
        rate = for_each(most, "article")
        yield Race(INGESTION, f"{most} articles, models loaded", {OURS: _taken_in(bench, most)}, rate=rate, at_most=1)


_LONG = 500  # articles, from which on ingestion is not repeated as often as the rest
_ROUNDS = 3


def _ingested(bench: Bench, number: int, jobs: int) -> Runner:
    source = bench.articles(number)

    def run() -> None:
        store = str(bench.new_folder())
        _run(bench, ("ingest", str(source), "--jobs", str(jobs), "--store", store, "--quiet"))

    return run


def _taken_in(bench: Bench, number: int) -> Runner:
    source = bench.articles(number)

    def run() -> None:
        chosen = replace(bench.chosen, store=str(bench.new_folder()))
        ingest([str(source)], None, chosen, _Strict(), executor=Here())

    return run


def _by_the_model(bench: Bench, number: int) -> Runner:
    """Parse and tag all articles, and do nothing with it."""
    source = bench.articles(number)
    found = Inputs([str(source)], None, max_bytes=bench.chosen.max_file_bytes).articles()
    articles = [one for one in found if isinstance(one, Article)]
    network = Network()

    def run() -> None:
        for article in articles:
            for _ in tagged_attributions(list(paragraphs_of(article, bench.chosen.model)), network):
                pass

    return run


def starting(bench: Bench) -> Iterator[Race]:
    """Whole processes, beside a Python that does nothing."""
    graph = bench.medium
    command = ("query", "run", "reporting-chain", "--param", f"claim={graph.named.most['claim']}")
    runners: dict[str, Runner] = {
        HELP: _called(bench, ("--help",)),
        ASK: _called(bench, (*command, "--store", str(graph.path))),
        NOTHING: lambda: _run(bench, (), "-c", "pass"),
    }
    yield Race(STARTING, "whole processes", runners, NOTHING)


def _run(bench: Bench, arguments: Sequence[str], *program: str) -> None:
    """Run the command in the scratch folder, as from a shell.

    Raises:
        CalledProcessError: it failed.
    """
    command = (sys.executable, *(program or ("-m", "kb.cli.app")), *arguments)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KB_")}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=bench.folder, env=environment)  # noqa: S603


class _Strict:
    """A listener to whom every problem is an error: the input is ours."""

    def note(self, text: str) -> None:
        """Ignore it."""

    def problem(self, error: KBError) -> None:
        """Raise it."""
        raise error
