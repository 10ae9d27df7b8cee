"""Whoever looks at articles and pairs, the outcome is the same; a shard that is lost leaves nothing half written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path

import pytest
from clusters import cluster
from hypothesis import given
from hypothesis import settings as examined
from hypothesis import strategies as st
from pyoxigraph import Quad

from kb.bench.synthetic.corpus import corpus, write
from kb.config import Settings
from kb.errors import LimitError
from kb.groups import Groups
from kb.neighbours import Matching, Pair
from kb.pipeline import sharing
from kb.pipeline.crew import LocalCrew
from kb.pipeline.ingesting import Summary, ingest
from kb.pipeline.looking import Asked, Here
from kb.pipeline.parcels import packed, unpacked
from kb.pipeline.shard import Shard
from kb.pipeline.sharing import Crew, Shards, shard_of
from kb.pipeline.stores import opened

RULES = Settings(extractor="rules")
ARTICLES, MORE = 20, 4
NUMBERS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 30), max_size=24)
NEAR: Matching[int, str] = Matching(
    keys=lambda number: {("three", number % 3), ("five", number % 5)},
    link=lambda left, right: f"{left} and {right}" if abs(left - right) <= 4 else None,
    order=lambda number: number,
    crowd=4,
    reach=2,
)


class Inside:
    """A crew in this process, of shards that do not know each other."""

    def __init__(self, number: int, rules: Mapping[str, Matching[int, str]] | None = None) -> None:
        self.number, self.asked = number, 0
        self._shards = [Shard(RULES, rules) for _ in range(number)]

    def ask(self, requests: Mapping[int, bytes]) -> Mapping[int, bytes]:
        self.asked += len(requests)
        return {shard: self._shards[shard].answer(request) for shard, request in reversed(requests.items())}

    def close(self) -> None:
        """Have nothing to end."""


class Nobody(Inside):
    """A crew that must not be asked."""

    def __init__(self) -> None:
        super().__init__(2)

    def ask(self, requests: Mapping[int, bytes]) -> Mapping[int, bytes]:
        raise AssertionError(f"{len(requests)} shards were asked")


class Ear:
    def note(self, text: str) -> None:
        """Ignore it."""

    def problem(self, error: Exception) -> None:
        raise error


def noon() -> datetime:
    return datetime(2024, 7, 1, 12, tzinfo=UTC)


def told(items: Mapping[str, int], links: Mapping[Pair, str]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(tuple(items), tuple(links.values()))]


@contextmanager
def eager(held: int = sharing._HELD) -> Iterator[None]:
    """Let shards be asked even about little, and hold no more than some items."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sharing, "PAIRS", 1)
        patched.setattr(sharing, "ARTICLES", 4)
        patched.setattr(sharing, "_HELD", held)
        yield


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a folder of most articles, and one of the rest."""
    folder = tmp_path_factory.mktemp("sharing")
    write(folder / "all", iter(list(corpus("shards", ARTICLES + MORE))))
    lines = (folder / "all" / "manifest.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    for name, some in (("most", lines[:-MORE]), ("rest", lines[-MORE:])):
        (folder / name / "articles").mkdir(parents=True)
        (folder / name / "manifest.jsonl").write_text("".join(some), encoding="utf-8")
        for doc in (json.loads(line)["doc"] for line in some):
            (folder / name / doc).write_bytes((folder / "all" / doc).read_bytes())
    return folder


def ingested(folder: Path, store: Path, crew: Crew | None = None) -> Summary:
    chosen = replace(RULES, store=str(store))
    return ingest([str(folder)], folder / "manifest.jsonl", chosen, Ear(), crew=crew, clock=noon)


def content_of(store: Path) -> set[Quad]:
    """Give what a store says, but for which claims earlier commands had: that depends on the commands."""
    with opened(replace(RULES, store=str(store))) as source:
        return {quad for quad in source.quads() if not quad.graph_name.value.endswith("graph/history")}


@pytest.fixture(scope="module")
def alone(news: Path) -> set[Quad]:
    """Give what the articles give without shards: most, and then the rest."""
    ingested(news / "most", news / "alone.store")
    ingested(news / "rest", news / "alone.store")
    return content_of(news / "alone.store")


@examined(max_examples=150, deadline=None)
@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=6), st.integers(1, 4), st.integers(4, 40))
def test_any_coming_and_going_gives_with_shards_what_it_gives_without(
    updates: list[tuple[dict[str, int], dict[str, int]]], number: int, held: int
) -> None:
    plain, shared = Groups(NEAR, told), Groups(NEAR, told)
    shards = Shards(Inside(number, {"near": NEAR}), Here(lambda _: ()))

    with eager(held):
        for gone, come in updates:
            begun = shared.begin(gone, come)
            change = shared.end(begun, shards.links({"near": Asked(shared.neighbours, begun)})["near"])

            assert change == plain.update(gone, come)
    assert list(shared.outcomes()) == list(plain.outcomes())


KEYS = """
from kb.pipeline.sharing import shard_of
print(shard_of([("Olsen", frozenset({"pier", "dredge"}), 2874), ("harbour", "board", 2875)], 2**32))
"""


def test_the_shard_of_a_pair_is_that_of_its_least_key_in_every_process() -> None:
    keys = [("Olsen", frozenset({"pier", "dredge"}), 2874), ("harbour", "board", 2875)]

    elsewhere = {
        int(subprocess.check_output([sys.executable, "-c", KEYS], env=os.environ | {"PYTHONHASHSEED": seed}))
        for seed in "12"
    }

    assert elsewhere == {shard_of(keys, 2**32)}
    assert shard_of(keys, 64) == min(shard_of(keys[:1], 2**32), shard_of(keys[1:], 2**32)) % 64


def test_what_a_shard_holds_is_not_sent_again_unless_it_changed() -> None:
    groups = Groups(NEAR, told)
    sent: list[list[str]] = []

    class Overheard(Inside):
        def ask(self, requests: Mapping[int, bytes]) -> Mapping[int, bytes]:
            sent.extend([one for _, one in unpacked(request)[2]] for request in requests.values())
            return super().ask(requests)

    shards = Shards(Overheard(1, {"near": NEAR}), Here(lambda _: ()))
    with eager():
        for come in ({"a": 3, "b": 6}, {"c": 9}, {"b": 12}):
            begun = groups.begin(come=come)
            groups.end(begun, shards.links({"near": Asked(groups.neighbours, begun)})["near"])

    assert sent[:2] == [["a", "b"], ["c"]]
    assert "b" in sent[2]


def test_processes_that_share_give_the_store_that_one_gives_and_a_later_command_goes_on(
    news: Path, alone: set[Quad]
) -> None:
    with eager():
        ingested(news / "most", news / "shared.store", crew := LocalCrew(2, RULES))
    ingested(news / "rest", news / "shared.store")

    assert content_of(news / "shared.store") == alone
    with pytest.raises(IndexError):
        crew._pools[0]  # they were let go


def test_shards_are_asked_about_many_and_take_part_in_what_they_hold(news: Path, alone: set[Quad]) -> None:
    crew = Inside(3)
    with eager(held=500):
        ingested(news / "most", news / "three.store", crew)
        asked = crew.asked
        ingested(news / "rest", news / "three.store", crew)

    assert asked >= 3 * 3  # clauses, items, pairs
    assert crew.asked > asked
    assert content_of(news / "three.store") == alone


def test_the_command_shares_the_work_where_it_is_told_to(tmp_path: Path) -> None:
    for number in range(sharing.ARTICLES + 2):
        text = f"The harbour board met. “We will dredge pier {number % 9},” said Marta Olsen, its chair.\n"
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    for store, more in (("alone.store", ()), ("shared.store", ("--shards", "2"))):
        command = ["ingest", *map(str, sorted(tmp_path.glob("*.txt"))), "--extractor", "rules", *more]
        done = subprocess.run(
            [sys.executable, "-m", "kb", *command, "--store", str(tmp_path / store)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    alone, shared = (
        {quad for quad in content_of(tmp_path / store) if not quad.graph_name.value.endswith("graph/runs")}
        for store in ("alone.store", "shared.store")
    )
    assert shared == alone


def test_few_articles_are_compared_by_nobody_else(news: Path, alone: set[Quad]) -> None:
    ingested(news / "rest", news / "few.store", Nobody())
    ingested(news / "most", news / "few.store")

    assert content_of(news / "few.store") == alone


def test_what_a_store_knows_is_made_again_with_shards(news: Path, alone: set[Quad]) -> None:
    ingested(news / "most", news / "again.store")
    for file in (news / "again.store" / "comparison").iterdir():
        file.unlink()

    crew = Inside(2)
    with eager():
        ingested(news / "rest", news / "again.store", crew)

    assert crew.asked > 0
    assert content_of(news / "again.store") == alone


def lost_at(crew: LocalCrew, request: int) -> Callable[[Mapping[int, bytes]], Mapping[int, bytes]]:
    """Give what asks a crew, of which one process ends before a request."""
    ask, asked, others = crew.ask, 0, set(active_children())  # such as the one that reads web pages

    def asking(requests: Mapping[int, bytes]) -> Mapping[int, bytes]:
        nonlocal asked
        asked += 1
        if asked == request:
            child = next(one for one in active_children() if one not in others)
            os.kill(child.pid or 0, signal.SIGKILL)
            child.join()
        return ask(requests)

    return asking


@pytest.mark.parametrize("request_lost", [2, 4])
def test_a_shard_that_is_lost_is_named_and_nothing_is_half_written(
    news: Path, alone: set[Quad], request_lost: int
) -> None:
    store = news / f"lost{request_lost}.store"
    ingested(news / "rest", store)
    before = content_of(store)
    others = set(active_children())
    crew = LocalCrew(2, RULES)
    crew.ask = lost_at(crew, request_lost)  # type: ignore[method-assign]

    with eager(), pytest.raises(LimitError, match="ended before its time"):
        ingested(news / "most", store, crew)

    assert content_of(store) == before
    assert set(active_children()) <= others
    ingested(news / "most", store)
    assert content_of(store) == alone


def test_shards_on_a_cluster_give_the_store_that_one_process_gives_and_end_with_the_command(
    news: Path, alone: set[Quad], tmp_path: Path
) -> None:
    pytest.importorskip("distributed")
    from kb.pipeline.cluster import Cluster, ClusterCrew

    with cluster(tmp_path, 2) as address:
        where = Cluster(address)
        with eager():
            ingested(news / "most", news / "cluster.store", ClusterCrew(where, 3, RULES))
        ingested(news / "rest", news / "cluster.store")
        with where.client() as client:
            held = client.run(lambda: list(sys.modules["kb.pipeline.cluster"]._held))
            left = [name for names in held.values() for name in names]

    assert content_of(news / "cluster.store") == alone
    assert not left


def test_a_worker_that_is_lost_with_its_shard_is_named(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    from kb.pipeline.cluster import Cluster, ClusterCrew

    nothing = dict.fromkeys(range(2), packed(("clauses", [])))
    with cluster(tmp_path, 2) as address:
        crew = ClusterCrew(Cluster(address), 2, RULES)
        crew.ask(nothing)
        with Cluster(address).client() as client:
            worker = min(client.run(os.getpid).values())
        os.kill(worker, signal.SIGKILL)

        with pytest.raises(LimitError, match="A worker that compared articles ended before its time"):
            crew.ask(nothing)
        crew.close()


WAITING = """
import sys, time
from multiprocessing import active_children
from kb.config import Settings
from kb.pipeline.crew import LocalCrew
from kb.pipeline.parcels import packed
if __name__ == "__main__":
    LocalCrew(2, Settings()).ask(dict.fromkeys(range(2), packed(("clauses", []))))
    print(*(child.pid for child in active_children()), flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are found in /proc")
def test_shards_end_with_a_writer_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "waiting.py"
    script.write_text(WAITING, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        shards = writer.stdout.readline().split()
        writer.send_signal(signal.SIGKILL)

    deadline = time.monotonic() + 30
    while (left := [one for one in shards if Path(f"/proc/{one}").exists()]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(shards) == 2
    assert not left
