"""Who speaks and what is said, where the parse around a verb of saying breaks a rule of English."""

from __future__ import annotations

import pytest
from heard import narration, read, voices
from hypothesis import given, settings
from hypothesis import strategies as st

_SPEAKERS = (
    "Brena Tolvik, the port warden",
    "the Ostmere Museum of Glass",
    "Town Clerk Jarl Ombrey",
    "the Vennick Institute of Alpine Botany",
    "Agence Nord-Presse",
)
_SAID = (
    "The east pier would stay shut until spring",
    "Visitors will see a portrait of Ilka Brandau",
    "Rangers counted nine owls below the dam",
)


def _closed(speaker: str) -> str:
    """Close an apposition before a verb."""
    return f"{speaker}," if "," in speaker else speaker


@pytest.mark.parametrize("speaker", _SPEAKERS)
@pytest.mark.parametrize("said", _SAID)
def test_a_speaker_at_the_end_of_a_sentence_is_no_part_of_what_is_said(said: str, speaker: str) -> None:
    found = voices(f"{said}, {_closed(speaker)} said.")

    assert (speaker, "said", said) in found


@pytest.mark.parametrize("speaker", _SPEAKERS[:3])
def test_a_speaker_between_the_halves_of_a_quotation_keeps_name_and_office(speaker: str) -> None:
    found = voices(
        f"“The guests of Ostmere paid for every lamp of Ilka Brandau,” {_closed(speaker)} said, “and they know it.”"
    )

    assert [source for source, cue, _ in found if cue == "said"] == [speaker]


def test_an_agency_at_the_end_reports_the_whole_sentence() -> None:
    said = "It was on May 9, 2017 that judges in Ostmere convicted Ilka Brandau, a former clerk, of theft"

    found = voices(f"{said}, Agence Nord-Presse reported.")

    assert found[-1] == ("Agence Nord-Presse", "reported", said)


@pytest.mark.parametrize("aside", [" on being asked", ", when asked,", " when asked", ", when pressed,"])
def test_what_is_said_on_being_asked_is_the_speakers(aside: str) -> None:
    found = voices(f"Brena Tolvik, the port warden, said{aside} that the crane was old and the rope had worn thin.")

    assert found == [
        ("Brena Tolvik, the port warden", "said", "that the crane was old and the rope had worn thin"),
    ]


def test_what_somebody_was_asked_is_still_a_question() -> None:
    found = voices("Asked whether the crane was old, Brena Tolvik said the rope had worn thin.")

    assert ("Brena Tolvik", "said", "the rope had worn thin") in found
    assert any(cue == "Asked" and content == "whether the crane was old" for _, cue, content in found)


def test_a_speaker_who_is_asked_between_commas_still_speaks() -> None:
    found = voices("Brena Tolvik, asked whether the crane was old, said it was not.")

    ((source, cue, content),) = found
    assert source.startswith("Brena Tolvik")
    assert (cue, content) == ("said", "it was not")


@pytest.mark.parametrize(
    ("opening", "content"),
    [
        ("for ten days, ", "for ten days, milk from the Arle must be boiled"),
        ("before winter, ", "before winter, milk from the Arle must be boiled"),
        ("", "milk from the Arle must be boiled"),
    ],
)
def test_what_a_comma_parts_from_its_subject_opens_what_is_said(opening: str, content: str) -> None:
    found = voices(f"In a statement, the Ostmere Dairy Board said {opening}milk from the Arle must be boiled.")

    assert ("the Ostmere Dairy Board", content) in [(source, said) for source, _, said in found]


def test_where_a_thing_was_said_is_no_part_of_it() -> None:
    found = voices("The board said in a statement, the dairy would close.")

    assert [content for _, _, content in found] == ["the dairy would close"]


@pytest.mark.parametrize(
    ("source", "clause"),
    [
        ("Harbour Master Brena Tolvik", "ships waited for the tide"),
        ("Brena Tolvik, the harbour master", "without the tug there was no way out of the port"),
        ("Brena Tolvik, the harbour master", "on Friday, people who fish near Ostmere had spoken of ice"),
        ("Health Commissioner Jarl Ombrey", "staff of Saint Ilka had stayed until the last test was done"),
        ("Fire Chief Jarl Ombrey", "whoever built the bridges of Ostmere had thought of summer only"),
    ],
)
def test_the_source_behind_according_to_ends_with_its_office(source: str, clause: str) -> None:
    found = voices(f"According to {source}, {clause}.")

    assert (source, "According to", clause) in found


def test_an_officer_with_an_apposition_behind_according_to_may_be_the_subject() -> None:
    found = voices("According to Brena Tolvik, the mayor, a former sailor, drowned in the lake.")

    assert found[0][0] == "Brena Tolvik"


def test_that_behind_a_verb_of_saying_opens_a_clause_where_a_verb_follows() -> None:
    found = voices("Brena Tolvik, the head coach, maintained that credit for the success belonged to the fans.")

    assert ("maintained", "that credit for the success belonged to the fans") in [pair[1:] for pair in found]


def test_a_view_that_is_maintained_is_no_clause() -> None:
    assert "that view" not in [content for _, _, content in voices("The club maintained that view, which many shared.")]


def test_who_is_warned_is_no_part_of_the_warning() -> None:
    found = voices("Farmers near Ostmere warned us about the Arle on Friday.")

    assert ("Farmers near Ostmere", "the Arle") in [(source, content) for source, _, content in found]


@pytest.mark.parametrize(
    "text", ["Ostmere Foods dismissed the manager of the dairy.", "The clerk was dismissed by the board."]
)
def test_whoever_is_dismissed_from_a_post_is_not_talked_about(text: str) -> None:
    assert voices(text) == []


@pytest.mark.parametrize(
    "text", ["The minister dismissed the claim as nonsense.", "The minister dismissed her critics."]
)
def test_claims_and_critics_are_dismissed_in_words(text: str) -> None:
    assert [cue for _, cue, _ in voices(text)] == ["dismissed"]


def test_calling_on_somebody_is_a_visit_unless_something_is_asked() -> None:
    assert voices("On 5 July, the health commissioner, Brena Tolvik, called on families in Ostmere.") == []
    assert voices("The mayor called on families to stay home.") != []


@pytest.mark.parametrize(
    "text",
    [
        "The kitchens of Saint Ilka feed half the schools of Ostmere.",
        "Old sailors in Ostmere tell tales of pale snakes.",
        "The boats of the institute lie beside the fish market.",
    ],
)
def test_a_statement_with_a_plural_subject_has_a_verb_in_the_present(text: str) -> None:
    assert narration(text) == [text.rstrip(".")]


@given(speaker=st.sampled_from(_SPEAKERS), said=st.sampled_from(_SAID), aside=st.sampled_from(["", ", when asked,"]))
@settings(max_examples=20, deadline=None)
def test_every_span_is_a_slice_of_the_text(speaker: str, said: str, aside: str) -> None:
    text = (
        f"{said}, {_closed(speaker)} said. {speaker[:1].upper()}{_closed(speaker)[1:]} said{aside} that {said.lower()}."
    )

    for statement in read(text).statements:
        for span in (*statement.source, *statement.cue, *statement.content):
            assert text[span.start : span.end] == span.exact
