"""Parts of places: what lies in what, the text itself says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from finding import found_by
from records import Said, a_clause, a_record, told

from kb.compare.events.occurrences import OCCURRENCES
from kb.compare.events.places import parts_told
from kb.model import AgentType, CompatiblePair, CompatibleReason, Mention, Span

MAY_4 = ("on May 4, 2021", "2021-05-04", "2021-05-04")
HILL = told(
    "Kilnhill, a suburb of Oakford with steep lanes, has one bakery.", a_clause("has one bakery", "Kilnhill", "have")
)


def burned(where: str) -> Said:
    text = f"A fire destroyed the Gerlach rope factory {where} {MAY_4[0]}"
    return told(f"{text}.", a_clause(text, "fire", "destroy", "Gerlach rope factory", times=(MAY_4,)))


def pairs(left: str, right: str, *more: Said) -> list[CompatiblePair]:
    records = (
        a_record(burned(left), *more, outlet="Morning Post", published="2021-05-05"),
        a_record(burned(right), outlet="Evening Star", published="2021-05-06"),
    )
    return [one for one in found_by(OCCURRENCES, *records) if isinstance(one, CompatiblePair)]


@pytest.mark.parametrize(
    ("told_as", "more"),
    [("in the Kilnhill district of Oakford", ()), ("in Kilnhill, Oakford", ()), ("in Kilnhill", (HILL,))],
    ids=["in the clause", "with a comma", "in another sentence"],
)
def test_a_part_of_a_town_and_the_town_are_one_place(told_as: str, more: tuple[Said, ...]) -> None:
    (pair,) = pairs(told_as, "in Oakford", *more)

    assert pair.reason is CompatibleReason.PART_OF
    assert [side.value for side in pair.sides] == ["Kilnhill", "Oakford"]


def test_a_district_that_was_read_as_a_name_is_the_part_that_the_text_tells_of() -> None:
    records = (
        a_record(burned("in the Kilnhill district of Oakford"), outlet="Morning Post", published="2021-05-05"),
        a_record(burned("in Oakford"), outlet="Evening Star", published="2021-05-06"),
    )
    statement = records[0].statements[0]
    at = statement.content[0].exact.index("Kilnhill")
    name = "Kilnhill district"
    mention = Mention(Span(at, at + len(name), name), AgentType.PLACE, name, agent="agent/kilnhill-district")
    read = replace(records[0], statements=(replace(statement, mentions=(mention,)),))

    (pair,) = (one for one in found_by(OCCURRENCES, read, records[1]) if isinstance(one, CompatiblePair))

    assert pair.reason is CompatibleReason.PART_OF


def test_two_parts_and_two_towns_are_two_places() -> None:
    assert pairs("in the Kilnhill district of Oakford", "in the Ropewalk district of Oakford") == []
    assert pairs("in Selwick", "in Oakford") == []


def test_a_comma_between_names_of_people_tells_no_place() -> None:
    assert parts_told("He thanked Ana, Tom and Ida. They met in Elm, Ayrshire.") == {"Elm": frozenset({"Ayrshire"})}
