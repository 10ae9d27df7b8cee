"""`kb import` into stores that are empty, hold something, or hold the first steps of an import that broke off."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kb.cli.app import app
from kb.store.files import quads_in
from kb.store.opening import open_store

STORY = Path(__file__).parents[2] / "queries" / "story.trig"


def number_of_quads(folder: Path) -> tuple[int, int]:
    with open_store(folder, read_only=True) as store:
        return len(store), len(list(store.archived()))


@pytest.mark.parametrize("options", [[], ["--bulk"]])
@pytest.mark.parametrize("held", [0, 1, 1_000])
def test_an_import_ends_the_same_whatever_the_store_held_of_it(held: int, options: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "kb.store"
    current = [quad for quad in quads_in(STORY) if "/graph/archive" not in str(quad.graph_name)]
    with open_store(folder, create=True) as store:
        store.update(add=current[:held])

    done = CliRunner().invoke(app, ["import", str(STORY), "--store", str(folder), *options])

    assert done.exit_code == 0, done.output
    assert number_of_quads(folder) == (len(current), len(list(quads_in(STORY))) - len(current))
