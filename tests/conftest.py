"""What many tests share: the command line in this process, and one store of the shipped corpus."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from commands import Command, Outcome

from kb.cli.app import run
from kb.config import Settings
from kb.errors import KBError
from kb.pipeline.ingesting import ingest
from kb.resources import resource


class Silent:
    """A listener that hears nothing; problems fail the test."""

    def note(self, text: str) -> None:
        """Ignore it."""

    def problem(self, error: KBError) -> None:
        """Fail."""
        raise error


@pytest.fixture
def kb(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """Run ``kb`` in an empty folder, in this process, so that models load once."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KB_STORE", raising=False)

    def command(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["kb", *map(str, arguments)])
        code = run()
        captured = capfd.readouterr()
        return Outcome(code, captured.out, captured.err)

    return command


@pytest.fixture(scope="session")
def shipped_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ingest the shipped corpus once; for reading only."""
    folder = tmp_path_factory.mktemp("shipped") / "kb.store"
    ingest([str(resource("corpus", "articles"))], None, Settings(store=str(folder)), Silent())
    return folder


@pytest.fixture
def own_store(shipped_store: Path, tmp_path: Path) -> Path:
    """Give a copy of the shipped corpus' store that a test may change."""
    return Path(shutil.copytree(shipped_store, tmp_path / "own.store"))
