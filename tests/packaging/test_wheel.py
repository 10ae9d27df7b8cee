"""The wheel carries ontology, shapes, queries and corpus, and works where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with what the lock file installed, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment with the wheel and the dependencies, and without the checkout."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=False, symlinks=True)
    (site,) = folder.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # A path in a .pth file is searched, but .pth files there are not read: the editable install stays out.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "python"


def test_the_wheel_holds_what_kb_needs_at_run_time(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    for wanted in (
        "kb/py.typed",
        "kb/extract/cues.toml",
        "kb/extract/tagger/weights/tagger.onnx",
        "kb/extract/tagger/weights/tagger.json",
        "kb/extract/tagger/weights/links.npz",
        "kb/extract/tagger/weights/vocabulary.txt",
        "kb/shared/ontology/kb.ttl",
        "kb/shared/ontology/agents.ttl",
        "kb/shared/ontology/shapes/statement.ttl",
        "kb/shared/queries/corroboration.rq",
        "kb/shared/corpus/articles/2021-10-01-the-diplomat.md",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_installed_wheel_answers_from_the_corpus_it_carries(python: Path, tmp_path: Path) -> None:
    def kb(*arguments: str) -> str:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "KB_", "COV"))}
        command = [str(python), "-m", "kb.cli.app", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = [str(python), "-c", "from kb.resources import resource; print(resource('corpus', 'articles'))"]
    articles = subprocess.run(where, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.strip()

    kb("ingest", articles)

    assert str(ROOT) not in articles
    assert "Associated Press" in kb("query", "run", "wire-copy")
    assert "conforms" in kb("validate")
