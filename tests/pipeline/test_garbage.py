"""How often Python looks for cycles while articles are taken in."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from kb.pipeline.garbage import seldom_looked_at


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
