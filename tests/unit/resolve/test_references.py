"""Whom pronouns and descriptions mean, on parsed text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whos_who import linked_in, meant


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Ana Ruiz met Tom Moss. She told the press that rates fell.", "She", "Ana Ruiz"),
        ("Ana Ruiz met Tom Moss. He thanked the crowd.", "He", "Tom Moss"),
        ("Tom Moss came because the Harbour Board had invited him.", "him", "Tom Moss"),
        ("Tom Moss called. Paul Kerr wanted him to wait.", "him", "Tom Moss"),
        ("Ida Lund rose. The crowd cheered her.", "her", "Ida Lund"),
        ("After he resigned, Tom Moss moved to Oslo.", "he", "Tom Moss"),
        ("The Nordic Trading Company cut jobs. It fired Ana Ruiz.", "It", "Nordic Trading Company"),
        ("Sweden said it would join.", "it", "Sweden"),
        ("The Tern Group said the port, which it owns, was safe.", "it", "Tern Group"),
        ("Norway accused Sweden of hiding what it owed.", "it", "Sweden"),
        ("Norway blamed Sweden as it raised the tax.", "it", "Sweden"),
    ],
)
def test_a_pronoun_means_who_fits_it_best(text: str, pronoun: str, name: str) -> None:
    assert meant(text, pronoun) == name


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("Tom Moss spoke. The driver said the road was wet. He left at once.", "He"),
        ("Tom Moss phoned his counterpart to calm him.", "him"),
        ("Tom Moss thanked her.", "her"),
        ("Norway signed. It was raining.", "It"),
        ("Norway objected. The pact expired. It was signed in May.", "It"),
        ("Norway said no. It is clear that talks failed.", "It"),
        ("Paul Kerr won.\n\nThe vote was close.\n\nThe hall was full.\n\nShe left.", "She"),
        ("“I met him in May,” Ana Ruiz said.", "him"),
        ("Rolf Lund and Paul Kerr sang. “She was kind,” a fan said.", "She"),
    ],
)
def test_a_pronoun_stays_open_where_nothing_shows_whom_it_means(text: str, pronoun: str) -> None:
    assert meant(text, pronoun) == ""


def test_a_pronoun_that_was_he_once_is_not_she_later() -> None:
    text = "Tor Askeland spoke. He denied it. The board thanked her."

    assert (meant(text, "He"), meant(text, "her")) == ("Tor Askeland", "")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Army Gen. Paul Kerr landed. The general said no.", "The general", "Paul Kerr"),
        ("Kai Renko, 54, fell. The 54-year-old broke a leg.", "The 54-year-old", "Kai Renko"),
        ("Chinese Ambassador Lu Meng flew home. China's ambassador was tired.", "China's ambassador", "Lu Meng"),
        ("Oslo raised fees. The city said no more.", "The city", "Oslo"),
        ("The Baltic Ferry Union struck. The union's demands grew.", "The union", "Baltic Ferry Union"),
        (
            "Secretary Ida Lund and press secretary Tom Vale met. The secretary's trip ended.",
            "The secretary",
            "Ida Lund",
        ),
        ("Police Chief Ida Lund sued. The prime minister left.", "The prime minister", ""),
        ("The Times of Osk Bank grew. The banking group sank.", "The banking group", ""),
        ("Sweden's prime minister met Prime Minister Ida Lund in Norway.", "Sweden's prime minister", ""),
    ],
)
def test_a_description_means_whom_its_words_describe(text: str, words: str, name: str) -> None:
    assert meant(text, words) == name


def test_a_demonym_may_be_a_noun_for_one_person() -> None:
    text = "Peruvian Minister Ana Ruiz came. The panel snubbed the Peruvian’s request, and the American left."

    assert (meant(text, "Peruvian", nth=1), meant(text, "American")) == ("Ana Ruiz", "")


def test_a_noun_with_a_capital_is_no_body_of_its_own() -> None:
    mentions, _ = linked_in("Bank executives are rich. Ana Ruiz is not.")

    assert [each.agent for each in mentions if each.span.exact == "Bank"] in ([], [""])


def test_of_two_bodies_of_one_kind_the_one_named_more_is_meant() -> None:
    text = (
        "The Kerr administration wants talks. The Kerr administration asked twice, after the Vale administration left.\n\n"
        "The administration has given in."
    )

    assert meant(text, "The administration") == "Kerr administration"


def test_of_two_people_of_one_surname_both_may_be_meant() -> None:
    mentions, agents = linked_in("Tom Vale and his wife Ida Vale sing. Vale slept. Mrs. Vale woke.")
    (bare,) = (each for each in mentions if each.span.exact == "Vale")

    assert bare.agent == ""
    assert [agents[each].name for each in bare.candidates] == ["Ida Vale", "Tom Vale"]
    assert meant("Tom Vale and his wife Ida Vale sing. Vale slept. Mrs. Vale woke.", "Mrs. Vale") == "Ida Vale"


def test_the_first_name_tells_whom_mr_means() -> None:
    text = "John Smith and Jane Smith came. Mr. Smith sang. Ms. Smith left."

    assert (meant(text, "Mr. Smith"), meant(text, "Ms. Smith")) == ("John Smith", "Jane Smith")


def test_who_points_back_and_is_no_mention_of_its_own() -> None:
    mentions, _ = linked_in("The board thanked Siegfried Oppenheimer, who said the roof was safe.")

    assert "who" not in [each.span.exact for each in mentions]


@given(st.text(alphabet="Aa RruizMs. ,he“”\n'it", max_size=80))
@settings(max_examples=30, deadline=None)
def test_whoever_is_meant_is_listed(text: str) -> None:
    mentions, agents = linked_in(f"Ana Ruiz met Tom Moss. {text}")

    assert {each.agent for each in mentions} - {""} <= set(agents)
