"""Crowds: in blocks, whatever comes and goes, they say what one row in order says."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Hashable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import crowds
from kb.crowds import Crowds, Place
from kb.tables import in_memory

PLACES = st.tuples(st.integers(0, 9), st.text("abc", min_size=1, max_size=2))


@settings(max_examples=300, deadline=None)
@given(begun=st.sets(PLACES, max_size=12), changes=st.lists(PLACES, max_size=40), reach=st.integers(1, 5))
def test_blocks_say_what_one_row_says(begun: set[Place], changes: list[Place], reach: int) -> None:
    row = sorted(begun)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(crowds, "_MOST", 4)
        blocks = Crowds(lambda _: {})
        crowd = blocks.made("key", row)
        for place in changes:
            if place in row:
                row.remove(place)
                blocks.remove("key", crowd, place)
            else:
                insort(row, place)
                blocks.add("key", crowd, place)
            at = bisect_left(row, place)
            others = row[: at + (place in row)][:at], row[at + (place in row) :]
            before, behind = blocks.around("key", crowd, place, reach)
            assert before == [one for _, one in others[0][-reach:]]
            assert behind == [one for _, one in others[1][:reach]]
            assert [number for number in range(60) if blocks.has_more_than(number, "key", crowd)] == [*range(len(row))]
    assert blocks.ended("key", crowd) == tuple(one for _, one in row)


def test_a_place_that_comes_or_goes_changes_one_block_of_a_large_crowd() -> None:
    written: list[Hashable] = []

    class Watched(dict[Hashable, list[Place]]):
        def __setitem__(self, key: Hashable, block: list[Place]) -> None:
            written.append(key)
            assert len(block) <= 32
            super().__setitem__(key, block)

    blocks = Crowds(lambda _: Watched())
    crowd = blocks.made("key", [(number, "item") for number in range(0, 2000, 2)])
    written.clear()

    assert not blocks.add("key", crowd, (777, "new"))
    assert not blocks.remove("key", crowd, (778, "item"))

    assert len(written) == 2
    assert len(set(written)) == 1


def test_the_crowds_of_keys_that_look_alike_are_kept_apart() -> None:
    blocks = Crowds(in_memory)
    keys: list[Hashable] = ["a", ("a",), (0, "a"), ("a", 0), frozenset({"a"})]
    found = {key: blocks.made(key, [(0, str(number))]) for number, key in enumerate(keys)}

    assert [blocks.ended(key, found[key]) for key in keys] == [(str(number),) for number in range(len(keys))]
