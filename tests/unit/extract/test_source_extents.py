"""Where a source begins and ends: other attributions and dates beside it are no part of it."""

from __future__ import annotations

import pytest
from heard import voices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“Rates will fall,” said Ana Ruiz, head of the central bank, on Tuesday.",
            ("Ana Ruiz, head of the central bank", "said", "“Rates will fall,”"),
        ),
        (
            "Researchers at the institute found that the vaccine cut infections by half.",
            ("Researchers at the institute", "found", "that the vaccine cut infections by half"),
        ),
    ],
)
def test_a_source_ends_before_the_day_of_the_saying(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in voices(text)


def test_a_source_does_not_begin_with_another_attribution() -> None:
    found = voices("According to the Courier, Dahl’s spokesman Capt. Kim Lee said the plan was dead.")

    assert ("Dahl’s spokesman Capt. Kim Lee", "said", "the plan was dead") in found


@pytest.mark.parametrize("text", ["The judge found the man guilty.", "The nurse found the patient asleep."])
def test_finding_somebody_in_a_state_reports_no_words(text: str) -> None:
    assert voices(text) == []
