"""What counts as an answer: the schema to the letter, at most in a fenced block."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.extract.llm.answers import Named, UnusableAnswer, named_in

ONE = {"source": ["Ivo Lind"], "cue": ["said"], "content": ["“Snow,”", "“is no excuse.”"]}
NAMED = Named(("Ivo Lind",), ("said",), ("“Snow,”", "“is no excuse.”"))


def answer(*attributions: object) -> str:
    return json.dumps({"attributions": list(attributions)})


def test_an_answer_of_the_schema_names_its_attributions() -> None:
    assert named_in(answer(ONE, ONE)) == (NAMED, NAMED)
    assert named_in(answer()) == ()


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```", "\n ```JSON\n{}\n ```\n"])
def test_a_fenced_block_is_allowed_for(fence: str) -> None:
    assert named_in(fence.replace("{}", answer(ONE))) == (NAMED,)


def test_blank_pieces_count_as_not_given() -> None:
    assert named_in(answer({**ONE, "source": ["", " \n"]})) == (Named((), NAMED.cue, NAMED.content),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no JSON"),
        ("I found no attributions.", "no JSON"),
        (f"Here you are:\n```json\n{answer(ONE)}\n```", "no JSON"),
        (answer(ONE)[:-9], "no JSON"),
        ("[" * 200_000, "no JSON"),
        ("[]", "the answer is no object"),
        ("null", "the answer is no object"),
        ('{"attributions": {}}', "no list"),
        ('{"attributions": [], "note": "…"}', "the answer is no object"),
        (answer("Ivo Lind said"), "an attribution is no object"),
        (answer({"source": [], "cue": ["said"]}), "an attribution is no object"),
        (answer({**ONE, "speaker": "Ivo Lind"}), "an attribution is no object"),
        (answer({**ONE, "cue": "said"}), "'cue' is no list of texts"),
        (answer({**ONE, "content": [1]}), "'content' is no list of texts"),
        (answer({**ONE, "source": None}), "'source' is no list of texts"),
        (answer(*[ONE] * 301), "301 attributions, more than 300"),
    ],
)
def test_anything_else_is_no_answer_and_says_why(text: str, reason: str) -> None:
    with pytest.raises(UnusableAnswer, match=reason):
        named_in(text)


@given(st.text() | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps))
def test_no_text_does_anything_but_name_or_be_refused(text: str) -> None:
    try:
        found = named_in(text)
    except UnusableAnswer:
        return
    assert all(isinstance(one, Named) for one in found)
