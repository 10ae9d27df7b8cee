from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from taggers import TRANSITIONS

from kb.extract.tagger.decoding import ROLES, TAGS, best_tags, may_begin, may_end, may_follow, spans_of

SCORES = st.lists(st.lists(st.integers(-9, 9), min_size=len(TAGS), max_size=len(TAGS)), min_size=1, max_size=4)
ANY_SCORES = st.lists(
    st.lists(st.floats(-50, 50, width=32), min_size=len(TAGS), max_size=len(TAGS)), min_size=1, max_size=30
)


def well_formed(tags: list[int]) -> bool:
    named = [TAGS[tag] for tag in tags]
    return may_begin(named[0]) and may_end(named[-1]) and all(may_follow(*pair) for pair in pairwise(named))


def all_well_formed(words: int, so_far: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    if len(so_far) == words:
        if may_end(TAGS[so_far[-1]]):
            yield so_far
        return
    for tag, name in enumerate(TAGS):
        if may_follow(TAGS[so_far[-1]], name) if so_far else may_begin(name):
            yield from all_well_formed(words, (*so_far, tag))


def test_there_is_one_outside_and_four_places_in_each_role() -> None:
    assert len(TAGS) == len(set(TAGS)) == 1 + 4 * len(ROLES)
    assert TAGS[0] == "O"


def test_a_span_that_goes_on_must_end_in_its_own_role() -> None:
    after = {tag for tag in TAGS if may_follow("I-content", tag)}

    assert after == {"I-content", "E-content"}


def test_after_a_span_another_may_begin_at_once() -> None:
    assert may_follow("E-content", "S-cue")
    assert may_follow("S-source", "B-cue")
    assert not may_follow("E-content", "I-content")


def test_no_text_begins_or_ends_within_a_span() -> None:
    assert {tag[0] for tag in TAGS if may_begin(tag)} == set("OBS")
    assert {tag[0] for tag in TAGS if may_end(tag)} == set("OES")


def test_no_words_have_no_tags() -> None:
    assert best_tags(np.zeros((0, len(TAGS)), np.float32), np.array(TRANSITIONS, np.float32)) == []


@given(SCORES)
def test_no_well_formed_sequence_is_better(scores: list[list[int]]) -> None:
    found = best_tags(np.array(scores, np.float32), np.array(TRANSITIONS, np.float32))

    def total(tags: tuple[int, ...] | list[int]) -> int:
        return sum(row[tag] for row, tag in zip(scores, tags, strict=True))

    assert total(found) == max(map(total, all_well_formed(len(scores))))


@given(ANY_SCORES)
def test_whatever_the_scores_the_sequence_is_well_formed(scores: list[list[float]]) -> None:
    found = best_tags(np.array(scores, np.float32), np.array(TRANSITIONS, np.float32))

    assert len(found) == len(scores)
    assert well_formed(found)


@given(ANY_SCORES)
def test_the_spans_are_told_by_their_edges(scores: list[list[float]]) -> None:
    tags = best_tags(np.array(scores, np.float32), np.array(TRANSITIONS, np.float32))

    spans = list(spans_of(tags))

    covered = [word for _, (first, end) in spans for word in range(first, end)]
    assert covered == [word for word, tag in enumerate(tags) if TAGS[tag] != "O"]
    assert all(TAGS[tag].endswith(role) for role, (first, end) in spans for tag in tags[first:end])


def test_over_a_long_text_a_small_difference_still_counts() -> None:
    cue, outside = TAGS.index("S-cue"), TAGS.index("O")
    scores = np.zeros((200_000, len(TAGS)), np.float32)
    scores[:, outside] = 30.0
    scores[-1, cue] = 30.01

    found = best_tags(scores, np.array(TRANSITIONS, np.float32))

    assert found[-1] == cue
    assert set(found[:-1]) == {outside}
