"""Which articles have one story, as far as claims are concerned."""

from __future__ import annotations

import pytest
from records import a_record, told

from kb.model import Record
from kb.resolve.claims.reading import clauses_in
from kb.resolve.claims.setting import ONE_STORY, likeness


def alike(left: Record, right: Record) -> float:
    one, other = (next(iter(clauses_in(record).values())).setting for record in (left, right))
    return likeness(one, other)


def note(text: str, published: str = "2021-10-01", outlet: str = "Morning Post") -> Record:
    return a_record(told(text), outlet=outlet, published=published)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Readers in Skalina queued for the new library.", "A reading room opened by the river at Skalina."),
        (
            "The library lent 43 novels to sailors, nurses and miners who had come in from the storm.",
            "Borrowers took home 43 volumes, the keeper of the reading room told a class of schoolchildren.",
        ),
    ],
)
def test_two_notes_of_one_week_with_a_telling_name_or_number_in_common_have_one_story(one: str, other: str) -> None:
    assert alike(note(one), note(other, "2021-10-04", "Evening Star")) >= ONE_STORY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The library of Skalina opens on Sundays now.", "Pupils may borrow books all summer from the Hadley library."),
        ("The library opens on Sundays now.", "Pupils may borrow books all summer."),
    ],
)
def test_two_notes_with_nothing_telling_in_common_have_two(one: str, other: str) -> None:
    assert alike(note(one), note(other, outlet="Evening Star")) < ONE_STORY
