"""A store that is opened for reading while a writer changes its files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from kb.errors import StoreError
from kb.store.opening import open_store


def failing(times: int, error: type[Exception] = OSError) -> type[Any]:
    """Give a database that is seen halfway through a change so many times."""
    left = [times]

    class Changing:
        @staticmethod
        def read_only(path: str) -> pyoxigraph.Store:
            if left[0]:
                left[0] -= 1
                raise error("Corruption: MANIFEST-000056 may be corrupted.")
            return pyoxigraph.Store.read_only(path)

    return Changing


@pytest.mark.parametrize("error", [OSError, RuntimeError])
def test_a_reader_looks_again_where_a_writer_is_just_changing_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    open_store(tmp_path / "kb.store", create=True).close()
    monkeypatch.setattr("kb.databases.Database", failing(2, error))

    with open_store(tmp_path / "kb.store", read_only=True) as store:
        assert len(store) == 0


def test_what_stays_damaged_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(tmp_path / "kb.store", create=True).close()
    monkeypatch.setattr("kb.databases.Database", failing(100))

    with pytest.raises(StoreError, match="damaged"):
        open_store(tmp_path / "kb.store", read_only=True)
