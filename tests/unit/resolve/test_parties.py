"""Whose interest a body has."""

from __future__ import annotations

import pytest

from kb.model import Agent, AgentType
from kb.resolve.registry import Registry
from kb.resolve.registry.parties import parties


def body(name: str, *wholes: str, kind: AgentType = AgentType.ORGANIZATION) -> Agent:
    return Agent(f"agent/{name.casefold().replace(' ', '-')}", name, kind, part_of=wholes)


def party_of(agent: str, *known: Agent) -> str:
    return parties(Registry.load())(agent, {one.id: one for one in known})


@pytest.mark.parametrize(
    "agent",
    [
        "agent/ministry-of-defense-of-russia",
        "agent/ministry-of-foreign-affairs-of-russia",
        "agent/kremlin",
        "agent/russia",
    ],
)
def test_bodies_of_one_government_and_the_state_itself_are_one_party(agent: str) -> None:
    assert party_of(agent) == "agent/russia"


def test_a_ministry_that_only_an_article_knows_belongs_to_its_state() -> None:
    fisheries = body("Norwegian Fisheries Ministry", "agent/norway")

    assert party_of(fisheries.id, fisheries) == "agent/norway"


def test_what_merely_lies_in_a_state_does_not_speak_for_it() -> None:
    club = body("Norwegian Rowing Club", "agent/norway")

    assert party_of(club.id, club) == club.id


def test_a_branch_speaks_for_its_company() -> None:
    company, branch = body("Bolt"), body("Bolt Shipping", "agent/bolt")

    assert party_of(branch.id, branch, company) == company.id


def test_wholes_that_contain_each_other_end_somewhere() -> None:
    one, other = body("Bolt", "agent/acme"), body("Acme", "agent/bolt")

    assert party_of(one.id, one, other) in {one.id, other.id}


def test_a_political_party_is_not_the_government() -> None:
    assert party_of("agent/democratic-party") == "agent/democratic-party"


def test_an_unknown_person_speaks_for_himself() -> None:
    assert party_of("agent/mara-lund") == "agent/mara-lund"
