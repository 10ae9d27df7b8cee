"""Where ``kb.toml`` sends us, and with which key: no secret leaves by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.config import LlmSettings, settings
from kb.errors import InputError, UsageError
from kb.extract.llm.address import checked, key_for


def from_toml(folder: Path, text: str) -> LlmSettings:
    (folder / "kb.toml").write_text(text, encoding="utf-8")
    return settings(folder, environment={}).llm


def test_the_table_llm_sets_what_it_names_and_leaves_the_rest(tmp_path: Path) -> None:
    chosen = from_toml(
        tmp_path, '[llm]\nendpoint = "https://m.example/v1"\nmodel = "m"\ntimeout = 5\ndeterministic = false\n'
    )

    assert chosen == LlmSettings("https://m.example/v1", "m", timeout=5, deterministic=False)
    assert from_toml(tmp_path, 'extractor = "rules"\n') == LlmSettings()


@pytest.mark.parametrize(
    ("text", "problem", "hint"),
    [
        ("[llm]\nmodell = 1", "sets 'llm.modell', which means nothing", "llm.model"),
        ("[llm]\nmodel = 1", "sets llm.model to 1", "a text"),
        ("[llm]\nretries = 1.5", "sets llm.retries to 1.5", "a whole number"),
        ("[llm]\ndeterministic = 1", "sets llm.deterministic to 1", "true or false"),
        ("[llm]\nconcurrency = true", "sets llm.concurrency to True", "a whole number"),
        ("[llm]\nconcurrency = 0", "sets llm.concurrency to 0", "from 1 up"),
        ("[llm]\nretries = -1", "sets llm.retries to -1", "from 0 up"),
        ("[llm]\ntimeout = 0", "sets llm.timeout to 0", "from 0.001 up"),
        ("[llm]\ntimeout = inf", "sets llm.timeout to inf", "from 0.001 up"),
        ("[llm]\ntimeout = nan", "sets llm.timeout to nan", "from 0.001 up"),
        ("[llm]\nchunk = 0", "sets llm.chunk to 0", "from 1 up"),
        ("[llm]\napi_key = 'x'", "sets 'llm.api_key', which means nothing", "llm.endpoint"),
        ("llm = 'here'", "sets llm to 'here'", "[llm]"),
        ("modell = 1", "sets 'modell', which means nothing", "llm"),
    ],
)
def test_a_wrong_setting_is_explained(tmp_path: Path, text: str, problem: str, hint: str) -> None:
    with pytest.raises(InputError) as refused:
        from_toml(tmp_path, text)

    assert problem in refused.value.problem
    assert hint in refused.value.hint


@pytest.mark.parametrize(
    ("chosen", "missing"),
    [
        (LlmSettings(), "no endpoint and no model"),
        (LlmSettings(model="m"), "no endpoint to"),
        (LlmSettings("http://127.0.0.1/v1"), "no model to"),
    ],
)
def test_without_an_endpoint_or_a_model_nothing_is_asked(chosen: LlmSettings, missing: str) -> None:
    with pytest.raises(UsageError) as refused:
        checked(chosen)

    assert missing in refused.value.problem
    assert "[llm]" in refused.value.hint


@pytest.mark.parametrize(
    "endpoint",
    [
        "127.0.0.1:8080/v1",
        "ftp://m.example/v1",
        "file:///etc/passwd",
        "http://",
        "http://[::1",
        "http://m.example:0/v1",
        "http://m.example:99999/v1",
        "https://someone:hunter2@m.example/v1",
        "https://m.example/v1?key=hunter2",
        "https://m.example/v1#hunter2",
    ],
)
def test_an_endpoint_with_more_than_a_plain_address_is_refused_and_not_shown(endpoint: str) -> None:
    with pytest.raises(UsageError) as refused:
        checked(LlmSettings(endpoint, "m"))

    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:11434/v1", "http://[::1]:8080/v1", "https://m.example/v1"])
def test_a_plain_address_will_do(endpoint: str) -> None:
    assert checked(LlmSettings(endpoint, "m")).endpoint == endpoint
    assert key_for(endpoint, {"KB_LLM_API_KEY": " key\n"}) == "key"
    assert key_for(endpoint, {}) == ""


def test_a_key_never_travels_unencrypted_to_another_machine() -> None:
    with pytest.raises(UsageError, match="unencrypted") as refused:
        key_for("http://m.example/v1", {"KB_LLM_API_KEY": "hunter2"})

    assert "hunter2" not in str(refused.value)
    assert key_for("http://m.example/v1", {}) == ""


@pytest.mark.parametrize("key", ["two\nlines", "schlüssel", "nul\x00"])
def test_a_key_that_no_header_can_hold_is_neither_sent_nor_shown(key: str) -> None:
    with pytest.raises(UsageError) as refused:
        key_for("http://127.0.0.1/v1", {"KB_LLM_API_KEY": key})

    assert key not in str(refused.value)
