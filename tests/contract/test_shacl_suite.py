"""The W3C's tests of SHACL: each is compiled or handed over, and the answer is pySHACL's. Runs where KB_EVAL is set."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kb.check.compiled import columns
from kb.check.files import quads_in
from kb.check.results import Result
from kb.check.shapes import Rules
from kb.check.validation import Engine, graph_of_files, results_in
from kb.errors import InputError

FOLDER = Path(os.environ.get("KB_EVAL", ".")) / "shacl" / "tests"
TESTS = sorted(
    path.relative_to(FOLDER).as_posix()
    for path in FOLDER.rglob("*.ttl")
    if path.name != "manifest.ttl" and not path.stem.endswith(("-data", "-shapes"))
)
pytestmark = pytest.mark.skipif(not TESTS, reason="KB_EVAL names no folder with the suite")


def graphs_of(name: str) -> tuple[Path, Path]:
    """Give the files of data and shapes: beside the test, or the test itself."""
    test = FOLDER / name
    data, shapes = (test.with_name(f"{test.stem}-{part}.ttl") for part in ("data", "shapes"))
    return (data if data.is_file() else test), (shapes if shapes.is_file() else test)


def answer(name: str, engine: Engine) -> set[Result] | str:
    data, shapes = graphs_of(name)
    try:
        return results_in(graph_of_files(quads_in([data])), Rules.of([shapes]), engine)
    except InputError as error:
        return error.problem


@pytest.mark.parametrize("name", TESTS)
def test_the_answer_is_that_of_pyshacl(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = answer(name, Engine.PYSHACL)

    assert answer(name, Engine.COMPILED) == reference
    for room in (4, -1):  # as for a graph of which a few columns are held at a time; or none, for they are too large
        monkeypatch.setattr(columns, "_MOST", room)
        assert answer(name, Engine.COMPILED) == reference


def test_nearly_all_of_the_suite_is_compiled() -> None:
    compiled = [name for name in TESTS if not Rules.of([graphs_of(name)[1]]).compiled.handed]

    assert len(TESTS) == 121
    assert len(compiled) >= 99
