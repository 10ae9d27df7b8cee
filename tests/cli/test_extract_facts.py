"""What ``kb extract --layer facts`` shows of articles that contradict themselves, and of those nobody reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Command

DISPATCH = "LARSK, May 3, 2022 — The harbour board agreed to dredge the channel, and to pay for it with a fee.\n"
SPANISH = "El alcalde de la villa dijo el 3 de mayo que 40 barcos no pagaron los 500 euros de la tasa del puerto.\n"


def test_facts_that_contradict_one_another_are_shown_as_contested_and_told_on_stderr(
    kb: Command, tmp_path: Path
) -> None:
    (tmp_path / "2019-07-04-larsk.txt").write_text(DISPATCH, encoding="utf-8")

    done = kb("extract", "2019-07-04-larsk.txt", "--layer", "facts")

    used, other = [line for line in done.out.splitlines() if "  published " in line]
    assert "used, contested" in used
    assert "contested" in other
    assert "used" not in other
    assert "2022-05-03/2022-05-04 (dateline), but also 2019-07-04 (file name)" in done.err


@pytest.mark.parametrize("layer", ["statements", "times", "quantities", "entities"])
def test_an_article_that_is_not_extracted_gives_no_rows(kb: Command, tmp_path: Path, layer: str) -> None:
    (tmp_path / "es.txt").write_text(SPANISH, encoding="utf-8")

    done = kb("extract", "es.txt", "--layer", layer)

    assert done.out == ""
    assert "'es': not extracted" in done.err
