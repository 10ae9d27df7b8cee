from __future__ import annotations

from pathlib import Path

import pytest

from kb.config import ServerSettings, settings
from kb.errors import InputError


def written(folder: Path, text: str) -> Path:
    (folder / "kb.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_table_tells_how_a_server_is_spoken_to(tmp_path: Path) -> None:
    folder = written(
        tmp_path, 'store = "http://x.example/"\n[server]\nupdate = "statements"\ngraphs = ""\nretries = 0\n'
    )

    chosen = settings(folder, {})

    assert chosen.store == "http://x.example/"
    assert chosen.server == ServerSettings(update="statements", graphs="", retries=0)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("timeout = 0", "server.timeout"),
        ("batch = 0", "server.batch"),
        ("retries = -1", "server.retries"),
        ('timeout = "long"', "server.timeout"),
        ('password = "s3cret"', "server.password"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_its_name(line: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=said) as error:
        settings(written(tmp_path, f"[server]\n{line}\n"), {})

    assert "s3cret" not in str(error.value)


def test_a_table_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="It is a table"):
        settings(written(tmp_path, 'server = "http://x.example/"\n'), {})
