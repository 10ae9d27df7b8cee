"""The longest name counts, and what stands inside it is no mention of its own."""

from __future__ import annotations

import pytest
from whos_who import linked_in


def printed(text: str) -> list[str]:
    """Give the words of the mentions that were linked."""
    return [each.span.exact for each in linked_in(text)[0] if each.agent]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Chinese Embassy in Washington wrote.", ["Chinese Embassy in Washington"]),
        ("Officials of the Japanese Foreign Ministry left.", ["Japanese Foreign Ministry"]),
    ],
)
def test_a_state_that_belongs_to_the_name_of_its_body_is_no_mention(text: str, words: list[str]) -> None:
    assert printed(text)[-1:] == words


def test_an_owner_is_a_mention_beside_what_it_owns() -> None:
    assert "PLA" in printed("Gen. Lu Meng leads the PLA's Joint Staff Department.")


def test_people_of_a_state_keep_its_name() -> None:
    assert "Italian" in printed("Italian diplomats said no.")
