"""What happens around a store when things go wrong: killed writers, locks, full and cut outputs, damaged files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Command

STORIES = 40


def a_folder(folder: Path, stories: int = STORIES) -> Path:
    folder.mkdir()
    for number in range(stories):
        text = f"The harbour board met {number} times. “We will dredge,” said Marta Olsen, its chair.\n"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def without_runs(nquads: str) -> list[str]:
    return [line for line in nquads.splitlines() if "/graph/runs>" not in line and "/graph/history>" not in line]


def test_a_killed_ingest_leaves_whole_articles_and_is_completed_by_the_next(kb: Command, tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "news")
    command = [sys.executable, "-m", "kb", "ingest", str(folder), "--store", "killed.store"]
    writer = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert writer.stderr is not None
    while b"[5/" not in writer.stderr.readline():
        pass
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stderr.close()

    state = kb("validate", "--store", "killed.store")
    done = kb("ingest", folder, "--store", "killed.store", "--format", "json")
    kb("ingest", folder, "--store", "whole.store")

    assert state.code == 0
    counts = json.loads(done.out)[0]
    assert counts["unchanged"] >= 1
    assert counts["new"] + counts["unchanged"] == STORIES
    exports = [kb("export", "--format", "nquads", "--store", name).out for name in ("killed.store", "whole.store")]
    assert without_runs(exports[0]) == without_runs(exports[1])


def test_an_interrupted_ingest_exits_with_130_and_says_what_holds(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "news", 10 * STORIES)
    command = [sys.executable, "-m", "kb", "ingest", str(folder), "--store", "cut.store"]
    writer = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert writer.stderr is not None
    while b"[2/" not in writer.stderr.readline():
        pass
    writer.send_signal(signal.SIGINT)
    said = writer.stderr.read().decode()
    writer.wait()
    writer.stderr.close()

    assert writer.returncode == 130
    assert "Interrupted" in said
    assert "Traceback" not in said


def test_a_second_writer_is_told_that_the_store_is_taken_while_readers_go_on(kb: Command, own_store: Path) -> None:
    holder = (
        "import sys\nfrom kb.store.opening import open_store\n"
        f"store = open_store({str(own_store)!r})\nprint('held', flush=True)\nsys.stdin.read()\n"
    )
    other = subprocess.Popen([sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == b"held\n"
    (Path.cwd() / "a.txt").write_text("The board met. It voted.\n", encoding="utf-8")

    writing = kb("ingest", "a.txt", "--store", own_store)
    reading = kb("status", "--store", own_store)
    other.communicate()

    assert writing.code == 4
    assert "Fix: " in writing.err
    assert reading.code == 0


def test_a_full_disk_or_a_missing_folder_leaves_no_half_export(
    kb: Command, shipped_store: Path, tmp_path: Path
) -> None:
    done = kb("export", "--store", shipped_store, "--out", tmp_path / "nowhere" / "claims.ttl")

    assert done.code == 3
    assert "cannot be written" in done.err
    assert not (tmp_path / "nowhere").exists()


def test_a_reader_that_closes_the_pipe_early_is_no_error(shipped_store: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kb", "export", "--format", "nquads", "--store", str(shipped_store)]
    writer = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.readline()
    writer.stdout.close()
    said = writer.stderr.read().decode()
    writer.stderr.close()

    assert writer.wait(timeout=60) == 0
    assert said == ""


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "command",
    [
        ("review", "list", "--all"),
        ("export", "--format", "nquads"),
        ("query", "run", "discrepancies"),
        ("status",),
        ("agents", "list"),
    ],
    ids=lambda command: command[0],
)
def test_a_full_device_is_named_and_is_no_fault_of_ours(shipped_store: Path, command: tuple[str, ...]) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(  # noqa: PLW1510 - its exit code is what is looked at
            [sys.executable, "-m", "kb", *command, "--store", str(shipped_store)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )

    assert done.returncode == 3
    assert "cannot be written in full" in done.stderr
    assert "fault of ours" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_error(shipped_store: Path, closed: str) -> None:
    done = subprocess.run(  # noqa: PLW1510 - its exit code is what is looked at
        f"{sys.executable} -m kb status --store {shipped_store} {closed}", shell=True, capture_output=True, text=True
    )

    assert done.returncode == 0
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_an_error_that_nobody_can_be_told_still_has_its_exit_code(tmp_path: Path) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(  # noqa: PLW1510 - its exit code is what is looked at
            [sys.executable, "-m", "kb", "status", "--store", str(tmp_path / "none")], stdout=full, stderr=full
        )

    assert done.returncode == 4


def test_damaged_files_of_a_store_are_reported_as_such(kb: Command, own_store: Path) -> None:
    for path in (own_store / "quads").glob("MANIFEST-*"):
        os.truncate(path, 10)

    done = kb("status", "--store", own_store)

    assert done.code == 4
    assert "Fix: " in done.err
    assert "Traceback" not in done.err
