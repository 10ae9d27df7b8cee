"""Average linkage on the pairs that are given."""

from __future__ import annotations

from itertools import permutations
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from kb.resolve.same_event.linkage import groups

_NAMES = "abcdef"
_PAIRS = [(one, other) for at, one in enumerate(_NAMES) for other in _NAMES[at + 1 :]]


def test_names_without_likeness_stay_alone() -> None:
    assert groups("cab", {}, 0.5) == (("a",), ("b",), ("c",))


def test_two_alike_names_are_one_group() -> None:
    assert groups("abc", {("a", "c"): 0.7, ("a", "b"): 0.2}, 0.5) == (("a", "c"), ("b",))


def test_a_chain_of_likenesses_does_not_join_what_is_unlike() -> None:
    likeness = {("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.0}

    assert groups("abc", likeness, 0.5) == (("a", "b"), ("c",))


def test_a_pair_that_is_not_given_counts_as_told() -> None:
    likeness = {("a", "b"): 0.9, ("b", "c"): 0.8}

    assert groups("abc", likeness, 0.5, otherwise=0.1) == (("a", "b"), ("c",))
    assert groups("abc", likeness, 0.5, otherwise=0.3) == (("a", "b", "c"),)


def test_an_impossible_pair_keeps_whole_groups_apart() -> None:
    likeness = {("a", "b"): 1.0, ("c", "d"): 1.0, ("a", "c"): 1.0, ("b", "c"): 1.0, ("a", "d"): 1.0, ("b", "d"): -inf}

    assert groups("abcd", likeness, 0.5) == (("a", "b", "c"), ("d",))


def test_of_equally_alike_names_the_least_go_first_in_any_order() -> None:
    likeness = {("a", "b"): 0.8, ("b", "c"): 0.8}

    found = {
        groups(names, dict(pairs), 0.5) for names in permutations("abc") for pairs in permutations(likeness.items())
    }

    assert found == {(("a", "b"), ("c",))}


@given(
    values=st.lists(st.floats(0, 1), min_size=len(_PAIRS), max_size=len(_PAIRS)),
    order=st.permutations(range(len(_PAIRS))),
)
def test_every_name_is_in_one_group_whatever_the_order_of_the_pairs(values: list[float], order: list[int]) -> None:
    likeness = dict(zip(_PAIRS, values, strict=True))

    found = groups(_NAMES, likeness, 0.5)

    assert sorted(name for group in found for name in group) == list(_NAMES)
    assert found == groups(reversed(_NAMES), {_PAIRS[at]: values[at] for at in order}, 0.5)
