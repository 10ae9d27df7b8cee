"""How rare words are, and the runs of words by which texts find each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.compare.telling.rarity import RAREST, rank, rarest, telling_runs

WORDS = [f"{first}{last}" for first in ("plon", "trez", "quib", "vask") for last in ("ard", "eck", "ilt", "omp", "urn")]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40)


def test_a_word_in_no_list_is_rarer_than_any_in_one() -> None:
    assert rank("of") < rank("school") < rank("trombone") == RAREST


def test_the_rarest_words_come_first_and_each_once() -> None:
    assert rarest(["the", "school", "trombone", "anvil", "trombone"], 3) == ("anvil", "trombone", "school")


def test_runs_of_words_that_only_hold_a_sentence_together_are_no_key() -> None:
    assert telling_runs(["it", "is", "one", "of", "the"]) == set()


@given(before=TEXTS, common=st.lists(st.sampled_from(WORDS), min_size=6, max_size=12), behind=TEXTS, other=TEXTS)
def test_texts_with_six_words_in_a_row_in_common_share_a_run(
    before: list[str], common: list[str], behind: list[str], other: list[str]
) -> None:
    left, right = [*before, *common, *behind], [*other, *common]

    assert telling_runs(left) & telling_runs(right)
