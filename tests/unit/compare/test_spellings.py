"""Two names that differ by a letter: one person misspelt, or two?"""

from __future__ import annotations

from itertools import product

import pytest
from finding import found_by, found_in_every_order
from records import Clause, Said, a_clause, a_record, told

from kb.compare.finders import FINDERS
from kb.compare.people.spellings import SPELLINGS
from kb.model import CompatiblePair, CompatibleReason, Discrepancy, Kind, Record

STORY = told(
    "A goods train with barley lost its brakes above Kelby and stopped in the yard of the Marrow brewery.",
    a_clause("A goods train with barley lost its brakes above Kelby", "train", "lose", "brakes", names=("Kelby",)),
)
SPEECH = "Nobody at the brewery had ever heard a whistle that long, and the cat has not come back since"


def helped(name: str, *more: str) -> Said:
    text = " and ".join((name, *more)) + " carried sacks of barley out of the yard until dawn"
    return told(f"{text}.", a_clause(text, name, "carry"), titles=tuple((one, "") for one in (name, *more)))


def quoted(name: str, words: str) -> Said:
    text = f"“{words},”"
    return Said(f"{text} said {name}.", (a_clause(words),), name, name, text, Kind.DIRECT, titles=((name, ""),))


def agreed(name: str, *, negative: bool) -> Said:
    text = f"the railway {'did not agree' if negative else 'agreed'} to pay the brewery for its broken yard"
    clause: Clause = a_clause(text, "railway", "agree", negative=negative)
    return Said(f"{text}, said {name}.", (clause,), name, name, text, titles=((name, ""),))


def papers(left: tuple[Said, ...], right: tuple[Said, ...], *, later: str = "2021-05-06") -> tuple[Record, Record]:
    return (
        a_record(STORY, *left, outlet="Morning Post", published="2021-05-05"),
        a_record(STORY, *right, outlet="Evening Star", published=later),
    )


def test_names_that_differ_by_a_letter_are_a_doubt_and_stay_two() -> None:
    (pair,) = found_by(SPELLINGS, *papers((helped("Marta Olsen"),), (helped("Marta Olson"),)))

    assert isinstance(pair, CompatiblePair)
    assert pair.reason is CompatibleReason.OTHER_REFERENT
    assert [side.value for side in pair.sides] == ["Marta Olsen", "Marta Olson"]
    assert "a slip" in pair.explanation


@pytest.mark.parametrize(
    ("one", "other"), [("Gina Roth", "Gina Rott"), ("Ivo Karl", "Ivo Kral"), ("Martha Lindqvist", "Marta Lindqvist")]
)
def test_a_letter_in_a_short_name_two_that_changed_places_and_one_too_many_are_doubts(one: str, other: str) -> None:
    assert len(found_by(SPELLINGS, *papers((helped(one),), (helped(other),)))) == 1


@pytest.mark.parametrize("other", ["Peter Olson", "Marta Jolsen", "Marta Olander", "Marta Olsen"])
def test_other_names_are_no_doubt(other: str) -> None:
    assert found_by(SPELLINGS, *papers((helped("Marta Olsen"),), (helped(other),))) == ()


def test_a_paper_that_prints_both_names_knows_of_two_people() -> None:
    assert found_by(SPELLINGS, *papers((helped("Marta Olsen"),), (helped("Marta Olson", "Marta Olsen"),))) == ()


def test_names_of_two_stories_are_no_doubt() -> None:
    assert found_by(SPELLINGS, *papers((helped("Marta Olsen"),), (helped("Marta Olson"),), later="2022-05-06")) == ()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (quoted("Marta Olsen", SPEECH), quoted("Marta Olson", SPEECH)),
        (quoted("Marta Olsen", SPEECH), quoted("Marta Olson", SPEECH.replace("cat", "dog"))),
        (agreed("Marta Olsen", negative=False), agreed("Marta Olson", negative=True)),
    ],
    ids=["the same words", "other words", "yes and no"],
)
def test_what_the_two_say_is_not_held_against_either(ours: Said, theirs: Said) -> None:
    records = papers((helped("Marta Olsen"), ours), (helped("Marta Olson"), theirs))

    assert [one for finder in FINDERS for one in found_by(finder, *records) if isinstance(one, Discrepancy)] == []


def test_what_two_people_of_different_names_say_is() -> None:
    records = papers((agreed("Marta Olsen", negative=False),), (agreed("Ivo Petrak", negative=True),))

    assert [one for finder in FINDERS for one in found_by(finder, *records) if isinstance(one, Discrepancy)]


def test_the_order_makes_no_difference() -> None:
    names = ("Marta Olsen", "Marta Olson")
    records = [
        a_record(STORY, helped(name), outlet=f"{paper} Post", published="2021-05-05")
        for paper, name in product(("Morning", "Evening"), names)
    ]

    (found,) = found_in_every_order(SPELLINGS, records)

    assert len(found) == 1
