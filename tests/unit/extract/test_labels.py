"""A name and a colon before the words: transcripts and headlines, but neither prices nor rubrics."""

from __future__ import annotations

import pytest
from heard import voices


def test_labels_that_come_back_are_the_speakers_of_a_conversation() -> None:
    text = "Q: Why is it late?\nA: The steel came late.\nQ: Who pays for that?\nA: The builder pays for that."

    assert [(source, content) for source, _, content in voices(text)] == [
        ("Q", "Why is it late?"),
        ("A", "The steel came late."),
        ("Q", "Who pays for that?"),
        ("A", "The builder pays for that."),
    ]


def test_a_known_speaker_may_say_a_word_or_two() -> None:
    text = "Q: Will it rain today?\nA: It will rain all day.\nQ: Who pays?\nA: Nobody pays for it."

    assert ("Q", ":", "Who pays?") in voices(text)


def test_a_headline_gives_what_somebody_says_behind_the_name() -> None:
    found = voices("Ruiz: Port will reopen in May\n\nThe port was closed.")

    assert found == [("Ruiz", ":", "Port will reopen in May")]


@pytest.mark.parametrize(
    "text",
    [
        "Breaking: Port will reopen in May\n\nThe port was closed.",
        "FOR SALE: 4 bedroom house, Mill Lane",
        "Bread: 2 loaves of rye\nMilk: 3 pints of cream\nBread: 4 more loaves here\nMilk: 2 more pints here",
    ],
)
def test_rubrics_prices_and_lists_are_said_by_nobody(text: str) -> None:
    assert voices(text) == []
