"""Pages of an answer on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kb.cli.app import app
from kb.store.loading import import_file
from kb.store.opening import open_store

STORY = Path(__file__).parent / "story.trig"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paging") / "kb.store"
    with open_store(folder, create=True) as opened:
        import_file(STORY, opened)
    return folder


def printed(store: Path, *options: str) -> list[str]:
    done = CliRunner().invoke(
        app, ["query", "run", "claim-mentions", "--format", "csv", "--store", str(store), *options]
    )
    assert done.exit_code == 0, done.output
    return done.stdout.splitlines()


def test_pages_put_together_are_the_answer(store: Path) -> None:
    header, *rows = printed(store)

    pages = [printed(store, "--limit", "7", "--offset", str(at)) for at in range(0, len(rows) + 7, 7)]

    assert [row for page in pages for row in page[1:]] == rows
    assert all(page[0] == header for page in pages)
    assert [len(page) - 1 for page in pages[:-1]][:2] == [7, 7]


def test_a_page_before_the_first_is_refused(store: Path) -> None:
    assert CliRunner().invoke(app, ["query", "run", "timeline", "--offset", "-1", "--store", str(store)]).exit_code == 2
