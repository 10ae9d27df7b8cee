"""How one agent is shown on a terminal."""

from __future__ import annotations

from typing import Any

import pytest

from kb.cli.portraits import print_portrait

SECTIONS = ("names", "titles", "roles", "doubts", "part_of", "parts", "merged", "split_from", "split_off", "reviews")


def portrait(mentions: int) -> dict[str, Any]:
    article = {"doc": "board.md", "outlet": "Harbour Post", "published": "2024-05-06", "mentions": mentions}
    return {
        **{name: [] for name in SECTIONS},
        "name": "Marta Olsen",
        "agent": "agent/marta-olsen",
        "type": "person",
        "registered": False,
        "same_as": None,
        "articles": [article],
        "statements": [],
    }


@pytest.mark.parametrize(("number", "told"), [(1, "1 mention"), (2, "2 mentions")])
def test_an_article_names_one_mention_or_several(number: int, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_portrait(portrait(number), everything=False)

    (line,) = [line for line in capsys.readouterr().out.splitlines() if "board.md" in line]
    assert line.endswith(f"2024-05-06  {told}")
