"""Which words are the cue: the whole act of saying, in one piece."""

from __future__ import annotations

import pytest
from heard import voices


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The firm has repeatedly denied the report.", "has repeatedly denied"),
        ("The firm did not say when the plant would open.", "did not say"),
        ("The firm also said on Monday that wages would rise.", "also said"),
        ("The firm is said to be bankrupt.", "is said"),
        ("The skipper hit back, calling the claim a lie.", "calling"),
    ],
)
def test_auxiliaries_negation_and_adverbs_that_touch_the_verb_belong_to_the_cue(text: str, cue: str) -> None:
    assert cue in [found for _, found, _ in voices(text)]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The coach went on to say that the pitch was wet.", "went on to say"),
        ("The coach was quick to blame the referee.", "was quick to blame"),
        ("The coach continued to insist that the pitch was wet.", "continued to insist"),
    ],
)
def test_a_verb_that_only_carries_the_act_belongs_to_the_cue(text: str, cue: str) -> None:
    ((source, found, _),) = voices(text)

    assert (source, found) == ("The coach", cue)


def test_a_verb_that_reports_itself_carries_no_other() -> None:
    cues = [cue for _, cue, _ in voices("The coach refused to say that the pitch was wet.")]

    assert cues[0] == "refused"


def test_who_issues_a_statement_is_its_source() -> None:
    found = voices("The board issued a statement saying the mill would close.")

    assert found == [("The board", "issued a statement saying", "the mill would close")]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("“It leaks,” the plumber said in a statement.", "said in a statement"),
        ("“It leaks,” the plumber wrote on Facebook.", "wrote on Facebook"),
        ("“It leaks,” the plumber said in a cellar.", "said"),
    ],
)
def test_the_channel_right_behind_the_verb_belongs_to_the_cue_and_a_place_does_not(text: str, cue: str) -> None:
    assert voices(text) == [("the plumber", cue, "“It leaks,”")]


def test_an_adverb_between_a_verb_and_its_preposition_belongs_to_the_cue() -> None:
    assert voices("She spoke warmly about the old harbour.") == [("She", "spoke warmly about", "the old harbour")]


def test_words_behind_the_source_of_a_question_are_the_cue_without_its_auxiliary() -> None:
    ((source, cue, _),) = voices("Has the minister ever said that rents would fall?")

    assert (source, cue) == ("the minister", "ever said")
