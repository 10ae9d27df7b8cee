"""Names that run over small words, names of things, and what stands around names."""

from __future__ import annotations

import pytest
from heard import read

from kb.model import AgentType


def names(text: str) -> dict[str, AgentType]:
    """Give the type of each name of a text, by the name."""
    return {each.name: each.type for each in read(text).mentions if each.name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Campaign for Real Ale sued the brewers.", "Campaign for Real Ale"),
        ("Friends of the Earth won the case.", "Friends of the Earth"),
        ("She joined the Royal Society for the Protection of Birds.", "Royal Society for the Protection of Birds"),
        ("The Ministry of Health and Social Care met the unions.", "Ministry of Health and Social Care"),
        ("The Kerr administration met the miners.", "Kerr administration"),
        ("Members of the House of Commons left early.", "House of Commons"),
        ("A study of the Centre for Polar Research is out.", "Centre for Polar Research"),
    ],
)
def test_a_name_of_a_body_runs_over_small_words(text: str, name: str) -> None:
    assert names(text).get(name) is AgentType.ORGANIZATION


def test_friends_of_a_person_are_no_body() -> None:
    assert "Ana Ruiz" in names("Friends of Ana Ruiz lost the case.")


def test_a_body_behind_a_second_of_is_another_one() -> None:
    found = names("Zoe Hart of the Faculty of Law of Lund University said so.")

    assert not any("Lund" in name and "Law" in name for name in found)


def test_a_title_behind_the_name_of_a_body_is_no_part_of_it() -> None:
    assert "Ana Ruiz" in names("House of Representatives Speaker Ana Ruiz left on Monday.")


@pytest.mark.parametrize(
    "text",
    [
        "The Cold War ended in Berlin.",
        "The treaty, the Treaty of Ghent, was read aloud.",
        "He won the Nobel Prize in May.",
        "Two F-16 jets and an S-400 battery were seen.",
        "The frigate Ida Lund sailed at dawn.",
        "The USS Ross sailed at dawn.",
        "Lawyers cited the Clean Air Act in court.",
        "Veterans of World War II met in June.",
    ],
)
def test_wars_laws_prizes_ships_and_weapons_are_no_agents(text: str) -> None:
    assert names(text).keys() <= {"Berlin"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Van der Berg left at noon after Jean-Luc van der Berg had sung.", "Jean-Luc van der Berg"),
        ("Sheikh Ahmed al-Rashid came on Monday.", "Ahmed al-Rashid"),
        ("J. R. Moore Jr. wrote it. Moore slept.", "Moore"),
        ("Secretary-General António Costa spoke.", "António Costa"),
    ],
)
def test_names_keep_particles_initials_and_suffixes(text: str, name: str) -> None:
    assert name in names(text)


def test_nouns_that_own_something_and_ages_are_mentions() -> None:
    found = [each.span.exact for each in read("The secretary's trip ended. The 54-year-old said so.").mentions]

    assert "The secretary" in found
    assert "The 54-year-old" in found
