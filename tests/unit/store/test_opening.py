from __future__ import annotations

import json
import multiprocessing
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kb.errors import StoreError
from kb.store.opening import MARKER, open_store
from kb.store.problems import problem

QUAD = Quad(
    NamedNode("https://kb.example/id/article/1"),
    NamedNode("http://schema.org/headline"),
    Literal("Rain in March"),
    NamedNode("https://kb.example/id/graph/article/1"),
)


def listing(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def a_store(folder: Path) -> Path:
    store = open_store(folder, create=True)
    store.update(add=[QUAD], archive=[QUAD])
    store.close()
    return folder


def refused(folder: Path, **how: object) -> StoreError:
    with pytest.raises(StoreError) as refusal:
        open_store(folder, **how)  # type: ignore[arg-type]
    assert refusal.value.exit_code == 4
    assert refusal.value.hint
    return refusal.value


def test_what_was_stored_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    folder = a_store(tmp_path / "kb.store")

    again = open_store(folder)

    assert list(again.quads()) == [QUAD]
    assert list(again.archived()) == [QUAD]
    assert again.size() > 0


def test_a_new_store_says_which_format_base_and_version_it_has(tmp_path: Path) -> None:
    open_store(tmp_path / "new", create=True, base_iri="https://news.example/id/").close()

    said = json.loads((tmp_path / "new" / MARKER).read_text(encoding="utf-8"))

    assert said["format"] == 1
    assert said["base_iri"] == "https://news.example/id/"
    assert said["created_by"]
    assert listing(tmp_path)[0] == "new"  # no scratch folder stays behind


def test_an_empty_folder_may_become_a_store(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    store = open_store(tmp_path / "empty", create=True)

    assert len(store) == 0


def test_a_missing_store_is_reported_and_not_made(tmp_path: Path) -> None:
    error = refused(tmp_path / "nowhere")

    assert "kb ingest" in error.hint
    assert not listing(tmp_path)


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_that_is_no_store_is_refused_and_left_as_it_was(tmp_path: Path, create: bool) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")

    error = refused(tmp_path, create=create)

    assert MARKER in error.problem
    assert listing(tmp_path) == ["letter.txt"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kb.store").write_text("x", encoding="utf-8")

    assert "not a store" in refused(tmp_path / "kb.store", create=True).problem


def test_a_store_of_another_format_is_refused_with_the_way_out(tmp_path: Path) -> None:
    folder = a_store(tmp_path / "kb.store")
    (folder / MARKER).write_text('{"format": 2, "base_iri": "https://kb.example/id/", "created_by": "9.0"}', "utf-8")

    error = refused(folder)

    assert "format 2" in error.problem
    assert "9.0" in error.problem
    assert "kb import" in error.hint


@pytest.mark.parametrize("words", ["", "{", "[]", '{"format": "one"}', '{"format": 1}', "\x00\xff", "[" * 100_000])
def test_a_damaged_marker_is_reported(tmp_path: Path, words: str) -> None:
    folder = a_store(tmp_path / "kb.store")
    (folder / MARKER).write_text(words, encoding="latin-1")

    assert "damaged" in refused(folder).problem


def test_another_base_than_the_stored_one_is_refused(tmp_path: Path) -> None:
    folder = a_store(tmp_path / "kb.store")

    error = refused(folder, base_iri="https://other.example/")

    assert "https://kb.example/id/" in error.problem
    assert open_store(folder, base_iri="https://kb.example/id/").base_iri == "https://kb.example/id/"


@pytest.mark.parametrize("part", ["quads", "archive"])
def test_a_missing_database_is_reported_and_not_started_anew(tmp_path: Path, part: str) -> None:
    folder = a_store(tmp_path / "kb.store")
    (folder / part).rename(folder / "elsewhere")

    assert "damaged" in refused(folder, create=True).problem
    assert not (folder / part).exists()


def test_a_corrupt_database_is_reported(tmp_path: Path) -> None:
    folder = a_store(tmp_path / "kb.store")
    (folder / "quads" / "CURRENT").write_text("junk", encoding="utf-8")

    assert "damaged" in refused(folder).problem
    assert "damaged" in refused(folder, read_only=True).problem


def _hold(folder: str, ready: object, done: object) -> None:
    store = open_store(folder)
    ready.set()  # type: ignore[attr-defined]
    done.wait(30)  # type: ignore[attr-defined]
    store.close()


def test_a_second_writer_is_refused_and_a_reader_is_not(tmp_path: Path) -> None:
    folder = a_store(tmp_path / "kb.store")
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(folder), ready, done))
    other.start()

    try:
        assert ready.wait(30)
        error = refused(folder)
        with open_store(folder, read_only=True) as reader:
            read = list(reader.quads())
    finally:
        done.set()
        other.join()

    assert "in use" in error.problem
    assert read == [QUAD]


def test_a_read_only_store_takes_no_update(tmp_path: Path) -> None:
    with (
        open_store(a_store(tmp_path / "kb.store"), read_only=True) as store,
        pytest.raises(StoreError, match="cannot be written"),
    ):
        store.update(add=[QUAD])


def test_closing_twice_does_no_harm_and_frees_the_folder(tmp_path: Path) -> None:
    folder = a_store(tmp_path / "kb.store")
    store = open_store(folder)

    store.close()
    store.close()

    assert len(open_store(folder)) == 1


FILL = """
import resource, signal, sys
from pyoxigraph import Literal, NamedNode, Quad
from kb.errors import StoreError
from kb.store.opening import open_store

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
node = NamedNode("https://kb.example/id/graph/article/2")
try:
    for turn in range(50):
        store.update(add=[Quad(node, node, Literal(f"{turn} {n} " + "x" * 500), node) for n in range(200)])
except StoreError as error:
    print(error.problem)
    sys.exit(error.exit_code)
"""


def test_a_full_disk_is_reported_and_what_was_stored_stays(tmp_path: Path) -> None:
    folder = a_store(tmp_path / "kb.store")

    filled = subprocess.run(
        [sys.executable, "-c", FILL, str(folder)], capture_output=True, text=True, check=False, timeout=60
    )

    assert (filled.returncode, filled.stderr) == (4, "")
    assert "no room left" in filled.stdout
    assert QUAD in set(open_store(folder).quads())


def test_a_medium_that_cannot_be_written_is_named_as_such() -> None:
    said = OSError("IO error: While open a file for appending: kb.store/quads/LOCK: Read-only file system")

    assert "in use" not in problem("kb.store", said).problem
    assert "cannot be written" in problem("kb.store", said).problem


def test_limits_of_this_test_process_are_untouched() -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
