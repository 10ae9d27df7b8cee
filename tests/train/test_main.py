from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kb.train import __main__ as training


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["kb.train", *map(str, arguments)])
    return training.main()


def test_without_corpora_there_is_one_line_on_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("KB_EVAL", raising=False)

    code = run(monkeypatch, "--out", tmp_path)

    assert code == 2
    assert "KB_EVAL" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_folder_without_the_corpus_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KB_EVAL", str(tmp_path / "nowhere"))

    assert run(monkeypatch, "--out", tmp_path) == 2
    assert "train.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--epochs", "--documents"])
@pytest.mark.parametrize("count", ["0", "-1", "many"])
def test_numbers_below_one_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], option: str, count: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        run(monkeypatch, "--out", tmp_path, option, count)

    assert caught.value.code == 2
    assert option in capsys.readouterr().err
