"""Whom a lawyer or an agent speaks for, and what only the words around a name show it to be."""

from __future__ import annotations

import pytest
from builders import an_article
from whos_who import meant

from kb.extract.rules import RuleExtractor
from kb.model import Proposition
from kb.resolve.agents.callings import is_shown
from kb.resolve.agents.linking import linked
from kb.resolve.registry import Registry


def appeal_in(text: str) -> Proposition:
    """Give the one clause of a text that tells of an appeal."""
    article = an_article(text, outlet="")
    statements, _, _ = linked(article, RuleExtractor().read(article), Registry.load())
    (found,) = [one for each in statements for one in each.propositions if one.relation == "appeal"]
    return found


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("A jury convicted Ida Lund on Friday. Her lawyer said she would appeal.", "she", "Ida Lund"),
        ("Tom Moss was fined. His lawyer, Paul Kerr, said he was innocent.", "he", "Tom Moss"),
        ("Tom Moss missed the game. His agent, Ana Ruiz, said he was ill.", "he", "Tom Moss"),
        ("Tom Moss met Paul Kerr. Kerr's spokesman said he had resigned.", "he", "Paul Kerr"),
    ],
)
def test_who_speaks_for_another_speaks_of_that_other(text: str, pronoun: str, name: str) -> None:
    assert meant(text, pronoun) == name


def test_a_speaker_of_another_sex_than_the_owner_is_still_meant_by_a_pronoun_of_theirs() -> None:
    assert meant("Tom Moss was fined. His lawyer, Ida Lund, said she was angry.", "she") == "Ida Lund"


@pytest.mark.parametrize(
    "text",
    [
        "Judge Ana Ruiz fined Tom Moss on Friday. Lawyer Paul Kerr said his client would appeal.",
        "A court fined Tom Moss. His lawyer, Paul Kerr, said it was sad. Ida Lund sat by. Kerr said: “My client will appeal.”",
    ],
)
def test_a_client_is_the_only_one_who_holds_no_office_at_the_trial_or_whose_lawyer_speaks(text: str) -> None:
    assert appeal_in(text).subject == "Tom Moss"


def test_a_client_stays_open_where_two_may_be_meant() -> None:
    text = "A court fined Tom Moss and Rolf Lund. Lawyer Paul Kerr said his client would appeal."

    assert appeal_in(text).subject_agent == ""


def test_a_client_of_somebody_who_is_no_lawyer_is_nobody_known() -> None:
    text = "A storm hit Tom Moss's house. Banker Paul Kerr said his client would appeal."

    assert appeal_in(text).subject_agent == ""


def test_the_defendant_is_the_only_one_who_holds_no_office_at_the_trial() -> None:
    assert meant("Judge Ana Ruiz heard Ida Lund. The defendant wept.", "The defendant") == "Ida Lund"
    assert meant("Ida Lund sued Tom Moss. The defendant wept.", "The defendant") == ""


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Chipmaker Ferrox cut jobs. It bought Quantis. The company lost money.", "The company", "Ferrox"),
        ("Workers struck. Fenwick shares fell. Fenwick said no. The company lost money.", "The company", "Fenwick"),
        ("Marsten Rovers beat Oldcastle 2-1. The club sold its ground.", "The club", "Marsten Rovers"),
    ],
)
def test_words_around_a_name_show_a_firm_or_a_club(text: str, words: str, name: str) -> None:
    assert meant(text, words) == name


@pytest.mark.parametrize(
    ("body", "noun", "shown"),
    [
        ("The retailer Dorn closed.", "company", True),
        ("Dorn, a maker of boats, closed.", "firm", True),
        ("Dorn reported a loss of 3 million.", "company", True),
        ("Dorn striker Ida Lund scored.", "club", True),
        ("Rain fell in Dorn on Monday.", "company", False),
        ("Dorn striker Ida Lund scored.", "ministry", False),
        ("Dorn striker Ida Lund scored.", "company", False),
    ],
)
def test_what_is_shown_of_a_name(body: str, noun: str, shown: bool) -> None:
    assert is_shown(body, ["Dorn"], noun) is shown
