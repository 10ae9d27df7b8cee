from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taggers import STATES, link_weights

from kb.extract.tagger import linking
from kb.extract.tagger.linking import BUCKETS, FARTHEST, MOST_BETWEEN, Links, apart

Stretches = list[tuple[int, int]]


@st.composite
def cues_and_spans(draw: st.DrawFn) -> tuple[Stretches, Stretches]:
    """Draw disjoint spans of a text, parted at random into cues and others, at least one of each."""
    steps = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), min_size=2, max_size=14))
    spans, at = [], 0
    for gap, length in steps:
        spans.append((at + gap, at + gap + length))
        at += gap + length
    chosen = draw(st.sets(st.integers(0, len(spans) - 1), min_size=1, max_size=len(spans) - 1))
    cues = [span for number, span in enumerate(spans) if number in chosen]
    return cues, [span for number, span in enumerate(spans) if number not in chosen]


@given(cues_and_spans())
def test_distance_is_counted_from_edge_to_edge_and_the_cues_between_one_by_one(
    drawn: tuple[Stretches, Stretches],
) -> None:
    cues, spans = drawn

    buckets, between, gaps = apart(cues, spans)

    for row, cue in enumerate(cues):
        for column, span in enumerate(spans):
            low, high = sorted((cue, span))
            middle = range(low[1], high[0])
            assert gaps[row, column] == len(middle) + 1
            assert between[row, column] == min(sum(first in middle for first, _ in cues), MOST_BETWEEN)
            assert (buckets[row, column] > len(BUCKETS)) == (span > cue)


@given(cues_and_spans(), st.randoms())
def test_in_which_order_cues_are_given_does_not_matter(drawn: tuple[Stretches, Stretches], chance: object) -> None:
    cues, spans = drawn
    order = list(range(len(cues)))
    chance.shuffle(order)  # type: ignore[attr-defined]

    straight, mixed = apart(cues, spans), apart([cues[each] for each in order], spans)

    for one, other in zip(straight, mixed, strict=True):
        assert np.array_equal(one[order], other)


def test_a_larger_distance_never_has_a_lower_bucket_and_none_is_off_the_scale() -> None:
    spans = [(2 + gap, 3 + gap) for gap in range(400)]

    buckets, _, _ = apart([(0, 1)], spans)

    assert list(buckets[0]) == sorted(buckets[0])
    assert buckets.max() == 2 * len(BUCKETS) + 1


def test_the_nearest_source_is_chosen_and_none_where_all_are_far() -> None:
    states = np.zeros((400, STATES), np.float32)
    cues, sources = [(10, 11), (300, 301)], [(2, 4), (8, 9), (20, 21)]

    (near, sure), (far, unsure) = Links(link_weights()).sources(states, cues, sources)

    assert (near, far) == (1, -1)
    assert 0 < sure <= 1
    assert 0 < unsure <= 1


def test_beyond_the_words_that_training_shows_a_source_counts_less_and_less() -> None:
    weights = link_weights() | {"source_distance": np.full(32, 5, np.float32)}
    states = np.zeros((200, STATES), np.float32)

    chosen = [
        Links(weights).sources(states, [(0, 1)], [(gap, gap + 1)])[0][0] for gap in (1, FARTHEST, FARTHEST + 4, 150)
    ]

    assert chosen == [0, 0, 0, -1]


def test_without_sources_every_cue_has_none_for_sure() -> None:
    assert Links(link_weights()).sources(np.zeros((9, STATES)), [(1, 2), (5, 7)], []) == [(-1, 1.0)] * 2


def test_a_content_goes_to_the_nearest_cue_however_far() -> None:
    states = np.zeros((900, STATES), np.float32)

    found = Links(link_weights()).cues(states, [(5, 6), (40, 41)], [(7, 20), (30, 39), (800, 900)])

    assert [cue for cue, _ in found] == [0, 1, 1]


def test_what_the_network_made_of_the_words_can_outweigh_distance() -> None:
    weights = link_weights()
    weights["source_cue_weight"][0, 0] = weights["source_span_weight"][0, 0] = 20.0  # of the first word, first number
    states = np.zeros((30, STATES), np.float32)
    states[[3, 20], 0] = 3.0

    ((chosen, _),) = Links(weights).sources(states, [(20, 21)], [(3, 5), (18, 19)])

    assert chosen == 0


@settings(max_examples=60)
@given(drawn=cues_and_spans(), seed=st.integers(0, 99), together=st.integers(1, 4))
def test_how_many_choose_at_once_does_not_matter(drawn: tuple[Stretches, Stretches], seed: int, together: int) -> None:
    cues, spans = drawn
    chance = np.random.default_rng(seed)
    links = Links({name: chance.normal(size=array.shape) for name, array in link_weights().items()})
    states = chance.normal(size=(max(cues[-1][1], spans[-1][1]), STATES))

    at_once = links.sources(states, cues, spans), links.cues(states, cues, spans)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linking, "TOGETHER", together)
        in_parts = links.sources(states, cues, spans), links.cues(states, cues, spans)

    for one, other in zip(at_once, in_parts, strict=True):
        assert [at for at, _ in one] == [at for at, _ in other]
        assert [share for _, share in one] == pytest.approx([share for _, share in other])


def test_a_text_of_very_many_quotations_is_linked() -> None:
    cues = [(4 * number, 4 * number + 1) for number in range(30_000)]
    contents = [(first + 1, first + 3) for first, _ in cues]  # all against all would fill the memory
    states = np.zeros((120_000, STATES), np.float32)

    found = Links(link_weights()).cues(states, cues, contents)

    assert [cue for cue, _ in found] == list(range(30_000))
