"""Words that are talked about are nobody's."""

from __future__ import annotations

import pytest
from heard import voices


@pytest.mark.parametrize(
    "text",
    [
        'The band closed with "He Said She Lied" (in A minor).',
        "Her best known novel, “What the Widow Told Him”, sold well.",
        'The verbs "claimed" and "argued" need a subject.',
        "notes: free text; “said” and “told” are kept as they are.",
    ],
)
def test_verbs_of_a_title_and_words_as_words_report_nothing(text: str) -> None:
    assert voices(text) == []


def test_what_is_spoken_is_heard_whatever_it_speaks_of() -> None:
    assert ("Jonas Berg", "said", "“Ana Ruiz Told Me to go,”") in voices("“Ana Ruiz Told Me to go,” said Jonas Berg.")


@pytest.mark.parametrize(
    "text",
    ["Cannot open the vault: access denied.", "Could not read the card “B-12”: entry denied"],
)
def test_what_is_granted_or_denied_denies_nothing(text: str) -> None:
    assert voices(text) == []


def test_a_move_that_was_called_for_was_needed_and_nobody_called_for_it() -> None:
    assert voices("The slower move was called for, with a long fight ahead.") == []


def test_a_relative_clause_does_not_say_its_main_clause() -> None:
    assert voices("We met a man or a woman, who said and did the same.") == []
