"""How often Python looks for cycles while articles are taken in, and what becomes of memory that was freed."""

from __future__ import annotations

import gc
import platform
from collections.abc import Iterator
from pathlib import Path
from resource import getpagesize

import pytest

from kb.pipeline import garbage
from kb.pipeline.garbage import give_back, seldom_looked_at


@pytest.fixture
def usual() -> Iterator[tuple[int, int, int]]:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield (700, 10, 10)
    gc.set_threshold(*before)


def test_cycles_are_looked_for_seldom_and_afterwards_as_before(usual: tuple[int, int, int]) -> None:
    with seldom_looked_at():
        meanwhile, frozen = gc.get_threshold(), gc.get_freeze_count()

    assert meanwhile[0] > 10 * usual[0]
    assert frozen > 0
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() == 0


def test_a_command_that_fails_leaves_the_usual_way_behind(usual: tuple[int, int, int]) -> None:
    with pytest.raises(KeyError), seldom_looked_at():
        raise KeyError("damaged")

    assert gc.get_threshold() == usual


def test_cycles_made_meanwhile_still_go(usual: tuple[int, int, int]) -> None:
    class Node:
        other: Node
        alive = 0

        def __init__(self) -> None:
            Node.alive += 1

        def __del__(self) -> None:
            Node.alive -= 1

    with seldom_looked_at():
        for _ in range(60_000):
            one, other = Node(), Node()
            one.other, other.other = other, one

        assert Node.alive < 60_000


def resident() -> int:
    """Give the bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * getpagesize()


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library of this system keeps nothing back")
def test_what_was_freed_between_what_is_still_used_is_given_back() -> None:
    pieces = [b"x" * 60_000 for _ in range(2_000)]  # too small to be mapped each by itself
    used = [piece for number, piece in enumerate(pieces) if number % 20 == 0]
    full = resident()
    del pieces

    give_back()

    assert full - resident() > 0.8 * 1_900 * 60_000
    assert len(used) == 100


@pytest.mark.parametrize("missing", [OSError, TypeError, AttributeError])
def test_where_the_c_library_knows_no_such_request_nothing_happens(
    missing: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def library(_: None) -> None:
        raise missing

    monkeypatch.setattr(garbage, "CDLL", library)

    give_back()
