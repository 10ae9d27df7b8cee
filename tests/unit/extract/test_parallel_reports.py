"""Two reports in one sentence: each speaker keeps their own words."""

from __future__ import annotations

import pytest
from heard import voices


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Ruiz said wages had fallen, while Berg said prices had risen.", "Berg"),
        ("Ruiz said wages had fallen, and one in four said prices had risen.", "one in four"),
        ("Ruiz said wages had fallen but said prices had risen.", "Ruiz"),
    ],
)
def test_reports_set_side_by_side_have_a_content_each(text: str, second: str) -> None:
    assert voices(text) == [("Ruiz", "said", "wages had fallen"), (second, "said", "prices had risen")]


def test_what_a_speaker_goes_on_to_say_of_a_pronoun_stays_with_them() -> None:
    found = voices("Ruiz said that it rained and she thought it was cold.")

    assert found[0][2].endswith("cold")


def test_a_relative_pronoun_before_he_said_is_part_of_what_is_said() -> None:
    assert voices("It is a rule which she said hurts small farms.") == [("she", "said", "which […] hurts small farms")]


def test_a_that_clause_far_behind_the_hearer_is_found() -> None:
    text = "Ruiz told the guests at the dinner in the old town hall that the port would reopen."

    assert voices(text) == [("Ruiz", "told", "that the port would reopen")]


def test_a_clause_before_a_verb_that_it_belongs_to_is_not_said_by_its_subject() -> None:
    assert ("the dam", "held", "As the Courier reported") not in voices("As the Courier reported, the dam held.")
