"""Capitals that act, and buildings that have the name of who works there."""

from __future__ import annotations

import pytest
from whos_who import linked_in


def readings(text: str, words: str) -> tuple[str, str]:
    """Give the names of who is meant and of the place that is literally printed."""
    mentions, agents = linked_in(text)
    (found,) = (each for each in mentions if each.span.exact == words)
    return agents[found.agent].name, agents[found.literal].name if found.literal else ""


@pytest.mark.parametrize(
    "text",
    [
        "Madrid said the strait was closed.",
        "The envoys accused Madrid of lying.",
        "Pressure on Madrid grew.",
        "The ships were sold to Madrid.",
        "Allies of Madrid were silent.",
        "The purchase of jets from Madrid was late.",
        "Rivals fear Madrid's claims.",
        "Talks with Madrid failed.",
    ],
)
def test_a_capital_that_acts_is_its_state_and_its_place_is_kept(text: str) -> None:
    assert readings(text, "Madrid") == ("Spain", "Madrid")


@pytest.mark.parametrize(
    "text",
    [
        "The choir flew to Madrid on Monday.",
        "Officials in Madrid said no.",
        "Nobody visited Madrid this year.",
        "Madrid's airport was closed.",
        "The flight from Madrid was late.",
        "The embassy near Madrid burned.",
    ],
)
def test_a_capital_where_something_is_or_goes_is_the_city(text: str) -> None:
    assert readings(text, "Madrid") == ("Madrid", "")


def test_a_building_has_the_name_of_who_works_there() -> None:
    assert readings("Crowds gathered at the Pentagon.", "Pentagon") == (
        "U.S. Department of Defense",
        "Pentagon building",
    )
