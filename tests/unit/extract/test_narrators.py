from __future__ import annotations

import pytest
from heard import narration, read

from kb.model import Kind


def test_each_sentence_without_attribution_is_one_narrator_statement() -> None:
    assert narration("The tram stopped. Nobody was hurt.") == ["The tram stopped", "Nobody was hurt"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the tram had stopped.",
        "“It stopped,” the mayor has said in a statement.",
        "The mayor, who was born here, went on to say that it had stopped.",
        "The tram stopped, according to the mayor.",
    ],
)
def test_a_sentence_that_an_attribution_covers_leaves_the_narrator_nothing(text: str) -> None:
    assert narration(text) == []


@pytest.mark.parametrize("text", ["A quiet night in Oslo.", "“Hands off!”", "* * *", "Sports, page 4"])
def test_words_without_a_finite_verb_of_the_outlets_own_are_no_statement(text: str) -> None:
    assert narration(text) == []


def test_the_main_clause_around_a_report_is_the_narrators() -> None:
    text = "The tram stopped when the driver said that the brakes had failed."

    (said,) = narration(text)

    assert said.startswith("The tram stopped")
    assert "brakes" not in said


def test_the_narrator_has_neither_source_nor_cue() -> None:
    (found,) = read("The tram stopped.").statements

    assert (found.kind, found.source, found.cue, found.parent) == (Kind.NARRATOR, (), (), "")


def test_narration_beside_an_attribution_is_less_sure() -> None:
    whole, beside = read("The tram stopped."), read("The tram stopped when the driver said it was late.")

    (sure,) = (each.confidence for each in whole.statements)
    (unsure,) = (each.confidence for each in beside.statements if each.kind is Kind.NARRATOR)
    assert unsure < sure
