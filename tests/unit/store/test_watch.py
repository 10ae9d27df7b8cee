"""Questions to a damaged database, which the engine would never end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from threading import Event
from threading import enumerate as threads
from time import monotonic, sleep

import pytest

from kb.errors import KBError, LimitError, StoreError
from kb.store import watch
from kb.store.loading import import_file
from kb.store.opening import open_store
from kb.store.watch import Watch

STORY = Path(__file__).parents[2] / "queries" / "story.trig"
QUICKLY, PATIENTLY = 0.01, 10.0  # seconds

Proof = Callable[[Callable[[], bool]], None]


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[KBError]]:
    """Give what the process was ended with; it lives on."""
    told: list[KBError] = []
    monkeypatch.setattr(watch, "_PAUSE", QUICKLY)
    monkeypatch.setattr(watch, "_LATE", 2 * QUICKLY)
    monkeypatch.setattr(watch, "_end", told.append)
    yield told
    assert until(lambda: not watching())


def until(seen: Callable[[], object]) -> bool:
    ends = monotonic() + PATIENTLY
    while not seen() and monotonic() < ends:
        sleep(QUICKLY)
    return bool(seen())


def watching() -> int:
    return [thread.name for thread in threads()].count("watch")


def broken(_: Callable[[], bool]) -> None:
    raise StoreError("It is damaged.")


def test_what_takes_long_over_a_damaged_database_ends_with_what_is_wrong(ended: list[KBError]) -> None:
    with Watch(broken):
        assert until(lambda: ended)

    assert str(ended[0]) == "It is damaged."


def test_what_is_answered_soon_is_nobodys_concern(ended: list[KBError], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_LATE", 3600.0)
    watched = Watch(broken)
    for _ in range(10):
        with watched:
            sleep(QUICKLY)

    assert not ended


def test_much_memory_is_a_reason_to_wonder_early(ended: list[KBError], monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = iter([0])
    monkeypatch.setattr(watch, "_LATE", 3600.0)
    monkeypatch.setattr(watch, "_SOON", 0.0)
    monkeypatch.setattr(watch, "_MUCH", 100)
    monkeypatch.setattr(watch, "held", lambda: next(sizes, 101))
    with Watch(broken):
        assert until(lambda: ended)


def test_a_sound_database_is_read_once_and_may_take_its_time(ended: list[KBError]) -> None:
    proofs = []
    with Watch(lambda _: proofs.append(1)):
        assert until(lambda: proofs)
        sleep(10 * QUICKLY)

    assert proofs == [1]
    assert not ended


def test_what_takes_nearly_all_memory_ends_though_all_is_sound(
    ended: list[KBError], monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = iter([10])
    monkeypatch.setattr(watch, "_MUCH", 20)
    monkeypatch.setattr(watch, "held", lambda: next(sizes, 91))
    monkeypatch.setattr(watch, "memory", lambda: 100)
    with Watch(lambda _: None):
        assert until(lambda: ended)

    assert isinstance(ended[0], LimitError)


def test_a_proof_ends_with_the_question_and_the_next_one_begins_it_anew(ended: list[KBError]) -> None:
    seen: list[str] = []

    def long(is_wanted: Callable[[], bool]) -> None:
        seen.append("begun")
        until(lambda: not is_wanted())
        seen.append("ended")

    watched = Watch(long)
    for number in (1, 2):
        with watched:
            assert until(lambda number=number: seen.count("begun") == number)
    watched.close()

    assert seen == ["begun", "ended"] * 2
    assert not ended


def test_questions_that_overlap_are_one_span(ended: list[KBError]) -> None:
    watched = Watch(broken)
    with watched:
        with watched:
            pass
        assert until(lambda: ended)


def test_nobody_looks_when_nobody_asks(ended: list[KBError]) -> None:
    watched = Watch(lambda _: None)
    for _ in range(3):
        with watched:
            assert watching() == 1
        assert until(lambda: not watching())

    assert not ended


def test_a_question_to_a_damaged_store_ends_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "kb.store"
    kb = [sys.executable, "-m", "kb"]
    graph = tmp_path / "graph.nq"
    subprocess.run([*kb, "bench", "graph", "--quads", "10000", "--out", graph, "--quiet"], check=True)
    subprocess.run([*kb, "import", graph, "--store", path, "--quiet"], check=True)
    for file in (path / "quads").glob("*.sst"):
        if (size := file.stat().st_size) > 20_000:
            content = bytearray(file.read_bytes())
            content[size // 3 : size // 3 + 64] = bytes(byte ^ 255 for byte in content[size // 3 : size // 3 + 64])
            file.write_bytes(content)

    done = subprocess.run(
        [*kb, "query", "run", "coverage", "--store", path], capture_output=True, text=True, timeout=120, check=False
    )

    assert done.returncode == 4, done.stderr
    assert "is damaged: Corruption" in done.stderr
    assert "Fix: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_cannot_be_read_for_another_reason_is_not_damaged(
    ended: list[KBError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proofs: list[str] = []

    class Gone:
        def dump(self, *_: object) -> None:
            proofs.append("asked")
            raise RuntimeError("IO error: No such file or directory: while open a file for random read: 000088.sst")

    with open_store(tmp_path / "kb.store", create=True) as store:
        database, store._current = store._current, Gone()
        with store._watched:
            assert until(lambda: proofs)
            sleep(10 * QUICKLY)
        store._current = database

    assert proofs == ["asked"]
    assert not ended


def test_a_store_is_closed_after_the_proof_that_reads_it(ended: list[KBError], tmp_path: Path) -> None:
    begun, order = Event(), list[str]()

    class Slow:
        def dump(self, *_: object) -> None:
            begun.set()
            sleep(20 * QUICKLY)
            order.append("read")
            raise OSError("Nobody asks any more.")

    store = open_store(tmp_path / "kb.store", create=True)
    database, store._current = store._current, Slow()
    with store._watched:
        assert begun.wait(PATIENTLY)
    store._watch.close()
    order.append("closed")
    store._current = database
    store.close()

    assert order == ["read", "closed"]
    assert not ended


def test_a_store_that_nobody_has_any_more_lets_go_of_its_lock(ended: list[KBError], tmp_path: Path) -> None:
    store = open_store(tmp_path / "kb.store", create=True)
    with store._watched:
        pass
    del store

    with open_store(tmp_path / "kb.store") as again:
        assert again.is_blank()


def test_a_question_goes_on_when_there_are_no_more_threads(
    ended: list[KBError], monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoMore:
        def __init__(self, **_: object) -> None:
            raise RuntimeError("can't start new thread")

    monkeypatch.setattr(watch, "Thread", NoMore)
    with Watch(broken):
        sleep(4 * QUICKLY)

    assert not ended


def test_a_store_is_proved_by_reading_it_for_as_long_as_somebody_asks(tmp_path: Path) -> None:
    with open_store(tmp_path / "kb.store", create=True) as store:
        store._prove(lambda: True)  # an empty one, too
        import_file(STORY, store)
        looks = count()
        store._prove(lambda: next(looks) >= 0)

        most = next(looks)
        assert most > 2 * len(store)  # by predicate, in the graphs and in their union
        looks = count()
        store._prove(lambda: next(looks) < 0)
        assert next(looks) < most / 10
