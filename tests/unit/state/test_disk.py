"""Tables on disk are tables in memory that come back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import StoreError
from kb.model import Agent, AgentType, Interval
from kb.neighbours import Groups, Matching
from kb.state import disk
from kb.state.disk import StateFile

STEPS = st.lists(
    st.tuples(st.sampled_from(["put", "drop", "write", "age", "reopen"]), st.text("abc", max_size=2), st.integers()),
    max_size=40,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.sqlite"


def kept(file: Path, act: Callable[[MutableMapping[Any, Any]], None]) -> None:
    state = StateFile(file)
    act(state.table("rows"))
    state.commit()
    state.close()


def rows_of(file: Path) -> dict[Any, Any]:
    state = StateFile(file)
    try:
        return dict(state.table("rows"))
    finally:
        state.close()


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_a_table_on_disk_holds_what_one_in_memory_would(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int]]
) -> None:
    path, model = tmp_path_factory.mktemp("state") / "state.sqlite", dict[str, int]()
    state = StateFile(path)

    for act, key, value in steps:
        table = state.table("rows")
        match act:
            case "put":
                table[key] = model[key] = value
            case "drop":
                assert table.pop(key, None) == model.pop(key, None)
            case "write":
                state.write()
            case "age":
                table.age()
            case _:
                state.commit()
                state.close()
                state = StateFile(path)
        assert state.table("rows").get(key) == model.get(key)
        assert (key in state.table("rows")) == (key in model)

    assert dict(state.table("rows")) == model
    state.close()


def test_what_was_not_committed_is_lost(file: Path) -> None:
    kept(file, lambda rows: rows.update(a=1))
    state = StateFile(file)
    state.table("rows")["a"] = 2
    state.table("rows")["b"] = 3
    state.write()

    state.close()

    assert rows_of(file) == {"a": 1}


def test_rows_beyond_what_memory_holds_are_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_HELD", 10)
    monkeypatch.setattr(disk, "_CHANGED", 10)
    state = StateFile(file)
    table = state.table("rows")

    for number in range(200):
        table[f"{number:03}"] = (number, "x" * number)

    assert [table[f"{number:03}"][0] for number in range(200)] == list(range(200))
    assert len(table) == 200
    state.close()


def test_a_row_that_is_not_there_is_a_key_error(file: Path) -> None:
    state = StateFile(file)

    with pytest.raises(KeyError):
        del state.table("rows")["a"]
    with pytest.raises(KeyError):
        state.table("rows")["a"]
    state.close()


def test_values_of_the_model_come_back_equal(file: Path) -> None:
    agent = Agent("agent/a", "Ana Ruiz", AgentType.PERSON, aliases=("Ruiz",))
    row = {
        "agent": agent,
        "days": Interval(date(2024, 1, 2), None),
        "names": frozenset({"b", "a"}),
        "n": (1, 2.5, None),
    }

    kept(file, lambda rows: rows.update(one=row))

    assert rows_of(file)["one"] == row


def test_keys_may_be_any_plain_value_however_a_set_orders_them(file: Path) -> None:
    first, again = ("spoken", frozenset(["x", "y", "z"]), 3), ("spoken", frozenset(["z", "y", "x"]), 3)
    kept(file, lambda rows: rows.update({first: "found"}))
    state = StateFile(file)

    assert state.table("rows")[again] == "found"
    assert ("spoken", frozenset(["x"]), 3) not in state.table("rows")
    with pytest.raises(TypeError):
        list(state.table("rows"))
    state.close()


def test_tables_of_one_file_are_apart(file: Path) -> None:
    kept(file, lambda rows: rows.update(a=1))
    state = StateFile(file)

    assert "a" not in state.table("other")
    state.close()


def test_what_is_shared_is_kept_once_and_is_one_object_again(file: Path) -> None:
    agent = Agent("agent/a", "A" * 10_000, AgentType.PERSON)
    state = StateFile(file, frozenset({Agent}))
    for number in range(50):
        state.table("rows")[str(number)] = (number, agent)
    state.commit()
    state.close()

    state = StateFile(file, frozenset({Agent}))
    one, other = state.table("rows")["3"], state.table("rows")["44"]

    assert one[1] == agent
    assert one[1] is other[1]
    assert file.stat().st_size < 100_000
    state.close()


def test_a_file_that_is_none_of_ours_is_an_error_that_names_it(file: Path) -> None:
    file.write_bytes(b"something else, but long enough to be read as a page " * 40)

    with pytest.raises(StoreError) as caught:
        StateFile(file)

    assert str(file) in caught.value.problem


def test_a_row_that_was_overwritten_runs_nothing_and_is_an_error(file: Path) -> None:
    kept(file, lambda rows: rows.update(a=1))
    with sqlite3.connect(file) as db:
        db.execute("UPDATE entry SET row = ?", (b"cos\nsystem\n(S'true'\ntR.",))
    db.close()
    state = StateFile(file)

    with pytest.raises(StoreError, match=r"system is no part"):
        state.table("rows")["a"]
    state.close()


@dataclass(frozen=True)
class Stranger:
    name: str


class Odd(StrEnum):
    ODD = "odd"


@pytest.mark.parametrize("row", [Stranger("x"), Odd.ODD], ids=["class", "enum"])
def test_classes_of_others_are_refused_when_they_are_read(file: Path, row: object) -> None:
    kept(file, lambda rows: rows.update(a=row))
    state = StateFile(file)

    with pytest.raises(StoreError, match="is no part of a row"):
        state.table("rows")["a"]
    state.close()


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 30), max_size=24), st.data())
def test_groups_on_disk_opened_for_each_change_are_those_in_memory(
    tmp_path_factory: pytest.TempPathFactory, numbers: dict[str, int], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("groups") / "state.sqlite"
    matching: Matching[int, int] = Matching(
        keys=lambda number: {("three", number % 3), ("five", number % 5)},
        link=lambda left, right: right - left if abs(left - right) <= 4 else None,
        order=lambda number: number,
        crowd=4,
        reach=2,
    )

    def groups() -> Groups[int, int, tuple[str, ...]]:
        return Groups(matching, lambda items, links: [(*items, str(sorted(links.values())))])

    whole = groups()
    for name in data.draw(st.permutations(sorted(numbers))):
        gone = data.draw(st.lists(st.sampled_from(sorted(numbers)), max_size=2))
        whole.update(gone, {name: numbers[name]})
        state, opened = StateFile(path), groups()
        opened.lie_in(state.table)
        opened.update(gone, {name: numbers[name]})
        state.commit()
        state.close()

    state, opened = StateFile(path), groups()
    opened.lie_in(state.table)
    assert list(opened.outcomes()) == list(whole.outcomes())
    state.close()
