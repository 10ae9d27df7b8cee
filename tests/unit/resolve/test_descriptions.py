"""Whom "the ministry" and "the president" mean when several bodies fit, or the words around them speak against one."""

from __future__ import annotations

import pytest
from whos_who import linked_in, meant


@pytest.mark.parametrize(
    ("text", "words", "nth", "name"),
    [
        (
            "The U.S. Department of Defense met envoys. The French foreign ministry agreed. The ministry said it would pay.",
            "The ministry",
            0,
            "Ministry for Europe and Foreign Affairs of France",
        ),
        (
            "The Tern Bank lent money. The Osk Bank refused.\n\nThe bank said it was too poor.",
            "The bank",
            0,
            "Osk Bank",
        ),
        (
            "The Ministry of Transport met the Bank of Spain. The ministry agreed.",
            "The ministry",
            0,
            "Ministry of Transport",
        ),
        ("The Baltic Ferry Union struck. The union of Polish crews won.", "The union", 0, ""),
        ("President Joe Biden left. The president of France said he would pay.", "The president", 0, ""),
        ("The U.S. Army flew home. The army in Peru said no.", "The army", 0, ""),
        ("The U.S. Army flew home. The army in Texas said no.", "The army", 0, "United States Army"),
        ("The Tern Group sold ships. The company in Oslo said no.", "The company", 0, "Tern Group"),
    ],
)
def test_the_nearest_body_called_so_is_meant_unless_the_words_behind_speak_against_it(
    text: str, words: str, nth: int, name: str
) -> None:
    assert meant(text, words, nth=nth) == name


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Department of Defense met crews. The ministry of transport in Oslo declined.",
        "Officials of the Department of Energy arrived. The ministry was silent.",
        "The U.S. Department of Defense grew. The ministry was silent.",
    ],
)
def test_a_department_is_no_ministry(text: str) -> None:
    assert meant(text, "The ministry") == ""


def test_behind_a_stranger_the_noun_alone_is_open_until_a_body_is_named_again() -> None:
    text = (
        "The Ministry of Health met nurses. The ministry of transport declined. The ministry was angry. "
        "The Ministry of Health was calm. The ministry waited."
    )

    found = [meant(text, "The ministry", nth=nth) for nth in range(3)]

    assert found == ["", "", "Ministry of Health"]


def test_a_kind_that_no_name_prints_is_enough_for_one_body_alone() -> None:
    assert (
        meant("The People's Liberation Army sailed. The military said no.", "The military")
        == "People's Liberation Army"
    )


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("The news came from Rome (CNN) late. CNN said no.", "CNN", "CNN"),
        ("The mayor of Boston (AP) left. AP said so.", "AP", "Associated Press"),
        ("A report by Reuters (AFP) appeared. AFP said so.", "AFP", "Agence France-Presse"),
        ("The Ministry of Health (MoH) said no. The MoH agreed.", "MoH", "Ministry of Health"),
        ("Doctors Without Borders (MSF) said no. MSF agreed.", "MSF", "Doctors Without Borders"),
        ("The Alder Farming Party (AFP) sold seats. AFP said so.", "AFP", "Alder Farming Party"),
        ("The World Health Organization (WHO) met. The WHO said it would pay.", "WHO", "World Health Organization"),
    ],
)
def test_capitals_in_parentheses_are_an_acronym_where_they_spell_the_name(text: str, printed: str, name: str) -> None:
    assert {meant(text, printed, nth=nth) for nth in range(2)} == {name}


def test_a_name_and_its_acronym_are_two_mentions() -> None:
    mentions, _ = linked_in("The World Health Organization (WHO) met.")

    assert [each.span.exact for each in mentions] == ["World Health Organization", "WHO"]


def test_a_dateline_is_about_its_city() -> None:
    text = "SEOUL, June 9 The mayor said he would resign.\nSeoul accused Oslo of theft."

    assert (meant(text, "SEOUL"), meant(text, "Seoul")) == ("Seoul", "South Korea")


def test_marks_on_letters_and_hyphens_in_offices_make_no_second_person() -> None:
    for text in (
        "Secretary General Antonio Guterres said the world must act.",
        "Secretary-General António Guterres said the world must act.",
    ):
        assert meant(text, text.split(" said")[0]) == "António Guterres"

    _, agents = linked_in("Antonín Vál spoke. Later Antonin Val left.")
    assert [each.name for each in agents.values()] == ["Antonín Vál"]


def test_letters_in_another_language_are_an_acronym_where_the_text_goes_on_with_them() -> None:
    used = "Voters left the Alder Labour Party (PQX) in May. The PQX said no."
    unused = "Voters left the Alder Labour Party (PQX) in May."

    assert meant(used, "PQX", nth=1) == "Alder Labour Party"
    assert "Alder Labour Party" not in [meant(unused, "PQX")]
