"""Verbs that the parser takes for participles, adjectives or nouns."""

from __future__ import annotations

import pytest
from heard import narration, voices


def test_a_main_participle_with_an_active_subject_is_a_past_tense() -> None:
    text = "The bridge over the creek reopened on June 3 after a year of works."

    assert narration(text) == ["The bridge over the creek reopened on June 3 after a year of works"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("City folk reckon the offer is low.", ("City folk", "reckon", "the offer is low")),
        (
            '"We have good tea and better biscuits," joked Brandt, who runs the stall for the party.',
            ("Brandt, who runs the stall for the party", "joked", '"We have good tea and better biscuits,"'),
        ),
        (
            "Opening the hearing, Ravi Shah QC, prosecuting, told the judge that Dorn had lied.",
            ("Ravi Shah QC, prosecuting", "told", "that Dorn had lied"),
        ),
        (
            "Cross-examined by Eva Lind, for the defence, Mr Okoro agreed that other clerks had keys.",
            ("Mr Okoro", "agreed", "that other clerks had keys"),
        ),
    ],
)
def test_a_misread_verb_or_subject_of_saying_is_found(text: str, expected: tuple[str, str, str]) -> None:
    assert voices(text) == [expected]


@pytest.mark.parametrize("text", ["A man arrested in Oslo.", "The ferry reopened by the king sank."])
def test_other_participles_stay_what_they_are(text: str) -> None:
    assert voices(text) == []
