"""Large changes: whole or not at all, for whoever reads and whatever dies."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from pyoxigraph import Store as Database

from kb.databases import read_only
from kb.errors import StoreError
from kb.store.journal import Journal
from kb.store.memory import MemoryStore
from kb.store.opening import open_store

MANY = 10_500
TITLE = NamedNode("http://schema.org/headline")


def titled(number: int, graph: str = "new") -> Quad:
    subject = NamedNode(f"https://kb.example/id/article/{number}")
    return Quad(subject, TITLE, Literal(f"Rain, day {number}"), NamedNode(f"https://kb.example/id/graph/{graph}"))


OLD = [titled(number, "old") for number in range(30)]
GOING = OLD[:20]
COMING = [titled(number) for number in range(10, 10 + MANY)]  # ten of them say what an old one says, which goes


def a_store(folder: Path) -> Path:
    with open_store(folder, create=True) as store:
        store.update(add=OLD)
    return folder


def contents(folder: Path, **how: Any) -> tuple[set[Quad], int]:
    """Give the quads of a store, and the number of triples of its union."""
    with open_store(folder, **how) as store:
        (row,) = store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")  # type: ignore[misc]
        return set(store.quads()), int(row["n"].value)


BEFORE = (set(OLD), 30)
AFTER = ({*OLD[20:], *COMING}, MANY)


def die_in(folder: Path, where: str) -> None:
    """Let another process begin the large change and die in a method of the journal."""
    program = (
        "import os, sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from test_journal import COMING, GOING, Journal, open_store\n"
        f"Journal.{where} = lambda *_: os._exit(9)\n"
        f"open_store({str(folder)!r}).update(add=COMING, remove=GOING)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_store(tmp_path / "kb.store")


def test_a_large_change_leaves_what_a_store_in_memory_has(folder: Path) -> None:
    peer = MemoryStore()
    peer.update(add=OLD)

    with open_store(folder) as store:
        store.update(add=COMING, remove=GOING, archive=GOING)
        assert set(store.archived()) == set(GOING)
    peer.update(add=COMING, remove=GOING)

    assert contents(folder) == AFTER
    assert set(peer.quads()) == AFTER[0]
    assert not (folder / "journal").exists()


def test_a_large_change_that_removes_nothing_is_written(folder: Path) -> None:
    with open_store(folder) as store:
        store.update(add=COMING)

    assert contents(folder)[0] == {*OLD, *COMING}


def test_what_is_there_already_can_be_written_again(folder: Path) -> None:
    for _ in range(2):
        with open_store(folder) as store:
            store.update(add=COMING, remove=GOING)

    assert contents(folder) == AFTER


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(("where", "outcome"), [("_note", BEFORE), ("_end", AFTER), ("_forget", AFTER)])
def test_a_process_that_dies_on_the_way_leaves_all_of_a_change_or_nothing(
    folder: Path, where: str, outcome: tuple[set[Quad], int], read_only: bool
) -> None:
    die_in(folder, where)

    found = contents(folder, read_only=read_only)

    assert found == outcome
    assert not (folder / "journal").exists()


def test_a_note_of_what_never_came_is_forgotten(folder: Path) -> None:
    Journal(folder / "journal")._note(COMING[0], "DELETE DATA { <https://kb.example/id/article/1> <urn:p> 1 }")

    assert contents(folder, read_only=True) == BEFORE
    assert not (folder / "journal").exists()


def test_files_that_cannot_be_taken_in_leave_the_store_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> Iterator[Quad]:
        yield COMING[0]
        raise OSError("No space left on device")

    with open_store(folder) as store:
        with monkeypatch.context() as patch:
            patch.setattr("kb.store.oxigraph.twice", broken)
            with pytest.raises(StoreError, match="no room left"):
                store.update(add=COMING, remove=GOING)

        assert set(store.quads()) == BEFORE[0]
        store.update(add=COMING, remove=GOING)

    assert contents(folder) == AFTER


def test_the_next_write_of_a_process_ends_a_change_that_failed_on_its_way(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    with open_store(folder) as store:
        with monkeypatch.context() as patch:
            patch.setattr(Journal, "_end", full)
            with pytest.raises(StoreError, match="no room left"):
                store.update(add=COMING, remove=GOING)

        store.update(add=[titled(5, "later")])

        assert set(store.quads()) == {*AFTER[0], titled(5, "later")}


def test_a_reader_waits_for_the_end_of_a_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken_in, seen = threading.Event(), threading.Event()
    really = Journal._end

    def slowly(journal: Journal, database: Database, removal: str) -> None:
        taken_in.set()
        seen.wait(0.3)
        really(journal, database, removal)

    monkeypatch.setattr(Journal, "_end", slowly)
    with open_store(folder) as store:
        writer = threading.Thread(target=lambda: store.update(add=COMING, remove=GOING))
        writer.start()
        taken_in.wait(10)
        found = contents(folder, read_only=True)
        writer.join()

    assert found == AFTER


def test_a_reader_does_not_wait_for_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.databases._PATIENCE", 0.1)
    monkeypatch.setattr("kb.store.oxigraph._PAUSES", (0.05,))

    with open_store(folder):
        Journal(folder / "journal")._note(COMING[0], "")
        with pytest.raises(StoreError, match="middle of a large write"):
            open_store(folder, read_only=True)


def test_a_question_of_ones_own_waits_for_the_end_of_a_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.databases._PATIENCE", 0.1)

    with open_store(folder) as store:
        Journal(folder / "journal")._note(COMING[0], "")
        with pytest.raises(TimeoutError):
            read_only(store.database)


def test_a_writer_waits_for_a_reader_who_ends_a_change(folder: Path) -> None:
    helping = open_store(folder)
    Journal(folder / "journal")._note(COMING[0], "")

    def end() -> None:
        helping._journal.finish(helping._current)
        helping.close()

    timer = threading.Timer(0.3, end)
    timer.start()
    with open_store(folder) as store:
        timer.join()
        assert set(store.quads()) == BEFORE[0]


@pytest.mark.parametrize("words", [b"", b"\xff\xfe", b"<x> <y> <z> .\nDELETE", b"nonsense"])
def test_a_damaged_note_is_told(folder: Path, words: bytes) -> None:
    (folder / "journal").write_bytes(words)

    for read_only_ in (False, True):
        with pytest.raises(StoreError, match="damaged"):
            open_store(folder, read_only=read_only_)
