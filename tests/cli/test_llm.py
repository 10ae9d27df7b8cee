"""``--extractor llm`` from the command line: counted, cached, and explained when it cannot work."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Command
from model_server import ModelServer, Reply, failing, naming, serving

FERRY = "The ferry stopped on Sunday. “We checked the engine twice,” said Nora Falk, the harbour master.\n"
QUARRY = "The quarry may close. “Nobody asked us,” said Tomas Brandt, a mechanic.\n"
HONEST = naming((["Nora Falk, the harbour master"], ["said"], ["“We checked the engine twice,”"]))
INVENTING = naming(
    (["Nora Falk, the harbour master"], ["said"], ["“We checked the engine twice,”"]),
    (["Nora Falk"], ["admitted"], ["“It was my fault.”"]),
)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    monkeypatch.delenv("KB_LLM_API_KEY", raising=False)
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "quarry.txt").write_text(QUARRY, encoding="utf-8")
    with serving() as running:
        (tmp_path / "kb.toml").write_text(running.table(retries=0), encoding="utf-8")
        yield running


def test_without_an_endpoint_the_command_says_what_to_write_where(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")

    for verb in ("extract", "ingest"):
        done = kb(verb, "ferry.txt", "--extractor", "llm")

        assert done.code == 2
        assert "The extractor 'llm' has no endpoint and no model" in done.err
        assert "[llm]" in done.err
        assert "kb.toml" in done.err
        assert done.out == ""
    assert not (tmp_path / "kb.store").exists()


def test_extract_prints_records_on_stdout_and_counts_on_stderr(kb: Command, server: ModelServer) -> None:
    server.queue.append(INVENTING)

    done = kb("extract", "ferry.txt", "--extractor", "llm", "--format", "jsonl")

    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0
    assert [row["kind"] for row in rows] == ["narrator", "direct"]
    assert rows[1]["speaker"]["name"] == "Nora Falk"
    assert "llm: requests 1, requests repeated 0, answers from the cache 0, prompt tokens " in done.err
    assert "spans refused 2, attributions dropped 1" in done.err


def test_quiet_leaves_the_counts_out(kb: Command, server: ModelServer) -> None:
    assert kb("extract", "ferry.txt", "--extractor", "llm", "--quiet").err == ""


def test_each_command_counts_for_itself(kb: Command, server: ModelServer) -> None:
    kb("extract", "ferry.txt", "--extractor", "llm")

    second = kb("extract", "ferry.txt", "--extractor", "llm")

    assert "llm: requests 0, requests repeated 0, answers from the cache 1, prompt tokens 0" in second.err


def test_the_rules_count_nothing(kb: Command, server: ModelServer) -> None:
    assert kb("extract", "ferry.txt").err == ""
    assert "extractor" not in json.loads(kb("ingest", "ferry.txt", "--format", "json").out)[0]


def test_ingest_shows_the_counts_in_its_summary_and_repeating_it_asks_nobody(kb: Command, server: ModelServer) -> None:
    server.queue.append(INVENTING)

    first = kb("ingest", "ferry.txt", "--extractor", "llm")
    second = kb("ingest", "ferry.txt", "--extractor", "llm", "--format", "json")

    assert first.code == second.code == 0
    assert "spans refused           2" in first.out
    (counts,) = json.loads(second.out)
    assert counts["unchanged"] == 1
    assert counts["extractor"]["requests"] == 0
    assert len(server.bodies) == 1


def test_what_was_ingested_conforms_and_names_its_extractor_but_not_the_key(
    kb: Command, server: ModelServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server.key = "hunter2-key"
    monkeypatch.setenv("KB_LLM_API_KEY", "hunter2-key")
    kb("ingest", "ferry.txt", "quarry.txt", "--extractor", "llm")

    assert kb("validate").code == 0
    exported = kb("export", "--format", "nquads").out
    assert server.endpoint in exported
    assert "hunter2" not in exported
    assert all(b"hunter2" not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_an_article_that_cannot_be_read_is_reported_and_the_rest_goes_on(kb: Command, server: ModelServer) -> None:
    server.queue.extend([Reply("no"), Reply("no")])

    done = kb("ingest", "ferry.txt", "quarry.txt", "--extractor", "llm", "--format", "json")

    assert done.code == 3
    assert "ferry.txt: test-model gave no answer of use" in done.err
    assert (json.loads(done.out)[0]["new"], json.loads(done.out)[0]["not used"]) == (1, 1)
    server.queue.append(failing(500))
    again = kb("extract", "ferry.txt", "quarry.txt", "--extractor", "llm")
    assert again.code == 3
    assert "ferry.txt: " in again.err
    assert "Tomas Brandt" in again.out


@pytest.mark.parametrize(("reply", "code"), [(failing(401, "No key"), 3), (failing(429, "No more today"), 5)])
def test_an_endpoint_that_turns_us_away_ends_the_command_and_keeps_what_was_stored(
    kb: Command, server: ModelServer, reply: Reply, code: int
) -> None:
    server.queue.extend([HONEST, reply])

    done = kb("ingest", "ferry.txt", "quarry.txt", "--extractor", "llm")

    assert done.code == code
    assert "No " in done.err
    assert "Fix: " in done.err
    assert json.loads(kb("status", "--format", "json").out)[0]["articles"] == 1


def test_an_endpoint_that_is_not_there_is_named(kb: Command, server: ModelServer, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        (tmp_path / "kb.toml").write_text(server.table(endpoint=endpoint, retries=0), encoding="utf-8")
        done = kb("extract", "ferry.txt", "--extractor", "llm")

    assert done.code == 3
    assert f"{endpoint}/chat/completions cannot be reached" in done.err


def test_kb_toml_can_make_it_the_extractor(kb: Command, server: ModelServer, tmp_path: Path) -> None:
    (tmp_path / "kb.toml").write_text('extractor = "llm"\n' + server.table(), encoding="utf-8")

    assert kb("extract", "ferry.txt").code == 0
    assert len(server.bodies) == 1
    assert (tmp_path / "kb.cache" / "llm").is_dir()


def test_a_terminal_is_safe_from_what_an_endpoint_says(kb: Command, server: ModelServer) -> None:
    server.queue.append(failing(400, "\x1b]0;owned\x07 \x1b[31mred"))

    assert "\x1b" not in kb("extract", "ferry.txt", "--extractor", "llm").err
