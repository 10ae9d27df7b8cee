"""Answers that are fetched before they are asked for."""

from __future__ import annotations

import threading
from contextlib import closing
from time import monotonic

import pytest

from kb.check.compiled import ahead
from kb.check.compiled.ahead import Ahead

PATIENCE = 20.0  # seconds after which a thread is taken for dead


def test_what_is_expected_is_fetched_before_somebody_asks() -> None:
    begun = {name: threading.Event() for name in "ab"}

    def fetch(asked: str) -> bytes:
        begun[asked].set()
        return asked.encode()

    with closing(Ahead(fetch)) as answers:
        answers.expect("ab")
        assert all(one.wait(PATIENCE) for one in begun.values())
        assert [answers.get(one) for one in "ab"] == [b"a", b"b"]


def test_two_are_fetched_at_a_time_in_the_order_in_which_they_are_expected() -> None:
    fetched: list[str] = []
    two, third, gate = threading.Semaphore(0), threading.Event(), threading.Event()

    def fetch(asked: str) -> bytes:
        fetched.append(asked)
        if asked in "ab":
            two.release()
            assert gate.wait(PATIENCE)
        else:
            third.set()
        return asked.encode()

    with closing(Ahead(fetch)) as answers:
        answers.expect("abcd")
        assert two.acquire(timeout=PATIENCE)
        assert two.acquire(timeout=PATIENCE)
        assert not third.wait(0.2)  # nobody can see more than that nothing happens for a while
        gate.set()
        assert [answers.get(one) for one in "abcd"] == [b"a", b"b", b"c", b"d"]
    assert sorted(fetched) == ["a", "b", "c", "d"]


def test_each_answer_is_fetched_once_and_what_nobody_expected_when_it_is_asked_for() -> None:
    fetched: list[str] = []

    def fetch(asked: str) -> bytes:
        fetched.append(asked)
        return asked.encode()

    with closing(Ahead(fetch)) as answers:
        answers.expect(["a", "b", "a"])
        found = [answers.get(one) for one in ("b", "z", "a")]
    assert found == [b"b", b"z", b"a"]
    assert sorted(fetched) == ["a", "b", "z"]


def test_what_lies_ready_and_is_not_asked_for_ends_fetching(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_READY", 10)
    monkeypatch.setattr(ahead, "_NEXT", 1)
    fetched: list[str] = []

    def fetch(asked: str) -> bytes:
        fetched.append(asked)
        return b"." * 6

    with closing(Ahead(fetch)) as answers:
        answers.expect("abcdef")
        end = monotonic() + PATIENCE
        while "b" not in fetched and monotonic() < end:
            answers.get("z")
        for _ in range(20):
            answers.get("z")
    assert [one for one in fetched if one != "z"] == ["a", "b"]


def test_an_error_comes_to_whoever_asks() -> None:
    def fetch(asked: str) -> bytes:
        raise ValueError(asked)

    with closing(Ahead(fetch)) as answers:
        answers.expect("ab")
        for one in "bza":
            with pytest.raises(ValueError, match=one):
                answers.get(one)


def test_once_closed_it_fetches_what_is_asked_for() -> None:
    fetched: list[str] = []

    def fetch(asked: str) -> bytes:
        fetched.append(asked)
        return asked.encode()

    answers = Ahead(fetch)
    answers.expect("abcdef")
    answers.close()
    before = list(fetched)
    assert answers.get("f") == b"f"
    assert fetched == [*before, "f"]
