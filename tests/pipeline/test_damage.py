"""A store whose files turn out to be damaged while an answer is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.config import Settings
from kb.errors import StoreError
from kb.pipeline.stores import opened


def test_damage_that_shows_only_while_rows_are_taken_is_told_as_damage(tmp_path: Path) -> None:
    chosen = Settings(store=str(tmp_path / "kb.store"))

    def rows():
        yield "first"
        raise RuntimeError("Corruption: block checksum mismatch: stored = 1, computed = 2")  # as the engine raises it

    with pytest.raises(StoreError, match="is damaged: Corruption") as told, opened(chosen, writing=True):
        list(rows())
    assert told.value.hint
    with opened(chosen) as again:  # it was let go
        assert len(again) == 0


def test_what_goes_wrong_elsewhere_is_not_laid_to_the_store(tmp_path: Path) -> None:
    chosen = Settings(store=str(tmp_path / "kb.store"))
    with pytest.raises(RuntimeError, match="changed size"), opened(chosen, writing=True):
        raise RuntimeError("dictionary changed size during iteration")
