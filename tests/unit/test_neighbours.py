"""Neighbours and groups: adding one by one, in any order, gives what adding all at once gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.groups import Groups
from kb.neighbours import Matching, Neighbours, Pair

NUMBERS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 30), max_size=24)


def matching(crowd: int = 4) -> Matching[int, str]:
    """Numbers meet under their remainders by 3 and 5, and are linked when they are at most 4 apart."""
    return Matching(
        keys=lambda number: {("three", number % 3), ("five", number % 5)},
        link=lambda left, right: f"{abs(left - right)} apart" if abs(left - right) <= 4 else None,
        order=lambda number: number,
        crowd=crowd,
        reach=2,
    )


def summed(items: Mapping[str, int], links: Mapping[Pair, str]) -> list[tuple[tuple[str, ...], int, int]]:
    return [(tuple(items), sum(items.values()), len(links))]


def groups(crowd: int = 4) -> Groups[int, str, tuple[tuple[str, ...], int, int]]:
    return Groups(matching(crowd), summed)


def test_two_items_under_one_key_are_linked_where_the_rule_links_them() -> None:
    found = Neighbours(matching())

    found.update(come={"a": 3, "b": 6, "c": 21})

    assert found.linked("a") == {"b": "3 apart"}
    assert found.group("b") == ("a", "b")
    assert found.group("c") == ("c",)


def test_an_item_that_leaves_takes_its_links_along_and_parts_its_group() -> None:
    found = groups()
    found.update(come={"a": 0, "b": 3, "c": 6})

    change = found.update(gone=["b"])

    assert change.gone == ((("a", "b", "c"), 9, 2),)
    assert change.come == ((("a",), 0, 0), (("c",), 6, 0))


def test_an_item_that_comes_under_a_known_name_replaces_the_one_before() -> None:
    found = groups()
    found.update(come={"a": 0, "b": 3})

    found.update(come={"b": 20})

    assert list(found.outcomes()) == [(("a",), 0, 0), (("b",), 20, 0)]


def test_only_touched_groups_are_looked_at_again() -> None:
    found = groups()
    found.update(come={"a": 0, "b": 3, "y": 27, "z": 30})

    change = found.update(come={"c": 6})

    assert change.gone == ((("a", "b"), 3, 1),)
    assert change.come == ((("a", "b", "c"), 9, 2),)


def test_under_a_crowded_key_an_item_meets_only_the_next_in_order() -> None:
    found = Neighbours(Matching(lambda _: ("all",), lambda *_: True, order=lambda number: number, crowd=3, reach=1))

    found.update(come={"a": 5, "b": 1, "c": 3, "d": 4})

    assert {one: sorted(found.linked(one)) for one in "abcd"} == {
        "a": ["d"],
        "b": ["c"],
        "c": ["b", "d"],
        "d": ["a", "c"],
    }


def test_a_pair_that_drifts_apart_in_a_crowd_stays_linked_where_it_meets_elsewhere() -> None:
    keys = {"a": ("all", "two"), "b": ("all", "two"), "c": ("all",), "d": ("all",), "e": ("all",)}
    places = {"a": 1, "b": 9, "c": 2, "d": 3, "e": 4}
    found = Neighbours(
        Matching(lambda one: keys[one], lambda *_: True, order=lambda one: places[one], crowd=3, reach=1)
    )

    for one in "abcde":
        found.update(come={one: one})

    assert {one: sorted(found.linked(one)) for one in "abcde"} == {
        "a": ["b", "c"],
        "b": ["a", "e"],
        "c": ["a", "d"],
        "d": ["c", "e"],
        "e": ["b", "d"],
    }


def test_a_pair_that_cannot_be_linked_at_a_glance_is_not_looked_at() -> None:
    looked: list[set[int]] = []

    def link(left: int, right: int) -> bool:
        looked.append({left, right})
        return True

    found = Neighbours(
        Matching(
            lambda _: ("all",), link, glance=lambda number: (str(number % 2),), may_link=lambda one, other: one != other
        )
    )
    found.update(come={"a": 1, "b": 2})
    found.update(come={"c": 3})
    found.update(gone=["a"])
    found.update(come={"a": 4})

    assert looked == [{1, 2}, {2, 3}, {4, 3}]


@settings(max_examples=100, deadline=None)
@given(NUMBERS, NUMBERS)
def test_a_glance_that_rules_out_only_what_is_not_linked_changes_no_outcome(
    first: dict[str, int], then: dict[str, int]
) -> None:
    glancing = Groups(
        replace(
            matching(),
            glance=lambda number: (str(number),),
            may_link=lambda *two: abs(int(two[0][0]) - int(two[1][0])) <= 4,
        ),
        summed,
    )
    plain = groups()
    for found in (glancing, plain):
        found.update(come=first)
        found.update(gone=list(first)[::2], come=then)

    assert list(glancing.outcomes()) == list(plain.outcomes())


@settings(max_examples=300, deadline=None)
@given(NUMBERS, st.data())
def test_any_order_of_coming_and_going_gives_what_all_at_once_gives(
    numbers: dict[str, int], data: st.DataObject
) -> None:
    at_once = groups()
    at_once.update(come=numbers)
    visitors = {f"visitor {name}": number for name, number in data.draw(NUMBERS).items()}
    order = data.draw(st.permutations([*numbers, *visitors]))

    one_by_one = groups()
    for name in order:
        one_by_one.update(come={name: (numbers | visitors)[name]})
    for name in data.draw(st.permutations(list(visitors))):
        one_by_one.update(gone=[name])

    assert list(one_by_one.outcomes()) == list(at_once.outcomes())


@settings(max_examples=100, deadline=None)
@given(NUMBERS, NUMBERS)
def test_the_changes_of_groups_add_up_to_their_outcomes(first: dict[str, int], then: dict[str, int]) -> None:
    found = groups()
    kept = set(found.update(come=first).come)

    change = found.update(gone=list(first)[::2], come=then)

    assert (kept - set(change.gone)) | set(change.come) == set(found.outcomes())
