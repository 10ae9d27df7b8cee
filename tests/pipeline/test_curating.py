"""Decisions about agents, one right after the other."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from kb.config import Settings
from kb.errors import KBError
from kb.model import Decision, Review
from kb.pipeline import curating
from kb.pipeline.ingesting import ingest
from kb.pipeline.library import Library
from kb.pipeline.stores import opened
from kb.verdicts import surviving

AT = datetime(2024, 7, 1, 9, tzinfo=UTC)
NEWS = "“We will dredge the channel,” said Marta Olsen.\n\n“Nobody asked us for a crane,” said Tomas Reyes.\n"


class Silent:
    def note(self, text: str) -> None:
        """Ignore it."""

    def problem(self, error: KBError) -> None:
        raise error


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    settings = Settings(store=str(tmp_path / "kb.store"), extractor="rules", reviewer="Ines Park")
    ingest([str(tmp_path / "news.txt")], None, settings, Silent())
    return settings


def reviews_in(chosen: Settings) -> tuple[Review, ...]:
    with opened(chosen, writing=True) as store:
        return Library(store, chosen, lambda: AT).reviews


def test_decisions_within_one_second_hold_in_the_order_in_which_they_were_made(chosen: Settings) -> None:
    for number in range(3):
        reason = f"seen {number} times"
        curating.merge(chosen, ["Marta Olsen", "Tomas Reyes"], None, reason, clock=lambda: AT)
        curating.split(chosen, "Marta Olsen", ["Tomas Reyes"], [], reason, clock=lambda: AT)

    made = reviews_in(chosen)

    assert [one.decision for one in made] == [Decision.MERGE, Decision.UNDO] * 3
    assert all(before.at < after.at for before, after in pairwise(made))
    assert {one.decision for one in surviving(made)} == {Decision.UNDO}
