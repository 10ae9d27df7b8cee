"""One office and two holders, one person and two offices."""

from __future__ import annotations

from dataclasses import replace

import pytest
from finding import found_by
from records import Said, a_clause, a_record, told

from kb.compare.people.offices import clash
from kb.compare.people.posts import POSTS
from kb.compare.people.roles import OFFICES
from kb.compare.people.titles import titles_of
from kb.compare.source import Source
from kb.model import AgentType, Discrepancy, DiscrepancyKind, Mention, Severity, Span

OPENING = told(
    "A storm tore the copper roof off the covered market of Selwick, and trams between Kelby and Marrow stood still.",
    a_clause("A storm tore the copper roof off the covered market of Selwick", "storm", "tear"),
)
MORE = "Neighbours from Ropewalk carried sandbags to the market hall until dawn"


def held(name: str, before: str = "", behind: str = "") -> Said:
    text = f"{before}{name}{behind} walked through the flooded stalls of Selwick"
    return told(f"{text}.", a_clause(text, name, "walk"), titles=((name, ""),))


def two(left: Said, right: Said, *more: str) -> list[Discrepancy]:
    rest = [told(f"{text}.", a_clause(text)) for text in (MORE, *more)]
    records = (
        a_record(OPENING, left, *rest, outlet="Morning Post", published="2021-05-05"),
        a_record(OPENING, right, *rest, outlet="Evening Star", published="2021-05-06"),
    )
    found = [*found_by(OFFICES, *records), *found_by(POSTS, *records)]
    return [one for one in found if isinstance(one, Discrepancy)]


CHIEF = held("Mara Lund", behind=", the fire chief of the Selwick Fire Brigade,")
OTHER = held("Ivo Petrak", before="The fire chief of the Selwick Fire Brigade, ", behind=",")


def test_two_holders_of_one_office_in_one_story_are_a_discrepancy() -> None:
    (found,) = two(CHIEF, OTHER)

    assert (found.kind, found.severity) == (DiscrepancyKind.ROLE, Severity.WARNING)
    assert [side.value for side in found.sides] == ["Ivo Petrak", "Mara Lund"]
    assert "the office" in found.shown[0]


@pytest.mark.parametrize(
    "other",
    [
        held("Ivo Petrak", behind=", the deputy fire chief of the Selwick Fire Brigade,"),
        held("Ivo Petrak", behind=", the former fire chief of the Selwick Fire Brigade,"),
        held("Ivo Petrak", behind=", the acting fire chief of the Selwick Fire Brigade,"),
        held("Ivo Petrak", behind=", the fire chief of the Kelby Fire Brigade,"),
        held("Ivo Petrak", behind=", the fire chief of the Selworth Fire Brigade,"),
        held("Ivo Petrak", behind=", the police chief of the Selwick Police,"),
        held("Marah Lundt", behind=", the fire chief of the Selwick Fire Brigade,"),
    ],
    ids=[
        "deputy",
        "former",
        "acting",
        "of another town",
        "of a town that begins alike",
        "another office",
        "another spelling",
    ],
)
def test_two_people_may_hold_two_offices(other: Said) -> None:
    assert two(CHIEF, other) == []


def test_offices_that_change_hands_these_days_have_two_holders() -> None:
    assert two(CHIEF, OTHER, "The chief is to be succeeded by Ivo Petrak on Friday") == []


def test_whoever_met_the_mayor_is_no_mayor() -> None:
    met = held("Mara Lund", before="The union leader, ", behind=", met the mayor of Kelby, and")

    assert two(met, held("Ivo Petrak", behind=", the mayor of Kelby,")) == []
    assert two(met, held("Mara Lund", behind=", the union leader,")) == []


def test_a_headline_lends_no_title_to_the_name_below_it() -> None:
    headline = told("Storm tears off the roof of the Kelby Mayor")
    text = "Ivo Petrak walked through the flooded stalls of Selwick"
    below = told(f"{text}.", a_clause(text, "Ivo Petrak", "walk"), titles=(("Ivo Petrak", ""),))

    titles = titles_of(Source(a_record(headline, below), {}))

    assert titles == ()


def test_one_person_with_two_offices_in_one_story_is_a_discrepancy() -> None:
    (found,) = two(held("Mara Lund", before="Fire Chief "), held("Mara Lund", behind=", the police chief,"))

    assert (found.kind, found.severity) == (DiscrepancyKind.ROLE, Severity.INFO)
    assert [side.value for side in found.sides] == ["fire chief", "police chief"]
    assert "Mara Lund" in found.explanation


def test_a_paper_that_prints_both_offices_knows_of_both() -> None:
    both = held("Mara Lund", before="Fire Chief ", behind=", the police chief,")

    assert two(both, held("Mara Lund", behind=", the police chief,")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fire chief", "police chief"),
        ("chief prosecutor", "presiding judge"),
        ("head coach", "goalkeeper"),
        ("Foreign Minister", "defence minister"),
        ("harbour master", "ferry captain"),
        ("union leader", "personnel director"),
        ("chief executive", "finance director"),
        ("returning officer", "campaign manager"),
    ],
)
def test_offices_that_hardly_go_together(one: str, other: str) -> None:
    assert clash(one, other)
    assert clash(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fire chief", "Fire Chief"),
        ("mayor", "former mayor"),
        ("chairman", "founder"),
        ("mayor", "board member"),
        ("mayor", "party leader"),
        ("judge", "deputy mayor"),
        ("prime minister", "fan of Rovers"),
        ("union chief", "general secretary"),
        ("head of the zoo", "zoo director"),
        ("police boss", "commissioner"),
        ("chief executive", "managing director"),
        ("museum director", "general manager"),
        ("head coach", "team manager"),
        ("police officer", "inspector"),
    ],
)
def test_titles_that_may_go_together(one: str, other: str) -> None:
    assert not clash(one, other)
    assert not clash(other, one)


def test_other_first_names_make_two_holders_though_the_surnames_are_alike() -> None:
    other = held("Ivo Lundt", behind=", the fire chief of the Selwick Fire Brigade,")

    (found,) = two(CHIEF, other)

    assert [side.value for side in found.sides] == ["Ivo Lundt", "Mara Lund"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "The fire chief of the Art House in Kelby, Ida Holm, spoke",
            [("Ida Holm", "fire chief of the Art House in Kelby")],
        ),
        ("The fire chief, Ida Holm, spoke", [("Ida Holm", "fire chief")]),
        ("The fire chief spoke in Kelby, Ida Holm, the mayor, being ill", [("Ida Holm", "mayor")]),
    ],
)
def test_a_name_that_was_read_as_part_of_a_description_has_it_as_its_title(
    text: str, titles: list[tuple[str, str]]
) -> None:
    record = a_record(told(f"{text}.", a_clause(text)))
    described = Mention(Span(0, 14, "The fire chief"), AgentType.PERSON, "", "")
    record = replace(record, statements=(replace(record.statements[0], mentions=(described,)),))

    assert [(one.name, one.title) for one in titles_of(Source(record, {}))] == titles
