from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from kb.extract.tagger.windows import Cutter, centrality

# A text as the number of pieces of each word of each sentence.
TEXTS = st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=9), max_size=9)


def cutter(text: list[list[int]], longest: int) -> tuple[Cutter, list[int]]:
    starts = list(accumulate(map(len, text), initial=0))[:-1]
    pieces = [count for sentence in text for count in sentence]
    return Cutter(starts, pieces, longest), pieces


@given(TEXTS, st.integers(1, 25), st.integers(0, 12), st.none() | st.integers(1, 30))
def test_every_word_is_covered_in_order_and_each_window_brings_new_ones(
    text: list[list[int]], longest: int, overlap: int, first: int | None
) -> None:
    cuts, pieces = cutter(text, longest)

    windows = list(cuts.windows(overlap=overlap, first=first))

    assert all(start < end for start, end in windows)
    assert [start for start, _ in windows[:1]] == [0] * bool(pieces)
    assert [end for _, end in windows[-1:]] == [len(pieces)] * bool(pieces)
    for before, after in pairwise(windows):
        assert before[0] < after[0] <= before[1] < after[1]


@given(TEXTS, st.integers(1, 25), st.integers(0, 12), st.none() | st.integers(1, 30))
def test_no_window_is_too_long_unless_a_word_is(
    text: list[list[int]], longest: int, overlap: int, first: int | None
) -> None:
    cuts, pieces = cutter(text, longest)

    for start, end in cuts.windows(overlap=overlap, first=first):
        assert sum(pieces[start:end]) <= longest or end == start + 1


@given(TEXTS, st.integers(1, 25), st.integers(0, 12))
def test_windows_share_no_more_than_the_overlap(text: list[list[int]], longest: int, overlap: int) -> None:
    cuts, pieces = cutter(text, longest)

    for before, after in pairwise(cuts.windows(overlap=overlap)):
        assert sum(pieces[after[0] : before[1]]) <= overlap


@given(TEXTS, st.integers(1, 25))
def test_without_overlap_every_word_is_read_once(text: list[list[int]], longest: int) -> None:
    cuts, pieces = cutter(text, longest)

    assert [word for window in cuts.windows() for word in range(*window)] == list(range(len(pieces)))


@given(TEXTS, st.integers(0, 12))
def test_sentences_that_fit_are_never_cut(text: list[list[int]], overlap: int) -> None:
    longest = max((sum(sentence) for sentence in text), default=1)
    cuts, _ = cutter(text, longest)
    bounds = set(accumulate(map(len, text), initial=0))

    assert {edge for window in cuts.windows(overlap=overlap) for edge in window} <= bounds


def test_the_sentence_before_is_read_again_for_context() -> None:
    cuts, _ = cutter([[1] * 4, [1] * 3, [1] * 5, [1] * 2], longest=8)

    assert list(cuts.windows(overlap=3)) == [(0, 7), (4, 12), (12, 14)]


def test_the_sentence_before_is_left_out_where_the_next_one_would_not_fit_beside_it() -> None:
    cuts, _ = cutter([[1] * 4, [1] * 3, [1] * 8], longest=8)

    assert list(cuts.windows(overlap=3)) == [(0, 7), (7, 15)]


def test_a_sentence_longer_than_a_window_is_cut_where_it_is_full() -> None:
    cuts, _ = cutter([[2, 2, 2, 2, 1]], longest=5)

    assert list(cuts.windows(overlap=2)) == [(0, 2), (2, 5)]


def test_the_first_window_may_be_short_so_that_all_others_move() -> None:
    cuts, _ = cutter([[1] * 2] * 6, longest=6)

    assert list(cuts.windows(first=2)) == [(0, 2), (2, 8), (8, 12)]


def test_the_middle_of_a_window_is_far_from_its_edges() -> None:
    assert centrality((3, 8), 20) == [0, 1, 2, 1, 0]


def test_the_edges_of_the_text_are_no_edges() -> None:
    at_start, at_end, whole = centrality((0, 4), 9), centrality((5, 9), 9), centrality((0, 3), 3)

    assert at_start == [3, 2, 1, 0]
    assert at_end == [0, 1, 2, 3]
    assert min(whole) >= 3
