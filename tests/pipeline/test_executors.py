"""Whoever reads the articles, the store is the same; no more of them are on their way than the readers need."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import parent_process
from pathlib import Path

import pytest
from builders import an_article
from clusters import cluster
from pyoxigraph import Quad

from kb.config import Settings
from kb.errors import EndpointError, InputError, KBError, LimitError, UsageError
from kb.pipeline.executors import Executor, Here, Processes, chunks_of, in_order
from kb.pipeline.ingesting import Summary, ingest
from kb.pipeline.stores import opened
from kb.pipeline.taking import Batch, Task

STORIES = 20
RULES = Settings(extractor="rules")


def noon() -> datetime:
    return datetime(2024, 7, 1, 12, tzinfo=UTC)


def dead_elsewhere() -> datetime:
    """Tell the time here; end any other process that asks."""
    if parent_process() is not None:
        os._exit(3)
    return noon()


class Ear:
    def __init__(self) -> None:
        self.problems: list[KBError] = []

    def note(self, text: str) -> None:
        """Ignore it."""

    def problem(self, error: KBError) -> None:
        self.problems.append(error)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(STORIES):
        text = f"The harbour board met {number} times. “We will dredge pier {number},” said Marta Olsen, its chair.\n"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "07.txt").write_bytes(b"\x00\x01\x02" * 40)  # no text at all
    return folder


def ingested(news: Path, store: str, executor: Executor, clock=noon) -> Summary:
    chosen = replace(RULES, store=str(news.parent / store))
    return ingest([str(news)], None, chosen, Ear(), executor=executor, clock=clock)


def content_of(news: Path, store: str) -> set[Quad]:
    with opened(replace(RULES, store=str(news.parent / store))) as source:
        return set(source.quads())


def tasks(number: int) -> Iterator[Task]:
    return (Task(an_article(doc=f"{one}.txt")) for one in range(number))


def test_chunks_leave_nothing_out_and_keep_the_order() -> None:
    chunks = list(chunks_of(tasks(19), 8))

    assert [len(chunk) for chunk in chunks] == [8, 8, 3]
    assert [task.article.doc for chunk in chunks for task in chunk] == [f"{one}.txt" for one in range(19)]


def test_never_more_is_on_its_way_than_allowed_and_answers_come_in_order() -> None:
    under_way: list[str] = []
    most = 0

    def send(chunk: tuple[Task, ...]) -> tuple[Task, ...]:
        nonlocal most
        under_way.append(chunk[0].article.doc)
        most = max(most, len(under_way))
        return chunk

    def received(chunk: tuple[Task, ...]) -> Batch:
        under_way.remove(chunk[0].article.doc)
        return Batch((), {chunk[0].article.doc: 1})

    batches = list(in_order(chunks_of(tasks(12), 1), send, received, ahead=3))

    assert most == 3
    assert [name for batch in batches for name in batch.counted] == [f"{one}.txt" for one in range(12)]


def test_two_processes_give_the_store_that_one_gives(news: Path) -> None:
    here, there = ingested(news, "here.store", Here()), ingested(news, "there.store", Processes(2))
    again = ingested(news, "there.store", Processes(2))

    assert here.counts() == there.counts()
    assert there.counts()["new"] == STORIES - 1
    assert [type(one) for one in there.problems] == [InputError]
    assert again.counts()["unchanged"] == STORIES - 1
    assert content_of(news, "here.store") == content_of(news, "there.store")


def test_a_reader_that_dies_is_named_and_what_was_stored_stays(news: Path) -> None:
    later = [path.rename(news.parent / path.name) for path in sorted(news.iterdir())[10:]]
    ingested(news, "kb.store", Here())
    before = content_of(news, "kb.store")
    for path in later:
        path.rename(news / path.name)

    with pytest.raises(LimitError, match="ended before its time"):
        ingested(news, "kb.store", Processes(2), clock=dead_elsewhere)

    assert content_of(news, "kb.store") == before
    assert ingested(news, "kb.store", Here()).counts()["unchanged"] == 9


def children_of(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are found in /proc")
def test_readers_end_with_a_writer_that_is_killed(news: Path) -> None:
    command = [sys.executable, "-m", "kb", "ingest", str(news), "--jobs", "2", "--store", str(news.parent / "k.store")]
    writer = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert writer.stderr is not None
    writer.stderr.readline()
    readers = children_of(writer.pid)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stderr.close()

    deadline = time.monotonic() + 30
    while (left := [one for one in readers if Path(f"/proc/{one}").exists()]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not left


def test_a_cluster_of_two_workers_gives_the_store_that_one_process_gives(news: Path) -> None:
    pytest.importorskip("distributed")
    ingested(news, "here.store", Here())

    with cluster(news.parent, 2) as address:
        command = ["ingest", str(news), "--extractor", "rules", "--executor", "dask", "--scheduler", address]
        done = subprocess.run(
            [sys.executable, "-m", "kb", *command, "--store", str(news.parent / "there.store"), "--format", "json"],
            capture_output=True,
            text=True,
            check=False,
        )

    assert f'"new": {STORIES - 1}' in done.stdout, done.stderr
    aside = ("graph/runs", "graph/history")
    here, there = (
        {quad for quad in content_of(news, name) if not quad.graph_name.value.endswith(aside)}
        for name in ("here.store", "there.store")
    )
    assert here == there


def test_a_scheduler_that_does_not_answer_is_named(news: Path) -> None:
    pytest.importorskip("distributed")
    done = subprocess.run(
        [sys.executable, "-m", "kb", "ingest", str(news), "--executor", "dask", "--scheduler", "tcp://127.0.0.1:9"],
        capture_output=True,
        text=True,
        check=False,
        cwd=news.parent,
    )

    assert done.returncode == EndpointError.exit_code
    assert "No Dask scheduler answers" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("lighthouse", "a host and a port are needed"),
        ("tcp://lighthouse", "a host and a port are needed"),
        ("tcp://127.0.0.1:70000", "the host or the port cannot be"),
        ("http://127.0.0.1:1", "http:// is none of"),
        ("inproc://127.0.0.1/1/1", "inproc:// is none of"),
    ],
)
def test_what_cannot_be_the_address_of_a_scheduler_is_refused_at_once(address: str, problem: str) -> None:
    pytest.importorskip("distributed")
    from kb.pipeline.cluster import Cluster

    with pytest.raises(UsageError, match="No Dask scheduler can have the address") as refused:
        Cluster(address)

    assert problem in refused.value.problem


def test_an_address_that_dask_is_not_set_up_for_ends_without_a_traceback(news: Path) -> None:
    pytest.importorskip("distributed")
    done = subprocess.run(
        [sys.executable, "-m", "kb", "ingest", str(news), "--executor", "dask", "--scheduler", "tls://127.0.0.1:9"],
        capture_output=True,
        text=True,
        check=False,
        cwd=news.parent,
    )

    assert done.returncode == UsageError.exit_code
    assert "Dask cannot use the address tls://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr
