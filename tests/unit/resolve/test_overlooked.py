"""Registered names that nobody marked."""

from __future__ import annotations

import pytest

from kb.model import AgentType, Mention, Span, Syntax
from kb.resolve.agents.overlooked import overlooked
from kb.resolve.registry import Registry


def parsed(text: str, proper: str) -> Syntax:
    """Give a parse in which some words, parted by blanks, are proper nouns, and every word is a root."""
    starts, at = [], 0
    words = text.split(" ")
    for word in words:
        starts.append(at)
        at += len(word) + 1
    tags = tuple("NNP" if word in proper.split() else "NN" for word in words)
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    return Syntax(starts, ends, list(range(len(words))), tags, ("ROOT",) * len(words), [0])


@pytest.mark.parametrize(
    ("text", "proper", "found"),
    [
        ("aid to Kyiv fell", "Kyiv", ["Kyiv"]),
        ("ships near South Korea turned", "South Korea", ["South Korea"]),
        ("the Time was short", "Time", []),
        ("the Marsh was dry", "Marsh", []),
    ],
)
def test_registered_places_and_bodies_are_found_and_outlets_with_names_of_words_are_not(
    text: str, proper: str, found: list[str]
) -> None:
    given = overlooked(text, parsed(text, proper), [], Registry.load())

    assert [each.span.exact for each in given] == found


def test_what_is_marked_already_is_left_alone() -> None:
    text = "aid to Kyiv fell"
    marked = [Mention(Span.of(text, 7, 11), AgentType.PLACE, name="Kyiv")]

    assert list(overlooked(text, parsed(text, "Kyiv"), marked, Registry.load())) == []


def test_without_a_parse_nothing_is_found() -> None:
    assert list(overlooked("aid to Kyiv fell", None, [], Registry.load())) == []
