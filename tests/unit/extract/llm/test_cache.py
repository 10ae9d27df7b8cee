"""Answers are kept under the digest of what was asked; a damaged one is as good as none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import UsageError
from kb.extract.llm.cache import AnswerCache

REQUEST = {"model": "m", "messages": [{"role": "user", "content": "Snow fell."}], "response_format": {"type": "x"}}
NAME = AnswerCache.name_of("http://a/v1", REQUEST)


def entry(folder: Path) -> Path:
    (found,) = folder.rglob("*.json")
    return found


def test_an_answer_is_found_again_under_its_request(tmp_path: Path) -> None:
    AnswerCache(tmp_path / "c").put(NAME, "“Ja” 😀 \udc80")

    assert AnswerCache(tmp_path / "c").get(NAME) == "“Ja” 😀 \udc80"
    assert entry(tmp_path).name == f"{NAME}.json"
    assert entry(tmp_path).parent.name == NAME[:2]


def test_an_entry_holds_nothing_of_the_request_but_its_name(tmp_path: Path) -> None:
    AnswerCache(tmp_path).put(NAME, "answer")

    assert set(json.loads(entry(tmp_path).read_text("utf-8"))) == {"request", "digest", "answer"}


@pytest.mark.parametrize(
    "changed",
    [{"model": "n"}, {"messages": []}, {"response_format": {"type": "y"}}, {"temperature": 0}],
    ids=lambda changed: next(iter(changed)),
)
def test_whatever_the_answer_depends_on_changes_the_name(changed: dict[str, object]) -> None:
    assert AnswerCache.name_of("http://a/v1", {**REQUEST, **changed}) != NAME


def test_another_endpoint_is_another_name_and_the_order_of_keys_is_not() -> None:
    assert AnswerCache.name_of("http://b/v1", REQUEST) != NAME
    assert AnswerCache.name_of("http://a/v1", dict(reversed(REQUEST.items()))) == NAME


@pytest.mark.parametrize("damage", ["", "{", "null", "[]", "{}", '{"answer": 1}', "[" * 100_000])
def test_a_damaged_entry_is_ignored_and_written_anew(tmp_path: Path, damage: str) -> None:
    cache = AnswerCache(tmp_path)
    cache.put(NAME, "answer")
    entry(tmp_path).write_text(damage, encoding="utf-8")

    assert cache.get(NAME) is None
    cache.put(NAME, "answer")
    assert cache.get(NAME) == "answer"


def test_an_entry_with_one_changed_sign_or_of_another_request_is_ignored(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path)
    cache.put(NAME, "answer")
    whole = entry(tmp_path).read_text("utf-8")

    entry(tmp_path).write_text(whole.replace('"answer"\n', '"Answer"\n'), encoding="utf-8")
    assert cache.get(NAME) is None
    entry(tmp_path).write_text(whole.replace(NAME, "0" * 64), encoding="utf-8")
    assert cache.get(NAME) is None
    entry(tmp_path).write_bytes(b"\xff" + whole.encode())
    assert cache.get(NAME) is None


def test_no_folder_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    AnswerCache(None).put(NAME, "answer")

    assert AnswerCache(None).get(NAME) is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "c").write_text("a file", encoding="utf-8")

    with pytest.raises(UsageError) as refused:
        AnswerCache(tmp_path / "c").put(NAME, "answer")

    assert "cache" in refused.value.hint


def test_nothing_half_written_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UsageError, match="No space left"):
        AnswerCache(tmp_path).put(NAME, "answer")

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3))
def test_every_request_has_a_name_that_is_a_file_name(request_: dict[str, str]) -> None:
    name = AnswerCache.name_of("http://a/v1", request_)

    assert len(name) == 64
    assert set(name) <= set("0123456789abcdef")
