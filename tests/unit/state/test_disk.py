"""Tables on disk are tables in memory that come back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import StoreError
from kb.groups import Groups
from kb.model import Agent, AgentType, Interval, Mention, Span
from kb.neighbours import Matching
from kb.state import disk
from kb.state import kept as sweeping
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
    monkeypatch.setattr(disk, "_HELD", 1_000)
    monkeypatch.setattr(disk, "_CHANGED", 10)
    state = StateFile(file)
    table = state.table("rows")

    for number in range(200):
        table[f"{number:03}"] = (number, "x" * number)

    assert [table[f"{number:03}"][0] for number in range(200)] == list(range(200))
    assert len(table) == 200
    state.close()


def test_what_is_let_go_is_read_again_and_what_is_not_written_yet_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bytes] = []
    inner = StateFile.row

    def row(state: StateFile, number: int, key: bytes) -> object:
        read.append(key)
        return inner(state, number, key)

    monkeypatch.setattr(StateFile, "row", row)
    state = StateFile(file)
    table = state.table("rows")
    table["a"], table["b"] = 1, 2
    state.write()
    table["b"] = 3
    assert (table["a"], read) == (1, [])

    state.let_go()

    assert (table["a"], table["b"], read) == (1, 3, [b"a"])
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


@pytest.mark.parametrize(
    "row",
    [
        "",
        "a\nb\0\udc80",
        (),
        ("",),
        ("a",),
        ("", "b"),
        ("a\nb", "c"),
        ("a", 1),
        (AgentType.PERSON, "a"),
        AgentType.PERSON,
        True,
        -(2**70),
        ["a"],
    ],
    ids=ascii,
)
def test_texts_numbers_and_what_looks_like_them_come_back_as_they_were_put(file: Path, row: object) -> None:
    kept(file, lambda rows: rows.update(a=row))

    assert repr(rows_of(file)["a"]) == repr(row)


def a_mention(name: str) -> Mention:
    return Mention(Span(0, len(name), name), AgentType.PERSON, name=name * 40)


SHARED = frozenset({Mention, Span})


def number_of_shared(file: Path) -> int:
    with sqlite3.connect(file) as db:
        ((number,),) = db.execute("SELECT count(*) FROM shared")
    db.close()
    return int(number)


def test_objects_that_no_row_refers_to_any_more_go_in_the_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "_FEW", 20)
    sizes, numbers = [], []
    for turn in range(50):
        state = StateFile(file, SHARED)
        rows = state.table("rows")
        if turn == 0:
            rows["stays"] = a_mention("Ana")
        rows["replaced"] = [a_mention(f"{turn}-{number}") for number in range(10)]
        state.commit()
        state.close()
        sizes.append(file.stat().st_size)
        numbers.append(number_of_shared(file))

    state = StateFile(file, SHARED)

    assert state.table("rows")["stays"] == a_mention("Ana")
    assert state.table("rows")["replaced"] == [a_mention(f"49-{number}") for number in range(10)]
    assert max(numbers) < 110  # 22 are of use
    assert max(sizes) < max(sizes[:10]) * 1.25
    state.close()


def test_an_object_that_went_is_there_again_when_a_row_refers_to_it_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "_FEW", 0)
    monkeypatch.setattr(sweeping, "_TIMES", 0)  # each time
    state, ana, ruth = StateFile(file, SHARED), a_mention("Ana"), a_mention("Ruth")
    rows = state.table("rows")
    rows["one"] = ana
    state.commit()
    rows["one"] = ruth
    state.commit()
    assert number_of_shared(file) == 2  # Ruth, and the words that name her

    rows["two"] = (ana, ruth)
    state.commit()
    state.close()

    assert rows_of(file) == {"one": ruth, "two": (ana, ruth)}
    assert number_of_shared(file) == 4


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from("vwxyz"), max_size=3)), max_size=30))
def test_whatever_is_swept_rows_are_those_that_were_put(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, list[str]]]
) -> None:
    path, model = tmp_path_factory.mktemp("state") / "state.sqlite", dict[str, list[Mention]]()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sweeping, "_FEW", 3)
        patched.setattr(sweeping, "_TIMES", 1)
        state = StateFile(path, SHARED)
        for number, (key, names) in enumerate(steps):
            state.table("rows")[key] = model[key] = [a_mention(name) for name in names]
            state.commit()
            if number % 3 == 2:
                state.close()
                state = StateFile(path, SHARED)
        state.close()

    assert rows_of(path) == model


def test_a_file_that_is_none_of_ours_is_an_error_that_names_it(file: Path) -> None:
    file.write_bytes(b"something else, but long enough to be read as a page " * 40)

    with pytest.raises(StoreError) as caught:
        StateFile(file)

    assert str(file) in caught.value.problem


def test_a_row_that_somebody_else_wrote_runs_nothing_and_is_an_error(file: Path) -> None:
    kept(file, lambda rows: rows.update(a=1))
    row = b"pcos\nsystem\n(S'true'\ntR."
    with sqlite3.connect(file) as db:
        db.execute("UPDATE entry SET row = ?", (row + crc32(row).to_bytes(4),))
    db.close()
    state = StateFile(file)

    with pytest.raises(StoreError, match=r"system is no part"):
        state.table("rows")["a"]
    state.close()


@pytest.mark.parametrize("row", [7, "seven", ("se", "ven"), Interval(date(2024, 1, 2), None), {"seven": 7.0}], ids=str)
def test_a_row_of_which_one_bit_is_another_one_is_an_error(file: Path, row: object) -> None:
    kept(file, lambda rows: rows.update(a=row))
    with sqlite3.connect(file) as db:
        ((written,),) = db.execute("SELECT row FROM entry")

    for place in range(len(written)):
        db.execute("UPDATE entry SET row = ?", (with_a_bit_turned(written, place),))
        db.commit()
        state = StateFile(file)
        with pytest.raises(StoreError, match="damaged"):
            state.table("rows")["a"]
        state.close()
    db.close()


def with_a_bit_turned(written: bytes, place: int) -> bytes:
    return written[:place] + bytes([written[place] ^ 1 << place % 8]) + written[place + 1 :]


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
