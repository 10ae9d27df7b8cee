"""Offices that texts give people: which, whose, and whether they are still held."""

from __future__ import annotations

from functools import cache

import pytest
from builders import an_article

from kb.extract.rules import RuleExtractor
from kb.model import Hold, Tenure
from kb.resolve.agents.linking import linked
from kb.resolve.agents.tenures import tenures_in
from kb.resolve.registry import Registry


@cache
def found_in(text: str) -> tuple[Tenure, ...]:
    article = an_article(text, outlet="")
    _, mentions, agents = linked(article, RuleExtractor().read(article), Registry.load())
    return tenures_in(article, mentions, agents, Registry.load())


def offices(text: str) -> list[tuple[str, str]]:
    return [(one.office, one.hold.value) for one in found_in(text)]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Treasury Secretary Ana Ruiz resigned.", "treasury secretary"),
        ("Ana Ruiz, a spokesperson for the Finnish Foreign Ministry, said no.", "spokesperson"),
        ("The prize went to Ana Ruiz, deputy director of the Lund Museum.", "deputy director"),
        ("Ana Ruiz, 54, a professor at Lund University, agreed.", "professor"),
        ("The chair of the board, Ana Ruiz, resigned.", "chair"),
        ("Deputy Secretary of Defense Ana Ruiz resigned.", "deputy secretary of defense"),
        ("Greenwell spokesman Tom Ruiz declined to comment.", "spokesman"),
        ("Tom Ruiz, the captain of the team, scored.", "captain"),
        ("Sen. Ana Ruiz agreed.", "senator"),
        ("The firm sued Tom Ruiz, a lawyer representing the tenants.", "lawyer"),
    ],
)
def test_an_office_is_read_before_a_name_and_behind_it(text: str, office: str) -> None:
    assert offices(text) == [(office, "held")]


@pytest.mark.parametrize(
    ("text", "office", "hold"),
    [
        ("Former President Ana Ruiz sang.", "president", "former"),
        ("The talks broke off when then-Chairman Tom Ruiz left.", "chairman", "former"),
        ("Ana Ruiz, a former mayor of Leeds, sang.", "mayor", "former"),
        ("Ana Ruiz, once director of the Lund Museum, sang.", "director", "former"),
        ("Ana Ruiz, the president-elect, sang.", "president", "coming"),
        ("Ana Ruiz, the incoming governor, sang.", "governor", "coming"),
    ],
)
def test_an_office_that_was_or_will_be_held_is_no_present_one(text: str, office: str, hold: str) -> None:
    assert offices(text) == [(office, hold)]


@pytest.mark.parametrize(
    "text",
    [
        "Lt. Col. Ana Ruiz agreed.",
        "Mr. Ruiz agreed with Dr. Ana Moss.",
        "Captain Ana Ruiz agreed.",
        "When the crowd booed Ana Ruiz, the president said he would leave.",
        "Ana Ruiz, who hired a lawyer, sang.",
        "Ana Ruiz, Tom Moss and their neighbours sang.",
        "The mayor met Ana Ruiz.",
    ],
)
def test_ranks_forms_of_address_and_other_peoples_offices_are_none(text: str) -> None:
    assert offices(text) == []


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Ana Ruiz, a spokesperson for the Finnish Foreign Ministry, said no.", "agent/ministry-for-foreign-affairs"),
        ("French President Ana Ruiz said no.", "agent/france"),
        ("President of France Ana Ruiz said no.", "agent/france"),
        ("France’s ambassador, Ana Ruiz, said no.", "agent/france"),
        ("Ana Ruiz, the ambassador to France, said no.", ""),
        ("Ana Ruiz, head of the France programme at a museum, said no.", ""),
        ("Pentagon spokesman Tom Ruiz said no.", "agent/united-states-department-of-defense"),
    ],
)
def test_whose_office_it_is(text: str, body: str) -> None:
    (found,) = found_in(text)

    assert found.body == body or (body.startswith("agent/ministry") and "ministry" in found.body)


def test_several_offices_of_one_person_stand_beside_each_other() -> None:
    text = "Ana Ruiz, founder and former director of the Lund Museum, met Mayor Tom Moss."

    assert offices(text) == [("director", "former"), ("founder", "held"), ("mayor", "held")]
    assert {one.agent for one in found_in(text)} == {"agent/ana-ruiz", "agent/tom-moss"}


def test_the_words_of_an_office_are_those_of_the_text() -> None:
    text = "On Friday former Treasury Secretary Ana Ruiz, a professor at Lund University, resigned."

    assert [one.span.exact for one in found_in(text)] == [
        "former Treasury Secretary",
        "professor at Lund University",
    ]
    assert all(text[one.span.start : one.span.end] == one.span.exact for one in found_in(text))
    assert [one.hold for one in found_in(text)] == [Hold.FORMER, Hold.HELD]
