"""No run of nine words of the original articles stands in the repository; names and titles may."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ORIGINALS = os.environ.get("KB_ORIGINALS", "")
RUN = 9  # words in a row
WORD = re.compile(r"[\w’']+")
# Proper names and titles of nine words or more, which nobody can put in other words: none is needed so far.
# A run is excused only when it lies within one of them.
NAMES: tuple[str, ...] = ()

Words = tuple[str, ...]


def words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def runs(text: str) -> set[Words]:
    tokens = words(text)
    return {tuple(tokens[at : at + RUN]) for at in range(len(tokens) - RUN + 1)}


def forbidden(originals: Iterable[str], names: Iterable[str] = NAMES) -> set[Words]:
    """Give the runs of all originals that no listed name excuses."""
    return set().union(*map(runs, originals)).difference(*map(runs, names))


def copied(text: str, theirs: set[Words]) -> set[str]:
    """Give the forbidden runs that stand in a text."""
    return {" ".join(run) for run in runs(text) & theirs}


def files_of_the_repository() -> list[Path]:
    """List tracked files, and those that are about to be (not ignored)."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no git checkout, so there are no tracked files")
    paths = (ROOT / os.fsdecode(name) for name in listed.stdout.split(b"\0") if name)
    return sorted(path for path in paths if path.is_file())


def test_nine_words_in_a_row_are_found_whatever_their_marks_and_capitals() -> None:
    original = "The mayor’s plan, she said, would “close four of the nine” libraries by May."

    found = copied("He wrote: the MAYOR'S plan she said would close four of them", forbidden([original]))

    assert found == {"the mayor's plan she said would close four of"}


def test_eight_words_in_a_row_are_no_run() -> None:
    original = "The mayor’s plan, she said, would close four libraries by May."

    assert copied("Mayor's plan, she said, would close four libraries at once", forbidden([original])) == set()


def test_a_listed_name_excuses_a_run_within_it_and_nothing_beyond() -> None:
    name = "Royal Society of Friends of the Old Harbour Railway and Pier"
    original = f"A gift went to the {name} yesterday."

    theirs = forbidden([original], [name])

    assert copied(f"We visited the {name}.", theirs) == {"the royal society of friends of the old harbour"}
    assert copied(f"We visited {name}.", theirs) == set()


@pytest.mark.skipif(not ORIGINALS, reason="KB_ORIGINALS does not name the folder of the originals")
def test_no_file_of_the_repository_repeats_nine_words_of_an_original() -> None:
    theirs = forbidden(path.read_text(encoding="utf-8") for path in sorted(Path(ORIGINALS).glob("*.txt")))
    assert theirs, f"{ORIGINALS} holds no .txt file"

    found = {
        str(path.relative_to(ROOT)): sorted(shared)[:5]
        for path in files_of_the_repository()
        if (shared := copied(path.read_bytes().decode("utf-8", errors="ignore"), theirs))
    }

    assert found == {}
