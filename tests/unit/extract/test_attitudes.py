"""Wishes, stands, states of mind and appearances: what somebody is said to think, known to the writer from them."""

from __future__ import annotations

import pytest
from heard import voices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The nurses want to work shorter shifts.", ("The nurses", "want", "to work shorter shifts")),
        ("The ferry firm opposes the new bridge.", ("The ferry firm", "opposes", "the new bridge")),
        ("The minister commented on the strike.", ("The minister", "commented on", "the strike")),
        ("The club discussed the transfer.", ("The club", "discussed", "the transfer")),
        ("The vicar apologized for the delay.", ("The vicar", "apologized for", "the delay")),
        ("The farmers side with the millers.", ("The farmers", "side with", "the millers")),
        ("The runner pleaded guilty.", ("The runner", "pleaded", "guilty")),
        ("The survey found Ruiz with 40 percent.", ("The survey", "found", "Ruiz with 40 percent")),
        ("The results show that turnout fell.", ("The results", "show", "that turnout fell")),
    ],
)
def test_an_attitude_takes_its_matter_as_content(text: str, expected: tuple[str, str, str]) -> None:
    assert voices(text) == [expected]


def test_inside_what_somebody_says_an_attitude_is_part_of_it() -> None:
    found = voices("The minister said the nurses want to work shorter shifts.")

    assert found == [("The minister", "said", "the nurses want to work shorter shifts")]


@pytest.mark.parametrize(
    "text",
    [
        "You want to keep the dough cold.",
        "A group formed to oppose the bridge met on Monday.",
        "The board has made no comment on the sale.",
        "The board has not commented on the sale.",
        "Call the number on the last page.",
        "Explain why the tube is blue.",
    ],
)
def test_what_is_left_open_undone_or_ordered_of_the_reader_is_no_attitude(text: str) -> None:
    assert voices(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gull seems to have eaten the map.", ("", "seems", "The gull […] to have eaten the map")),
        ("It seems that the map is lost.", ("", "seems", "that the map is lost")),
        ("A ruling is expected in May.", ("", "is expected", "A ruling […] in May")),
        ("The dish is known as the widow's supper.", ("", "is known as", "The dish […] the widow's supper")),
        ("A dish known as the widow's supper was served.", ("", "known as", "A dish […] the widow's supper")),
        ("He was charged with arson.", ("", "was charged", "He […] with arson")),
    ],
)
def test_what_people_find_or_expect_has_no_source(text: str, expected: tuple[str, str, str]) -> None:
    assert voices(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She was asked about the leak.", ("", "was asked about", "the leak")),
        ("She was asked whether the dam would hold.", ("", "was asked", "whether the dam would hold")),
        ("The firm asked if the road was safe.", ("The firm", "asked", "if the road was safe")),
        ("As reported by the Courier, the dam held.", ("the Courier", "reported", "the dam held")),
    ],
)
def test_questions_and_relays_in_the_passive_give_the_words_and_not_the_hearer(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert voices(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor is confident that the dam will hold.", ("The mayor", "is confident", "that the dam will hold")),
        ("The mayor is convinced that the dam will hold.", ("The mayor", "is convinced", "that the dam will hold")),
        ("The mayor is critical of the plan.", ("The mayor", "is critical of", "the plan")),
        ("The mayor is eager to reopen the pool.", ("The mayor", "is eager", "to reopen the pool")),
    ],
)
def test_a_state_of_mind_behind_a_copula_is_a_cue(text: str, expected: tuple[str, str, str]) -> None:
    assert voices(text) == [expected]


@pytest.mark.parametrize("text", ["The mayor is sure of foot.", "It is clear that the dam will hold."])
def test_an_adjective_that_names_no_state_of_mind_is_no_cue(text: str) -> None:
    assert voices(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The engineer made the case that the dam would hold.",
            ("The engineer", "made the case", "that the dam would hold"),
        ),
        ("The union raised questions about the accounts.", ("The union", "raised questions about", "the accounts")),
        ("His criticism of the plan was harsh.", ("His", "criticism of", "the plan")),
        ("Concerns about the dam grew.", ("", "Concerns about", "the dam")),
    ],
)
def test_a_noun_of_saying_reports_alone_or_with_a_verb_that_is_empty(text: str, expected: tuple[str, str, str]) -> None:
    assert voices(text) == [expected]


@pytest.mark.parametrize("text", ["Attacks on ships rose.", "The bakery made a case of wood."])
def test_a_noun_of_which_nobody_is_the_source_or_that_is_a_thing_reports_nothing(text: str) -> None:
    assert voices(text) == []
